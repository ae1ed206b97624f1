"""Keys that lead from tab to tab of a visit, and back to the very field one came from."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTabWidget, QWidget

from ui.widgets.page import HouseKey, on_key
from ui.widgets.room.own_tab import RoomTab

ALWAYS = ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5", "Ctrl+6", "Ctrl+7")
OWN = ("Ctrl+8", "Ctrl+9", "Ctrl+0")
WRONG_HERE = "Ada isian yang perlu diperbaiki"
NEXT, BEFORE = HouseKey("Ctrl+PgDown", "Tab berikutnya"), HouseKey("Ctrl+PgUp", "Tab sebelumnya")


class TabKeys(QObject):
    """A key for each tab that every visit has, always the same, and a few for those that the visit has besides."""

    def __init__(self, tabs: QTabWidget) -> None:
        super().__init__(tabs)
        self._tabs = tabs
        self._always: tuple[QWidget, ...] = ()
        self._been: set[QWidget] = set()
        for number, keys in enumerate(ALWAYS):
            on_key(HouseKey(keys, ""), tabs, partial(self._to_always, number))
        for number, keys in enumerate(OWN):
            on_key(HouseKey(keys, ""), tabs, partial(self._to_own, number))
        on_key(NEXT, tabs, lambda: self._step(1))
        on_key(BEFORE, tabs, lambda: self._step(-1))
        tabs.currentChanged.connect(lambda _: self._note_front())

    def set_always(self, pages: Sequence[QWidget]) -> None:
        """Say which tabs every visit has, in the order of their keys."""
        self._always = tuple(pages)

    def forget(self) -> None:
        """Forget the fields one came from, as when another visit is opened."""
        self._been.clear()
        self._note_front()

    def key_of(self, number: int) -> str:
        """Return the key that leads to the tab of a number, nothing where none does."""
        page = self._tabs.widget(number)
        if page in self._always:
            return ALWAYS[self._always.index(page)]
        own = self._own()
        return OWN[own.index(page)] if page is not None and page in own[: len(OWN)] else ""

    def say(self) -> None:
        """Say on each tab which key leads there, and that something is wrong in it where it has that sign."""
        for number in range(self._tabs.count()):
            word = self._tabs.tabText(number).replace("&&", "&")
            wrong, keys = not self._tabs.tabIcon(number).isNull(), self.key_of(number)
            words = f"{WRONG_HERE if wrong else word} {f'({keys})' if keys else ''}".strip()
            if words != self._tabs.tabToolTip(number):
                self._tabs.setTabToolTip(number, words)

    def _pages(self) -> list[QWidget]:
        shown = (number for number in range(self._tabs.count()) if self._tabs.isTabVisible(number))
        return [page for number in shown if (page := self._tabs.widget(number)) is not None]

    def _own(self) -> list[QWidget]:
        return [page for page in self._pages() if page not in self._always]

    def _to_always(self, number: int) -> None:
        if number < len(self._always):
            self._go(self._always[number])

    def _to_own(self, number: int) -> None:
        own = self._own()
        if number < len(own):
            self._go(own[number])

    def _step(self, step: int) -> None:
        pages, front = self._pages(), self._tabs.currentWidget()
        here = pages.index(front) if front in pages else 0
        self._go(pages[(here + step) % len(pages)])

    def _go(self, page: QWidget) -> None:
        """Bring a tab to the front, with the focus where it was there, or where one starts."""
        been = page in self._been
        self._tabs.setCurrentWidget(page)
        before = page.focusWidget() if been else None
        if before is not None and before.isVisible() and before.isEnabled():
            before.setFocus()
        else:
            tab = page.findChild(RoomTab)
            if isinstance(tab, RoomTab):
                tab.go_in()

    def _note_front(self) -> None:
        """Note that somebody was here, however she came."""
        front = self._tabs.currentWidget()
        if front is not None:
            self._been.add(front)
