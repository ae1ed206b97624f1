"""What a tour stands on: the real program at 1366x768, hands on its keyboard, a camera, a printer."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QElapsedTimer, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ilp_desktop.app import Program
from ui.paper import Paper
from ui.paper_preview import PaperPreview

WIDTH_PX, HEIGHT_PX = 1366, 768
PATIENCE_MS = 20_000
GLANCE_MS = 5
SETTLE_MS = 60
PRINTER = "Pencetak tur"

Found = TypeVar("Found", bound=QWidget)
Kind = type[QWidget]


class TourStopped(Exception):
    """The window did not show what the tour expected."""


class FolderPrinter:
    """A printer that takes every sheet; the stage writes them into its folder under their own names."""

    def names(self) -> tuple[str, ...]:
        """Return the one printer there is."""
        return (PRINTER,)

    def send(self, pdf: bytes, printer: str) -> None:
        """Take a sheet; anything but a PDF is a fault."""
        if printer != PRINTER or not pdf.startswith(b"%PDF"):
            raise TourStopped("printed something that is not a PDF")


class Stage:
    """The program in its window, and what a person does there.

    Attributes:
        program: the running program.
        pictures: what the camera took, in order.
        sheets: what was printed, in order.
    """

    def __init__(self, program: Program, out: Path) -> None:
        self.program = program
        self.pictures: list[Path] = []
        self.sheets: list[Path] = []
        self._out = out
        out.mkdir(parents=True, exist_ok=True)
        program.window.resize(WIDTH_PX, HEIGHT_PX)
        program.window.show()

    def wait(self, condition: Callable[[], object], what: str) -> None:
        """Let the program run until something shows; raises ``TourStopped`` when it never does."""
        waited = QElapsedTimer()
        waited.start()
        while not condition():
            if waited.hasExpired(PATIENCE_MS):
                self.program.window.grab().save(str(self._out / "tidak-muncul.png"))
                raise TourStopped(f"never showed: {what}")
            QTest.qWait(GLANCE_MS)

    def settle(self) -> None:
        """Let everything asked for be answered and painted."""
        QTest.qWait(SETTLE_MS)
        self.wait(self.program.jobs.is_idle, "an answer to what was asked for")
        QTest.qWait(SETTLE_MS)

    def come_back(self) -> None:
        """Give the keyboard back to the program's window, which a window manager does where there is one."""
        window = self.program.window
        window.activateWindow()
        self.wait(lambda: QApplication.activeWindow() is window, "the window with the keyboard")

    def picture(self, name: str) -> None:
        """Take a picture of the window, once everything asked for is answered and painted."""
        self.settle()
        if QApplication.activeWindow() is not self.program.window:
            raise TourStopped(f"another window has taken the keyboard before «{name}»")
        self.picture_of(self.program.window, name)

    def picture_of(self, widget: QWidget, name: str) -> None:
        """Take a picture of one window, as large as the program's own."""
        if widget is not self.program.window:
            widget.showNormal()
            widget.resize(WIDTH_PX, HEIGHT_PX)
            self.settle()
        file = self._out / f"{len(self.pictures) + 1:02}-{name}.png"
        widget.grab().save(str(file))
        self.pictures.append(file)

    def keep_sheet(self, paper: Paper) -> None:
        """Write a sheet into the folder."""
        file = self._out / f"{len(self.sheets) + 1:02}-{paper.file_name}"
        file.write_bytes(paper.pdf)
        self.sheets.append(file)

    def write(self, text: str, widget: QWidget | None = None) -> None:
        """Type a text where the focus is, or into a widget."""
        QTest.keyClicks(widget or self._focus(), text)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self._focus(), key, held)

    def alt(self, key: Qt.Key) -> None:
        """Press a key together with Alt."""
        self.press(key, Qt.KeyboardModifier.AltModifier)

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Click a widget, in its middle unless told where."""
        where = widget.rect().center() if place is None else place
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)

    def sees(self, kind: Kind) -> bool:
        """Say whether a widget of a kind is visible."""
        return any(widget.isVisible() for widget in self.program.window.findChildren(kind))

    def print_shown(self) -> None:
        """Print the sheet in the preview and go back to where one came from."""
        preview, sheets = self.find(PaperPreview), len(self.sheets)
        self.wait(preview.print_button.isEnabled, "a printer to choose")
        self.click(preview.print_button)
        self.wait(lambda: len(self.sheets) > sheets, "the printed sheet")
        self.click(preview.back_button)
        self.wait(lambda: not preview.isVisible(), "the page behind the sheet")

    def find(self, kind: "type[Found]") -> Found:
        """Return the visible widget of a kind; raises ``TourStopped`` when there is none."""
        found: list[Found] = self.program.window.findChildren(kind)
        for widget in found:
            if widget.isVisible():
                return widget
        raise TourStopped(f"no {kind.__name__} to be seen")

    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        return focus if focus is not None else self.program.window
