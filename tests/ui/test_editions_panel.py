"""1 Manajemen > Edisi rujukan: finding an edition, reading it, signing it and taking a signature back."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.permissions import Role
from ilp_desktop.services.edition.sign_offs import NOTHING_CHOSEN, WHOLE, EditionKey, EditionKind, NewSignOff
from tests.forms.shipped import form
from tests.house_fixtures import Clinic
from tests.services.answered_forms import in_role
from tests.ui.hands import click, press, type_text
from tests.ui.opened_page import Desk
from ui.jobs import Jobs
from ui.klaster1_management.editions_panel import CLINICIANS_ALONE, EditionsPanel
from ui.klaster1_management.page import ManagementPage
from ui.palette import Tone

ALT = Qt.KeyboardModifier.AltModifier
TABLE = EditionKey(EditionKind.TABLE, "suspected_infectious", "2023")
FORM = EditionKey(EditionKind.FORM, "anc_visit", form("anc_visit").version)
SHEET_FORM = EditionKey(EditionKind.FORM, "srq20", form("srq20").version)


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


def panel_of(qtbot: QtBot, desk: Desk, role: Role = Role.DOCTOR) -> EditionsPanel:
    page = desk.show(ManagementPage, in_role(desk.clinic, role))
    panel = next(panel for panel in page.panels if isinstance(panel, EditionsPanel))
    page.tabs.setCurrentWidget(panel)
    qtbot.waitUntil(lambda: panel.list.model.rowCount() > 20)
    return panel


def select(qtbot: QtBot, panel: EditionsPanel, key: EditionKey) -> None:
    qtbot.waitUntil(lambda: _is_listed(panel, key))
    qtbot.waitUntil(lambda: panel.page is not None and panel.page.info.key == key)


def _is_listed(panel: EditionsPanel, key: EditionKey) -> bool:
    """Select an edition, going on down the list for it."""
    if panel.list.select(key):
        return True
    if panel.list.model.canFetchMore(QModelIndex()):
        panel.list.model.fetchMore(QModelIndex())
    return False


def shown(panel: EditionsPanel) -> str:
    return panel.detail.reading.toPlainText()


def titles(panel: EditionsPanel) -> list[str]:
    return [row.title for row in panel.list.model.rows()]


def tick(panel: EditionsPanel, *rows: int) -> None:
    """Tick lines of the list with the keyboard, counted from 0."""
    listed = panel.sign_form.items.list
    listed.setFocus()
    for row in rows:
        listed.setCurrentRow(row)
        press(Qt.Key.Key_Space, listed)


def test_an_edition_tells_source_state_and_note_and_everything_it_holds(qtbot: QtBot, desk: Desk) -> None:
    panel = panel_of(qtbot, desk)
    select(qtbot, panel, TABLE)
    assert panel.detail.title_label.text() == "Terduga penyakit menular"
    assert (panel.detail.state.text(), panel.detail.state.tone()) == ("belum diverifikasi", Tone.WARN)
    assert all(words in shown(panel) for words in ("Tabel 31", "J09-J11", "Suspek campak", "B05, B06"))
    assert not panel.detail.words_button.isVisible()
    select(qtbot, panel, SHEET_FORM)
    assert panel.detail.words_button.isVisible()
    assert all(words in shown(panel) for words in ("Hak:", "Penilaian", "Kesimpulan", "Tanda bahaya jawaban"))


def test_the_list_is_searched_narrowed_and_counted(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    clinic.house.editions.sign(clinic.doctor, NewSignOff(clinic.new_id(), TABLE, frozenset({WHOLE})))
    panel = panel_of(qtbot, desk)
    everything = titles(panel)
    press(Qt.Key.Key_1, panel.list.table, ALT)
    assert panel.list.line.hasFocus()
    type_text("menular terduga")
    qtbot.waitUntil(lambda: titles(panel) == ["Terduga penyakit menular"])
    assert panel.list.count.text() == "1 edisi, 0 belum diverifikasi, 1 ditandatangani"
    press(Qt.Key.Key_2, panel.list.line, ALT)
    qtbot.waitUntil(lambda: titles(panel) == everything)
    panel.list.state_filter.setCurrentText("Belum diverifikasi")
    qtbot.waitUntil(lambda: 0 < len(titles(panel)) < len(everything))
    assert not any(row.verified for row in panel.list.model.rows())
    panel.list.state_filter.setCurrentText("Ditandatangani")
    qtbot.waitUntil(lambda: titles(panel) == ["Terduga penyakit menular"])
    panel.list.show_everything()
    panel.list.group_filter.setCurrentText("Ibu hamil dan nifas")
    qtbot.waitUntil(lambda: {row.group for row in panel.list.model.rows()} == {"Ibu hamil dan nifas"})
    assert "Kunjungan ANC" in titles(panel)


def test_items_are_signed_by_keyboard_and_the_signature_stands_beside_them(qtbot: QtBot, desk: Desk) -> None:
    panel = panel_of(qtbot, desk)
    select(qtbot, panel, FORM)
    press(Qt.Key.Key_B, panel.list.table, ALT)
    assert panel.sign_form.isVisible()
    assert not panel.detail.buttons.isVisible()
    press(Qt.Key.Key_S, panel.sign_form.items.list, ALT)
    qtbot.waitUntil(lambda: panel.sign_form.items.error() == NOTHING_CHOSEN)
    tick(panel, 1, 2)
    assert panel.sign_form.items.error() == ""
    press(Qt.Key.Key_Return, panel.sign_form.items.list)
    assert panel.sign_form.note.line.hasFocus()
    type_text("Halaman 12")
    press(Qt.Key.Key_Return)
    assert panel.sign_form.save_button.hasFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not panel.sign_form.isVisible())
    panel.reload(panel.subjects)
    qtbot.waitUntil(lambda: panel.detail.state.text() == "sebagian ditandatangani")
    assert "Halaman 12" in shown(panel)
    assert shown(panel).count("dr. Ratna Contoh, Dokter") == 2
    assert desk.banners()[0] == "Tanda tangan disimpan."


def test_a_signature_is_taken_back_with_a_reason(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    clinic.house.editions.sign(clinic.doctor, NewSignOff(clinic.new_id(), TABLE, frozenset({WHOLE})))
    clinic.clock.forward(timedelta(minutes=1))
    panel = panel_of(qtbot, desk)
    select(qtbot, panel, TABLE)
    assert panel.detail.state.text() == "ditandatangani"
    assert not panel.detail.sign_button.isVisible()
    click(panel.detail.withdraw_button)
    tick(panel, 0)
    click(panel.sign_form.save_button)
    qtbot.waitUntil(lambda: panel.sign_form.note.error() == "Tulis alasannya.")
    type_text("Salah baca", panel.sign_form.note.line)
    click(panel.sign_form.save_button)
    qtbot.waitUntil(lambda: not panel.sign_form.isVisible())
    panel.reload(panel.subjects)
    qtbot.waitUntil(lambda: panel.detail.state.text() == "belum diverifikasi")
    assert "Ditarik: Seluruh edisi" in shown(panel)
    assert panel.detail.sign_button.isVisible()


def test_going_back_signs_nothing(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    panel = panel_of(qtbot, desk)
    select(qtbot, panel, TABLE)
    click(panel.detail.sign_button)
    tick(panel, 0)
    press(Qt.Key.Key_Escape, panel.sign_form.items.list)
    assert panel.list.isVisible()
    assert panel.detail.buttons.isVisible()
    click(panel.detail.sign_button)
    assert panel.sign_form.items.value() is None
    assert clinic.house.editions.page(clinic.doctor, TABLE).signatures == ()


def test_the_head_reads_and_is_told_who_may_sign(qtbot: QtBot, desk: Desk) -> None:
    panel = panel_of(qtbot, desk, Role.HEAD)
    select(qtbot, panel, TABLE)
    assert "Suspek campak" in shown(panel)
    assert not panel.detail.sign_button.isEnabled()
    assert panel.detail.sign_button.toolTip() == CLINICIANS_ALONE


def test_another_edition_is_read_from_the_top(qtbot: QtBot, desk: Desk) -> None:
    panel = panel_of(qtbot, desk)
    select(qtbot, panel, SHEET_FORM)
    bar = panel.detail.reading.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    select(qtbot, panel, FORM)
    assert bar.value() == 0
