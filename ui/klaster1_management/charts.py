"""Small pictures of counts: arrivals by hour, and how a whole divides. Every bar has its word and its number."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.palette import current_palette
from ui.theme import body_font

SMALL_PX = 12
LINE_PX = 16
ROUND_PX = 3
WIDEST_BAR_PX = 44
BAR_SHARE = 0.62
SHARE_ROW_PX = 26
SHARE_BAR_PX = 10
WORD_PX = 96
NUMBER_PX = 84
PERCENT = 100


class HourBars(QWidget):
    """Counts by hour of the day as upright bars; the fullest hour is drawn darker."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hours: tuple[tuple[int, int], ...] = ()
        self.setMinimumHeight(92)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def hours(self) -> tuple[tuple[int, int], ...]:
        """Return what is drawn: (hour, count)."""
        return self._hours

    def show_hours(self, hours: Sequence[tuple[int, int]], unit: str = "orang") -> None:
        """Draw these counts, side by side in their order."""
        self._hours = tuple(hours)
        told = ", ".join(f"pukul {hour:02}: {count} {unit}" for hour, count in self._hours if count)
        self.setAccessibleDescription(told)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars above their hours, each under its number."""
        if not self._hours:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max(1, *(count for _, count in self._hours))
        slot = self.width() / len(self._hours)
        for place, (hour, count) in enumerate(self._hours):
            self._draw_hour(painter, QRectF(place * slot, 0, slot, self.height()), f"{hour:02}", count, most)
        painter.setPen(current_palette().colour("fieldBorder"))
        ground = self.height() - LINE_PX - 4
        painter.drawLine(0, ground, self.width(), ground)
        painter.end()

    def _draw_hour(self, painter: QPainter, slot: QRectF, word: str, count: int, most: int) -> None:
        colours = current_palette()
        ground, top = slot.height() - LINE_PX - 4, LINE_PX + 2
        painter.setFont(body_font(pixels=SMALL_PX))
        painter.setPen(colours.colour("muted"))
        painter.drawText(QRectF(slot.left(), ground + 4, slot.width(), LINE_PX), Qt.AlignmentFlag.AlignCenter, word)
        if not count:
            return
        height = max((ground - top) * count / most, 3)
        width = min(slot.width() * BAR_SHARE, WIDEST_BAR_PX)
        bar = QRectF(slot.center().x() - width / 2, ground - height, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour("primary" if count == most else "scroll"))
        painter.drawRoundedRect(bar, ROUND_PX, ROUND_PX)
        painter.setPen(colours.colour("ink"))
        painter.setFont(body_font(pixels=SMALL_PX, medium=count == most))
        above = QRectF(slot.left(), bar.top() - LINE_PX - 1, slot.width(), LINE_PX)
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, str(count))


class ShareBars(QWidget):
    """How a whole divides: a row for each part with word, bar, number and share."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[tuple[str, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def parts(self) -> tuple[tuple[str, int], ...]:
        """Return what is drawn: (word, count)."""
        return self._parts

    def show_parts(self, parts: Sequence[tuple[str, int]]) -> None:
        """Draw these parts of a whole."""
        self._parts = tuple(parts)
        self.setAccessibleDescription(", ".join(f"{word}: {count}" for word, count in self._parts))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room the rows need."""
        return QSize(WORD_PX + 2 * NUMBER_PX, max(len(self._parts), 1) * SHARE_ROW_PX)

    def minimumSizeHint(self) -> QSize:
        """Return the least room in which words and numbers can be read."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = sum(count for _, count in self._parts)
        for place, (word, count) in enumerate(self._parts):
            row = QRect(0, place * SHARE_ROW_PX, self.width(), SHARE_ROW_PX)
            self._draw_part(painter, row, word, count, count / whole if whole else 0.0)
        painter.end()

    def _draw_part(self, painter: QPainter, row: QRect, word: str, count: int, share: float) -> None:
        colours = current_palette()
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(body_font())
        painter.setPen(colours.colour("ink"))
        painter.drawText(row.adjusted(0, 0, WORD_PX - row.width(), 0), middle | Qt.AlignmentFlag.AlignLeft, word)
        groove = QRectF(WORD_PX, row.center().y() - SHARE_BAR_PX / 2, row.width() - WORD_PX - NUMBER_PX, SHARE_BAR_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour("sunken"))
        painter.drawRoundedRect(groove, ROUND_PX, ROUND_PX)
        if share:
            painter.setBrush(colours.colour("primary"))
            filled = QRectF(groove.topLeft(), groove.bottomRight())
            filled.setWidth(max(groove.width() * share, 2 * ROUND_PX))
            painter.drawRoundedRect(filled, ROUND_PX, ROUND_PX)
        painter.setPen(colours.colour("ink"))
        numbers = f"{count}  ({round(share * PERCENT)}%)"
        painter.drawText(row.adjusted(row.width() - NUMBER_PX, 0, 0, 0), middle | Qt.AlignmentFlag.AlignRight, numbers)
