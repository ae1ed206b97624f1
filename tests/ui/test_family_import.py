"""1 Manajemen > Impor keluarga: choose, match columns, check, import, put right what was refused."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.services.family_import.family_import_data import Outcome
from tests.house_fixtures import Clinic
from tests.services.family_lists import FAMILY, NEIGHBOURS, csv_list
from tests.ui.hands import click
from tests.ui.opened_page import Desk
from ui.jobs import Jobs
from ui.klaster1_management.import_panel import ImportPanel
from ui.klaster1_management.page import ManagementPage

BAD = ("320101010120000", "3201010201700009", "Fajar", "Anak", "L", "31-02-1990", "Sukamaju", "2", "1", "Kp. C")


@pytest.fixture
def panel(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> ImportPanel:
    page = Desk(qtbot, jobs, clinic).show(ManagementPage, clinic.head)
    found = next(panel for panel in page.panels if isinstance(panel, ImportPanel))
    page.tabs.setCurrentIndex(page.panels.index(found))
    return found


def check(panel: ImportPanel, qtbot: QtBot, file: Path) -> None:
    panel.open_file(file)
    qtbot.waitUntil(panel.check_button.isEnabled)
    click(panel.check_button)
    qtbot.waitUntil(lambda: panel.rows.model.rowCount() > 0 and panel.check_button.isEnabled())


def test_nothing_is_counted_before_a_file_was_checked(panel: ImportPanel) -> None:
    assert not [pill for pill in panel.rows.pills.values() if pill.isVisible()]


def test_a_list_is_looked_at_and_then_imported(
    panel: ImportPanel, qtbot: QtBot, clinic: Clinic, tmp_path: Path
) -> None:
    file = csv_list(tmp_path / "daftar.csv", [*FAMILY, *NEIGHBOURS, BAD])
    check(panel, qtbot, file)
    assert panel.rows.pills[Outcome.NEW].text() == "5 baru"
    assert panel.rows.pills[Outcome.REFUSED].text() == "1 ditolak"
    first = panel.rows.model.rows()[0]
    assert "16 angka" in first.told
    assert "tidak ada dalam kalender" in first.told
    assert clinic.house.registration.search(clinic.desk, "Citra") == ()
    click(panel.import_button)
    qtbot.waitUntil(lambda: bool(clinic.house.registration.search(clinic.desk, "Citra")))
    qtbot.waitUntil(panel.check_button.isEnabled)
    assert not panel.import_button.isEnabled()
    corrected = tmp_path / "ditolak.xlsx"
    panel.write_refused(corrected)
    qtbot.waitUntil(corrected.exists)


def test_a_newcomer_with_a_remark_is_told_as_new_afterwards_too(
    panel: ImportPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    check(panel, qtbot, csv_list(tmp_path / "daftar.csv", [(*FAMILY[0][:5], "03-01-1970", *FAMILY[0][6:])]))
    click(panel.import_button)
    qtbot.waitUntil(lambda: panel.rows.told.text().startswith("Impor selesai"))
    (row,) = panel.rows.model.rows()
    assert row.outcome is Outcome.NEW
    assert "NIK menunjukkan tanggal lahir" in row.told


def test_another_column_makes_the_check_void(panel: ImportPanel, qtbot: QtBot, tmp_path: Path) -> None:
    check(panel, qtbot, csv_list(tmp_path / "daftar.csv", FAMILY))
    assert panel.import_button.isEnabled()
    panel.mapping.form.field("address").set_value(None)
    panel.mapping.form.changed.emit("address")
    assert not panel.import_button.isEnabled()
    assert panel.rows.model.rowCount() == 0 or panel.rows.told.text().startswith("Pilih")


def test_a_file_that_is_none_is_refused_with_its_reason(panel: ImportPanel, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "daftar.xlsx"
    file.write_bytes(b"PK\x03\x04 not a workbook")
    panel.open_file(file)
    messages = panel.context.messages
    qtbot.waitUntil(lambda: bool(messages.stack.banners()))
    assert "rusak" in messages.stack.banners()[0].text
    assert not panel.check_button.isEnabled()
