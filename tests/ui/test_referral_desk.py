"""The loop of a referral on the screen: kinds, what became of it, the answer, the worklist, what comes in."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.care.referral_state import ReferralAct, ReferralState
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Role
from ilp_desktop.services.record.visit_writing import GivenDiagnosis
from ilp_desktop.services.referral.referral_lists import ReferralView
from tests.house_fixtures import TODAY, Clinic
from tests.journeys.pages.room import Room, click_tick, retype
from tests.services.referred import answer, file_of, letter, other, refer
from tests.ui.hands import click, press
from tests.ui.opened_page import Desk
from tests.ui.room_desk import RoomDesk
from ui.cross_cluster.page import REFERRALS, CrossClusterPage
from ui.jobs import Jobs
from ui.widgets.room.referrals.detail import ReferralDetail
from ui.widgets.room.referrals.worklist import ReferralWorklist
from ui.widgets.room.room_tabs import REFERRAL


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


@pytest.fixture
def rooms(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> RoomDesk:
    return RoomDesk(qtbot, jobs, clinic)


def opened(qtbot: QtBot, desk: Desk) -> ReferralWorklist:
    """Show every referral to the doctor."""
    page = desk.show(CrossClusterPage, desk.clinic.doctor)
    page.show_view(REFERRALS)
    page.referrals.show_view(ReferralView.ALL)
    qtbot.waitUntil(lambda: page.referrals.detail.file() is not None, timeout=20_000)
    return page.referrals


def fill_answer(detail: ReferralDetail, day: str = "23112026") -> None:
    """Type an answer that is whole."""
    form = detail.answer.form
    retype(form.field("answered_on"), day)
    retype(form.field("answered_by"), "dr. Budi, Sp.PD")
    form.field("diagnoses").set_value((GivenDiagnosis("I10"),))
    retype(form.field("control_on"), "23122026")


def test_the_laboratory_opens_what_is_asked_of_the_house_and_answers_it(
    qtbot: QtBot, desk: Desk, clinic: Clinic
) -> None:
    asked = refer(clinic, clinic.register("Pak Darah").person_id, other("internal"))
    refer(clinic, clinic.register("Bu Surat").person_id, letter(clinic))
    page = desk.show(CrossClusterPage, replace(clinic.doctor, roles=frozenset({Role.LABORATORY})))
    detail = page.referrals.detail
    qtbot.waitUntil(lambda: detail.file() is not None, timeout=20_000)
    shown = detail.file()
    assert shown is not None
    assert page.referrals.wanted().view is ReferralView.INCOMING
    assert (page.referrals.model.rowCount(), shown.id) == (1, asked)
    qtbot.waitUntil(detail.buttons[ReferralAct.ANSWER].isVisible)
    press(Qt.Key.Key_J, detail, Qt.KeyboardModifier.AltModifier)
    fill_answer(detail)
    click(detail.answer.save_button)
    qtbot.waitUntil(lambda: file_of(clinic, asked).state is ReferralState.ANSWERED, timeout=20_000)


def test_an_answer_is_recorded_from_the_list_by_keyboard(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    referral = refer(clinic, clinic.register().person_id, letter(clinic))
    detail = opened(qtbot, desk).detail
    qtbot.waitUntil(detail.buttons[ReferralAct.ANSWER].isVisible)
    press(Qt.Key.Key_J, detail, Qt.KeyboardModifier.AltModifier)
    fill_answer(detail)
    click(detail.answer.save_button)
    qtbot.waitUntil(lambda: file_of(clinic, referral).is_answered, timeout=20_000)
    qtbot.waitUntil(lambda: ReferralAct.CORRECT in detail.buttons, timeout=20_000)
    assert "dr. Budi, Sp.PD" in detail.told.text()
    assert "Kontrol 23-12-2026" in detail.told.text()


def test_an_answer_before_the_letter_is_refused_beside_its_field_and_stays_typed(
    qtbot: QtBot, desk: Desk, clinic: Clinic
) -> None:
    refer(clinic, clinic.register().person_id, letter(clinic))
    detail = opened(qtbot, desk).detail
    detail.do(ReferralAct.ANSWER)
    fill_answer(detail, "22112026")
    click(detail.answer.save_button)
    field = detail.answer.form.field("answered_on")
    qtbot.waitUntil(lambda: field.error().startswith("Jawaban bertanggal sebelum suratnya"), timeout=20_000)
    assert detail.answer.form.field("answered_by").text() == "dr. Budi, Sp.PD"
    assert detail.answer.save_button.isEnabled()


def test_an_answer_typed_while_somebody_else_took_a_step_is_told_of_it_and_saved_when_pressed_again(
    qtbot: QtBot, desk: Desk, clinic: Clinic
) -> None:
    referral = refer(clinic, clinic.register().person_id, letter(clinic))
    detail = opened(qtbot, desk).detail
    detail.do(ReferralAct.ANSWER)
    fill_answer(detail)
    version, act = file_of(clinic, referral).version, (ReferralAct.RECEIVE.value, "")
    clinic.house.referral_loop.act(clinic.desk, clinic.new_id(), referral, version, act)
    click(detail.answer.save_button)
    qtbot.waitUntil(lambda: detail.answer._version == file_of(clinic, referral).version, timeout=20_000)
    assert not file_of(clinic, referral).is_answered
    assert detail.answer.said().answered_by == "dr. Budi, Sp.PD"
    click(detail.answer.save_button)
    qtbot.waitUntil(lambda: file_of(clinic, referral).is_answered, timeout=20_000)


def test_what_is_typed_of_an_answer_waits_while_another_referral_is_looked_at(
    qtbot: QtBot, desk: Desk, clinic: Clinic
) -> None:
    for name in ("Warga Satu", "Warga Dua"):
        refer(clinic, clinic.register(name).person_id, letter(clinic))
    page = opened(qtbot, desk)
    first = page.detail.file()
    assert first is not None
    first_id = first.id
    page.detail.do(ReferralAct.ANSWER)
    fill_answer(page.detail)
    page.table.selectRow(1)
    qtbot.waitUntil(lambda: page.detail.file() not in (None, first), timeout=20_000)
    page.table.selectRow(0)
    qtbot.waitUntil(lambda: (file := page.detail.file()) is not None and file.id == first_id, timeout=20_000)
    page.detail.do(ReferralAct.ANSWER)
    assert page.detail.answer.said().answered_by == "dr. Budi, Sp.PD"
    assert page.detail.answer.said().codes == ("I10",)


def test_a_letter_is_made_void_only_with_a_reason(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    referral = refer(clinic, clinic.register().person_id, letter(clinic))
    detail = opened(qtbot, desk).detail
    click(detail.buttons[ReferralAct.VOID])
    click(detail.confirm_button)
    qtbot.waitUntil(lambda: detail.reason.field("note").error() == "Tulis alasannya.", timeout=20_000)
    retype(detail.reason.field("note"), "Salah pasien")
    click(detail.confirm_button)
    qtbot.waitUntil(lambda: detail.state.text() == ReferralState.VOID.value, timeout=20_000)
    assert file_of(clinic, referral).steps[-1].note == "Salah pasien"
    assert detail.buttons == {}


def test_a_form_that_somebody_overtook_tells_who_and_keeps_what_was_typed(
    qtbot: QtBot, desk: Desk, clinic: Clinic
) -> None:
    referral = refer(clinic, clinic.register().person_id, letter(clinic))
    detail = opened(qtbot, desk).detail
    detail.do(ReferralAct.ANSWER)
    fill_answer(detail)
    clinic.house.referral_answers.record(clinic.doctor, answer(clinic, referral))
    click(detail.answer.save_button)
    qtbot.waitUntil(detail.answer.save_button.isEnabled, timeout=20_000)
    assert detail.answer.said().answered_by == "dr. Budi, Sp.PD"
    assert len(file_of(clinic, referral).answers) == 1


def test_the_desk_finds_the_worklist_alone_and_nothing_restricted(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    refer(clinic, clinic.register("Ibu Terlindung").person_id, other("social", unit="women_children", place="UPTD PPA"))
    refer(clinic, clinic.register("Warga Biasa").person_id, letter(clinic))
    page = desk.show(CrossClusterPage, clinic.desk)
    page.referrals.show_view(ReferralView.ALL)
    qtbot.waitUntil(lambda: page.referrals.model.rowCount() == 1, timeout=20_000)
    assert [row.name for row in page.referrals.model.rows()] == ["Warga Biasa"]
    assert not page.referrals.detail.print_button.isVisible()
    said = "\n".join(found.text() for found in page.findChildren(QLabel))
    assert "Penyakit Dalam" not in said


def refer_in_room(rooms: RoomDesk, kind: str, values: dict[str, object]) -> tuple[Room, UUID]:
    """Examine somebody and issue a referral of a kind in the room."""
    room = rooms.with_patient()
    tab = room.tabs.referral
    room.tabs.go_to(REFERRAL)
    click(tab.form.kinds.button(kind))
    tab.form.set_values(values)
    tab.form.changed.emit()
    room.workspace.tabs.examination.show_stored(room.workspace.tabs.examination.note(), (GivenDiagnosis("I10"),))
    room.page.saving.save()
    rooms.wait_until_said("Tersimpan")
    return room, rooms.stored(room).referrals[0].id


@pytest.mark.parametrize(
    ("kind", "values", "number"),
    [
        ("internal", {"unit": "sanitation", "reason_note": "Inspeksi rumah"}, "0001/RJI/P9999/XI/2026"),
        (
            "community",
            {"from_place": "Posyandu Melati", "brought_by": "Kader Ani", "problems": ("pressure",)},
            "0001/RJP/P9999/XI/2026",
        ),
        (
            "social",
            {"unit": "social_office", "place": "Dinas Sosial Contoh", "reason_note": "Bantuan", "agreed": True},
            "0001/RJS/P9999/XI/2026",
        ),
        (
            "horizontal",
            {"place": "Puskesmas Tetangga", "clinic": "Laboratorium", "reason_note": "HbA1c tidak tersedia"},
            "0001/RJK/P9999/XI/2026",
        ),
    ],
)
def test_every_kind_is_issued_from_the_room(
    rooms: RoomDesk, clinic: Clinic, kind: str, values: dict[str, object], number: str
) -> None:
    room, referral = refer_in_room(rooms, kind, values)
    file = file_of(clinic, referral)
    assert (file.kind.code, file.number, file.person_name) == (kind, number, "Siti Aminah")
    assert not room.tabs.referral.form.has_typing()
    assert room.tabs.referral.form.kind() == "hospital"
    assert clinic.house.referrals.pdf(clinic.doctor, referral).startswith(b"%PDF")


def test_what_a_kind_needs_is_told_beside_its_field(rooms: RoomDesk) -> None:
    room = rooms.with_patient()
    form = room.tabs.referral.form
    room.tabs.go_to(REFERRAL)
    click(form.kinds.button("social"))
    click_tick(form.field("violence"))
    room.page.saving.save()
    rooms.wait_until_said("Belum disimpan")
    assert form.field("unit").error() == "Pilih tujuan rujukan."
    assert form.field("agreed").error() == "Rujukan ini memerlukan persetujuan pasien atau walinya."


def test_the_person_s_referrals_are_answered_in_the_room(qtbot: QtBot, rooms: RoomDesk, clinic: Clinic) -> None:
    referral = refer(clinic, clinic.register("Siti Aminah").person_id, letter(clinic))
    clinic.clock.forward(timedelta(minutes=5))
    person = file_of(clinic, referral).person_id
    clinic.visit(person)
    room = rooms.show()
    room.open("Siti Aminah")
    tab = room.tabs.referral
    room.tabs.go_to(REFERRAL)
    qtbot.waitUntil(lambda: tab.views.button("earlier").text().endswith("1, 1 belum dijawab"), timeout=20_000)
    click(tab.views.button("earlier"))
    qtbot.waitUntil(lambda: tab.earlier.detail.file() is not None, timeout=20_000)
    tab.earlier.detail.do(ReferralAct.ANSWER)
    fill_answer(tab.earlier.detail)
    click(tab.earlier.detail.answer.save_button)
    qtbot.waitUntil(lambda: file_of(clinic, referral).is_answered, timeout=20_000)
    qtbot.waitUntil(lambda: "dr. Budi" in tab.earlier.detail.told.text(), timeout=20_000)


def test_a_reminder_leads_to_the_referral_it_is_about(qtbot: QtBot, rooms: RoomDesk, clinic: Clinic) -> None:
    person = file_of(clinic, refer(clinic, clinic.register("Siti Aminah").person_id, other("internal"))).person_id
    clinic.visit(person)
    room = rooms.show()
    room.open("Siti Aminah")
    offered = {item.service: item for item in room.workspace.room.visit.services.items}
    room.workspace.go_to_service(offered["reply:internal"])
    assert room.tabs.title() == REFERRAL
    qtbot.waitUntil(lambda: room.tabs.referral.earlier.detail.file() is not None, timeout=20_000)
    assert room.tabs.referral.earlier.isVisible()


def test_a_room_is_shown_what_comes_in(qtbot: QtBot, rooms: RoomDesk, clinic: Clinic) -> None:
    refer(clinic, clinic.register().person_id, other("internal", unit="klaster_2"))
    room = rooms.show(klaster=Klaster.MOTHER_CHILD)
    button = room.page.incoming.button
    qtbot.waitUntil(lambda: button.text() == "Rujukan masuk · 1", timeout=20_000)
    press(Qt.Key.Key_R, room.page, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: room.page.incoming.worklist.model.rowCount() == 1, timeout=20_000)
    (row,) = room.page.incoming.worklist.model.rows()
    assert (row.day, row.sent_from) == (TODAY, "3 Dewasa & Lansia")
    press(Qt.Key.Key_Escape, room.page)
    assert room.page.waiting.isVisible()


def test_the_ordinary_letter_asks_no_further_key_than_before(rooms: RoomDesk) -> None:
    room = rooms.with_patient()
    room.tabs.go_to(REFERRAL)
    form = room.tabs.referral.form
    rooms.qtbot.waitUntil(form.isVisible)
    order: list[QWidget] = []
    here = room.tabs.tabBar().nextInFocusChain()
    while here is not None and here is not room.tabs.tabBar():
        order.append(here)
        here = here.nextInFocusChain()
    stops = [one for one in order if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible()]
    places = [stops.index(one) for one in stops if form.form.isAncestorOf(one)]
    switches = [stops.index(one) for one in stops if form.kinds.isAncestorOf(one)]
    assert min(places) < min(switches)
