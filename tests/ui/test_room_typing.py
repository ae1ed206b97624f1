"""What was typed in a room is never lost: not to a colleague's save, not to another patient."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import Clinic
from tests.ui.room_desk import RoomDesk, cells
from ui.jobs import Jobs
from ui.widgets.room.room_tabs import REFERRAL


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic) -> RoomDesk:
    return RoomDesk(qtbot, jobs, clinic)


def test_stale_save_keeps_the_typing_and_says_who_saved_meanwhile(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.write(subjective="Pusing", plan="Kontrol")
    desk.colleague_writes(room, SoapNote(subjective="Nyeri kepala", therapy="Parasetamol"))
    room.press_save()
    desk.wait_until_said("Data ini baru saja diubah oleh Kepala Contoh")
    desk.qtbot.waitUntil(room.workspace.strip.isVisible, timeout=20_000)
    note = room.tabs.examination.note()
    assert (note.subjective, note.plan, note.therapy) == ("Pusing", "Kontrol", "Parasetamol")
    assert "Kepala Contoh" in room.workspace.strip.text_label.text()
    assert "Subjektif" in room.workspace.strip.text_label.text()
    assert desk.stored(room).note.subjective == "Nyeri kepala"
    room.workspace.strip.mine_button.click()
    room.save()
    assert desk.stored(room).note == SoapNote(subjective="Pusing", plan="Kontrol", therapy="Parasetamol")


def test_what_a_colleague_stored_can_be_taken_instead(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.write(subjective="Pusing")
    desk.colleague_writes(room, SoapNote(subjective="Nyeri kepala"))
    room.page.on_changed(frozenset({"encounter"}))
    desk.qtbot.waitUntil(room.workspace.strip.isVisible, timeout=20_000)
    room.workspace.strip.stored_button.click()
    assert room.tabs.examination.note() == SoapNote(subjective="Nyeri kepala")
    assert not room.workspace.has_typing()


def test_change_elsewhere_is_shown_where_nothing_is_typed(desk: RoomDesk) -> None:
    room = desk.with_patient()
    desk.colleague_writes(room, SoapNote(subjective="Nyeri kepala"))
    room.page.on_changed(frozenset({"encounter"}))
    desk.qtbot.waitUntil(lambda: room.tabs.examination.note().subjective == "Nyeri kepala", timeout=20_000)
    assert room.workspace.strip.isHidden()
    room.write(plan="Kontrol")
    room.save()


def test_typing_is_kept_while_another_patient_is_open_and_never_mixed(desk: RoomDesk) -> None:
    desk.arrives("Budi Santoso")
    room = desk.with_patient("Siti Aminah")
    room.measure({"sistolik": "150"})
    room.write(subjective="Pusing Siti")
    room.diagnose("i10")
    room.refer({"clinic": "Penyakit Dalam"})
    room.back()
    assert cells(room, "Status")[[row.name for row in room.rows()].index("Siti Aminah")].endswith("belum disimpan")
    room.open("Budi Santoso")
    assert room.tabs.examination.note() == SoapNote()
    assert room.tabs.examination.given() == ()
    assert room.vitals.is_blank()
    assert not room.tabs.referral.form.has_typing()
    room.write(subjective="Batuk Budi")
    room.back()
    room.open("Siti Aminah")
    assert room.tabs.title() == REFERRAL
    assert room.tabs.examination.note().subjective == "Pusing Siti"
    assert [given.code for given in room.tabs.examination.given()] == ["I10"]
    assert room.vitals.field("sistolik").text() == "150"
    assert room.tabs.referral.form.clinic.value() == "Penyakit Dalam"
    assert desk.stored(room).note == SoapNote()
