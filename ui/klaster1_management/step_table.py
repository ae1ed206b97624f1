"""How long each step of the way takes today, and the numbers that wait longest."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from ilp_desktop.domain.queue.waiting_times import QueueStep, WaitFigures
from ilp_desktop.services.queue.waiting_times import WaitingDay
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.labels import label

HEADINGS = ("Langkah (menit)", "Rata-rata", "Terlama", "Kini")
NOTHING = "-"
NAMED = 3
NOBODY = "Tidak ada yang menunggu."


class StepTable(QWidget):
    """A row for each step, and beneath them who waits longest, as numbers."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        for column, heading in enumerate(HEADINGS):
            self._put(label(heading, "small"), 0, column)
        self._cells = {step: self._row(place, step) for place, step in enumerate(QueueStep, start=1)}
        self.longest_label = ElidedLabel("small", snug=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._grid)
        layout.addWidget(self.longest_label)

    def show_day(self, day: WaitingDay) -> None:
        """Write the figures."""
        found = dict(day.by_step)
        for step, cells in self._cells.items():
            for cell, text in zip(cells, _texts(found.get(step, WaitFigures())), strict=True):
                cell.setText(text)
        longest = ", ".join(f"{one.number} {one.minutes} mnt" for one in day.longest[:NAMED])
        self.longest_label.setText(f"Terlama kini: {longest}" if longest else NOBODY)

    def row(self, step: QueueStep) -> tuple[str, ...]:
        """Return what the row of a step says."""
        return tuple(cell.text() for cell in self._cells[step])

    def _row(self, place: int, step: QueueStep) -> list[QLabel]:
        self._put(label(step.value), place, 0)
        cells = [label(NOTHING) for _ in HEADINGS[1:]]
        for column, cell in enumerate(cells, start=1):
            self._put(cell, place, column)
        return cells

    def _put(self, cell: QLabel, row: int, column: int) -> None:
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        cell.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(cell, row, column)


def _texts(figures: WaitFigures) -> tuple[str, ...]:
    return tuple(
        NOTHING if minutes is None else str(minutes)
        for minutes in (figures.average, figures.longest, figures.longest_now)
    )
