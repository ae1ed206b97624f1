"""Loket: who may be the same person, which family is joined, and what is left unsaved."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.person.person_reads import PersonFile
from tests.house_fixtures import Clinic
from tests.ui.front_desk_office import Office
from tests.ui.hands import click
from ui.front_desk.registration_form import RegistrationForm
from ui.jobs import Jobs
from ui.messages import Confirmation

NIK = "3201015705900001"
CARD = "3201010101200003"
RIGHT = {"name": "Siti Baru", "birth_date": "17051990", "sex": "p", "relation": "1", "village": "1", "payer": "u"}


@pytest.fixture
def office(clinic: Clinic, jobs: Jobs, themed: QApplication, in_window: Callable[..., QWidget], qtbot: QtBot) -> Office:
    return Office(clinic, jobs).open(in_window, qtbot)


@pytest.fixture
def form(office: Office) -> RegistrationForm:
    office.desk.start_registration()
    return office.page.stack.registration


def file_of(clinic: Clinic, words: str) -> PersonFile:
    (found,) = clinic.house.registration.search(clinic.desk, words)
    return clinic.house.registration.person(clinic.desk, found.id)


def family_of_two(clinic: Clinic) -> UUID:
    """Register a father and a mother with one card; return the mother."""
    head = clinic.person("Budi Ayah", sex=Sex.MALE, address="Kp. Melati 12")
    clinic.house.registration.register(clinic.desk, replace(head, kk_number=CARD))
    wife = replace(clinic.person("Siti Ibu", address="Kp. Melati 12"), kk_number=CARD, relation=FamilyRelation.SPOUSE)
    return clinic.house.registration.register(clinic.desk, wife).person_id


def test_likely_duplicates_stand_beside_the_form_as_advice(clinic: Clinic, office: Office, qtbot: QtBot) -> None:
    clinic.register("Siti Baru Sekali", nik="3201015705900009")
    clinic.register("Siti Baru Lain", birth_date=date(1980, 1, 1))
    office.desk.start_registration()
    form, advice = office.page.stack.registration, office.page.advice
    assert not advice.isVisible()
    office.desk.fill(form.form, RIGHT)
    qtbot.waitUntil(advice.duplicates_card.isVisible)
    assert [one.name for one in advice.duplicates.people.found] == ["Siti Baru Sekali"]
    office.desk.save(form)
    office.desk.wait_for_card("Siti Baru")
    assert not advice.isVisible()


def test_duplicate_is_opened_and_the_form_is_as_it_was_on_coming_back(
    clinic: Clinic, form: RegistrationForm, office: Office, qtbot: QtBot
) -> None:
    clinic.register("Siti Lama", nik=NIK)
    office.desk.fill(form.form, {"nik": NIK, "occupation": "Guru"})
    qtbot.waitUntil(office.page.advice.open_button.isVisible)
    click(office.page.advice.open_button)
    office.desk.wait_for_card("Siti Lama")
    assert office.page.new_button.text() == "Lanjutkan orang baru"
    office.desk.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(office.page.stack.shows_registration)
    assert (form.fields.nik.text(), form.fields.occupation.text()) == (NIK, "Guru")
    assert office.page.advice.duplicates_card.isVisible()


def test_draft_is_kept_while_others_are_served_and_while_a_member_is_added(
    clinic: Clinic, form: RegistrationForm, office: Office
) -> None:
    family_of_two(clinic)
    office.desk.fill(form.form, {"name": "Rahma", "birth_date": "2th", "sex": "p", "village": "1", "rw": "1"})
    office.desk.open_person("budi ayah")
    click(office.page.stack.card.member_button)
    assert form.title_label.text() == "Anggota keluarga baru"
    assert (form.fields.name.text(), form.newcomer.kk.text()) == ("", CARD)
    office.desk.fill(form.form, {"name": "Ani"})
    office.desk.start_registration()
    assert (form.fields.name.text(), form.newcomer.kk.text()) == ("Rahma", "")
    assert form.fields.birth.is_estimated()
    assert form.fields.domicile.current().rw == "001"
    office.desk.open_person("budi ayah")
    click(office.page.stack.card.member_button)
    assert (form.fields.name.text(), form.newcomer.kk.text()) == ("Ani", CARD)


def test_known_card_copies_the_domicile_and_shows_the_family(
    clinic: Clinic, form: RegistrationForm, office: Office, qtbot: QtBot
) -> None:
    family_of_two(clinic)
    office.desk.fill(form.form, {"kk_number": CARD})
    qtbot.waitUntil(office.page.advice.family_card.isVisible)
    assert "Budi Ayah · Kepala keluarga, 36 th" in office.page.advice.members_label.text()
    home = form.fields.domicile.current()
    assert (home.address, home.rw, home.rt) == ("Kp. Melati 12", "001", "002")
    assert form.fields.domicile.rt.note.text() == "Posyandu Melati"
    office.desk.fill(
        form.form, {"name": "Ani Anak", "birth_date": "2th 4bl", "sex": "p", "relation": "3", "payer": "u"}
    )
    office.desk.save(form)
    office.desk.wait_for_card("Ani Anak")
    assert office.page.stack.card.strip.identity_label.text().endswith("No. RM 000001-02")


def test_card_nobody_has_yet_makes_a_new_folder(form: RegistrationForm, office: Office, qtbot: QtBot) -> None:
    office.desk.fill(form.form, {"kk_number": CARD})
    qtbot.waitUntil(lambda: form.newcomer.kk.note.text().startswith("KK baru"))
    assert not office.page.advice.isVisible()


def test_baby_without_nik_is_registered_by_its_mother(
    clinic: Clinic, form: RegistrationForm, office: Office, qtbot: QtBot
) -> None:
    mother = family_of_two(clinic)
    office.desk.fill(form.form, {"name": "Bayi Siti", "birth_date": "5h", "sex": "l"})
    with qtbot.waitSignal(form.fields.mother.box.searched):
        office.desk.fill(form.form, {"mother": "siti ibu"})
    office.desk.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.newcomer.kk.text() == CARD)
    office.desk.wait_for_focus(form.fields.birth_order)
    assert form.fields.mother_name.text() == "Siti Ibu"
    assert form.newcomer.relation() is FamilyRelation.CHILD
    office.desk.fill(form.form, {"birth_order": "1", "payer": "u"})
    office.desk.save(form)
    office.desk.wait_for_card("Bayi Siti")
    file = file_of(clinic, "bayi siti")
    assert (file.data.mother_id, file.data.birth_order, file.data.address) == (mother, 1, "Kp. Melati 12")
    assert file.data.birth_date_estimated
    assert file.record_number == "000001-02"
    assert office.page.stack.card.identity.text("NIK") == "NIK menyusul"
    assert office.page.stack.card.identity.text("Lahir") == "18-11-2026 perkiraan"


def test_number_of_an_earlier_child_is_refused_beside_its_field(
    clinic: Clinic, form: RegistrationForm, office: Office, qtbot: QtBot
) -> None:
    clinic.register("Kakak Siti", birth_date=date(2020, 5, 17), mother_id=family_of_two(clinic), birth_order=1)
    office.desk.fill(form.form, {"name": "Bayi Siti", "birth_date": "5h", "sex": "l"})
    with qtbot.waitSignal(form.fields.mother.box.searched):
        office.desk.fill(form.form, {"mother": "siti ibu"})
    office.desk.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.newcomer.kk.text() == CARD)
    office.desk.fill(form.form, {"birth_order": "1", "payer": "u"})
    office.desk.save(form)
    qtbot.waitUntil(lambda: bool(form.fields.birth_order.error()))
    assert form.fields.birth_order.error() == "Anak ke-1 ibu ini sudah tercatat: Kakak Siti."
    office.desk.fill(form.form, {"birth_order": "2"})
    office.desk.save(form)
    office.desk.wait_for_card("Bayi Siti")


def test_girls_and_men_are_not_offered_as_mothers(
    clinic: Clinic, form: RegistrationForm, office: Office, qtbot: QtBot
) -> None:
    clinic.register("Siti Anak", birth_date=date(2018, 5, 17))
    clinic.register("Siti Lelaki", sex=Sex.MALE)
    family_of_two(clinic)
    office.desk.fill(form.form, {"name": "Bayi Siti", "birth_date": "5h", "sex": "l"})
    with qtbot.waitSignal(form.fields.mother.box.searched):
        office.desk.fill(form.form, {"mother": "siti"})
    office.desk.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.fields.mother_name.text() == "Siti Ibu")


def test_clearing_asks_first(form: RegistrationForm, office: Office, qtbot: QtBot) -> None:
    assert not form.clear_button.isVisible()
    office.desk.fill(form.form, {"name": "Rahma", "village": "1"})
    for accepted, left in ((False, "Rahma"), (True, "")):
        form.clear_button.click()
        (dialog,) = [one for one in form.findChildren(Confirmation) if one.isVisible()]
        click(dialog.action_button if accepted else dialog.cancel_button)
        qtbot.waitUntil(lambda: not form.findChildren(Confirmation))
        assert form.fields.name.text() == left
    assert form.fields.domicile.current().is_blank()
    assert not form.clear_button.isVisible()


def test_domicile_typed_by_hand_is_not_overwritten_by_a_card(
    clinic: Clinic, form: RegistrationForm, office: Office, qtbot: QtBot
) -> None:
    family_of_two(clinic)
    office.desk.fill(form.form, {"address": "Jl. Lain 3", "kk_number": CARD})
    qtbot.waitUntil(office.page.advice.family_card.isVisible)
    assert form.fields.domicile.current().address == "Jl. Lain 3"


def test_domicile_copied_from_a_wrong_card_is_replaced_by_the_right_one(
    clinic: Clinic, form: RegistrationForm, office: Office, qtbot: QtBot
) -> None:
    family_of_two(clinic)
    other = clinic.person("Orang Lain", address="Jl. Lain 3")
    clinic.house.registration.register(clinic.desk, replace(other, kk_number="3201010101200004"))
    office.desk.fill(form.form, {"kk_number": "3201010101200004"})
    qtbot.waitUntil(lambda: form.fields.domicile.current().address == "Jl. Lain 3")
    form.newcomer.kk.line.clear()
    office.desk.fill(form.form, {"kk_number": CARD})
    qtbot.waitUntil(lambda: form.fields.domicile.current().address == "Kp. Melati 12")
