"""Loket: what was typed and not saved is there again after a crash, until it is saved or given up."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.permissions import Role
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.start.access import NewStaff
from tests.house_fixtures import PASSWORD, Clinic
from tests.services.merged import SURVIVOR_NIK, entered_twice, merge
from tests.ui.front_desk_office import Office
from ui.front_desk.form_panel import FormPanel
from ui.front_desk.page import GO_ON, NEW_PERSON
from ui.front_desk.registration_form import RegistrationForm
from ui.front_desk.visit_form import VisitForm
from ui.jobs import Jobs
from ui.widgets.draft_places import saved_text

NIK = "3201015705900001"
RIGHT = {"name": "Siti Baru", "birth_date": "17051990", "sex": "p", "relation": "1", "village": "1", "payer": "u"}
SHOWN_AGAIN = "Isian yang belum disimpan (23-11-2026 07.30) ditampilkan lagi."
Start = Callable[..., Office]


@pytest.fixture
def start(
    clinic_again: Callable[[], Clinic],
    jobs: Jobs,
    themed: QApplication,
    in_window: Callable[..., QWidget],
    qtbot: QtBot,
) -> Start:
    """Start the program anew; what was open before is left as a crash leaves it."""

    def started(user: Callable[[Clinic], SignedIn] = lambda clinic: clinic.desk) -> Office:
        clinic = clinic_again()
        return Office(clinic, jobs, user(clinic)).open(in_window, qtbot)

    return started


def second_clerk(clinic: Clinic) -> SignedIn:
    clerk = NewStaff("Petugas Dua", "Petugas pendaftaran", "", "loketdua", PASSWORD, frozenset({Role.REGISTRATION}))
    clinic.house.access.add_staff(clinic.head, clerk)
    return clinic.house.access.sign_in("loketdua", PASSWORD)


def registration(office: Office) -> RegistrationForm:
    office.desk.start_registration()
    return office.page.stack.registration


def wait_until_kept(qtbot: QtBot, office: Office, form: FormPanel) -> None:
    """Let the keeper's pause pass, and wait until the typing is in the file."""
    assert form.keeper.timer.isActive()
    form.keeper.timer.start(1)
    qtbot.waitUntil(lambda: office.context.house.drafts.places(office.context.user) != ())
    qtbot.waitUntil(office.context.jobs.is_idle)


def visit_typed(qtbot: QtBot, office: Office) -> VisitForm:
    """Type a visit of Siti Aminah, and wait until it is kept."""
    office.desk.open_person("Siti Aminah")
    office.page.stack.card.visit_button.click()
    form = office.page.stack.visit
    office.desk.fill(form.form, {"sick": "1", "complaint": "pusing", "triage": "0"})
    wait_until_kept(qtbot, office, form)
    return form


