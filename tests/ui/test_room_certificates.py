"""Certificates in the tab Dokumen: issued by keyboard, asked about once, made void, waiting while another is open."""

from datetime import timedelta
from threading import Event
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.services.certificate.certificate_rows import CertificateRow, CertificateState
from tests.house_fixtures import TODAY, Clinic
from tests.journeys.pages.room import Room, retype
from tests.services.certified import examine
from tests.ui.hands import click, press
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.room.certificates.issuing import GIVEN_UP
from ui.widgets.room.certificates.panel import SURE, CertificatesPanel
from ui.widgets.room.room_tabs import DOCUMENTS


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> RoomDesk:
    return RoomDesk(qtbot, jobs, clinic)


def opened(qtbot: QtBot, desk: RoomDesk, *codes: str) -> tuple[Room, CertificatesPanel, UUID]:
    """Show somebody examined, with the tab Dokumen in front."""
    person = desk.clinic.register().person_id
    examine(desk.clinic, person, *codes)
    room = desk.show()
    room.open("Siti Aminah")
    return room, panel_of(qtbot, room), person


def panel_of(qtbot: QtBot, room: Room) -> CertificatesPanel:
    """Bring the tab to the front and wait until it knows what the visit has."""
    room.go_to(DOCUMENTS)
    panel = room.tabs.documents.certificates
    qtbot.waitUntil(panel.is_ready, timeout=20_000)
    return panel


def rows(desk: RoomDesk, person: UUID) -> tuple[CertificateRow, ...]:
    """Return what is stored."""
    return desk.clinic.house.certificates.of_person(desk.clinic.doctor, person)


def fill(panel: CertificatesPanel, kind: str, **values: object) -> None:
    """Choose the kind and fill fields in."""
    form = panel.new.form
    for name, value in {"kind": kind, **values}.items():
        form.field(name).set_value(value)
        form.changed.emit(name)


def test_a_sick_certificate_is_issued_by_keyboard_and_previewed(qtbot: QtBot, desk: RoomDesk) -> None:
    _, panel, person = opened(qtbot, desk, "J06.9")
    form = panel.new.form
    form.field("kind").setFocus()
    press(Qt.Key.Key_2)
    qtbot.waitUntil(lambda: panel.new.kind() == "sakit", timeout=20_000)
    assert [field.name for field in form.shown_fields()] == ["kind", "first_day", "last_day", "agreed", "note"]
    retype(form.field("first_day"), "23112026")
    retype(form.field("last_day"), "24112026")
    press(Qt.Key.Key_L, panel, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: len(desk.papers) == 1, timeout=20_000)
    qtbot.waitUntil(lambda: panel.table.current_row() is not None, timeout=20_000)
    (row,) = rows(desk, person)
    assert row.short == "2 hari sejak 23-11-2026"
    assert panel.new.kind() == ""
    qtbot.waitUntil(lambda: rows(desk, person)[0].prints == 1, timeout=20_000)


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(qtbot: QtBot, desk: RoomDesk) -> None:
    _, panel, person = opened(qtbot, desk)
    fill(panel, "sakit", first_day=TODAY - timedelta(days=1), last_day=TODAY, note="Kontrol bila demam")
    click(panel.issue_button)
    field = panel.new.form.field("first_day")
    qtbot.waitUntil(lambda: field.error().startswith("Tidak sebelum hari kunjungan"), timeout=20_000)
    assert panel.new.draft().note == "Kontrol bila demam"
    assert rows(desk, person) == ()


def test_what_is_asked_about_is_issued_when_pressed_again(qtbot: QtBot, desk: RoomDesk) -> None:
    _, panel, person = opened(qtbot, desk)
    fill(panel, "sakit", first_day=TODAY, last_day=TODAY + timedelta(days=9))
    click(panel.issue_button)
    qtbot.waitUntil(lambda: panel.issue_button.text() == SURE, timeout=20_000)
    assert rows(desk, person) == ()
    click(panel.issue_button)
    qtbot.waitUntil(lambda: len(rows(desk, person)) == 1, timeout=20_000)


def test_a_missing_measure_is_named_and_a_measured_one_shown(qtbot: QtBot, desk: RoomDesk) -> None:
    _, panel, person = opened(qtbot, desk)
    fill(panel, "sehat", purpose="SIM", conclusion="sehat")
    assert "tinggi badan 158 cm" in panel.new.told.text()
    click(panel.issue_button)
    form = panel.new.form
    qtbot.waitUntil(lambda: "tidak diperiksa" in form.field("colour").error(), timeout=20_000)
    assert "left_out" not in [field.name for field in form.shown_fields()]
    fill(panel, "sehat", colour="tidak_diperiksa")
    click(panel.issue_button)
    qtbot.waitUntil(lambda: len(rows(desk, person)) == 1, timeout=20_000)


def test_what_was_typed_for_another_kind_does_not_stand_in_the_way(qtbot: QtBot, desk: RoomDesk) -> None:
    _, panel, person = opened(qtbot, desk)
    fill(panel, "sehat", purpose="SIM", conclusion="sehat")
    fill(panel, "sakit", first_day=TODAY, last_day=TODAY)
    click(panel.issue_button)
    qtbot.waitUntil(lambda: [row.label for row in rows(desk, person)] == ["Sakit"], timeout=20_000)


