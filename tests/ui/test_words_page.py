"""1 Manajemen > Edisi rujukan > Kata resmi: a questionnaire's official words are typed, kept, saved and told."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.services.edition.sign_offs import EditionKey, EditionKind
from ilp_desktop.services.edition.wording import BLANK, SOURCE, SOURCE_MISSING
from tests.forms.shipped import form
from tests.house_fixtures import Clinic
from tests.ui.hands import click, press, type_text
from tests.ui.opened_page import Desk
from ui.jobs import Jobs
from ui.klaster1_management.editions_panel import EditionsPanel
from ui.klaster1_management.page import ManagementPage
from ui.klaster1_management.words_page import NONE_YET, NOTHING_CHANGED, WordsPage
from ui.widgets.text_fields import MultiLineField

ALT = Qt.KeyboardModifier.AltModifier
FORM = EditionKey(EditionKind.FORM, "srq20", form("srq20").version)
FIRST, SECOND, SHEET = "srq_01", "srq_02", "Lembar contoh 2024"
ITEMS = 20


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


def words_page(qtbot: QtBot, desk: Desk) -> WordsPage:
    """Open the official words of a questionnaire from the list of editions."""
    page = desk.show(ManagementPage, desk.clinic.doctor)
    panel = next(panel for panel in page.panels if isinstance(panel, EditionsPanel))
    page.tabs.setCurrentWidget(panel)
    qtbot.waitUntil(lambda: panel.list.select(FORM))
    qtbot.waitUntil(lambda: panel.page is not None and panel.page.info.key == FORM)
    return open_words(qtbot, panel)


def open_words(qtbot: QtBot, panel: EditionsPanel) -> WordsPage:
    press(Qt.Key.Key_G, panel.list.table, ALT)
    qtbot.waitUntil(lambda: len(panel.words_page.form.names()) == ITEMS + 1)
    qtbot.waitUntil(panel.words_page.form.field(SOURCE).editor.hasFocus)
    return panel.words_page


def panel_above(page: WordsPage) -> EditionsPanel:
    above = page.parentWidget()
    while above is not None and not isinstance(above, EditionsPanel):
        above = above.parentWidget()
    assert above is not None
    return above


def write(page: WordsPage, code: str, text: str) -> None:
    field = page.form.field(code)
    assert isinstance(field, MultiLineField)
    field.box.setFocus()
    field.box.selectAll()
    press(Qt.Key.Key_Delete)
    type_text(text)


def test_items_stand_in_order_with_number_and_topic_and_are_saved_together(
    qtbot: QtBot, desk: Desk, clinic: Clinic
) -> None:
    page = words_page(qtbot, desk)
    items = clinic.house.wordings.items(clinic.doctor, FORM.name)
    assert page.form.names() == (SOURCE, *(item.code for item in items))
    assert page.form.field(FIRST).label == f"1. {items[0].topic}"
    assert page.versions.toPlainText() == NONE_YET
    type_text(SHEET)
    write(page, FIRST, "Kata satu")
    write(page, SECOND, "Kata dua")
    press(Qt.Key.Key_S, None, ALT)
    qtbot.waitUntil(lambda: "Kata satu" in page.versions.toPlainText())
    assert clinic.house.wordings.words(clinic.doctor, FORM.name) == {FIRST: "Kata satu", SECOND: "Kata dua"}
    assert desk.banners()[0] == "Kata resmi 2 butir disimpan."
    assert page.form.field(FIRST).text() == "Kata satu"
    assert page.form.field(FIRST).head.previous.startswith("versi 1")
    assert page.form.field(SOURCE).text() == ""


def test_wrong_answers_stand_beside_their_fields_and_nothing_is_stored(
    qtbot: QtBot, desk: Desk, clinic: Clinic
) -> None:
    clinic.house.wordings.enter(clinic.doctor, FORM.name, FIRST, "Kata satu", SHEET)
    page = words_page(qtbot, desk)
    click(page.save_button)
    assert desk.banners()[0] == NOTHING_CHANGED
    write(page, FIRST, "")
    write(page, SECOND, "Kata dua")
    click(page.save_button)
    qtbot.waitUntil(lambda: page.form.field(FIRST).error() == BLANK)
    assert page.form.field(SOURCE).error() == SOURCE_MISSING
    assert page.save_button.isEnabled()
    assert clinic.house.wordings.words(clinic.doctor, FORM.name) == {FIRST: "Kata satu"}


def test_esc_goes_back_and_what_is_typed_is_there_again(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    page = words_page(qtbot, desk)
    write(page, FIRST, "Setengah kalimat")
    press(Qt.Key.Key_Escape)
    assert not page.isVisible()
    open_words(qtbot, panel_above(page))
    assert page.form.field(FIRST).text() == "Setengah kalimat"
    assert clinic.house.wordings.words(clinic.doctor, FORM.name) == {}


def test_what_a_colleague_entered_meanwhile_is_not_written_over(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    page = words_page(qtbot, desk)
    type_text(SHEET)
    write(page, FIRST, "Kata saya")
    clinic.house.wordings.enter(clinic.head, FORM.name, FIRST, "Kata dia", SHEET)
    click(page.save_button)
    qtbot.waitUntil(lambda: any("Kepala Contoh" in text for text in desk.banners()))
    assert page.form.field(FIRST).text() == "Kata saya"
    assert clinic.house.wordings.words(clinic.doctor, FORM.name) == {FIRST: "Kata dia"}


def test_words_typed_before_a_crash_are_there_again_until_they_are_saved(
    qtbot: QtBot, jobs: Jobs, clinic_again: Callable[[], Clinic], themed: QApplication
) -> None:
    page = words_page(qtbot, Desk(qtbot, jobs, clinic_again()))
    type_text(SHEET)
    write(page, FIRST, "Kata satu")
    assert page.keeper.timer.isActive()
    page.keeper.timer.start(1)
    qtbot.waitUntil(lambda: not page.keeper.timer.isActive() and jobs.is_idle())
    clinic = clinic_again()
    desk = Desk(qtbot, jobs, clinic)
    page = words_page(qtbot, desk)
    qtbot.waitUntil(lambda: page.form.field(FIRST).text() == "Kata satu")
    assert page.form.field(SOURCE).text() == SHEET
    assert any(text.startswith("Isian yang belum disimpan") for text in desk.banners())
    click(page.save_button)
    qtbot.waitUntil(lambda: clinic.house.wordings.words(clinic.doctor, FORM.name) == {FIRST: "Kata satu"})
    qtbot.waitUntil(lambda: clinic.house.drafts.places(clinic.doctor) == ())
