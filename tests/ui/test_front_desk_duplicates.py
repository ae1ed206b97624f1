"""The desk: why somebody may be registered already stands beneath each, and a merged identity leads to the person."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.house_fixtures import Clinic
from tests.services.merged import entered_twice, merge
from tests.ui.front_desk_office import Office
from ui.front_desk.likely_list import LIKENESS_ROLE
from ui.jobs import Jobs


@pytest.fixture
def office(clinic: Clinic, jobs: Jobs, themed: QApplication, in_window: Callable[..., QWidget], qtbot: QtBot) -> Office:
    return Office(clinic, jobs).open(in_window, qtbot)


def test_what_agrees_and_what_differs_stands_beneath_each(clinic: Clinic, office: Office, qtbot: QtBot) -> None:
    clinic.register("Siti Aminah", phone="081234567890", mother_name="Kartini")
    office.desk.start_registration()
    form = office.page.stack.registration.form
    office.desk.fill(form, {"name": "Siti Aminh", "birth_date": "17051990", "sex": "p", "mother_name": "Suminah"})
    likely = office.page.advice.duplicates
    qtbot.waitUntil(office.page.advice.duplicates_card.isVisible)
    qtbot.waitUntil(lambda: "Beda: ibu" in str(likely.people.index(0).data(Qt.ItemDataRole.AccessibleTextRole)))
    told = str(likely.people.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "mungkin sama, Sama: nama mirip, tanggal lahir, jenis kelamin" in told
    assert likely.people.index(0).data(LIKENESS_ROLE).value == "mungkin sama"


def test_a_merged_identity_leads_to_the_person_even_while_its_card_is_open(
    clinic: Clinic, office: Office, qtbot: QtBot
) -> None:
    twice = entered_twice(clinic)
    office.page.show_person(twice.loser)
    card = office.page.stack.card
    qtbot.waitUntil(lambda: card.person_id() == twice.loser)
    merge(clinic, twice)
    office.page.reload(frozenset({"person"}))
    qtbot.waitUntil(lambda: card.person_id() == twice.survivor)
    assert f"No. RM {twice.survivor_number} (lama: {twice.loser_number})" in card.strip.identity_label.text()
    assert any("sudah digabung" in said for said in office.said())
    office.page.show_person(twice.loser)
    qtbot.waitUntil(lambda: card.person_id() == twice.survivor)
