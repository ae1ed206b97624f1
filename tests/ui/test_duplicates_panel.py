"""1 Manajemen > Data ganda: pairs are found, told apart or merged after a dry run, and a merge is undone."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.permissions import Role
from tests.house_fixtures import Clinic
from tests.services.answered_forms import in_role
from tests.services.merged import entered_twice, merge
from tests.ui.hands import click, press, type_text
from tests.ui.opened_page import Desk
from ui.jobs import Jobs
from ui.klaster1_management.duplicates_panel import DuplicatesPanel
from ui.klaster1_management.page import ManagementPage


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


def panel_of(desk: Desk, role: Role = Role.HEAD) -> DuplicatesPanel:
    page = desk.show(ManagementPage, in_role(desk.clinic, role))
    panel = next(panel for panel in page.panels if isinstance(panel, DuplicatesPanel))
    page.tabs.setCurrentWidget(panel)
    return panel


def search(qtbot: QtBot, panel: DuplicatesPanel, pairs: int) -> None:
    click(panel.pairs.scan.button)
    qtbot.waitUntil(lambda: panel.pairs.scan.state_label.text().startswith("Terakhir dicari"))
    qtbot.waitUntil(lambda: panel.pairs.model.rowCount() == pairs)


def select(qtbot: QtBot, panel: DuplicatesPanel) -> None:
    panel.pairs.table.select_first()
    qtbot.waitUntil(panel.detail.try_button.isVisible)


def test_pairs_are_found_compared_and_told_apart_for_good(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    clinic.register("Sri Wahyuni", phone="081234567890")
    clinic.register("Sri Wahyuningsih", phone="081234567890", rt="003")
    clinic.register("Orang Lain", birth_date=date(1970, 1, 1))
    panel = panel_of(desk)
    search(qtbot, panel, 1)
    select(qtbot, panel)
    shown = panel.detail.reading.toPlainText()
    assert all(words in shown for words in ("Cocok: nama mirip, tanggal lahir", "Sri Wahyuningsih", "081234567890"))
    assert panel.detail.state.text() == "mungkin sama"
    click(panel.detail.apart_button)
    qtbot.waitUntil(lambda: panel.pairs.model.rowCount() == 0)
    clinic.clock.forward(timedelta(hours=1))
    search(qtbot, panel, 0)
    assert not panel.detail.try_button.isVisible()


def test_a_pair_is_tried_and_merged_with_a_reason(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    twice = entered_twice(clinic)
    panel = panel_of(desk)
    search(qtbot, panel, 1)
    select(qtbot, panel)
    stays = "1" if panel.pairs.model.row(0).one.id == twice.survivor else "2"
    panel.detail.survivor.set_value(stays)
    click(panel.detail.try_button)
    qtbot.waitUntil(panel.trial.merge_button.isEnabled)
    shown = panel.trial.reading.toPlainText()
    told = ("Kunjungan", "23-11-2026", "Diagnosis", "NIK berbeda", "menjadi nomor lama", "Anak Siti", "081234567890")
    assert [words for words in told if words not in shown] == []
    assert not any(secret in shown for secret in ("A15", "Tanda vital", "Amoksisilin"))
    click(panel.trial.merge_button)
    qtbot.waitUntil(lambda: panel.trial.reason.error() == "Tulis alasan penggabungan, 5 sampai 200 huruf.")
    type_text("NIK salah ketik", panel.trial.reason.line)
    press(Qt.Key.Key_S, panel.trial.reason.line, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: panel.pairs.model.rowCount() == 0)
    assert panel.stack.currentWidget() is panel.browse
    assert clinic.house.registration.person(clinic.head, twice.loser).id == twice.survivor


def test_what_is_recorded_between_dry_run_and_deed_is_told_and_shown_again(
    qtbot: QtBot, desk: Desk, clinic: Clinic
) -> None:
    twice = entered_twice(clinic)
    panel = panel_of(desk)
    panel.pairs.chosen_by_hand.emit(twice.survivor, twice.loser)
    qtbot.waitUntil(panel.detail.try_button.isVisible)
    assert not panel.detail.apart_button.isVisible()
    panel.detail.survivor.set_value("1")
    click(panel.detail.try_button)
    qtbot.waitUntil(panel.trial.merge_button.isEnabled)
    clinic.house.registration.add_allergy(clinic.desk, twice.loser, "Debu", "")
    type_text("Orangnya sama", panel.trial.reason.line)
    click(panel.trial.merge_button)
    qtbot.waitUntil(lambda: "Ada data yang ditambahkan sejak uji gabung." in desk.banners())
    click(panel.trial.again_button)
    qtbot.waitUntil(lambda: panel.trial.reading.toPlainText().count("Alergi") == 2)
    assert panel.trial.reason.text() == "Orangnya sama"
    press(Qt.Key.Key_Escape, panel.trial.reason.line)
    assert panel.stack.currentWidget() is panel.browse


def test_a_merge_is_undone_and_the_rows_made_since_are_assigned(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    twice = entered_twice(clinic)
    merge(clinic, twice)
    clinic.house.registration.add_allergy(clinic.desk, twice.survivor, "Debu", "")
    panel = panel_of(desk)
    click(panel.switch.button("merges"))
    detail = panel.merges.detail
    qtbot.waitUntil(lambda: "ditetapkan sesudah dibatalkan: 1 data" in detail.reading.toPlainText())
    click(detail.undo_button)
    qtbot.waitUntil(lambda: detail.reason.error() == "Tulis alasan pembatalan, 5 sampai 200 huruf.")
    type_text("Ternyata dua orang", detail.reason.line)
    click(detail.undo_button)
    qtbot.waitUntil(lambda: detail.rows.rowCount() == 1)
    qtbot.waitUntil(lambda: detail.row_table.current_row() is not None)
    assert "Dibatalkan oleh" in detail.told.text()
    click(detail.returned_button)
    qtbot.waitUntil(lambda: detail.rows.rowCount() == 0)
    file = clinic.house.registration.person(clinic.head, twice.loser)
    assert [name for name, _ in file.allergies] == ["Amoksisilin", "Debu"]


def test_others_are_told_that_their_role_does_not_merge(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    panel = panel_of(desk, Role.DOCTOR)
    qtbot.waitUntil(panel.refusal.isVisible)
    assert not panel.content.isVisible()
