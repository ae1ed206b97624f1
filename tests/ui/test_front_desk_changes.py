"""Loket: what is known about somebody is changed, also when two do it at once; allergies and consent are added."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.queue.visit_words import BpjsStatus, Payer
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.person.person_reads import PersonFile
from tests.house_fixtures import TODAY, Clinic
from tests.services.due_people import pregnant
from tests.ui.front_desk_office import Office
from tests.ui.hands import click
from ui.front_desk.change_form import COMPARE, ChangeForm
from ui.jobs import Jobs
from ui.widgets.suggestion_popup import Suggestion

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def office(clinic: Clinic, jobs: Jobs, themed: QApplication, in_window: Callable[..., QWidget], qtbot: QtBot) -> Office:
    return Office(clinic, jobs).open(in_window, qtbot)


@pytest.fixture
def form(clinic: Clinic, office: Office, qtbot: QtBot) -> ChangeForm:
    clinic.register("Siti Aminah", payer=Payer.BPJS_PBI, bpjs="0001234567890", occupation="Petani")
    clinic.register("Budi")
    return changing(office, qtbot, "siti aminah")


def changing(office: Office, qtbot: QtBot, words: str) -> ChangeForm:
    office.desk.open_person(words)
    office.desk.press(Qt.Key.Key_G, ALT)
    form = office.page.stack.change
    qtbot.waitUntil(lambda: form.isVisible() and form.fields.domicile.village.combo.count() > 1)
    return form


def file_of(clinic: Clinic, words: str) -> PersonFile:
    (found,) = clinic.house.registration.search(clinic.desk, words)
    return clinic.house.registration.person(clinic.desk, found.id)


def retype(office: Office, form: ChangeForm, name: str, text: str) -> None:
    form.form.go_to(form.form.field(name))
    office.desk.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    office.desk.type(text)


def test_what_is_changed_is_stored_and_all_else_stays(clinic: Clinic, form: ChangeForm, office: Office) -> None:
    before = file_of(clinic, "siti aminah").data
    retype(office, form, "occupation", "Guru")
    office.desk.fill(form.form, {"bpjs_status": "a"})
    office.desk.save(form)
    office.desk.wait_for_card("Siti Aminah")
    assert office.page.stack.card.identity.text("Pekerjaan") == "Guru"
    changed = replace(before, occupation="Guru", bpjs_status=BpjsStatus.ACTIVE, bpjs_checked_on=date(2026, 11, 23))
    assert file_of(clinic, "siti aminah").data == changed


def test_saving_without_a_change_changes_nothing(clinic: Clinic, form: ChangeForm, office: Office) -> None:
    before = file_of(clinic, "siti aminah").data
    office.desk.save(form)
    office.desk.wait_for_card("Siti Aminah")
    assert file_of(clinic, "siti aminah").data == before


def test_wrong_answer_is_said_beside_its_field(clinic: Clinic, form: ChangeForm, office: Office) -> None:
    retype(office, form, "name", " ")
    retype(office, form, "birth_date", "31022000")
    form.save()
    assert form.fields.name.error() == "Nama harus diisi."
    assert "Februari" in form.fields.birth.error()
    assert len(clinic.house.registration.search(clinic.desk, "siti aminah")) == 1


def test_record_changed_meanwhile_is_merged_and_what_differs_is_shown(
    clinic: Clinic, form: ChangeForm, office: Office, qtbot: QtBot
) -> None:
    retype(office, form, "occupation", "Guru")
    retype(office, form, "birth_place", "Bogor")
    file = file_of(clinic, "siti aminah")
    theirs = replace(file.data, occupation="Pedagang", phone="08123456789", village_id=None, outside_village="Sukajauh")
    clinic.house.registration.change(clinic.doctor, file.id, file.version, theirs)
    office.desk.save(form)
    qtbot.waitUntil(lambda: form.fields.phone.text() == "08123456789")
    assert "dr. Ratna Contoh" in form.problem_label.text()
    assert COMPARE in form.problem_label.text()
    assert (form.fields.occupation.text(), form.fields.birth_place.text()) == ("Guru", "Bogor")
    assert form.fields.occupation.note.text() == "Tersimpan kini: Pedagang"
    assert form.fields.phone.note.text() == "Baru saja diperbarui petugas lain"
    assert form.fields.domicile.outside.text() == "Sukajauh"
    office.desk.save(form)
    office.desk.wait_for_card("Siti Aminah")
    data = file_of(clinic, "siti aminah").data
    assert (data.occupation, data.birth_place, data.phone) == ("Guru", "Bogor", "08123456789")
    assert data.outside_village == "Sukajauh"


def test_changes_left_for_another_person_are_still_there(form: ChangeForm, office: Office, qtbot: QtBot) -> None:
    retype(office, form, "occupation", "Guru")
    retype(office, form, "birth_date", "tak terbaca")
    changing(office, qtbot, "budi")
    assert (form.strip.name_label.text(), form.fields.occupation.text()) == ("Budi", "")
    changing(office, qtbot, "siti aminah")
    assert (form.fields.occupation.text(), form.fields.birth.text()) == ("Guru", "tak terbaca")
    assert form.fields.payer.text() == "BPJS PBI"


def test_the_person_is_no_duplicate_of_themselves(
    clinic: Clinic, form: ChangeForm, office: Office, qtbot: QtBot
) -> None:
    retype(office, form, "name", "Siti")
    clinic.register("Siti Kembar")
    retype(office, form, "name", "Siti K")
    qtbot.waitUntil(office.page.advice.duplicates_card.isVisible)
    assert [one.name for one in office.page.advice.duplicates.people.found] == ["Siti Kembar"]


def test_allergy_is_added_and_shown_at_once(clinic: Clinic, form: ChangeForm, office: Office, qtbot: QtBot) -> None:
    office.desk.open_person("siti aminah")
    click(office.page.stack.card.allergy_button)
    allergy = office.page.stack.allergy
    office.desk.save(allergy)
    assert allergy.substance.error() == "Tulis nama obat atau bahan."
    office.desk.fill(allergy.form, {"substance": "Amoksisilin", "reaction": "ruam"})
    office.desk.save(allergy)
    office.desk.wait_for_card("Siti Aminah")
    qtbot.waitUntil(lambda: office.page.stack.card.strip.allergy_pill.text() == "Alergi: Amoksisilin")
    click(office.page.stack.card.allergy_button)
    assert allergy.substance.text() == ""


def test_consent_shows_its_text_and_is_dated(clinic: Clinic, form: ChangeForm, office: Office) -> None:
    office.desk.open_person("siti aminah")
    click(office.page.stack.card.consent_button)
    consent = office.page.stack.consent
    assert "Saya memberi izin" in consent.consent.paper.text_label.text()
    assert "PU-1" in consent.consent.label
    assert consent.guardian.isHidden()
    office.desk.save(consent)
    assert consent.consent.error() == "Tulis nama yang memberi persetujuan."
    office.desk.fill(consent.form, {"consent": "Siti Aminah"})
    office.desk.save(consent)
    office.desk.wait_for_card("Siti Aminah")
    assert file_of(clinic, "siti aminah").consent_on == date(2026, 11, 23)


def test_card_shown_follows_what_others_change(clinic: Clinic, form: ChangeForm, office: Office, qtbot: QtBot) -> None:
    office.desk.open_person("siti aminah")
    file = file_of(clinic, "siti aminah")
    clinic.house.registration.change(clinic.doctor, file.id, file.version, replace(file.data, phone="08123456789"))
    office.page.on_changed(frozenset({"person"}))
    qtbot.waitUntil(lambda: office.page.stack.card.identity.text("Telepon") == "08123456789")
    assert office.page.stack.shows_card()


def test_who_died_gets_no_visit_and_the_card_says_so(office: Office, qtbot: QtBot) -> None:
    person = office.clinic.register("Almarhum Contoh").person_id
    office.desk.open_person("almarhum contoh")
    card = office.page.stack.card
    card.leaving_button.click()
    form = office.page.stack.leaving
    form.why.set_value("meninggal")
    form.day.set_value(TODAY)
    form.save()
    qtbot.waitUntil(lambda: card.isVisible() and card.open_visit_pill.text().startswith("Tercatat"), timeout=20_000)
    assert not card.visit_button.isEnabled()
    assert office.clinic.house.registration.person(office.clinic.desk, person).left_on == TODAY


def test_a_mother_too_young_for_her_child_is_said_beside_the_field_and_nothing_typed_is_lost(
    clinic: Clinic, office: Office, qtbot: QtBot
) -> None:
    girl = clinic.register("Dewi Lestari", birth_date=date(2017, 5, 17)).person_id
    clinic.register("Bayi Putri", birth_date=date(2026, 11, 1))
    form = changing(office, qtbot, "bayi putri")
    retype(office, form, "birth_place", "Bogor")
    form.fields.mother.set_value(Suggestion(girl, "Dewi Lestari"))
    form.save()
    qtbot.waitUntil(lambda: form.fields.mother.error().startswith("Dewi Lestari baru berumur 9 tahun"))
    assert form.fields.birth_place.text() == "Bogor"
    assert file_of(clinic, "bayi putri").data.mother_id is None


def test_the_sex_of_a_pregnant_woman_is_refused_beside_its_field_with_the_way(
    clinic: Clinic, office: Office, qtbot: QtBot
) -> None:
    pregnant(clinic, "Siti Aminah", date(1990, 5, 17))
    form = changing(office, qtbot, "siti aminah")
    form.fields.sex.set_value("L")
    form.save()
    qtbot.waitUntil(lambda: "Tidak hamil (keliru)" in form.fields.sex.error())
    assert file_of(clinic, "siti aminah").data.sex is Sex.FEMALE
