"""A large button with a sign, a title and a sentence: one way to begin."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.palette import current_palette
from ui.theme import body_font
from ui.widgets.icons import icon_pixmap

HEIGHT_PX = 88
SIGN_PX = 32
PADDING_PX = 20
TEXT_LEFT_PX = PADDING_PX + SIGN_PX + 20
TITLE_PX = 15
CORNER_PX = 6


class BigChoice(QAbstractButton):
    """One way to begin; one that cannot be taken yet says why in its sentence."""

    def __init__(self, icon_name: str, title: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icon_name = icon_name
        self.sentence = sentence
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Return the size of a choice."""
        return QSize(480, HEIGHT_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take this way on Enter, and leave arrows to the list of choices."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the button."""
        colours, enabled = current_palette(), self.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "surface" if enabled else "disabledFill"
        painter.setBrush(colours.colour("hover" if enabled and self.underMouse() else ground))
        focused = self.hasFocus()
        painter.setPen(QPen(colours.colour("focus" if focused else "border"), 2 if focused else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), CORNER_PX, CORNER_PX)
        sign = icon_pixmap(self.icon_name, "primary" if enabled else "disabledInk", SIGN_PX)
        painter.drawPixmap(PADDING_PX, (self.height() - SIGN_PX) // 2, sign)
        self._draw_words(painter)
        painter.end()

    def _draw_words(self, painter: QPainter) -> None:
        colours, enabled = current_palette(), self.isEnabled()
        title, sentence = body_font(pixels=TITLE_PX, medium=True), body_font()
        width = self.width() - TEXT_LEFT_PX - PADDING_PX
        wrap = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        needed = QFontMetrics(sentence).boundingRect(QRect(0, 0, width, HEIGHT_PX), wrap, self.sentence).height()
        title_height = QFontMetrics(title).height()
        top = (self.height() - title_height - 4 - needed) // 2
        painter.setFont(title)
        painter.setPen(colours.colour("ink" if enabled else "disabledInk"))
        painter.drawText(QRect(TEXT_LEFT_PX, top, width, title_height), wrap, self.text())
        painter.setFont(sentence)
        painter.setPen(colours.colour("muted" if enabled else "disabledInk"))
        painter.drawText(QRect(TEXT_LEFT_PX, top + title_height + 4, width, needed + 4), wrap, self.sentence)
