"""Today's visits and waits, a row for each klaster and one for all."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.services.record.overview import DayFigures, QueueFigures
from ui.widgets.card import rule
from ui.widgets.labels import label

HEADINGS = (
    "Klaster",
    "Kunjungan",
    "Menunggu",
    "Dilayani",
    "Selesai",
    "Tidak hadir",
    "Tunggu rata-rata",
    "Tunggu terlama",
    "Kini menunggu",
)
ROW_PX = 36
NOTHING = "-"
ALL = "Semua"
EXPLANATION = (
    "Lama tunggu dalam menit, dari mengambil nomor sampai dipanggil ke ruang. "
    "«Kini menunggu» adalah yang paling lama masih menunggu."
)
Key = Klaster | None


class FiguresTable(QWidget):
    """A calm table of figures; nothing in it can be pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._cells: dict[Key, list[QLabel]] = {}
        self._lines: dict[Key, QFrame] = {}
        for column, heading in enumerate(HEADINGS):
            self._put(label(heading, "small"), 0, column)
        for number, key in enumerate((*Klaster, None), start=1):
            self._add_row(2 * number - 1, key)

    def show_figures(self, figures: DayFigures) -> None:
        """Write the figures; a klaster that is not among them has no row."""
        shown: dict[Key, QueueFigures] = dict(figures.by_klaster)
        shown[None] = figures.everyone
        for key, cells in self._cells.items():
            for part in (*cells, self._lines[key]):
                part.setVisible(key in shown)
            if key in shown:
                for cell, text in zip(cells[1:], texts_of(shown[key]), strict=True):
                    cell.setText(text)

    def row(self, klaster: Klaster | None) -> tuple[str, ...]:
        """Return what the row of a klaster, or of all, says; nothing when it is not shown."""
        cells = self._cells[klaster]
        return () if cells[0].isHidden() else tuple(cell.text() for cell in cells)

    def _add_row(self, place: int, key: Key) -> None:
        line = rule()
        self._grid.addWidget(line, place, 0, 1, len(HEADINGS))
        self._lines[key] = line
        role = "" if key is not None else "strong"
        words = [key.label if key is not None else ALL, *([NOTHING] * (len(HEADINGS) - 1))]
        self._cells[key] = [label(word, role) for word in words]
        for column, cell in enumerate(self._cells[key]):
            self._put(cell, place + 1, column)

    def _put(self, cell: QLabel, row: int, column: int) -> None:
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        cell.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        cell.setFixedHeight(ROW_PX)
        self._grid.addWidget(cell, row, column)


def texts_of(figures: QueueFigures) -> tuple[str, ...]:
    """Return the figures of one row as words, in the order of the headings."""
    counts = (figures.total, figures.waiting, figures.in_service, figures.done, figures.absent)
    waits = (figures.average_wait, figures.longest_wait, figures.longest_waiting)
    return (*map(str, counts), *(NOTHING if minutes is None else str(minutes) for minutes in waits))
