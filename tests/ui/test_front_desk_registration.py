"""Loket: somebody new is registered by keys alone, warned but never stopped by advice, and nothing typed is lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.person.person_reads import PersonFile
from tests.house_fixtures import Clinic
from tests.ui.front_desk_office import Office
from tests.ui.hands import click
from ui.front_desk.registration_form import RegistrationForm
from ui.jobs import Jobs
from ui.palette import Tone

ALT = Qt.KeyboardModifier.AltModifier
NIK = "3201015705900001"
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


def errors(form: RegistrationForm) -> dict[str, str]:
    fields = (form.form.field(name) for name in form.form.names())
    return {field.name: field.error() for field in fields if field.error()}


def test_newcomer_is_registered_without_the_mouse(clinic: Clinic, office: Office) -> None:
    desk = office.desk
    desk.start_registration()
    enter = Qt.Key.Key_Return
    for typed in (NIK, "Siti Aminah", "", "", "Bogor", "Kartini", "", "1", "1", "1", "1", "Kp. Melati 12", "3"):
        desk.type(typed)
        desk.press(enter)
    desk.press(Qt.Key.Key_S, ALT)
    desk.wait_for_card("Siti Aminah")
    assert office.said() == ["Terdaftar dengan No. RM 000001-00."]
    assert office.page.stack.card.visit_button.hasFocus()
    data = file_of(clinic, NIK).data
    assert (data.birth_date, data.sex, data.birth_place) == (date(1990, 5, 17), Sex.FEMALE, "Bogor")
    assert (data.rw, data.rt, data.address) == ("001", "002", "Kp. Melati 12")


def test_enter_goes_through_every_field_to_save_and_a_second_one_saves(clinic: Clinic, office: Office) -> None:
    form = office.page.stack.registration
    office.desk.start_registration()
    office.desk.fill(form.form, RIGHT)
    form.form.focus_first()
    for _ in range(40):
        if form.save_button.hasFocus():
            break
        office.desk.press(Qt.Key.Key_Return)
    assert form.save_button.hasFocus()
    office.desk.press(Qt.Key.Key_Return)
    office.desk.wait_for_card("Siti Baru")


def test_what_was_searched_for_in_vain_begins_the_form(clinic: Clinic, office: Office) -> None:
    form = office.page.stack.registration
    office.desk.find_person(NIK)
    office.desk.start_registration()
    assert form.fields.nik.text() == NIK
    assert (form.fields.birth.text(), form.fields.sex.value()) == ("17-05-1990", "P")
    office.desk.find_person("rahma dewi")
    office.desk.start_registration()
    assert form.fields.name.text() == "Rahma Dewi"


def test_nik_fills_birth_date_and_sex_and_tells_its_region_as_information(
    form: RegistrationForm, office: Office
) -> None:
    office.desk.fill(form.form, {"nik": NIK})
    assert (form.fields.birth.text(), form.fields.sex.value()) == ("17-05-1990", "P")
    assert form.fields.birth.note.text() == "36 th 6 bl 6 hr"
    issued = "Terbit di Jawa Barat, Kec. Cibinong, Kabupaten Bogor (32.01.01). Bukan domisili."
    assert form.fields.nik.note.text() == issued
    assert form.fields.domicile.current().is_blank()
    form.fields.nik.line.clear()
    office.desk.fill(form.form, {"nik": "3201011802910002"})
    assert (form.fields.birth.text(), form.fields.sex.value()) == ("18-02-1991", "L")


def test_nik_never_overwrites_what_was_typed_but_warns(clinic: Clinic, form: RegistrationForm, office: Office) -> None:
    office.desk.fill(form.form, RIGHT | {"birth_date": "18051990", "sex": "l", "nik": NIK})
    fields = form.fields
    assert (fields.birth.birth_date(), fields.sex.value()) == (date(1990, 5, 18), "L")
    assert "17-05-1990" in fields.nik.note.text()
    assert "Belum terverifikasi." in fields.nik.note.text()
    assert fields.sex.note.text() == "NIK menunjukkan Perempuan; yang diketik Laki-laki."
    assert {fields.nik.note.tone(), fields.sex.note.tone()} == {Tone.WARN}
    office.desk.save(form)
    office.desk.wait_for_card("Siti Baru")
    assert office.page.stack.card.identity.text("NIK") == f"{NIK} belum terverifikasi"


@pytest.mark.parametrize("nik", ["320101570590001", "32010157059000A1", "3201015705900000"])
def test_nik_that_cannot_be_one_is_refused_beside_its_field(form: RegistrationForm, office: Office, nik: str) -> None:
    office.desk.fill(form.form, RIGHT | {"nik": nik})
    form.form.go_to(form.fields.name)
    assert form.fields.nik.error()
    form.save()
    assert set(errors(form)) == {"nik"}
    assert form.fields.nik.text() == nik


def test_all_that_is_wrong_is_said_at_once_and_nothing_typed_is_lost(form: RegistrationForm, office: Office) -> None:
    office.desk.fill(
        form.form, {"name": " ", "birth_date": "32131990", "kk_number": "123", "payer": "1", "phone": "12"}
    )
    office.desk.press(Qt.Key.Key_S, ALT)
    assert set(errors(form)) == {
        "name",
        "birth_date",
        "sex",
        "kk_number",
        "relation",
        "village",
        "bpjs",
        "phone",
    }
    assert form.problem_label.text() == "Periksa isian yang bertanda merah."
    assert form.fields.birth.text() == "32131990"
    assert form.newcomer.kk.text() == "123"
    office.desk.wait_for_focus(form.fields.name)


def test_same_number_registered_by_another_clerk_meanwhile_is_said_beside_it(
    clinic: Clinic, form: RegistrationForm, office: Office
) -> None:
    office.desk.fill(form.form, RIGHT | {"nik": NIK})
    clinic.register("Siti Cepat", nik=NIK)
    office.desk.save(form)
    assert "Siti Cepat" in form.fields.nik.error()
    assert form.fields.name.text() == "Siti Baru"
    assert office.page.stack.shows_registration()


def test_double_click_on_save_registers_one_person(clinic: Clinic, form: RegistrationForm, office: Office) -> None:
    office.desk.fill(form.form, RIGHT)
    click(form.save_button)
    click(form.save_button)
    office.desk.wait_for_card("Siti Baru")
    assert len(clinic.house.registration.search(clinic.desk, "siti baru")) == 1


def test_birth_order_that_is_no_count_is_refused(form: RegistrationForm, office: Office) -> None:
    office.desk.fill(form.form, RIGHT | {"birth_date": "5h", "birth_order": "satu"})
    form.save()
    assert set(errors(form)) == {"birth_order"}


def test_person_from_outside_the_area_names_the_village(clinic: Clinic, form: RegistrationForm, office: Office) -> None:
    office.desk.fill(form.form, RIGHT | {"village": "2"})
    assert form.fields.domicile.rw.isHidden()
    form.save()
    assert set(errors(form)) == {"village"}
    office.desk.fill(form.form, {"outside_village": "Sukajauh"})
    office.desk.save(form)
    office.desk.wait_for_card("Siti Baru")
    assert office.page.stack.card.domicile.text("Domisili") == "Sukajauh luar wilayah"


def test_card_number_state_and_facility_are_asked_only_where_bpjs_pays(
    clinic: Clinic, form: RegistrationForm, office: Office
) -> None:
    office.desk.fill(form.form, RIGHT)
    assert form.fields.status.isHidden()
    office.desk.fill(
        form.form, {"payer": "1", "bpjs": "1234567890123", "bpjs_status": "a", "registered_fktp": "Klinik"}
    )
    form.form.go_to(form.fields.name)
    assert form.fields.bpjs.note.text() == "No. BPJS biasanya diawali 000; periksa lagi kartunya."
    office.desk.save(form)
    office.desk.wait_for_card("Siti Baru")
    assert office.page.stack.card.domicile.text("Penjamin") == "BPJS PBI aktif"


def test_allergies_open_row_by_row_and_need_their_substance(
    clinic: Clinic, form: RegistrationForm, office: Office
) -> None:
    office.desk.fill(form.form, RIGHT)
    second = form.form.field("substance_2")
    assert second.isHidden()
    office.desk.fill(form.form, {"substance_1": "Amoksisilin", "reaction_1": "ruam"})
    assert not second.isHidden()
    office.desk.fill(form.form, {"reaction_2": "sesak"})
    form.save()
    assert set(errors(form)) == {"substance_2"}
    office.desk.fill(form.form, {"substance_2": "Udang"})
    office.desk.save(form)
    office.desk.wait_for_card("Siti Baru")
    assert file_of(clinic, "siti baru").allergies == (("Amoksisilin", "ruam"), ("Udang", "sesak"))


def test_consent_for_a_child_needs_the_guardian(clinic: Clinic, form: RegistrationForm, office: Office) -> None:
    office.desk.fill(form.form, RIGHT)
    assert form.form.field("guardian").isHidden()
    form.fields.birth.line.clear()
    office.desk.fill(form.form, {"birth_date": "2th", "consent": "Siti Ibu"})
    form.save()
    assert set(errors(form)) == {"consent"}
    office.desk.fill(form.form, {"guardian": "ibu"})
    office.desk.save(form)
    office.desk.wait_for_card("Siti Baru")
    assert office.page.stack.card.domicile.text("Persetujuan") == "diberikan 23-11-2026"


def test_old_shelf_number_that_is_taken_is_said_beside_it(
    clinic: Clinic, form: RegistrationForm, office: Office
) -> None:
    clinic.house.registration.register(clinic.desk, replace(clinic.person("Pak Lama"), record_number="000120-00"))
    office.desk.fill(form.form, RIGHT | {"record_number": "000120-00"})
    office.desk.save(form)
    assert "Pak Lama" in errors(form)["record_number"]


@pytest.mark.parametrize(
    ("searched", "field", "value"),
    [
        ("ma'ruf al-amin", "name", "Ma'ruf Al-Amin"),
        ("NUR'AINI, s.pd", "name", "Nur'aini, S.Pd"),
        ("o'neal", "name", "O'Neal"),
        (f"]C1{NIK}", "nik", NIK),
        (f"*{NIK}*", "nik", NIK),
    ],
)
def test_what_was_searched_for_is_taken_over_as_it_is_written(
    office: Office, searched: str, field: str, value: str
) -> None:
    office.page.search.line.setText(searched)
    form = office.desk.start_registration()
    assert form.field(field).value() == value


def test_a_card_scanned_into_a_name_is_no_name(form: RegistrationForm, office: Office) -> None:
    office.desk.fill(form.form, RIGHT | {"name": f"]C1{NIK}", "mother_name": NIK})
    office.desk.save(form)
    assert errors(form) == {"name": "Ini nomor, bukan nama.", "mother_name": "Ini nomor, bukan nama."}
    form.form.field("mother_name").clear()
    form.form.field("name").clear()
    office.desk.fill(form.form, {"name": "Fitri3"})
    office.desk.save(form)
    office.desk.wait_for_card("Fitri3")
