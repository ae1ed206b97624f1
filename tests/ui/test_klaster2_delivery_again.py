"""The tab Persalinan when something went wrong: a delivery of the wrong woman, a baby that did not live."""

from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.house_fixtures import Clinic
from tests.services.delivery_story import delivery, mother_at_term
from tests.ui.hands import click
from tests.ui.klaster2_room import open_room, settle, shown
from tests.ui.test_klaster2_delivery import Opened, complete, go_to, said
from ui.jobs import Jobs
from ui.klaster2_mother_child.delivery_tab import DELIVERY, DeliveryTab


@pytest.fixture
def at_term(clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication) -> tuple[Opened, UUID]:
    """Return the tab of a woman at term, and her pregnancy."""
    mother, pregnancy = mother_at_term(clinic)
    opened = open_room(clinic, jobs, qtbot, mother)
    tab = shown(qtbot, opened, DeliveryTab)
    settle(opened, qtbot)
    return (opened, tab), pregnancy


def test_a_delivery_of_the_wrong_woman_is_taken_back_on_her_screen(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    mother, pregnancy = mother_at_term(clinic)
    clinic.house.deliveries.record(clinic.doctor, delivery(clinic, pregnancy))
    opened = open_room(clinic, jobs, qtbot, mother)
    tab = shown(qtbot, opened, DeliveryTab)
    qtbot.waitUntil(lambda: bool(tab.cards))
    go_to(tab, DELIVERY)
    click(tab.cards[0].correct_button)
    click(tab.form.withdraw_button)
    assert tab.form.reason_field.error() == "Tulis alasan pembatalan."
    tab.form.reason_field.set_value("salah memilih ibu")
    click(tab.form.withdraw_button)
    qtbot.waitUntil(lambda: not tab.cards and tab.form.isVisible())
    assert "kehamilannya berjalan lagi" in said(opened)
    assert not tab.form.withdraw_button.isVisible()
    assert tab.form.form.field("b1.weight_g").text() == ""
    again = clinic.house.pregnancies.current(clinic.doctor, mother)
    assert again is not None
    assert again.id == pregnancy


def test_a_stillbirth_asks_for_its_cause_and_prints_its_notification(
    at_term: tuple[Opened, UUID], qtbot: QtBot
) -> None:
    (opened, tab), _ = at_term
    complete(tab)
    form = tab.form.form
    form.field("b1.outcome").combo.setCurrentIndex(2)  # type: ignore[attr-defined]
    assert form.field("b1.death_cause").isVisible()
    assert not form.field("b1.died_on").isVisible()
    click(tab.form.save_button)
    qtbot.waitUntil(lambda: form.field("b1.death_cause").error() == "Pilih penyebab langsung.")
    form.field("b1.death_cause").set_value("asfiksia")
    click(tab.form.save_button)
    qtbot.waitUntil(lambda: bool(tab.cards))
    assert "penyebab: asfiksia" in tab.cards[0].text()
    go_to(tab, DELIVERY)
    (button,) = tab.cards[0].notice_buttons
    click(button)
    qtbot.waitUntil(lambda: bool(opened.papers))
    assert opened.papers[0].pdf.startswith(b"%PDF")
