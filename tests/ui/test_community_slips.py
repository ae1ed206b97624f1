"""Posyandu & Pustu > Rujukan: a slip written in the field by keyboard, printed, followed, and kept while unsaved."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.care.referral_state import ReferralState
from ilp_desktop.services.referral.referral_lists import ReferralFilter, ReferralRow, ReferralView
from tests.house_fixtures import Clinic
from tests.printing.reading import text_of
from tests.services.due_people import adult
from tests.ui.hands import click, press, type_text
from tests.ui.opened_page import Desk
from ui.community.page import SLIPS, CommunityPage
from ui.jobs import Jobs

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


@pytest.fixture
def page(qtbot: QtBot, jobs: Jobs, desk: Desk, clinic: Clinic) -> CommunityPage:
    """Show the page over one man who is due."""
    adult(clinic, "Agus", rt="002")
    found = desk.show(CommunityPage, clinic.desk)
    qtbot.waitUntil(lambda: found.targets.model.rowCount() > 0 and jobs.is_idle(), timeout=20_000)
    return found


def written(clinic: Clinic) -> list[ReferralRow]:
    """Return what stands in the worklist."""
    return list(clinic.house.referral_lists.listed(clinic.desk, ReferralFilter(ReferralView.ALL), None, 10))


def fill(page: CommunityPage) -> None:
    """Fill in what a slip needs."""
    form = page.slip_form.form
    form.field("from_place").set_value("Posyandu Melati")
    form.field("brought_by").set_value("Kader Ani")
    form.field("problems").set_value(("pressure",))
    form.changed.emit("problems")


def test_a_slip_is_written_from_the_list_and_its_paper_comes(
    qtbot: QtBot, desk: Desk, page: CommunityPage, clinic: Clinic
) -> None:
    page.targets.table.select_first()
    press(Qt.Key.Key_R, page, ALT)
    assert page.stack.currentWidget() is page.slip_form
    assert page.slip_form.person.text() == "Agus"
    fill(page)
    press(Qt.Key.Key_S, page.slip_form, ALT)
    qtbot.waitUntil(lambda: len(desk.papers) == 1, timeout=20_000)
    said = text_of(desk.papers[0].pdf)
    assert "Posyandu Melati" in said
    assert "Tekanan darah tinggi" in said
    (row,) = written(clinic)
    assert (row.name, row.state, row.sent_from) == ("Agus", ReferralState.SENT, "Posyandu Melati")
    assert page.stack.currentWidget() is page.targets


def test_what_is_missing_stands_beside_its_field_and_nothing_is_stored(
    qtbot: QtBot, page: CommunityPage, clinic: Clinic
) -> None:
    page.targets.table.select_first()
    click(page.targets.refer_button)
    form = page.slip_form.form
    form.field("from_place").set_value("Posyandu Melati")
    form.field("brought_by").set_value("Kader Ani")
    click(page.slip_form.save_button)
    qtbot.waitUntil(lambda: bool(form.field("problems").error()), timeout=20_000)
    assert form.field("brought_by").text() == "Kader Ani"
    assert written(clinic) == []


def test_the_view_follows_the_slips_and_a_new_one_asks_whom(qtbot: QtBot, page: CommunityPage, clinic: Clinic) -> None:
    click(page.views.button(SLIPS))
    assert page.slips is not None
    click(page.slips.new_button)
    field = page.slip_form.person
    assert field.box.hasFocus()
    type_text("agus", field.box)
    qtbot.waitUntil(lambda: field.box.popup().isVisible(), timeout=20_000)
    press(Qt.Key.Key_Return, field.box)
    assert field.value() is not None
    fill(page)
    click(page.slip_form.save_button)
    model = page.slips.model
    qtbot.waitUntil(lambda: [row.name for row in model.rows()] == ["Agus"], timeout=20_000)
    assert page.stack.currentWidget() is page.slips


def test_what_was_typed_is_there_again(qtbot: QtBot, page: CommunityPage) -> None:
    page.targets.table.select_first()
    click(page.targets.refer_button)
    fill(page)
    click(page.slip_form.back_button)
    click(page.targets.refer_button)
    assert page.slip_form.form.field("brought_by").text() == "Kader Ani"
