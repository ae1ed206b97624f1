"""A sheet is shown in the window from its own bytes, printed, saved, and kept when no printer takes it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.errors import UserError
from ilp_desktop.printing.contents.ticket import QueueTicket
from ilp_desktop.printing.ticket import print_ticket
from ilp_desktop.settings import SettingsFile
from tests.house_fixtures import Clinic
from tests.ui.driven import PaperTray, workspace_on
from tests.ui.hands import click, focus_widget, press
from ui.main_window import MainWindow
from ui.paper import Paper
from ui.paper_preview import NO_PRINTER
from ui.system_printers import SystemPrinters, draw_sheets
from ui.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier
TICKET_WIDTH_MM = 80
POINTS_A_MM = 72 / 25.4


def ticket(number: str = "A-014") -> Paper:
    content = QueueTicket(
        number, "Ruang KIA", datetime(2026, 11, 23, tzinfo=timezone.utc), "000001-00", "Puskesmas Uji"
    )
    return Paper(f"Tiket {number}", f"tiket-{number}.pdf", print_ticket(content), "tiket")


@dataclass
class Shown:
    """The window of one test, with the printers it has."""

    qtbot: QtBot
    window: MainWindow
    workspace: Workspace
    tray: PaperTray

    def banners(self) -> list[str]:
        return [banner.text for banner in self.window.messages.stack.banners()]

    def show(self, paper: Paper) -> None:
        self.workspace.context.show_paper(paper)
        preview = self.workspace.preview
        self.qtbot.waitUntil(lambda: preview.print_button.isEnabled() or preview.note.text() == NO_PRINTER)


@pytest.fixture
def shown(qtbot: QtBot, themed: object, clinic: Clinic, tmp_path: Path) -> Iterator[Shown]:
    tray = PaperTray("Laser Loket", "Tiket 80")
    with workspace_on(qtbot, clinic, tmp_path, "head", tray) as (window, workspace):
        yield Shown(qtbot, window, workspace, tray)


@pytest.fixture
def without_printer(qtbot: QtBot, themed: object, clinic: Clinic, tmp_path: Path) -> Iterator[Shown]:
    tray = PaperTray()
    with workspace_on(qtbot, clinic, tmp_path, "head", tray) as (window, workspace):
        yield Shown(qtbot, window, workspace, tray)


def test_sheet_is_shown_and_escape_returns_to_the_very_field(shown: Shown) -> None:
    preview = shown.workspace.preview
    shown.workspace.title_line.search.setFocus()
    shown.show(ticket())
    assert preview.isVisible()
    assert preview.title.text() == "Tiket A-014"
    assert preview.page_count() == 1
    press(Qt.Key.Key_Escape)
    assert not preview.isVisible()
    assert focus_widget() is shown.workspace.title_line.search


def test_second_ctrl_p_prints_and_the_printer_is_remembered_for_its_kind(shown: Shown, tmp_path: Path) -> None:
    paper = ticket()
    shown.show(paper)
    shown.workspace.preview.printer.setCurrentText("Tiket 80")
    press(Qt.Key.Key_P, held=CTRL)
    shown.qtbot.waitUntil(lambda: shown.tray.sent == [("Tiket 80", paper.pdf)])
    assert SettingsFile(tmp_path).value.printers == {"tiket": "Tiket 80"}
    shown.qtbot.waitUntil(lambda: "Tiket A-014 dikirim ke pencetak Tiket 80." in shown.banners())
    shown.show(Paper("Surat", "surat.pdf", paper.pdf))
    assert shown.workspace.preview.printer.currentText() == "Laser Loket"
    shown.show(ticket("A-015"))
    assert shown.workspace.preview.printer.currentText() == "Tiket 80"


def test_ticket_with_a_chosen_printer_is_printed_at_once_without_preview(shown: Shown, tmp_path: Path) -> None:
    shown.show(ticket("A-001"))
    shown.workspace.preview.printer.setCurrentText("Tiket 80")
    press(Qt.Key.Key_P, held=CTRL)
    shown.qtbot.waitUntil(lambda: len(shown.tray.sent) == 1)
    press(Qt.Key.Key_Escape)
    shown.workspace.context.print_now(ticket("A-002"))
    shown.qtbot.waitUntil(lambda: len(shown.tray.sent) == 2)
    assert not shown.workspace.preview.isVisible()
    assert shown.workspace.desk.unprinted() == ()


def test_ticket_no_printer_takes_is_kept_offered_and_let_go_once_printed(shown: Shown) -> None:
    title = shown.workspace.title_line
    shown.workspace.context.print_now(ticket())
    assert "Tiket A-014 tetap berlaku. Belum ada pencetak yang dipilih untuk tiket." in shown.banners()
    assert title.unprinted.text() == "Belum tercetak: 1"
    assert not shown.workspace.preview.isVisible()
    click(title.unprinted)
    preview = shown.workspace.preview
    shown.qtbot.waitUntil(preview.print_button.isEnabled)
    assert preview.paper() == ticket()
    press(Qt.Key.Key_Escape)
    assert title.unprinted.isVisible()
    click(title.unprinted)
    shown.qtbot.waitUntil(preview.print_button.isEnabled)
    press(Qt.Key.Key_P, held=CTRL)
    shown.qtbot.waitUntil(lambda: not title.unprinted.isVisible())
    assert len(shown.tray.sent) == 1


def test_printer_that_has_gone_is_told_and_the_ticket_kept(
    qtbot: QtBot, themed: object, clinic: Clinic, tmp_path: Path
) -> None:
    SettingsFile(tmp_path).set_printer("tiket", "Tiket 80")
    with workspace_on(qtbot, clinic, tmp_path, "head", SystemPrinters()) as (window, workspace):
        workspace.context.print_now(ticket())
        qtbot.waitUntil(lambda: workspace.desk.unprinted() == (ticket(),))
        assert "«Tiket 80» tidak ditemukan" in window.messages.stack.banners()[0].text


def test_without_a_printer_the_preview_says_so_and_saving_is_offered(without_printer: Shown, tmp_path: Path) -> None:
    shown, paper = without_printer, ticket()
    shown.show(paper)
    preview = shown.workspace.preview
    assert preview.note.text() == NO_PRINTER
    assert not preview.print_button.isEnabled()
    assert preview.save_button.hasFocus()
    press(Qt.Key.Key_Return)
    dialog = preview.findChild(QFileDialog)
    assert dialog is not None
    assert Path(dialog.selectedFiles()[0]).name == paper.file_name
    target = tmp_path / "simpan" / "tiket.pdf"
    target.parent.mkdir()
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    shown.qtbot.waitUntil(lambda: "Tersimpan: tiket.pdf" in shown.banners())
    assert any("tidak terkunci" in banner.remedy for banner in shown.window.messages.stack.banners())
    assert target.read_bytes() == paper.pdf


def test_folder_that_cannot_be_written_is_told_and_the_sheet_stays(without_printer: Shown, tmp_path: Path) -> None:
    shown = without_printer
    shown.show(ticket())
    shown.workspace.desk.save(ticket(), tmp_path / "tidak-ada" / "tiket.pdf")
    shown.qtbot.waitUntil(lambda: "tiket.pdf tidak dapat ditulis." in shown.banners())
    assert shown.workspace.preview.isVisible()


def test_printed_sheet_keeps_its_size_and_its_pages(qapp: object, tmp_path: Path) -> None:
    device = QPrinter()
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(tmp_path / "keluar.pdf"))
    sheet = ticket().pdf
    draw_sheets(sheet, device)
    page = PdfReader(tmp_path / "keluar.pdf").pages[0].mediabox
    wanted = PdfReader(BytesIO(sheet)).pages[0].mediabox
    assert float(page.width) == pytest.approx(TICKET_WIDTH_MM * POINTS_A_MM, abs=1)
    assert float(page.height) == pytest.approx(float(wanted.height), abs=1)


def test_system_printer_that_does_not_exist_is_a_thing_to_put_right(qapp: object) -> None:
    with pytest.raises(UserError, match="tidak ditemukan"):
        SystemPrinters().send(ticket().pdf, "Pencetak Hantu")
