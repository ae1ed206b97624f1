"""Loket: every service of a person and of the family, with rule, source and dates; nothing restricted among them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.identity.family_member import FamilyRelation
from tests.house_fixtures import TODAY, Clinic
from tests.services.recorded import record
from tests.ui.front_desk_office import Office
from tests.ui.hands import click
from ui.front_desk.desk_services import DeskServices
from ui.jobs import Jobs

CARD = "3201010101200003"
STATES = {"terlambat", "jatuh tempo", "akan datang", "selesai"}


@pytest.fixture
def services(
    clinic: Clinic, jobs: Jobs, themed: QApplication, in_window: Callable[..., QWidget], qtbot: QtBot
) -> DeskServices:
    """Return what the desk shows of a woman with a baby, who was measured today."""
    registration = clinic.house.registration
    mother = registration.register(
        clinic.desk, replace(clinic.person("Dewi Ibu", birth_date=date(1970, 11, 30)), kk_number=CARD)
    ).person_id
    baby = clinic.person("Bayi Dewi", birth_date=TODAY - timedelta(days=40))
    registration.register(clinic.desk, replace(baby, kk_number=CARD, relation=FamilyRelation.CHILD))
    record(clinic, mother, vital_signs={"sistolik": "120", "diastolik": "80"})
    office = Office(clinic, jobs).open(in_window, qtbot)
    office.desk.open_person("Dewi Ibu")
    card = office.page.stack.card
    qtbot.waitUntil(lambda: bool(card.today.texts()) and jobs.is_idle())
    assert not card.services.isVisible()
    click(card.today.button)
    qtbot.waitUntil(lambda: card.services.isVisible() and card.services.table.current_row() is not None)
    return card.services


def test_desk_reads_every_service_with_rule_source_and_days(services: DeskServices, qtbot: QtBot) -> None:
    rows = services.rows.rows()
    own = {row.item.service: row.item for row in rows if row.who == "Dewi Ibu"}
    assert own["blood_pressure"].state.value == "selesai"
    assert own["glucose"].state.value == "terlambat"
    services.table.select_key(next(row.key for row in rows if row.item.service == "glucose"))
    for part in (own["glucose"].why, f"Sumber: {own['glucose'].source}", "Berlaku mulai 30-11-2010"):
        assert part in services.rule.text()


def test_desk_reads_what_the_family_is_missing_and_since_when(services: DeskServices) -> None:
    family = [row for row in services.rows.rows() if row.who.startswith("Bayi Dewi")]
    assert family
    assert {row.item.state.value for row in family} <= STATES - {"selesai", "akan datang"}
    assert all(row.item.why and row.item.source for row in family)


def test_desk_reads_nothing_restricted_and_cannot_answer(services: DeskServices, clinic: Clinic) -> None:
    shown = {row.item.service for row in services.rows.rows()}
    assert not shown & {"mental_adult", "cervical"}
    assert not hasattr(services, "decline_button")
    click(services.close_button)
    assert not services.isVisible()


def test_family_card_is_back_when_the_table_is_closed_by_key(services: DeskServices, qtbot: QtBot) -> None:
    services.close_button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(services.close_button, Qt.Key.Key_Space)
    assert not services.isVisible()
    assert services._instead_of[0].isVisible()
