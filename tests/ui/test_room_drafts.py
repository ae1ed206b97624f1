"""A room: what was typed and not stored is there again after a crash, is stored once, and never over a colleague."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import Clinic
from tests.journeys.pages.room import Room
from tests.ui.room_desk import RoomDesk, cells
from ui.jobs import Jobs
from ui.widgets.room.room_tabs import REFERRAL

SHOWN_AGAIN = "Isian yang belum disimpan"
Start = Callable[[], RoomDesk]


@pytest.fixture
def start(clinic_again: Callable[[], Clinic], jobs: Jobs, themed: QApplication, qtbot: QtBot) -> Start:
    """Start the program anew; what was open before is left as a crash leaves it."""
    return lambda: RoomDesk(qtbot, jobs, clinic_again())


def wait_until_kept(desk: RoomDesk, room: Room) -> None:
    """Let the keeper's pause pass, and wait until the typing is in the file."""
    timer = room.page.saving.keeper.timer
    assert timer.isActive()
    timer.start(1)
    desk.qtbot.waitUntil(lambda: not timer.isActive() and desk.jobs.is_idle(), timeout=20_000)


def save_and_crash_at_once(desk: RoomDesk, room: Room) -> None:
    """Save, and bring the draft back, as if the power went between the commit and the dropping of the draft."""
    drafts, doctor, (place,) = desk.clinic.house.drafts, desk.clinic.doctor, places(desk)
    kept = drafts.find(doctor, place)
    assert kept is not None
    room.save()
    desk.qtbot.waitUntil(lambda: desk.jobs.is_idle() and places(desk) == (), timeout=20_000)
    room.page.saving.keeper.timer.stop()  # what has crashed keeps and drops nothing more
    drafts.keep(doctor, place, kept.typed)


def places(desk: RoomDesk) -> tuple[str, ...]:
    return desk.clinic.house.drafts.places(desk.clinic.doctor)


def test_visit_typed_before_a_crash_is_there_again_as_typed(start: Start, tmp_path: Path) -> None:
    desk = start()
    room = desk.with_patient()
    room.measure({"sistolik": "150"})
    room.write(subjective="Keluhan rahasia")
    room.diagnose("i10")
    room.refer({"clinic": "Penyakit Dalam"})
    wait_until_kept(desk, room)
    again = start()
    found = again.show()
    found.wait_for("Siti Aminah")
    assert cells(found, "Status")[0].endswith("belum disimpan")
    found.open("Siti Aminah")
    assert again.said()[0].startswith(SHOWN_AGAIN)
    assert found.tabs.title() == REFERRAL
    assert found.tabs.examination.note() == SoapNote(subjective="Keluhan rahasia")
    assert [given.code for given in found.tabs.examination.given()] == ["I10"]
    assert found.vitals.field("sistolik").text() == "150"
    assert found.tabs.referral.form.clinic.value() == "Penyakit Dalam"
    assert found.workspace.has_typing()
    assert again.stored(found).note == SoapNote()
    for file in tmp_path.glob("*.db*"):
        assert b"rahasia" not in file.read_bytes()


def test_saved_visit_leaves_no_draft(start: Start) -> None:
    desk = start()
    room = desk.with_patient()
    room.write(subjective="Pusing")
    wait_until_kept(desk, room)
    again = start()
    found = again.show()
    found.open("Siti Aminah")
    found.save()
    again.qtbot.waitUntil(again.jobs.is_idle, timeout=20_000)
    assert again.stored(found).note == SoapNote(subjective="Pusing")
    assert places(again) == ()
    assert places(start()) == ()


def test_save_whose_answer_nobody_waits_for_leaves_no_draft(start: Start) -> None:
    desk = start()
    room = desk.with_patient()
    room.write(subjective="Pusing")
    wait_until_kept(desk, room)
    room.press_save()
    desk.jobs.close()
    assert desk.stored(room).note == SoapNote(subjective="Pusing")
    assert places(start()) == ()


def test_what_was_saved_just_before_a_crash_is_shown_as_stored_and_not_as_typing(start: Start) -> None:
    desk = start()
    room = desk.with_patient()
    room.write(subjective="Pusing")
    wait_until_kept(desk, room)
    save_and_crash_at_once(desk, room)
    version = desk.stored(room).version
    again = start()
    found = again.show()
    found.open("Siti Aminah")
    assert found.tabs.examination.note() == SoapNote(subjective="Pusing")
    assert not found.workspace.has_typing()
    assert places(again) == ()
    assert again.stored(found).version == version


def test_what_was_typed_after_such_a_crash_is_never_taken_for_stored(start: Start) -> None:
    desk = start()
    room = desk.with_patient()
    room.write(subjective="Pusing")
    wait_until_kept(desk, room)
    save_and_crash_at_once(desk, room)
    again = start()
    found = again.show()
    found.open("Siti Aminah")
    found.write(plan="Kontrol")
    found.press_save()
    both = SoapNote(subjective="Pusing", plan="Kontrol")
    refused = "Data ini baru saja diubah"
    again.qtbot.waitUntil(
        lambda: again.stored(found).note == both or any(refused in text for text in again.said()), timeout=20_000
    )
    again.qtbot.waitUntil(again.jobs.is_idle, timeout=20_000)
    if found.workspace.strip.isVisible():  # saved on the version of before the crash, unless read again in between
        found.workspace.strip.mine_button.click()
        found.save()
    assert again.stored(found).note == both


def test_stale_draft_is_refused_and_stays_until_the_person_has_chosen(start: Start) -> None:
    desk = start()
    room = desk.with_patient()
    room.write(subjective="Pusing")
    wait_until_kept(desk, room)
    colleague = SoapNote(subjective="Nyeri kepala", therapy="Parasetamol")
    desk.colleague_writes(room, colleague)
    again = start()
    found = again.show()
    found.open("Siti Aminah")
    assert found.workspace.strip.isVisible()
    found.press_save()
    again.wait_until_said("Data ini baru saja diubah oleh Kepala Contoh")
    again.qtbot.waitUntil(again.jobs.is_idle, timeout=20_000)
    assert again.stored(found).note == colleague
    assert found.tabs.examination.note() == SoapNote(subjective="Pusing", therapy="Parasetamol")
    assert len(places(start())) == 1
    found.workspace.strip.mine_button.click()
    found.save()
    assert again.stored(found).note == SoapNote(subjective="Pusing", therapy="Parasetamol")


def test_patient_who_was_left_for_another_keeps_the_draft(start: Start) -> None:
    desk = start()
    desk.arrives("Budi Santoso")
    room = desk.with_patient("Siti Aminah")
    room.write(subjective="Pusing Siti")
    room.back()
    room.open("Budi Santoso")
    room.write(subjective="Batuk Budi")
    room.back()
    desk.qtbot.waitUntil(desk.jobs.is_idle, timeout=20_000)
    again = start()
    assert len(places(again)) == 2
    found = again.show()
    found.open("Siti Aminah")
    assert found.tabs.examination.note() == SoapNote(subjective="Pusing Siti")
