"""Words on the ground: titles, figures, coloured chips, and what an empty list says."""

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.palette import Tone, current_palette
from ui.theme import body_font
from ui.widgets.picture import Picture

CHIP_HEIGHT_PX = 20
CHIP_PADDING_PX = 8
CHIP_FONT_PX = 12
EMPTY_ICON_PX = 32
LEAST_WRAPPED_PX = 120
QWIDGETSIZE_MAX = 16777215


def label(text: str, role: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label; roles are title, section, strong, muted, small, figure, link."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    return made


class Pill(QWidget):
    """A word in a coloured chip; the word says all, the colour only helps the eye."""

    def __init__(
        self, text: str, tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None, *, strong: bool = False
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._tone = tone
        self._strong = strong
        self.setFixedSize(self.sizeHint())
        self.setAccessibleName(text)

    def text(self) -> str:
        """Return the word shown."""
        return self._text

    def tone(self) -> Tone:
        """Return the tone it is shown in."""
        return self._tone

    def set(self, text: str, tone: Tone = Tone.NEUTRAL, *, strong: bool = False) -> None:
        """Show another word; an empty one hides the chip."""
        self._text, self._tone, self._strong = text, tone, strong
        self.setAccessibleName(text)
        self.setFixedSize(self.sizeHint())
        self.setVisible(bool(text))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size the word needs."""
        return QSize(chip_width(self._text), CHIP_HEIGHT_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self._text, self._tone, strong=self._strong)
        painter.end()


class WrappedPill(Pill):
    """A chip whose words take further lines where it is given less room than they need."""

    def set(self, text: str, tone: Tone = Tone.NEUTRAL, *, strong: bool = False) -> None:
        """Show another word; an empty one hides the chip."""
        super().set(text, tone, strong=strong)
        width = chip_width(text)
        self.setMinimumSize(min(width, LEAST_WRAPPED_PX), CHIP_HEIGHT_PX)
        self.setMaximumSize(width, QWIDGETSIZE_MAX)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines that the words take."""
        metrics = QFontMetrics(body_font(pixels=CHIP_FONT_PX, medium=True))
        if width >= chip_width(self._text):
            return CHIP_HEIGHT_PX
        room = QRect(0, 0, max(width - 2 * CHIP_PADDING_PX, 1), QWIDGETSIZE_MAX)
        lines = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), self._text).height()
        return lines + CHIP_HEIGHT_PX - metrics.height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip on as many lines as it takes, in the middle of its place."""
        painter = QPainter(self)
        height = min(self.heightForWidth(self.width()), self.height())
        place = QRectF(0, (self.height() - height) // 2, self.width(), height)
        paint_chip(
            painter, place, self._text, self._tone, strong=self._strong, wraps=self.width() < chip_width(self._text)
        )
        painter.end()


@lru_cache(maxsize=4096)
def chip_width(text: str) -> int:
    """Return how wide a chip with this word is."""
    metrics = QFontMetrics(body_font(pixels=CHIP_FONT_PX, medium=True))
    return metrics.horizontalAdvance(text) + 2 * CHIP_PADDING_PX


def paint_chip(
    painter: QPainter, place: QRectF, text: str, tone: Tone, *, strong: bool = False, wraps: bool = False
) -> None:
    """Draw a chip into a rectangle, on one line, which ends in dots where it is too long, unless it wraps."""
    fill, ink = current_palette().chip(tone, strong=strong)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(place, 4, 4)
    painter.setPen(ink)
    painter.setFont(body_font(pixels=CHIP_FONT_PX, medium=True))
    flags = int(Qt.AlignmentFlag.AlignCenter)
    if wraps:
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
        place = place.adjusted(CHIP_PADDING_PX, 0, -CHIP_PADDING_PX + 1, 0)
    elif chip_width(text) > place.width():
        room = int(place.width()) - CHIP_PADDING_PX
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
    painter.drawText(place, flags, text)
    painter.restore()


class EmptyState(QWidget):
    """What a place says when there is nothing in it: the fact, and what to do next."""

    def __init__(self, text: str, hint: str = "", icon_name: str = "info", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(1)
        self.text_label = label(text, "strong")
        self.hint_label = label(hint, "muted")
        self.hint_label.setWordWrap(True)
        picture = Picture(icon_name, "muted", EMPTY_ICON_PX)
        layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for part in (self.text_label, self.hint_label):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(part)
        self.hint_label.setVisible(bool(hint))
        layout.addStretch(1)

    def set_text(self, text: str, hint: str = "") -> None:
        """Say something else."""
        self.text_label.setText(text)
        self.hint_label.setText(hint)
        self.hint_label.setVisible(bool(hint))
