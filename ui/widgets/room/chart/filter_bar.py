"""What of the record is listed: words, what it holds, klaster, year, place."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from ilp_desktop.services.chart.rows import PLACES, RecordFilter, RecordKind, RecordOutline
from ui.widgets.page import FIND, SHOW_ALL, on_key

WAIT_FOR_TYPING_MS = 250
KINDS = (
    RecordKind.VISIT,
    RecordKind.DIAGNOSIS,
    RecordKind.FORM,
    RecordKind.MEASURE,
    RecordKind.ACTION,
    RecordKind.MEDICINE,
    RecordKind.TEST,
    RecordKind.LETTER,
    RecordKind.DOSE,
)
SHORT = {RecordKind.TEST: "Penunjang"}
"""Words for kinds whose own are too long for a narrow list."""
HINT = "Cari dalam riwayat"
LONGEST_WORDS = 80
WIDTHS_PX = {"kind": 136, "klaster": 160, "year": 148, "place": 144}


class Choice(QComboBox):
    """A short list whose first entry asks for all; the wheel scrolls the page instead."""

    def __init__(self, name: str, everything: str, width: int) -> None:
        super().__init__()
        self._codes: list[object] = [None]
        self._everything = everything
        self.addItem(everything)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedWidth(width)

    def offer(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offer other choices; what was chosen stays if it is still among them."""
        chosen, blocker = self.chosen(), QSignalBlocker(self)
        self._codes = [None, *(code for code, _ in choices)]
        self.clear()
        self.addItems([self._everything, *(shown for _, shown in choices)])
        self.setCurrentIndex(self._codes.index(chosen) if chosen in self._codes else 0)
        blocker.unblock()

    def chosen(self) -> object:
        """Return what is chosen, None for all."""
        return self._codes[max(0, self.currentIndex())]

    def choose(self, code: object) -> None:
        """Choose one as somebody would."""
        self.setCurrentIndex(self._codes.index(code))

    def reset(self) -> None:
        """Choose all without a signal."""
        blocker = QSignalBlocker(self)
        self.setCurrentIndex(0)
        blocker.unblock()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll instead."""
        event.ignore()


class FilterBar(QWidget):
    """One line of filters.

    Signals:
        changed(): something else is wanted.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = QLineEdit()
        self.words.setPlaceholderText(HINT)
        self.words.setAccessibleName(HINT)
        self.words.setMaxLength(LONGEST_WORDS)
        self.words.setClearButtonEnabled(True)
        self.kind = Choice("Isi", "Semua isi", WIDTHS_PX["kind"])
        self.klaster = Choice("Klaster", "Semua klaster", WIDTHS_PX["klaster"])
        self.year = Choice("Tahun", "Semua tahun", WIDTHS_PX["year"])
        self.place = Choice("Tempat", "Semua tempat", WIDTHS_PX["place"])
        self.kind.offer([(kind, SHORT.get(kind, kind.value)) for kind in KINDS if kind is not RecordKind.VISIT])
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(WAIT_FOR_TYPING_MS)
        self._typing.timeout.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        for box in self._boxes():
            row.addWidget(box)
            box.currentIndexChanged.connect(self._on_chosen)
        self.words.textChanged.connect(lambda _text: self._typing.start())
        self.words.returnPressed.connect(self._on_chosen)
        self.place.hide()
        on_key(FIND, self, self._on_find)
        on_key(SHOW_ALL, self, self._on_show_all)

    def wanted(self) -> RecordFilter:
        """Return what is wanted."""
        kind, klaster, year, place = (box.chosen() for box in self._boxes())
        return RecordFilter(
            kind=kind if isinstance(kind, RecordKind) else RecordKind.VISIT,
            klaster=klaster if isinstance(klaster, int) else None,
            place=place if isinstance(place, str) else None,
            year=year if isinstance(year, int) else None,
            text=self.words.text().strip(),
        )

    def offer(self, outline: RecordOutline) -> None:
        """Offer what the record holds."""
        self.klaster.offer([(klaster.value, klaster.label) for klaster in outline.klasters])
        self.year.offer([(year, str(year)) for year in outline.years])
        self.place.offer([(place, PLACES.get(place, place)) for place in outline.places])
        self.place.setVisible(any(outline.places))

    def reset(self) -> None:
        """Want everything, without a signal, as for another patient."""
        self._typing.stop()
        blocker = QSignalBlocker(self.words)
        self.words.clear()
        blocker.unblock()
        for box in self._boxes():
            box.reset()

    def _boxes(self) -> tuple[Choice, ...]:
        return self.kind, self.klaster, self.year, self.place

    def _on_chosen(self) -> None:
        self._typing.stop()
        self.changed.emit()

    def _on_find(self) -> None:
        self.words.setFocus()
        self.words.selectAll()

    def _on_show_all(self) -> None:
        if not self.wanted().is_open:
            self.reset()
            self.changed.emit()
