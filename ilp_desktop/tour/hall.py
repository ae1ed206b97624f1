"""The hall before the desk: numbers are taken and called, and the display shows them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt

from ilp_desktop.domain.queue.visit_words import Wish
from ilp_desktop.tour.stage import Stage
from ui.front_desk.kiosk import Kiosk
from ui.front_desk.page import FrontDeskPage
from ui.workspace import Workspace

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Hall:
    """Works with the numbers before registration."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._desk = stage.find(FrontDeskPage)

    def take_numbers(self) -> None:
        """Take a number for everybody, and one for who goes first, by their keys."""
        for held in (CONTROL, CONTROL | SHIFT, CONTROL):
            self._print_after(partial(self._stage.press, Qt.Key.Key_T, held))

    def take_at_the_kiosk(self, picture: str) -> None:
        """Open the screen for those who come in, take a number there, and close it."""
        self._desk.open_kiosk()
        self._stage.wait(lambda: self._kiosk() is not None, "the kiosk")
        kiosk = self._kiosk()
        if kiosk is not None:
            self._stage.picture_of(kiosk, picture)
            self._print_after(lambda: kiosk.take(Wish.GENERAL))
            kiosk.close()
        self._stage.wait(lambda: self._kiosk() is None, "the desk behind the kiosk")
        self._stage.come_back()

    def call_next(self) -> None:
        """Call the next number to this counter."""
        self._stage.press(Qt.Key.Key_F9)
        self._stage.wait(lambda: self._desk.strip.held is not None, "the number called")

    def show_display(self, picture: str) -> None:
        """Open the queue display, look at it, and close it."""
        display = self._stage.find(Workspace).display
        display.toggle()
        self._stage.wait(lambda: display.window is not None, "the queue display")
        self._stage.settle()
        if display.window is not None:
            self._stage.picture_of(display.window, picture)
        display.toggle()
        self._stage.wait(lambda: display.window is None, "the window without the display")
        self._stage.come_back()

    def _kiosk(self) -> Kiosk | None:
        return next((one for one in self._desk.findChildren(Kiosk) if one.isVisible()), None)

    def _print_after(self, act: Callable[[], object]) -> None:
        sheets = len(self._stage.sheets)
        act()
        self._stage.wait(lambda: len(self._stage.sheets) > sheets, "the printed number")
