"""The immunisation table of Buku KIA on the screen: a dose a row, an age a column, today's column framed."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.immunisation.immunisation_book import AgeColumn, BookRow
from ilp_desktop.domain.immunisation.immunisation_schedule import Window
from ui.klaster2_mother_child.dose_grid import said_of
from ui.palette import Tone, current_palette
from ui.theme import body_font

ROW_PX, HEAD_PX, LEGEND_PX = 21, 22, 26
LABEL_PX = 104
LEAST_COLUMN_PX = 34
TONES = {Window.ALLOWED: Tone.WARN, Window.CATCH_UP: Tone.INFO}
HATCHED = (Window.CLOSED, Window.TOO_YOUNG)
LEGEND = (Window.IDEAL, Window.ALLOWED, Window.CATCH_UP, Window.CLOSED)
WORDS = {Window.CLOSED: "tidak diberikan"}


class BookGrid(QWidget):
    """The table of one child; hovering tells what a cell means."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[AgeColumn, ...] = ()
        self._rows: tuple[BookRow, ...] = ()
        self.setMouseTracking(True)
        self.setAccessibleName("Tabel imunisasi Buku KIA")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_book(self, columns: Sequence[AgeColumn], rows: Sequence[BookRow]) -> None:
        """Show the table."""
        self._columns, self._rows = tuple(columns), tuple(rows)
        self.setAccessibleDescription("\n".join(said_of(row.status) for row in rows if row.status.given_on))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of all rows."""
        width = LABEL_PX + len(self._columns) * (LEAST_COLUMN_PX + 8)
        return QSize(width, HEAD_PX + len(self._rows) * ROW_PX + LEGEND_PX)

    def minimumSizeHint(self) -> QSize:
        """Return the size at which every date still fits."""
        return QSize(LABEL_PX + len(self._columns) * LEAST_COLUMN_PX, self.sizeHint().height())

    def cell(self, row: int, column: int) -> QRectF:
        """Return where a cell stands."""
        width = self._column_px()
        return QRectF(LABEL_PX + column * width, HEAD_PX + row * ROW_PX, width, ROW_PX)

    def said(self, row: int, column: int) -> str:
        """Return what a cell means."""
        one, window = self._rows[row], self._rows[row].windows[column]
        age = f"{one.status.label}, umur {self._columns[column].label} bulan: {WORDS.get(window, window.value)}"
        if one.given_column == column and one.status.given_on is not None:
            return f"{age}\nDiberikan {indonesian_date(one.status.given_on)}"
        return age

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what the cell under the pointer means."""
        found = self._at(event.position())
        self.setToolTip(self.said(*found) if found else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the table."""
        painter = QPainter(self)
        self._paint_head(painter)
        for number, row in enumerate(self._rows):
            self._paint_row(painter, number, row)
        self._paint_today(painter)
        self._paint_legend(painter)
        painter.end()

    def _column_px(self) -> float:
        return (self.width() - LABEL_PX - 2) / max(len(self._columns), 1)

    def _at(self, where: QPointF) -> tuple[int, int] | None:
        row, column = int((where.y() - HEAD_PX) // ROW_PX), int((where.x() - LABEL_PX) // self._column_px())
        inside = 0 <= row < len(self._rows) and 0 <= column < len(self._columns)
        return (row, column) if inside else None

    def _paint_head(self, painter: QPainter) -> None:
        painter.setPen(current_palette().colour("muted"))
        painter.setFont(body_font(pixels=11))
        painter.drawText(QRectF(0, 0, LABEL_PX, HEAD_PX), Qt.AlignmentFlag.AlignVCenter, "Umur (bulan)")
        for number, column in enumerate(self._columns):
            place = self.cell(0, number)
            place.moveTop(0)
            place.setHeight(HEAD_PX)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, column.label)

    def _paint_row(self, painter: QPainter, number: int, row: BookRow) -> None:
        colours = current_palette()
        painter.setPen(colours.colour("ink"))
        painter.setFont(body_font(pixels=12, medium=True))
        name = QRectF(0, HEAD_PX + number * ROW_PX, LABEL_PX - 4, ROW_PX)
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, row.status.label)
        for column, window in enumerate(row.windows):
            place = self.cell(number, column)
            _paint_cell(painter, place, window)
            if row.given_column == column and row.status.given_on is not None:
                _paint_given(painter, place, f"{row.status.given_on:%d-%m}")

    def _paint_today(self, painter: QPainter) -> None:
        column = self._rows[0].today_column if self._rows else None
        if column is None:
            return
        place = self.cell(0, column)
        place.setHeight(len(self._rows) * ROW_PX)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(current_palette().colour("primary"), 2))
        painter.drawRect(place)

    def _paint_legend(self, painter: QPainter) -> None:
        top, left = HEAD_PX + len(self._rows) * ROW_PX + 8.0, 0.0
        painter.setFont(body_font(pixels=12))
        for window in LEGEND:
            _paint_cell(painter, QRectF(left, top, 24, 14), window)
            painter.setPen(current_palette().colour("muted"))
            words = WORDS.get(window, window.value)
            width = painter.fontMetrics().horizontalAdvance(words)
            painter.drawText(QRectF(left + 30, top - 2, width + 4, 18), Qt.AlignmentFlag.AlignVCenter, words)
            left += 30 + width + 20


def _paint_cell(painter: QPainter, place: QRectF, window: Window) -> None:
    colours = current_palette()
    tone = TONES.get(window)
    painter.setPen(QPen(colours.colour("border"), 1))
    if window in HATCHED:
        painter.setBrush(colours.chip(Tone.NEUTRAL)[0])
        painter.drawRect(place)
        painter.setBrush(QBrush(colours.colour("border"), Qt.BrushStyle.BDiagPattern))
    else:
        painter.setBrush(colours.colour("surface") if tone is None else colours.chip(tone)[0])
    painter.drawRect(place)


def _paint_given(painter: QPainter, place: QRectF, day: str) -> None:
    fill, ink = current_palette().chip(Tone.GOOD, strong=True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRect(place.adjusted(1.5, 2, -1.5, -2))
    painter.setPen(ink)
    painter.setFont(body_font(pixels=11, medium=True))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, day)
