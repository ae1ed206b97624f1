"""12T by visit: what each did, waits for and lacks, as one small table that draws itself."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.pregnancy.antenatal_package import Standing
from ilp_desktop.services.antenatal.pregnancy_care import PregnancyCare, VisitMarks
from ui.palette import Tone, current_palette
from ui.theme import body_font
from ui.widgets.labels import paint_chip

ROW_PX, HEAD_PX, DAY_PX, LEAST_CELL_PX = 26, 38, 92, 44
FONT_PX, HEAD_FONT_PX = 13, 11
COLUMNS = 12
LOOKS = {
    Standing.DONE: ("✓", Tone.GOOD),
    Standing.EARLIER: ("✓", Tone.NEUTRAL),
    Standing.WAITING: ("…", Tone.INFO),
    Standing.MISSING: ("belum", Tone.WARN),
}
TODAY, WANTED = "Hari ini", "perlu"


class CareGrid(QWidget):
    """A row a visit, a column a T."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[str, VisitMarks], ...] = ()
        self._today_recorded = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("12T tiap kunjungan")

    def show_care(self, care: PregnancyCare) -> None:
        """Show each visit, and what a visit of today is asked for."""
        rows = [(indonesian_date(visit.day), visit) for visit in care.visits]
        if care.today_recorded:
            rows[-1] = (TODAY, care.visits[-1])
        else:
            rows.append((TODAY, care.today))
        self._rows, self._today_recorded = tuple(rows), care.today_recorded
        self.setAccessibleDescription("; ".join(_spoken(day, visit) for day, visit in rows))
        self.updateGeometry()
        self.update()

    def cell_text(self, row: int, number: int) -> str:
        """Return what hovering over a cell tells."""
        day, visit = self._rows[row]
        mark = visit.marks[number - 1]
        lacking = f"\nBelum: {', '.join(mark.missing)}" if mark.missing else ""
        return f"{mark.part.code} {mark.part.label}\n{day}: {mark.standing.value}{lacking}"

    def sizeHint(self) -> QSize:
        """Return the size all rows need."""
        return QSize(DAY_PX + COLUMNS * LEAST_CELL_PX, HEAD_PX + max(len(self._rows), 1) * ROW_PX)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a row less tells less."""
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Tell what the cell under the pointer is."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = int((event.pos().y() - HEAD_PX) // ROW_PX)
            column = int((event.pos().x() - DAY_PX) // self._cell_px())
            if self._rows and 0 <= row < len(self._rows) and 0 <= column < len(self._rows[0][1].marks):
                QToolTip.showText(event.globalPos(), self.cell_text(row, column + 1), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw heads and rows."""
        if not self._rows:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_heads(painter)
        for at, (day, visit) in enumerate(self._rows):
            top = HEAD_PX + at * ROW_PX
            painter.setPen(QPen(current_palette().colour("border"), 1))
            painter.drawLine(QPointF(0, top), QPointF(self.width(), top))
            painter.setPen(current_palette().colour("ink"))
            painter.setFont(body_font(pixels=FONT_PX, medium=day == TODAY))
            painter.drawText(QRectF(0, top, DAY_PX, ROW_PX), int(Qt.AlignmentFlag.AlignVCenter), day)
            wanted = day == TODAY and not self._today_recorded
            for number, mark in enumerate(visit.marks):
                cell = QRectF(self._left(number), top, self._cell_px(), ROW_PX)
                self._draw_mark(painter, cell, mark.standing, wanted=wanted)
        painter.end()

    def _draw_heads(self, painter: QPainter) -> None:
        painter.setFont(body_font(pixels=HEAD_FONT_PX))
        painter.setPen(current_palette().colour("muted"))
        for number, mark in enumerate(self._rows[0][1].marks):
            place = QRectF(self._left(number), 0, self._cell_px(), HEAD_PX - 4)
            flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap)
            painter.drawText(place, flags, f"{mark.part.code}\n{mark.part.short}")

    def _draw_mark(self, painter: QPainter, cell: QRectF, standing: Standing, *, wanted: bool) -> None:
        """Draw how one T stands; what is only asked for today and what was done before are quiet words."""
        sign, tone = LOOKS.get(standing, ("", Tone.NEUTRAL))
        if standing is Standing.EARLIER or (wanted and standing is Standing.MISSING):
            painter.setFont(body_font(pixels=FONT_PX))
            painter.setPen(current_palette().colour("muted"))
            painter.drawText(cell, int(Qt.AlignmentFlag.AlignCenter), WANTED if wanted and sign != "✓" else sign)
        elif sign:
            paint_chip(painter, cell.adjusted(3, 3, -3, -3), sign, tone)

    def _left(self, number: int) -> float:
        return DAY_PX + number * self._cell_px()

    def _cell_px(self) -> float:
        return max(LEAST_CELL_PX, (self.width() - DAY_PX) / COLUMNS)


def _spoken(day: str, visit: VisitMarks) -> str:
    lacking = ", ".join(visit.missing)
    return f"{day}: belum {lacking}" if lacking else f"{day}: lengkap"
