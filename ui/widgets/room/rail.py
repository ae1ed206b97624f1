"""The folded list: numbers only, beside the patient who is open."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from ilp_desktop.domain.queue.visit_words import TicketStatus
from ilp_desktop.services.queue.queue_rows import QueueRow
from ui.palette import Tone
from ui.widgets.buttons import plain_button
from ui.widgets.labels import CHIP_HEIGHT_PX, paint_chip
from ui.widgets.room.waiting_rows import OPEN

WIDTH_PX = 60
STEP_PX = 28
UNFOLD = "Tampilkan daftar (Ctrl+L)"


class _Numbers(QWidget):
    """The numbers one beneath the other; strong for the patient who is open."""

    pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[QueueRow, ...] = ()
        self.open_visit: UUID | None = None

    def row_at(self, place: QPoint) -> QueueRow | None:
        number = place.y() // STEP_PX
        return self.rows[number] if 0 <= number < len(self.rows) else None

    def is_open(self, row: QueueRow) -> bool:
        return self.open_visit is not None and row.encounter_id == self.open_visit

    def tone_of(self, row: QueueRow) -> Tone:
        if self.is_open(row):
            return Tone.ACCENT
        return Tone.INFO if row.status is TicketStatus.CALLED else Tone.NEUTRAL

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number, row in enumerate(self.rows):
            place = QRectF(0, number * STEP_PX + (STEP_PX - CHIP_HEIGHT_PX) / 2, self.width(), CHIP_HEIGHT_PX)
            paint_chip(painter, place, row.number, self.tone_of(row), strong=self.is_open(row))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit(self.row_at(event.position().toPoint()))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = self.row_at(event.pos())
            QToolTip.showText(event.globalPos(), f"{row.number} {row.name}: {row.status.value}" if row else UNFOLD)
            return True
        return super().event(event)


class WaitingRail(QWidget):
    """Numbers of those called, served and waiting; a press shows the whole list.

    Signals:
        unfold_wanted(object): the whole list is wanted, at this ``QueueRow`` if one was pressed.
    """

    unfold_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH_PX)
        self.unfold_button = plain_button("", "chevron-right")
        self.unfold_button.setToolTip(UNFOLD)
        self.unfold_button.setAccessibleName("Tampilkan daftar antrean")
        self.unfold_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.unfold_button.clicked.connect(lambda: self.unfold_wanted.emit(None))
        self._numbers = _Numbers()
        self._numbers.setToolTip(UNFOLD)
        self._numbers.pressed.connect(self.unfold_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.unfold_button)
        layout.addWidget(self._numbers, 1)

    def show_rows(self, rows: Sequence[QueueRow], open_visit: UUID | None) -> None:
        """Show the tickets still open, marking the visit that is open."""
        self._numbers.rows = tuple(row for row in rows if row.status in OPEN)
        self._numbers.open_visit = open_visit
        self._numbers.update()

    def marked(self) -> str:
        """Return the number marked as open, or nothing."""
        numbers = self._numbers
        return next((row.number for row in numbers.rows if numbers.is_open(row)), "")
