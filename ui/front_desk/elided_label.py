"""A line of words that gives way when there is little room, and then tells the rest on hover."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy

LEAST_WIDTH_PX = 24


class ElidedLabel(QLabel):
    """Shows as much of its text as there is room for."""

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if role:
            self.setProperty("role", role)

    def show_text(self, text: str) -> None:
        """Show words; all of them stand in the tooltip."""
        self.setText(text)
        self.setToolTip(text)

    def sizeHint(self) -> QSize:
        """Return the room all the words want."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Return the little room that is enough."""
        return QSize(LEAST_WIDTH_PX, self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words, cut with three dots where they do not fit."""
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        role = QPalette.ColorRole.WindowText
        self.style().drawItemText(painter, self.rect(), flags, self.palette(), self.isEnabled(), shown, role)
        painter.end()
