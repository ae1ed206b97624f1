"""The tab Skrining with many forms: found quickly, read when chosen, kept when typed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain import permissions
from ilp_desktop.domain.permissions import ACTS_OF, Act, Role
from ilp_desktop.forms.parsing import lines_as_typed
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.forms.rich_sample import rich
from tests.house_fixtures import Clinic
from tests.journeys.pages.room import PATIENCE_MS
from tests.ui.hands import focus_widget, press, type_text
from tests.ui.many_forms import OTHERS, back, choose, fill, fill_folder, opened, tab_of, with_forms
from tests.ui.room_desk import RoomDesk
from tests.ui.test_room_saving import NO_TB
from ui.jobs import Jobs
from ui.widgets.room.room_tabs import SCREENING


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill_folder(tmp_path / "forms")


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic, folder: Path) -> RoomDesk:
    return RoomDesk(qtbot, jobs, with_forms(clinic, folder))


def test_forms_stand_under_their_groups_and_none_is_read_before_it_is_chosen(desk: RoomDesk) -> None:
    room = desk.with_patient(birth_date=date(1960, 5, 17))
    tab = tab_of(room)
    assert tab.list.headings() == ("Layanan hari ini", "Umum", "Dewasa", "Lansia", "Kesehatan jiwa")
    assert len(tab.codes()) == OTHERS + 2
    assert set(room.workspace.room.visit.forms) == {"vital_signs"}
    assert tab.list.state_of("kaya") == ""
    room.go_to(SCREENING)
    choose(desk, room)
    assert set(room.workspace.room.visit.forms) == {"vital_signs", "kaya"}


def test_form_due_first_is_in_front_when_the_tab_opens_and_enter_in_the_list_goes_into_it(desk: RoomDesk) -> None:
    room = opened(desk)
    tab = tab_of(room)
    assert (tab.codes()[0], tab.list.current()) == ("tb_symptoms", "tb_symptoms")
    desk.qtbot.waitUntil(lambda: tab.page("tb_symptoms") is not None, timeout=PATIENCE_MS)
    tab.list.list.setFocus()
    press(Qt.Key.Key_Return)
    page = tab.page("tb_symptoms")
    assert page is not None
    assert page.view.isAncestorOf(focus_widget())


def test_forms_given_today_keep_their_place_under_todays_services(desk: RoomDesk) -> None:
    room = opened(desk)
    room.screen("tb_symptoms", NO_TB | {"batuk": "tidak"})
    room.save()
    tab = tab_of(room)
    assert tab.list.headings()[0] == "Layanan hari ini"
    assert tab.codes()[0] == "tb_symptoms"
    assert tab.list.state_of("tb_symptoms") == "terisi"
    assert tab.list.current() == "tb_symptoms"


def test_list_is_filtered_while_one_types_and_enter_goes_to_what_is_left(desk: RoomDesk) -> None:
    room = opened(desk)
    tab = tab_of(room)
    press(Qt.Key.Key_1, room.page, Qt.KeyboardModifier.AltModifier)
    assert tab.list.search.hasFocus()
    type_text("07 skrining")
    assert tab.list.shown_codes() == ("contoh_7",)
    assert tab.list.headings() == ("Lansia",)
    press(Qt.Key.Key_Return)
    assert tab.list.list.hasFocus()
    press(Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: tab.page("contoh_7") is not None, timeout=PATIENCE_MS)
    page = tab.page("contoh_7")
    assert page is not None
    assert page.view.isAncestorOf(focus_widget())
    tab.list.search.setText("jiwa")
    assert tab.list.headings() == ("Kesehatan jiwa",)
    assert "contoh_0" in tab.list.shown_codes()
    tab.list.search.setText("tidak ada yang begini")
    assert tab.list.shown_codes() == ()
    choose(desk, room, "kaya")
    assert tab.list.search.text() == ""


def test_state_of_a_form_follows_typing_and_saving(desk: RoomDesk) -> None:
    room = opened(desk)
    view, tab = choose(desk, room).view, tab_of(room)
    fill(view, {"butir_3": "ya"})
    assert tab.list.state_of("kaya") == "belum disimpan"
    assert view.conclusion_line.isVisible()
    room.save()
    assert tab.list.state_of("kaya") == "terisi"
    assert desk.stored(room).answers["kaya"] == {"butir_3": True}


def test_form_typed_into_is_there_again_when_the_patient_comes_back(desk: RoomDesk) -> None:
    desk.arrives("Budi Santoso")
    room = opened(desk)
    fill(choose(desk, room).view, {"butir_1": "ya"})
    back(desk, room)
    room.open("Budi Santoso")
    assert "kaya" not in room.workspace.room.views()
    room.go_to(SCREENING)
    assert tab_of(room).page("kaya") is None
    back(desk, room)
    room.open("Siti Aminah")
    assert room.workspace.has_typing()
    assert tab_of(room).list.state_of("kaya") == "belum disimpan"
    assert choose(desk, room).view.filled().typed == {"butir_1": "ya"}


def test_form_typed_into_is_there_again_after_a_crash(
    clinic_again: Callable[[], Clinic], jobs: Jobs, themed: QApplication, qtbot: QtBot, folder: Path
) -> None:
    desk = RoomDesk(qtbot, jobs, with_forms(clinic_again(), folder))
    room = opened(desk)
    table = lines_as_typed([{"nama": "Kaptopril"}])
    choose(desk, room).view.show_typed(FilledForm("kaya", {"butir_1": "ya", "obat": table}))
    room.page.saving.keeper.keep_now()
    qtbot.waitUntil(jobs.is_idle, timeout=PATIENCE_MS)
    again = RoomDesk(qtbot, jobs, with_forms(clinic_again(), folder))
    found = again.show()
    found.open("Siti Aminah")
    assert found.workspace.room.views()["kaya"].filled().typed == {"butir_1": "ya", "obat": table}
    found.save()
    assert again.stored(found).answers["kaya"] == {"butir_1": True, "obat": [{"nama": "Kaptopril"}]}


def test_answer_given_in_one_form_stands_in_another_that_is_read_later(desk: RoomDesk) -> None:
    room = opened(desk)
    fill(choose(desk, room, "contoh_1").view, {"merokok": "ya"})
    second = choose(desk, room, "contoh_2").view
    assert second.filled().typed == {"merokok": "ya"}
    assert not second.has_typing()
    room.save()
    back(desk, room)
    room.open("Siti Aminah")
    room.go_to(SCREENING)
    assert choose(desk, room, "contoh_3").view.filled().typed == {"merokok": "ya"}


def test_broken_file_is_said_and_the_visit_and_other_forms_open(desk: RoomDesk, folder: Path) -> None:
    (folder / "contoh_9.toml").write_text(
        (folder / "contoh_9.toml").read_text(encoding="utf-8").replace('kind = "boolean"', 'kind = "x"'),
        encoding="utf-8",
    )
    room = opened(desk)
    tab_of(room).choose("contoh_9")
    desk.wait_until_said("Formulir contoh_9.toml tidak dapat dipakai.")
    assert tab_of(room).page("contoh_9") is None
    choose(desk, room)


def test_restricted_form_is_absent_for_those_without_leave(
    desk: RoomDesk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "kaya.toml").write_text(rich(('sensitivity = "umum"', 'sensitivity = "terbatas"')), encoding="utf-8")
    room = opened(desk)
    assert "kaya" in tab_of(room).codes()
    back(desk, room)
    monkeypatch.setattr(permissions, "ACTS_OF", {**ACTS_OF, Role.DOCTOR: ACTS_OF[Role.DOCTOR] - {Act.SEE_RESTRICTED}})
    room.open("Siti Aminah")
    assert "kaya" not in tab_of(room).codes()


def test_alert_of_a_restricted_form_stands_in_full_in_the_form_only(desk: RoomDesk, folder: Path) -> None:
    (folder / "kaya.toml").write_text(rich(('sensitivity = "umum"', 'sensitivity = "terbatas"')), encoding="utf-8")
    room = opened(desk)
    view = choose(desk, room).view
    fill(view, {"butir_3": "ya"})
    assert view.conclusion_line.pill.text() == "Putus asa"
    told = room.workspace.header.pill_texts()
    assert "Ada hasil terbatas yang perlu tindakan" in told
    assert not any("Putus asa" in text for text in told)


def test_what_a_stored_form_raised_stands_in_the_header_before_anybody_looks_at_it(desk: RoomDesk) -> None:
    ticket = desk.arrives("Siti Aminah", birth_date=date(1960, 5, 17))
    clinic = desk.clinic
    stored = (FilledForm("kaya", {"butir_3": "ya"}),)
    wanted = Examination(clinic.new_id(), ticket.encounter_id, 1, SoapNote(subjective="kontrol"), forms=stored)
    clinic.house.encounters.record(clinic.doctor, wanted)
    room = desk.show()
    room.open("Siti Aminah")
    assert "kaya" not in room.workspace.room.views()
    before = room.workspace.header.pill_texts()
    assert "Putus asa" in " ".join(before)
    room.go_to(SCREENING)
    choose(desk, room, "kaya")
    assert room.workspace.header.pill_texts() == before
