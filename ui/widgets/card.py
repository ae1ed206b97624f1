"""A framed section of a page."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.palette import Tone
from ui.widgets.labels import label

HEAD_PX = 24


class Card(QFrame):
    """A section with an optional heading; things go into ``body``, small actions right of the heading."""

    def __init__(self, title: str = "", parent: QWidget | None = None, *, tone: Tone | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        if tone is not None:
            self.setProperty("tone", tone.value)
        self._outer = outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 12)
        outer.setSpacing(8)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(8)
        head.addStrut(HEAD_PX)
        self.title_label = label(title, "section")
        head.addWidget(self.title_label)
        head.addStretch(1)
        self._head_layout = head
        outer.addWidget(self._head)
        self._head.setVisible(bool(title))
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        outer.addLayout(self.body, 1)

    def set_title(self, title: str) -> None:
        """Change the heading."""
        self.title_label.setText(title)
        self._head.setVisible(bool(title))

    def add_action(self, widget: QWidget) -> None:
        """Put a small button or chip at the right of the heading; its own edges stand for room around the heading."""
        self.stand_beside()
        self._head_layout.addWidget(widget)
        self._head.setVisible(True)

    def stand_beside(self) -> None:
        """Stand as high as a card with small actions at this one's side."""
        self._outer.setContentsMargins(16, 8, 16, 12)
        self._outer.setSpacing(4)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget below what is there."""
        self.body.addWidget(widget, stretch)


def rule(parent: QWidget | None = None) -> QFrame:
    """Return a thin line across."""
    line = QFrame(parent)
    line.setProperty("role", "rule")
    line.setFixedHeight(1)
    return line
