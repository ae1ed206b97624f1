"""What fills the window before anybody is signed in: one calm column in the middle."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.labels import label

COLUMN_PX = 400
EDGE_PX = 32


class Scene(QWidget):
    """A column of one width, in the middle of the window.

    Attributes:
        column: the layout a subclass fills.
    """

    def __init__(self, width_px: int = COLUMN_PX, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        middle = QWidget()
        middle.setFixedWidth(width_px)
        self.column = QVBoxLayout(middle)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle)
        across.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(EDGE_PX, EDGE_PX, EDGE_PX, EDGE_PX)
        outer.addStretch(2)
        outer.addLayout(across)
        outer.addStretch(3)

    def add_words(self, text: str, role: str) -> None:
        """Add a line of words that may take several lines."""
        words = label(text, role)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.column.addWidget(words)
