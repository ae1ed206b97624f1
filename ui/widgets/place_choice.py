"""Where: village, Posyandu, RW and RT, each narrowing what can be chosen next."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from ilp_desktop.services.due.due_rows import Place
from ilp_desktop.services.facility.facilities import VillageArea

ALL_VILLAGES, ALL_POSYANDU, ALL_RW, ALL_RT = "Semua desa", "Semua Posyandu", "Semua RW", "Semua RT"


class Choice(QComboBox):
    """A list whose first line is everything; a passing wheel changes nothing.

    ``before`` stands before each word that is offered, and is no part of what is chosen.
    """

    def __init__(self, everything: str, before: str = "") -> None:
        super().__init__()
        self._everything = everything
        self._before = before
        self._words: tuple[str, ...] = ()
        self.setAccessibleName(everything)
        self.setMaxVisibleItems(14)
        self.offer(())

    def offer(self, words: Sequence[str]) -> None:
        """Offer these beside everything, keeping what is chosen where it still stands; without a signal."""
        kept = self.chosen()
        blocker = QSignalBlocker(self)
        self._words = tuple(words)
        self.clear()
        self.addItems([self._everything, *(self._before + word for word in words)])
        self.setEnabled(bool(words))
        blocker.unblock()
        self.choose(kept)

    def chosen(self) -> str:
        """Return what is chosen, nothing for everything."""
        return self._words[self.currentIndex() - 1] if self.currentIndex() > 0 else ""

    def choose(self, word: str) -> None:
        """Choose a word without a signal; one that is not offered is everything."""
        blocker = QSignalBlocker(self)
        self.setCurrentIndex(self._words.index(word) + 1 if word in self._words else 0)
        blocker.unblock()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll instead."""
        event.ignore()


class PlaceChoice(QWidget):
    """Four lists for a place, so many beside each other.

    Signals:
        changed(): another place is chosen.
    """

    changed = Signal()

    def __init__(self, beside: int = 2) -> None:
        super().__init__()
        self._area: tuple[VillageArea, ...] = ()
        self.village, self.posyandu = Choice(ALL_VILLAGES), Choice(ALL_POSYANDU, "Posyandu ")
        self.rw, self.rt = Choice(ALL_RW, "RW "), Choice(ALL_RT, "RT ")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for number, one in enumerate(self._lists()):
            grid.addWidget(one, number // beside, number % beside)
            one.currentIndexChanged.connect(self._on_changed)
        self.setFocusProxy(self.village)

    def show_area(self, area: Sequence[VillageArea]) -> None:
        """Offer the villages of the working area."""
        self._area = tuple(area)
        self.village.offer([village.name for village in area])
        self._narrow()

    def place(self) -> Place:
        """Return the place chosen."""
        village = self._village()
        if village is None:
            return Place()
        return Place(village.id, self.rw.chosen(), self.rt.chosen(), self.posyandu.chosen())

    def reset(self) -> None:
        """Choose the whole area without a signal."""
        self.village.choose("")
        self._narrow()

    def _lists(self) -> tuple[Choice, ...]:
        return self.village, self.posyandu, self.rw, self.rt

    def _on_changed(self) -> None:
        self._narrow()
        self.changed.emit()

    def _narrow(self) -> None:
        """Offer only what lies in what is chosen."""
        village = self._village()
        cells = village.neighbourhoods if village is not None else ()
        self.posyandu.offer(village.posyandu if village is not None else ())
        served = self.posyandu.chosen()
        inside = [cell for cell in cells if not served or cell[2] == served]
        self.rw.offer(list(dict.fromkeys(rw for rw, _, _ in inside)))
        chosen = self.rw.chosen()
        self.rt.offer(list(dict.fromkeys(rt for rw, rt, _ in inside if chosen and rw == chosen)))

    def _village(self) -> VillageArea | None:
        name = self.village.chosen()
        return next((village for village in self._area if village.name == name), None)