def test_one_that_comes_when_another_patient_is_open_leaves_their_form_alone(qtbot: QtBot, desk: RoomDesk) -> None:
    other = desk.clinic.visit(desk.clinic.register("Budi Santoso").person_id).encounter_id
    room, panel, person = opened(qtbot, desk)
    first = room.workspace.room.file.encounter_id
    fill(panel, "sakit", first_day=TODAY, last_day=TODAY)
    click(panel.issue_button)
    panel.show_file(desk.clinic.house.encounters.open(desk.clinic.doctor, other))
    fill(panel, "sehat", purpose="SIM")
    qtbot.waitUntil(lambda: len(rows(desk, person)) == 1, timeout=20_000)
    qtbot.wait(50)
    assert panel.new.draft().purpose == "SIM"
    panel.show_file(desk.clinic.house.encounters.open(desk.clinic.doctor, first))
    assert panel.new.kind() == ""


def test_a_kind_that_cannot_be_says_why(qtbot: QtBot, desk: RoomDesk) -> None:
    _, panel, _ = opened(qtbot, desk)
    fill(panel, "kematian")
    assert panel.new.told.text().startswith("Pasien ini tidak tercatat meninggal")
    assert not panel.issue_button.isEnabled()


def test_one_is_made_void_with_a_reason(qtbot: QtBot, desk: RoomDesk) -> None:
    _, panel, person = opened(qtbot, desk)
    fill(panel, "sakit", first_day=TODAY, last_day=TODAY)
    click(panel.issue_button)
    qtbot.waitUntil(lambda: panel.table.current_row() is not None and panel.void_button.isEnabled(), timeout=20_000)
    qtbot.waitUntil(lambda: rows(desk, person)[0].prints == 1, timeout=20_000)
    click(panel.void_button)
    click(panel.reason.act_button)
    qtbot.waitUntil(lambda: bool(panel.reason.form.field("reason").error()), timeout=20_000)
    retype(panel.reason.form.field("reason"), "Salah tanggal")
    click(panel.reason.act_button)
    qtbot.waitUntil(lambda: rows(desk, person)[0].state is CertificateState.VOID, timeout=20_000)
    qtbot.waitUntil(lambda: not panel.void_button.isEnabled(), timeout=20_000)


def test_typing_waits_while_another_patient_is_open(qtbot: QtBot, desk: RoomDesk) -> None:
    room, panel, _ = opened(qtbot, desk)
    examine(desk.clinic, desk.clinic.register("Warga Lain").person_id)
    fill(panel, "sehat", purpose="Melamar kerja")
    room.back()
    room.open("Warga Lain")
    other = panel_of(qtbot, room)
    assert other.new.draft().purpose == ""
    room.back()
    room.open("Siti Aminah")
    assert panel_of(qtbot, room).new.draft().purpose == "Melamar kerja"


def resume_waiting(qtbot: QtBot, desk: RoomDesk) -> tuple[Room, CertificatesPanel, UUID, Event]:
    """Ask for a resume while the lane of long jobs is held up, until the bar says how far it is."""
    room, panel, person = opened(qtbot, desk, "J06.9")
    held = Event()
    desk.jobs.long(lambda _progress: held.wait(60), lambda _done: None, owner=panel)
    fill(panel, "resume", purpose="Klaim asuransi")
    click(panel.issue_button)
    qtbot.waitUntil(panel.issuing.progress.isVisible, timeout=20_000)
    return room, panel, person, held


def test_a_resume_shows_how_far_it_is_and_batal_uses_no_number(qtbot: QtBot, desk: RoomDesk) -> None:
    _, panel, person, held = resume_waiting(qtbot, desk)
    assert not panel.issue_button.isEnabled()
    click(panel.issuing.progress.cancel_button)
    held.set()
    desk.wait_until_said(GIVEN_UP)
    assert rows(desk, person) == ()
    assert panel.new.form.field("purpose").value() == "Klaim asuransi"
    click(panel.issue_button)
    qtbot.waitUntil(lambda: len(rows(desk, person)) == 1, timeout=20_000)
    assert rows(desk, person)[0].number.startswith("0001/RSM/")
    qtbot.waitUntil(lambda: len(desk.papers) == 1, timeout=20_000)


def test_a_resume_that_is_read_while_another_patient_is_opened_is_not_issued(qtbot: QtBot, desk: RoomDesk) -> None:
    desk.arrives("Budi Contoh")
    room, _, person, held = resume_waiting(qtbot, desk)
    room.back()
    room.open("Budi Contoh")
    held.set()
    desk.wait_until_said(GIVEN_UP)
    qtbot.waitUntil(desk.jobs.is_idle, timeout=20_000)
    assert rows(desk, person) == ()


def test_typing_on_stops_a_resume_that_is_being_read(qtbot: QtBot, desk: RoomDesk) -> None:
    _, panel, person, held = resume_waiting(qtbot, desk)
    retype(panel.new.form.field("purpose"), "Rujukan asuransi lain")
    held.set()
    desk.wait_until_said(GIVEN_UP)
    assert rows(desk, person) == ()
    assert panel.new.form.field("purpose").value() == "Rujukan asuransi lain"
