"""Loket: a visit is opened with few keys, triage is never passed over, the ticket is handed over."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.models import Encounter
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.visit_words import Payer
from ilp_desktop.domain.sex import Sex
from tests.house_fixtures import Clinic
from tests.printing.reading import text_of
from tests.ui.front_desk_office import KeyCounter, Office
from tests.ui.hands import click
from ui.front_desk.visit_form import NOT_SEEN
from ui.jobs import Jobs

MOST_KEYSTROKES = 8


@pytest.fixture
def office(clinic: Clinic, jobs: Jobs, themed: QApplication, in_window: Callable[..., QWidget], qtbot: QtBot) -> Office:
    return Office(clinic, jobs).open(in_window, qtbot)


def person_of(clinic: Clinic, name: str = "Siti Aminah", **changes: object) -> UUID:
    return clinic.register(name, **changes).person_id


def test_returning_patient_gets_a_ticket_in_eight_keystrokes(clinic: Clinic, office: Office, qtbot: QtBot) -> None:
    clinic.visit(person_of(clinic))
    clinic.clock.forward(timedelta(days=1))
    desk, keys = office.desk, KeyCounter()
    desk.find_person("siti aminah")
    keys.counting(on=True)
    desk.press(Qt.Key.Key_Return)
    desk.wait_for_card()
    desk.press(Qt.Key.Key_Return)
    form = office.page.stack.visit
    desk.wait_for_focus(form.sick)
    desk.type("1")
    desk.press(Qt.Key.Key_Return)
    keys.counting(on=False)
    desk.type("pusing dua hari")
    keys.counting(on=True)
    desk.press(Qt.Key.Key_Return)
    desk.type("0")
    qtbot.waitUntil(lambda: form.proposal.proposal is not None)
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)
    qtbot.waitUntil(office.page.stack.is_home)
    assert 0 < keys.count <= MOST_KEYSTROKES
    qtbot.waitUntil(lambda: len(office.desk.queue_rows()) == 1)
    (row,) = clinic.house.queueing.board(clinic.desk)
    assert (row.number, row.complaint) == ("B-001", "pusing dua hari")


def test_ticket_is_shown_and_printed_and_the_desk_is_ready_for_the_next(
    clinic: Clinic, office: Office, qtbot: QtBot
) -> None:
    person_of(clinic)
    office.desk.open_person("siti")
    assert office.desk.open_visit("4", sick=False) == "A-001"
    ticket = office.page.home.ticket
    assert ticket.isVisible()
    assert (ticket.name_label.text(), ticket.place_label.text()) == ("Siti Aminah", "2 Ibu & Anak · Ruang KIA")
    qtbot.waitUntil(lambda: len(office.papers) == 1)
    assert "A-001" in text_of(office.papers[0].pdf)
    assert (office.papers[0].kind, office.papers[0].file_name) == ("tiket", "tiket-A-001.pdf")
    office.desk.wait_for_focus(office.page.search.line)
    assert office.page.search.text() == ""
    office.desk.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(office.papers) == 2)


def test_double_click_on_save_makes_one_ticket(clinic: Clinic, office: Office, qtbot: QtBot) -> None:
    person_of(clinic)
    office.desk.open_person("siti")
    form = office.desk.start_visit()
    office.desk.fill(form.form, {"sick": "1", "triage": "0"})
    qtbot.waitUntil(lambda: form.proposal.proposal is not None)
    click(form.save_button)
    click(form.save_button)
    assert form.is_saving()
    qtbot.waitUntil(office.page.stack.is_home)
    qtbot.waitUntil(lambda: bool(office.papers))
    assert [row.number for row in clinic.house.queueing.board(clinic.desk)] == ["B-001"]
    assert office.said() == []


def test_proposal_appears_with_its_reasons_as_triage_is_typed(clinic: Clinic, office: Office, qtbot: QtBot) -> None:
    person_of(clinic)
    office.desk.open_person("siti")
    form = office.desk.start_visit()
    assert form.triage.choices() == [
        "1  gawat",
        "2  batuk/demam/ruam",
        "3  kontak",
        "4  hamil/nifas",
        "0  sudah ditanya, tidak ada",
    ]
    office.desk.fill(form.form, {"sick": "1", "triage": "24"})
    qtbot.waitUntil(lambda: form.proposal.klaster_label.text() == "2 Ibu & Anak")
    assert form.proposal.priority_pill.text() == "Prioritas"
    assert form.proposal.precaution_pill.text() == "Masker, ruang infeksius"
    assert "Ibu hamil atau nifas didahulukan." in form.proposal.reasons_label.text()
    office.desk.type("1")
    qtbot.waitUntil(lambda: form.proposal.emergency_pill.text() == "Langsung ke gawat darurat")


def test_digit_may_be_pressed_and_nothing_found_stands_alone(clinic: Clinic, office: Office) -> None:
    person_of(clinic, "Budi", sex=Sex.MALE)
    office.desk.open_person("budi")
    triage = office.desk.start_visit().triage
    assert not any("hamil" in words for words in triage.choices())
    buttons = {button.text()[0]: button for button in triage.findChildren(QAbstractButton)}
    for digit, shown in (("3", "3"), ("2", "23"), ("3", "2"), ("0", "0"), ("1", "1")):
        click(buttons[digit])
        assert triage.text() == shown
    assert buttons["1"].isChecked()


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({}, {"sick", "triage"}),
        ({"sick": "1"}, {"triage"}),
        ({"triage": "0"}, {"sick"}),
        ({"sick": "1", "triage": "02"}, {"triage"}),
        ({"sick": "1", "triage": "7"}, {"triage"}),
    ],
)
def test_missing_answer_is_said_beside_its_field_and_nothing_is_stored(
    clinic: Clinic, office: Office, answers: dict[str, str], wrong: set[str]
) -> None:
    person_of(clinic)
    office.desk.open_person("siti")
    form = office.desk.start_visit()
    office.desk.fill(form.form, {"complaint": "pusing", **answers})
    office.desk.press(Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert {name for name in form.form.names() if form.form.field(name).error()} == wrong
    assert form.complaint.text() == "pusing"
    assert clinic.house.queueing.board(clinic.desk) == ()


def test_proposal_not_seen_yet_is_not_accepted(clinic: Clinic, office: Office, qtbot: QtBot) -> None:
    person_of(clinic)
    office.desk.open_person("siti")
    form = office.desk.start_visit()
    office.desk.fill(form.form, {"sick": "1", "triage": "0"})
    form.proposal.show_proposal(None)
    form.save()
    assert form.problem_label.text() == NOT_SEEN
    assert not form.is_saving()


def test_ticket_of_somebody_sent_elsewhere_than_gawat_darurat_says_nothing_of_it(
    clinic: Clinic, office: Office, qtbot: QtBot
) -> None:
    person_of(clinic)
    office.desk.open_person("siti")
    form = office.desk.start_visit()
    office.desk.fill(form.form, {"sick": "1", "triage": "1"})
    qtbot.waitUntil(lambda: form.proposal.emergency_pill.text() != "")
    form.proposal.other_button.click()
    office.desk.wait_for_focus(form.klaster)
    office.desk.fill(form.form, {"klaster": "3", "klaster_reason": "sudah diperiksa, bukan gawat darurat"})
    office.desk.press(Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(office.page.stack.is_home)
    ticket = office.page.home.ticket
    assert ticket.place_label.text().startswith("3 Dewasa & Lansia")
    assert [pill.text() for pill in ticket.pills] == ["", "Merah", ""]


def test_other_klaster_asks_why_and_keeps_the_answer(clinic: Clinic, office: Office, qtbot: QtBot) -> None:
    person_of(clinic)
    office.desk.open_person("siti")
    form = office.desk.start_visit()
    office.desk.fill(form.form, {"sick": "1", "triage": "0"})
    qtbot.waitUntil(lambda: form.proposal.proposal is not None)
    form.proposal.other_button.click()
    office.desk.wait_for_focus(form.klaster)
    office.desk.type("2")
    office.desk.press(Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert form.reason.error() == "Tulis alasannya."
    office.desk.fill(form.form, {"klaster_reason": "minta ditemani ibunya"})
    office.desk.press(Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(office.page.stack.is_home)
    (row,) = clinic.house.queueing.board(clinic.desk)
    assert (row.klaster, row.number) == (Klaster.MOTHER_CHILD, "A-001")
    with clinic.database.reading() as session:
        assert session.get_one(Encounter, row.encounter_id).klaster_reason == "minta ditemani ibunya"


def test_payer_of_the_person_is_shown_chosen_with_the_state_of_the_card(clinic: Clinic, office: Office) -> None:
    person_of(clinic, payer=Payer.BPJS_PBI, bpjs="0001234567890", registered_fktp="Klinik Contoh")
    office.desk.open_person("siti")
    form = office.desk.start_visit()
    assert form.payer.text() == "BPJS PBI"
    assert form.payer.note.text() == "Tercatat: BPJS PBI, kartu belum dicek · FKTP Klinik Contoh"
    assert form.sick.value() is None
    assert form.triage.value() is None


def test_visit_left_for_another_person_is_still_there_afterwards(clinic: Clinic, office: Office) -> None:
    for name in ("Siti Aminah", "Budi"):
        person_of(clinic, name)
    office.desk.open_person("siti")
    form = office.desk.start_visit()
    office.desk.fill(form.form, {"sick": "1", "complaint": "pusing", "triage": "2"})
    office.desk.open_person("budi")
    office.desk.start_visit()
    assert (form.complaint.text(), form.triage.text(), form.sick.value()) == ("", "", None)
    office.desk.open_person("siti")
    office.desk.start_visit()
    assert (form.complaint.text(), form.triage.text(), form.sick.value()) == ("pusing", "2", "sakit")


def test_open_visit_is_said_and_enter_begins_no_second_one(clinic: Clinic, office: Office) -> None:
    clinic.visit(person_of(clinic))
    office.desk.open_person("siti")
    card = office.page.stack.card
    assert card.open_visit_pill.text() == "Masih terbuka"
    assert card.visit_button.text() == "Kunjungan lagi"
    assert not card.visit_button.hasFocus()


def test_lost_ticket_is_printed_again_from_the_card_of_its_person(clinic: Clinic, office: Office, qtbot: QtBot) -> None:
    person_of(clinic, "Budi")
    clinic.visit(person_of(clinic))
    office.desk.open_person("budi")
    card = office.page.stack.card
    assert not card.print_button.isVisible()
    office.desk.open_person("siti")
    qtbot.waitUntil(card.print_button.isVisible)
    assert card.print_button.accessibleName() == "Cetak tiket B-001"
    office.desk.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: [paper.file_name for paper in office.papers] == ["tiket-B-001.pdf"])
