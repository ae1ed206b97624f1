"""What the hall sees: the number called, large; the last calls; each room with its number; and the time.

Everything is measured in hundredths of the height, so that it looks the same on a small window and a large screen.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ilp_desktop.services.queue.queueing import Call
from ui.palette import current_palette
from ui.theme import body_font
from ui.title_line import day_text

LEFT, RIGHT, MIDDLE = (
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    Qt.AlignmentFlag.AlignCenter,
)
HEAD, GAP, ROOMS, PART_HEAD = 11.0, 2.0, 20.0, 7.0
MAIN_SHARE = 0.6
NUMBER_CAP = 26.0
MOST_TILES = 6
NOBODY = "Belum ada panggilan"
CALLING, CALLED = "Nomor antrean dipanggil", "Nomor antrean"
LAST, WAITING = "Panggilan terakhir", "Menunggu sambungan"


@dataclass(frozen=True)
class Shown:
    """What stands on the board.

    Attributes:
        current: the call that stands large.
        calling: whether it is being made known at this moment.
        last: the calls before it, newest first.
        rooms: each room with the number last called there.
        reached: whether the calls could be read.
    """

    facility: str = ""
    now: datetime | None = None
    current: Call | None = None
    calling: bool = False
    last: tuple[Call, ...] = ()
    lines: int = 5
    rooms: tuple[tuple[str, str], ...] = ()
    reached: bool = True


class Board(QWidget):
    """Draws what is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = Shown()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_this(self, **parts: object) -> None:
        """Show other things, and everything else as before."""
        changed = replace(self.shown, **parts)  # type: ignore[arg-type]
        if changed == self.shown:
            return
        self.shown = changed
        current = changed.current
        self.setAccessibleName(f"Nomor antrean {current.number}, {current.room}" if current else NOBODY)
        self.update()

    def number_cap(self) -> float:
        """Return how high a capital of the large number is, in pixels."""
        place = self._main_place()
        current = self.shown.current
        return QFontMetricsF(self._number_font(current.number if current else "", place)).capHeight()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw everything."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), current_palette().colour("window"))
        self._draw_head(painter)
        self._draw_main(painter, self._main_place())
        self._draw_last(painter, self._last_place())
        if self.shown.rooms:
            self._draw_rooms(painter)
        painter.end()

    def _part(self, hundredths: float) -> float:
        return self.height() * hundredths / 100

    def _body(self) -> QRectF:
        gap, top = self._part(GAP), self._part(HEAD + GAP)
        foot = self._part(ROOMS + GAP) if self.shown.rooms else 0.0
        return QRectF(gap, top, self.width() - 2 * gap, self.height() - top - foot - gap)

    def _main_place(self) -> QRectF:
        body = self._body()
        return QRectF(body.left(), body.top(), body.width() * MAIN_SHARE, body.height())

    def _last_place(self) -> QRectF:
        body = self._body()
        left = body.left() + body.width() * MAIN_SHARE + self._part(GAP)
        return QRectF(left, body.top(), body.right() - left, body.height())

    def _draw_head(self, painter: QPainter) -> None:
        colours, shown = current_palette(), self.shown
        place = QRectF(0, 0, self.width(), self._part(HEAD))
        painter.fillRect(place, colours.colour("primary"))
        painter.setPen(colours.colour("onPrimary"))
        inner = place.adjusted(self._part(3), 0, -self._part(3), 0)
        clock = shown.now.strftime("%H.%M") if shown.now else ""
        size = self._part(6.5)
        clock_width = QFontMetricsF(_font(size, bold=True)).horizontalAdvance("00.00") + self._part(3)
        self._write(painter, inner, clock, size, RIGHT, bold=True)
        day = inner.adjusted(inner.width() * 0.5, 0, -clock_width, 0)
        words = day_text(shown.now.date()) if shown.now else ""
        self._write(painter, day, words if shown.reached else WAITING, self._part(3.4), RIGHT)
        self._write(painter, inner.adjusted(0, 0, -inner.width() * 0.5, 0), shown.facility, self._part(4.2), LEFT)

    def _draw_main(self, painter: QPainter, place: QRectF) -> None:
        colours, shown = current_palette(), self.shown
        strong = shown.calling and shown.current is not None
        ink = colours.colour("onPrimary" if strong else "ink")
        _draw_card(painter, place, "primary" if strong else "surface", self._part(1.2))
        painter.setPen(ink)
        if shown.current is None:
            self._write(painter, place, NOBODY, self._part(5), MIDDLE)
            return
        inner = place.adjusted(self._part(2), self._part(2), -self._part(2), -self._part(2))
        head, foot = self._part(8), self._part(13)
        self._write(
            painter,
            QRectF(inner.left(), inner.top(), inner.width(), head),
            CALLING if strong else CALLED,
            self._part(4.2),
            MIDDLE,
        )
        number = inner.adjusted(0, head, 0, -foot)
        painter.setPen(ink if strong else colours.colour("primary"))
        painter.setFont(self._number_font(shown.current.number, place))
        painter.drawText(number, MIDDLE, shown.current.number)
        painter.setPen(ink)
        room = QRectF(inner.left(), inner.bottom() - foot, inner.width(), foot)
        self._write(painter, room, shown.current.room, self._part(8.5), MIDDLE, bold=True)

    def _number_font(self, number: str, place: QRectF) -> QFont:
        """Return the font of the large number: as high as wanted, less only where it would not fit."""
        room = place.width() - self._part(6)
        high = min(self._part(NUMBER_CAP), place.height() - self._part(25))
        font = _font(100, bold=True)
        metrics = QFontMetricsF(font)
        by_height = high / metrics.capHeight()
        by_width = room / max(metrics.horizontalAdvance(number), 1.0)
        return _font(100 * max(min(by_height, by_width), 0.05), bold=True)

    def _draw_last(self, painter: QPainter, place: QRectF) -> None:
        colours, shown = current_palette(), self.shown
        _draw_card(painter, place, "surface", self._part(1.2))
        inner = place.adjusted(self._part(2), self._part(1), -self._part(2), -self._part(1))
        painter.setPen(colours.colour("muted"))
        head = QRectF(inner.left(), inner.top(), inner.width(), self._part(PART_HEAD))
        self._write(painter, head, LAST, self._part(3.6), LEFT)
        high = (inner.height() - head.height()) / max(shown.lines, 1)
        size = min(self._part(8), high * 0.72)
        for place_in_list, call in enumerate(shown.last[: shown.lines]):
            line = QRectF(inner.left(), head.bottom() + place_in_list * high, inner.width(), high)
            painter.fillRect(QRectF(line.left(), line.top(), line.width(), 1), colours.colour("border"))
            number_width = QFontMetricsF(_font(size, bold=True)).horizontalAdvance(call.number) + self._part(3)
            painter.setPen(colours.colour("ink"))
            self._write(painter, line, call.number, size, LEFT, bold=True)
            self._write(painter, line.adjusted(number_width, 0, 0, 0), call.room, size * 0.55, RIGHT)

    def _draw_rooms(self, painter: QPainter) -> None:
        colours, rooms = current_palette(), self.shown.rooms[:MOST_TILES]
        gap = self._part(GAP)
        top = self.height() - self._part(ROOMS + GAP) + gap / 2
        wide = (self.width() - gap * (len(rooms) + 1)) / len(rooms)
        for column, (room, number) in enumerate(rooms):
            place = QRectF(gap + column * (wide + gap), top, wide, self._part(ROOMS))
            _draw_card(painter, place, "surface", self._part(1.2))
            inner = place.adjusted(self._part(1.5), self._part(1), -self._part(1.5), -self._part(1))
            painter.setPen(colours.colour("muted"))
            self._write(painter, QRectF(inner.left(), inner.top(), inner.width(), self._part(6)), room, self._part(3.4))
            painter.setPen(colours.colour("ink"))
            below = inner.adjusted(0, self._part(6), 0, 0)
            self._write(painter, below, number or "-", self._part(8.5), bold=True)

    def _write(
        self,
        painter: QPainter,
        place: QRectF,
        text: str,
        size: float,
        where: Qt.AlignmentFlag = MIDDLE,
        *,
        bold: bool = False,
    ) -> None:
        """Write one line: smaller where it is too long, and cut only when it would become too small to read."""
        wide = QFontMetricsF(_font(size, bold=bold)).horizontalAdvance(text)
        fitting = size if wide <= place.width() else max(size * place.width() / wide, size * 0.6)
        font = _font(fitting, bold=bold)
        painter.setFont(font)
        painter.drawText(
            place, where, QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width() + 1)
        )


def _font(pixels: float, *, bold: bool = False) -> QFont:
    return body_font(pixels=max(int(pixels), 1), medium=bold)


def _draw_card(painter: QPainter, place: QRectF, colour: str, round_by: float) -> None:
    painter.setPen(current_palette().colour("border"))
    painter.setBrush(current_palette().colour(colour))
    painter.drawRoundedRect(place, round_by, round_by)
