"""A label for what may be longer than its room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

LEAST_PX = 48


class ElidedLabel(QLabel):
    """One line that gives way with dots and tells the whole on hovering."""

    def __init__(self, role: str = "", *, snug: bool = False) -> None:
        """A ``snug`` label never takes more room than its words need."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        if snug:
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if role:
            self.setProperty("role", role)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        """Return the little room that is enough."""
        wanted = self.sizeHint()
        return QSize(min(LEAST_PX, wanted.width()), wanted.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()
