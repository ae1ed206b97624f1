"""Words on the ground: titles, figures, coloured chips, and what an empty list says."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.palette import Tone, current_palette
from ui.theme import body_font
from ui.widgets.picture import Picture

CHIP_HEIGHT_PX = 20
CHIP_PADDING_PX = 8
CHIP_FONT_PX = 12
EMPTY_ICON_PX = 32


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


def chip_width(text: str) -> int:
    """Return how wide a chip with this word is."""
    metrics = QFontMetrics(body_font(pixels=CHIP_FONT_PX, medium=True))
    return metrics.horizontalAdvance(text) + 2 * CHIP_PADDING_PX


def paint_chip(painter: QPainter, place: QRectF, text: str, tone: Tone, *, strong: bool = False) -> None:
    """Draw a chip into a rectangle."""
    fill, ink = current_palette().chip(tone, strong=strong)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(place, 4, 4)
    painter.setPen(ink)
    painter.setFont(body_font(pixels=CHIP_FONT_PX, medium=True))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
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
