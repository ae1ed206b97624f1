"""Loket: somebody is found, however they are looked for, and their card says what is known."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.queue.visit_words import BpjsStatus, Payer
from ilp_desktop.services.people.registration import RESULTS
from tests.house_fixtures import Clinic
from tests.ui.front_desk_office import Office
from tests.ui.hands import type_text
from ui.jobs import Jobs

NIK = "3201015705900001"


@pytest.fixture
def office(clinic: Clinic, jobs: Jobs, themed: QApplication, in_window: Callable[..., QWidget], qtbot: QtBot) -> Office:
    return Office(clinic, jobs).open(in_window, qtbot)


def person_of(clinic: Clinic, name: str = "Siti Aminah", **changes: object) -> UUID:
    return clinic.register(name, **changes).person_id


def row_text(office: Office, number: int) -> str:
    people = office.page.search.results.people
    return str(people.index(number).data())


def test_result_tells_people_apart(clinic: Clinic, office: Office) -> None:
    person_of(clinic, "Ani Kecil", birth_date=date(2024, 3, 2), mother_name="Siti Aminah")
    seen = person_of(clinic, "Ani Dewasa", mother_name="Kartini")
    clinic.visit(seen)
    assert office.desk.find_person("ani") == ["Ani Dewasa", "Ani Kecil"]
    adult, child = row_text(office, 0), row_text(office, 1)
    for said in ("36 th · P", "No. RM 000002-00", "Sukamaju RW 001", "terakhir 23-11-2026"):
        assert said in adult
    assert "Kartini" not in adult
    assert "2 th 8 bl · P" in child
    assert "Ibu: Siti Aminah" in child
    assert "belum pernah berkunjung" in child


def test_what_is_typed_while_a_card_is_read_goes_where_it_was_meant(clinic: Clinic, office: Office) -> None:
    person_of(clinic)
    desk, form = office.desk, office.page.stack.visit
    desk.find_person("siti")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)
    desk.type("1")
    desk.press(Qt.Key.Key_Return)
    desk.type("pusing")
    desk.wait_for_focus(form.complaint)
    assert (form.sick.value(), form.complaint.value()) == ("sakit", "pusing")
    assert office.page.search.text() == "siti"


def test_card_that_comes_after_one_went_back_stays_away(clinic: Clinic, office: Office, qtbot: QtBot) -> None:
    person_of(clinic)
    office.desk.find_person("siti")
    office.desk.press(Qt.Key.Key_Return)
    office.desk.press(Qt.Key.Key_Escape)
    office.desk.wait_for_focus(office.page.search.line)
    qtbot.waitUntil(office.context.jobs.is_idle)
    assert office.page.stack.is_home()


def test_person_who_cannot_be_read_gives_the_focus_back(clinic: Clinic, office: Office, qtbot: QtBot) -> None:
    person_of(clinic)
    office.desk.find_person("siti")
    office.page.show_person(clinic.new_id())
    office.desk.type("x")
    qtbot.waitUntil(lambda: office.said() != [])
    assert office.page.search.line.hasFocus()
    assert office.page.search.text() == "siti"


def test_one_found_is_opened_by_enter_and_several_by_choosing(clinic: Clinic, office: Office) -> None:
    for name in ("Siti Aminah", "Siti Maryam", "Budi"):
        person_of(clinic, name)
    desk = office.desk
    desk.open_person("budi")
    assert desk.find_person("siti") == ["Siti Aminah", "Siti Maryam"]
    desk.press(Qt.Key.Key_Return)
    desk.wait_for_focus(office.page.search.results)
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    desk.wait_for_card("Siti Maryam")


def test_arrows_in_the_box_mark_and_enter_opens(clinic: Clinic, office: Office) -> None:
    for name in ("Siti Aminah", "Siti Maryam"):
        person_of(clinic, name)
    office.desk.find_person("siti")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        office.desk.press(key)
    office.desk.wait_for_card("Siti Maryam")


def test_scanner_that_ends_in_enter_before_the_answer_opens_the_person(clinic: Clinic, office: Office) -> None:
    person_of(clinic, "Siti Aminah", nik=NIK)
    person_of(clinic, "Orang Lain", nik="3201011705910002")
    office.desk.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    office.desk.type(NIK)
    office.desk.press(Qt.Key.Key_Return)
    office.desk.wait_for_card("Siti Aminah")


def test_nobody_found_is_said_with_what_to_do(office: Office) -> None:
    assert office.desk.find_person("tidak ada") == []
    hint = office.page.search.hint
    assert hint.isVisible()
    assert hint.text_label.text() == "Tidak ditemukan"
    assert "Alt+B" in hint.hint_label.text()


def test_card_shows_what_is_known_and_says_what_is_missing(clinic: Clinic, office: Office) -> None:
    person = person_of(
        clinic,
        nik=NIK,
        payer=Payer.BPJS_PBI,
        bpjs="0001234567890",
        bpjs_status=BpjsStatus.ACTIVE,
        registered_fktp="Klinik Contoh",
    )
    clinic.house.registration.add_allergy(clinic.desk, person, "Amoksisilin", "ruam")
    office.desk.open_person("siti")
    card = office.page.stack.card
    assert card.identity.text("NIK") == f"{NIK} terverifikasi"
    assert card.domicile.text("Domisili") == "Sukamaju RW 001 RT 002"
    assert card.domicile.text("Posyandu") == "Melati"
    assert card.domicile.text("Penjamin") == "BPJS PBI aktif"
    assert card.domicile.text("FKTP") == "Klinik Contoh"
    assert card.domicile.text("Persetujuan") == "belum ada persetujuan"
    assert card.strip.allergy_pill.text() == "Alergi: Amoksisilin"
    assert card.strip.identity_label.text() == "36 th 6 bl 6 hr · Perempuan · No. RM 000001-00"


def test_member_of_the_family_is_opened_by_enter(clinic: Clinic, office: Office, qtbot: QtBot) -> None:
    card = "3201010101200003"
    for name, relation in (("Budi", FamilyRelation.HEAD), ("Ani", FamilyRelation.SPOUSE)):
        wanted = clinic.person(name)
        clinic.house.registration.register(
            clinic.desk, type(wanted)(wanted.client_id, wanted.data, relation, kk_number=card)
        )
    office.desk.open_person("budi")
    table, members = office.page.stack.card.family_table, office.page.stack.card.members
    qtbot.waitUntil(lambda: members.rowCount() == 2)
    assert office.page.stack.card.family_card.title_label.text() == f"Keluarga · KK {card}"
    other = next(row for row in members.rows() if row.name == "Ani")
    table.select_key(other.id)
    table.setFocus()
    office.desk.press(Qt.Key.Key_Return)
    office.desk.wait_for_card("Ani")


def test_escape_and_alt_k_lead_back_step_by_step(clinic: Clinic, office: Office, qtbot: QtBot) -> None:
    person_of(clinic)
    office.desk.open_person("siti")
    office.desk.start_visit()
    office.desk.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(office.page.stack.shows_card)
    office.desk.press(Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    assert office.page.stack.is_home()
    office.desk.wait_for_focus(office.page.search.line)


def test_person_asked_for_before_the_page_was_shown_is_opened_with_it(
    clinic: Clinic, jobs: Jobs, themed: QApplication, in_window: Callable[..., QWidget], qtbot: QtBot
) -> None:
    person = person_of(clinic)
    office = Office(clinic, jobs)
    office.page.show_person(person)
    office.open(in_window, qtbot)
    office.desk.wait_for_card("Siti Aminah")


def test_role_that_may_not_register_or_open_visits_sees_it_said(
    clinic: Clinic, jobs: Jobs, themed: QApplication, in_window: Callable[..., QWidget], qtbot: QtBot
) -> None:
    person_of(clinic)
    office = Office(clinic, jobs, clinic.doctor).open(in_window, qtbot)
    office.desk.open_person("siti")
    card = office.page.stack.card
    for button in (office.page.new_button, card.visit_button, card.member_button):
        assert not button.isEnabled()
        assert "Peran" in button.toolTip()
    assert card.edit_button.isEnabled()


def test_no_button_has_a_key_that_shadows_those_of_the_house(clinic: Clinic, office: Office) -> None:
    person_of(clinic)
    office.desk.open_person("siti")
    office.desk.start_visit()
    stack = office.page.stack
    made = (stack.registration, stack.change, stack.allergy, stack.consent)
    buttons = office.page.findChildren(QAbstractButton)
    assert all(panel.save_button in buttons for panel in made)
    assert [button.text() for button in buttons if not button.shortcut().isEmpty()] == []


def test_long_words_give_way_instead_of_widening_the_window(clinic: Clinic, office: Office, qtbot: QtBot) -> None:
    words = "Raden Ajeng Siti Nurhalimah Kusumaningrum Prawirodirdjo binti Haji Abdurrahman Sastroamidjojo"
    person = person_of(clinic, words, address=f"Jalan {words}", mother_name=words, registered_fktp=words)
    for substance in ("Amoksisilin", "Kotrimoksazol", "Asam mefenamat", "Kacang tanah"):
        clinic.house.registration.add_allergy(clinic.desk, person, substance, "ruam dan gatal di seluruh badan")
    clinic.visit(person, "14")
    office.window.window().resize(1280, 642)
    office.desk.open_person("nurhalimah")
    card = office.page.stack.card
    assert card.strip.allergy_pill.text() == "Alergi: Amoksisilin, Kotrimoksazol dan 2 lagi"
    assert card.strip.name_label.toolTip() == words
    office.desk.start_registration()
    office.desk.show_queue()
    least = office.page.minimumSizeHint()
    assert (least.width() <= 1280, least.height() <= 642) == (True, True)


def test_who_is_only_alike_is_said_to_be_and_is_not_opened_by_a_hasty_enter(clinic: Clinic, office: Office) -> None:
    person_of(clinic, "Sutrisno")
    search = office.page.search
    assert office.desk.find_person("sutrsino") == ["Sutrisno"]
    assert (search.more.isVisible(), search.more.text()) == (True, "Tidak ada yang persis. Ini yang mirip ejaannya.")
    office.desk.press(Qt.Key.Key_Return)
    office.desk.wait_for_focus(search.results)
    assert search.results.marked() == 0
    assert office.desk.find_person("sutrisno") == ["Sutrisno"]
    assert not search.more.isVisible()


def test_a_search_that_finds_more_than_are_shown_says_so(office: Office, qtbot: QtBot) -> None:
    for number in range(RESULTS + 1):
        office.clinic.register(f"Sulastri Nomor {number}")
    search = office.page.search
    type_text("sulastri", search.line)
    qtbot.waitUntil(search.more.isVisible)
    assert search.more.text() == "30 orang pertama. Ketik lagi untuk mempersempit."
    type_text(" 30", search.line)
    qtbot.waitUntil(lambda: not search.more.isVisible())


def scan(office: Office, code: str) -> None:
    office.desk.type(code)
    office.desk.press(Qt.Key.Key_Return)


def test_a_card_scanned_twice_in_a_row_or_after_an_unknown_one_is_not_written_behind_it(
    clinic: Clinic, office: Office
) -> None:
    person_of(clinic, nik=NIK)
    office.desk.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    unknown = "3201015705900002"
    for _ in range(2):
        scan(office, unknown)
    assert office.page.search.text() == unknown
    for _ in range(2):
        scan(office, NIK)
    office.desk.wait_for_card("Siti Aminah")
    assert office.page.search.text() == NIK


def test_the_next_card_scanned_while_one_is_open_opens_the_next_person(
    clinic: Clinic, office: Office, qtbot: QtBot
) -> None:
    other = "3201015705900002"
    person_of(clinic, nik=NIK)
    person_of(clinic, "Wati", nik=other)
    office.desk.open_person(NIK)
    scan(office, other)
    office.desk.wait_for_card("Wati")
    assert office.page.search.text() == other
    qtbot.waitUntil(office.page.stack.card.visit_button.hasFocus)