def test_registration_typed_before_a_crash_is_there_again(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    office = start()
    form = registration(office)
    office.desk.fill(form.form, RIGHT)
    before = form.typed()
    wait_until_kept(qtbot, office, form)
    again = start()
    qtbot.waitUntil(lambda: again.page.new_button.text() == GO_ON)
    found = registration(again)
    assert found.typed() == before
    assert before["birth_date"] == date(1990, 5, 17)
    assert again.said() == [SHOWN_AGAIN]
    assert again.clinic.house.registration.search(again.clinic.desk, "Siti Baru") == ()
    assert (tmp_path / "local_state.db").exists()
    for file in tmp_path.glob("*.db*"):
        assert b"Siti Baru" not in file.read_bytes()


def test_saved_registration_leaves_no_draft(start: Start, qtbot: QtBot) -> None:
    office = start()
    form = registration(office)
    office.desk.fill(form.form, RIGHT)
    wait_until_kept(qtbot, office, form)
    again = start()
    registration(again).save()
    again.desk.wait_for_card("Siti Baru")
    qtbot.waitUntil(again.context.jobs.is_idle)
    assert again.clinic.house.drafts.places(again.clinic.desk) == ()
    third = start()
    assert third.page.new_button.text() == NEW_PERSON
    assert registration(third).fields.name.text() == ""


def test_registration_stored_just_before_a_crash_is_not_typed_again_over_somebody_else(
    start: Start, qtbot: QtBot
) -> None:
    office = start()
    form = registration(office)
    office.desk.fill(form.form, RIGHT)
    wait_until_kept(qtbot, office, form)
    crashed = start()
    kept = crashed.clinic.house.drafts.find(crashed.clinic.desk, "registration")
    assert kept is not None
    registration(office).save()
    office.desk.wait_for_card("Siti Baru")
    crashed.clinic.house.drafts.keep(crashed.clinic.desk, "registration", kept.typed)
    again = start()
    assert again.page.new_button.text() == NEW_PERSON
    again.desk.fill(registration(again).form, RIGHT | {"name": "Dewi Lain"})
    registration(again).save()
    again.desk.wait_for_card("Dewi Lain")
    assert len(again.clinic.house.registration.search(again.clinic.desk, "Siti Baru")) == 1


def test_visit_stored_just_before_a_crash_is_told_and_the_next_one_is_a_visit_of_its_own(
    start: Start, qtbot: QtBot
) -> None:
    office = start()
    office.clinic.register("Siti Aminah")
    form = visit_typed(qtbot, office)
    drafts, clerk = office.clinic.house.drafts, office.clinic.desk
    ((place, kept),) = [(place, drafts.find(clerk, place)) for place in drafts.places(clerk)]
    assert kept is not None
    qtbot.waitUntil(lambda: form.proposal.proposal is not None)
    form.save()
    qtbot.waitUntil(lambda: office.papers != [] and office.context.jobs.is_idle())
    drafts.keep(clerk, place, kept.typed)
    again = start()
    assert saved_text(again.clinic.house.drafts.saved_places(clerk)) == (
        "Sudah tersimpan sebelum program terhenti: 1 kunjungan di Loket. "
        "Bila tiketnya belum tercetak, cetak dari antrean."
    )
    again.clinic.clock.forward(timedelta(days=1))
    again.desk.open_person("Siti Aminah")
    again.page.stack.card.visit_button.click()
    found = again.page.stack.visit
    assert found.complaint.text() == ""
    again.desk.fill(found.form, {"sick": "1", "complaint": "batuk", "triage": "2"})
    qtbot.waitUntil(lambda: found.proposal.proposal is not None)
    found.save()
    qtbot.waitUntil(lambda: again.papers != [])
    assert len(again.clinic.house.queueing.board(again.clinic.desk)) == 1


def test_refused_save_keeps_the_draft(start: Start, qtbot: QtBot) -> None:
    office = start()
    office.clinic.register("Siti Lain", nik=NIK)
    form = registration(office)
    office.desk.fill(form.form, RIGHT | {"nik": NIK})
    form.save()
    qtbot.waitUntil(lambda: not form.is_saving())
    qtbot.waitUntil(office.context.jobs.is_idle)
    assert form.problem_label.text()
    assert start().clinic.house.drafts.places(office.clinic.desk) == ("registration",)


def test_cleared_form_leaves_no_draft(start: Start, qtbot: QtBot) -> None:
    office = start()
    form = registration(office)
    office.desk.fill(form.form, {"name": "Siti Baru"})
    wait_until_kept(qtbot, office, form)
    form._clear()
    qtbot.waitUntil(lambda: office.clinic.house.drafts.places(office.clinic.desk) == ())
    assert start().page.new_button.text() == NEW_PERSON


def test_colleague_at_the_same_desk_sees_no_draft_of_mine(start: Start, qtbot: QtBot) -> None:
    office = start()
    form = registration(office)
    office.desk.fill(form.form, {"name": "Siti Baru"})
    wait_until_kept(qtbot, office, form)
    other = start(second_clerk)
    assert other.page.new_button.text() == NEW_PERSON
    assert registration(other).fields.name.text() == ""
    assert other.said() == []


def test_visit_typed_before_a_crash_is_there_again_for_that_person_alone(start: Start, qtbot: QtBot) -> None:
    office = start()
    office.clinic.register("Siti Aminah")
    office.clinic.register("Budi Santoso")
    form = visit_typed(qtbot, office)
    again = start()
    again.desk.open_person("Budi Santoso")
    again.page.stack.card.visit_button.click()
    assert again.page.stack.visit.complaint.text() == ""
    again.desk.open_person("Siti Aminah")
    again.page.stack.card.visit_button.click()
    found = again.page.stack.visit
    assert (found.sick.text(), found.complaint.text(), found.triage.text()) == (form.sick.text(), "pusing", "0")
    assert again.said() == [SHOWN_AGAIN]
    qtbot.waitUntil(lambda: found.proposal.proposal is not None)
    found.save()
    qtbot.waitUntil(lambda: again.papers != [])
    assert again.clinic.house.drafts.places(again.clinic.desk) == ()


def test_change_typed_before_a_crash_is_laid_over_what_a_colleague_stored(start: Start, qtbot: QtBot) -> None:
    office = start()
    person_id = office.clinic.register("Siti Aminah", phone="081100000001", occupation="Guru").person_id
    office.desk.open_person("Siti Aminah")
    office.page.stack.card.edit_button.click()
    form = office.page.stack.change
    form.form.go_to(form.fields.phone)
    office.desk.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    office.desk.type("081100000002")
    office.desk.fill(form.form, {"birth_place": "Bogor"})
    wait_until_kept(qtbot, office, form)
    again = start()
    clinic = again.clinic
    file = clinic.house.registration.person(clinic.head, person_id)
    stored = clinic.person("Siti Aminah", phone="081100000003", occupation="Bidan").data
    clinic.house.registration.change(clinic.head, person_id, file.version, stored)
    again.desk.open_person("Siti Aminah")
    again.page.stack.card.edit_button.click()
    found = again.page.stack.change
    shown = (found.fields.phone.text(), found.fields.birth_place.text(), found.fields.occupation.text())
    assert shown == ("081100000002", "Bogor", "Bidan")
    assert found.fields.phone.note.text() == "Tersimpan kini: 081100000003"
    found.save()
    qtbot.waitUntil(lambda: clinic.house.registration.person(clinic.desk, person_id).data.birth_place == "Bogor")
    qtbot.waitUntil(lambda: clinic.house.drafts.places(clinic.desk) == ())


def test_typing_still_waiting_when_the_jobs_end_raises_nothing(start: Start, qtbot: QtBot) -> None:
    office = start()
    form = registration(office)
    office.desk.fill(form.form, RIGHT)
    form.keeper.timer.start(1)
    office.context.jobs.close()
    qtbot.waitUntil(lambda: not form.keeper.timer.isActive())
    assert office.context.house.drafts.places(office.context.user) == ()


def test_what_was_typed_about_an_identity_merged_meanwhile_is_there_with_the_person(start: Start, qtbot: QtBot) -> None:
    office = start()
    twice = entered_twice(office.clinic)
    office.page.show_person(twice.loser)
    office.desk.wait_for_card()
    form = office.page.stack.change
    office.page.stack.card.edit_wanted.emit()
    office.desk.fill(form.form, {"occupation": "Penjahit"})
    wait_until_kept(qtbot, office, form)
    merge(office.clinic, twice)
    again = start()
    again.page.show_person(twice.survivor)
    again.desk.wait_for_card()
    qtbot.waitUntil(again.context.jobs.is_idle)
    (place,) = again.context.house.drafts.places(again.context.user)
    assert place == f"change:{twice.survivor}"
    again.page.stack.card.edit_wanted.emit()
    assert again.page.stack.change.form.field("occupation").value() == "Penjahit"
    assert again.page.stack.change.form.field("nik").value() == SURVIVOR_NIK
    assert again.said()[0].startswith("Isian yang belum disimpan")
