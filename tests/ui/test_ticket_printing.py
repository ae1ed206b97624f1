"""A ticket through the real window to a roll printer: off, without paper, and printed again from the queue."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ilp_desktop.settings import SettingsFile, TicketPrinter
from tests.house_fixtures import Clinic, Opener, Users, opened
from tests.printing.network_printer import GOOD, NO_PAPER, PrinterOnNetwork
from tests.ui.driven import PaperTray, workspace_on
from tests.ui.hands import click, press
from ui.front_desk.page import FrontDeskPage
from ui.main_window import MainWindow
from ui.tabs import FRONT_DESK
from ui.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier
Shown = tuple[MainWindow, Workspace]


@pytest.fixture
def clinic(open_copy: Opener, sqlite_template: tuple[Path, Users]) -> Clinic:
    """Return the small Puskesmas on one kind of database: the printer is what is tried here."""
    return opened(open_copy(), sqlite_template[1])


@pytest.fixture
def shown(qtbot: QtBot, themed: object, clinic: Clinic, tmp_path: Path) -> Iterator[Shown]:
    """The desk's window with one person waiting, who is selected in the queue."""
    clinic.visit(clinic.register().person_id)
    with workspace_on(qtbot, clinic, tmp_path, "desk", PaperTray("Laser")) as (window, workspace):
        queue = desk_of(workspace).home.queue
        qtbot.waitUntil(lambda: len(queue.lines()) == 1)
        queue.table.selectRow(0)
        qtbot.waitUntil(queue.print_button.isEnabled)
        yield window, workspace


def desk_of(workspace: Workspace) -> FrontDeskPage:
    page = workspace.tabs.page(FRONT_DESK)
    assert isinstance(page, FrontDeskPage)
    return page


def banners(window: MainWindow) -> list[str]:
    return [banner.text for banner in window.messages.stack.banners()]


def use(workspace: Workspace, printer: PrinterOnNetwork, roll_mm: int = 80) -> None:
    workspace.context.settings.set_ticket_printer(TicketPrinter("network", printer.address.label, roll_mm))


def test_ticket_stays_valid_when_the_printer_is_off_and_is_printed_again_from_the_queue(
    shown: Shown, qtbot: QtBot, clinic: Clinic
) -> None:
    window, workspace = shown
    off, ready = PrinterOnNetwork(), PrinterOnNetwork()
    off.close()
    use(workspace, off)
    button, title = desk_of(workspace).home.queue.print_button, workspace.title_line
    click(button)
    assert banners(window) == []
    said = f"Tiket antrean B-001 tetap berlaku. Pencetak {off.address.label} tidak menjawab."
    qtbot.waitUntil(lambda: banners(window) == [said])
    assert title.unprinted.text() == "Belum tercetak: 1"
    click(button)
    qtbot.waitUntil(lambda: workspace.context.jobs.is_idle() and len(banners(window)) > 0)
    assert len(workspace.desk.unprinted()) == 1
    assert [row.number for row in clinic.house.queueing.board(clinic.desk)] == ["B-001"]
    use(workspace, ready, 58)
    click(button)
    qtbot.waitUntil(lambda: len(ready.printed) == 1)
    assert b"B-001" in ready.printed[0]
    qtbot.waitUntil(lambda: workspace.desk.unprinted() == ())
    ready.close()


def test_ticket_kept_for_want_of_paper_goes_to_the_roll_printer_from_the_preview(shown: Shown, qtbot: QtBot) -> None:
    window, workspace = shown
    empty = PrinterOnNetwork(NO_PAPER)
    use(workspace, empty)
    click(desk_of(workspace).home.queue.print_button)
    qtbot.waitUntil(lambda: any("Kertas pencetak" in text for text in banners(window)))
    ready = PrinterOnNetwork(GOOD)
    use(workspace, ready)
    click(workspace.title_line.unprinted)
    preview = workspace.preview
    qtbot.waitUntil(preview.print_button.isEnabled)
    assert preview.printer.currentText() == ready.address.label
    press(Qt.Key.Key_P, held=CTRL)
    qtbot.waitUntil(lambda: len(ready.printed) == 1)
    qtbot.waitUntil(lambda: not workspace.title_line.unprinted.isVisible())
    for printer in (empty, ready):
        printer.close()


def test_settings_of_the_computer_outlive_the_program_and_a_file_with_rubbish(tmp_path: Path) -> None:
    SettingsFile(tmp_path).set_ticket_printer(TicketPrinter("usb", "04b8:0e15", 58))
    assert SettingsFile(tmp_path).value.ticket_printer == TicketPrinter("usb", "04b8:0e15", 58)
    rubbish = '{"ticket_printer": {"kind": 7, "roll_mm": "lebar", "address": "x"}, "display": {"volume": true}}'
    (tmp_path / "settings.json").write_text(rubbish, encoding="utf-8")
    found = SettingsFile(tmp_path).value
    assert (found.ticket_printer, found.display.volume) == (TicketPrinter("pdf", "x", 80), 80)
