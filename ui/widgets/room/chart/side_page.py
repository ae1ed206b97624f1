"""A page that lies over the list of Ringkasan: a heading with its buttons, and the way back to the list."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import quiet_button
from ui.widgets.labels import label


class SidePage(QWidget):
    """Heading, buttons, content; Esc and the first button lead back to the list.

    Attributes:
        heading: what the page is about.
        body: the layout beneath.

    Signals:
        closed(): the list is wanted again.
    """

    closed = Signal()

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.heading = label(title, "section")
        self.back_button = quiet_button("Kembali ke daftar", "arrow-left")
        self.back_button.setToolTip("Kembali ke daftar (Esc)")
        self.back_button.clicked.connect(lambda _checked: self.closed.emit())
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._head.addWidget(self.back_button)
        self._head.addWidget(self.heading, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._head)
        column.addLayout(self.body, 1)

    def add_button(self, button: QAbstractButton) -> None:
        """Put a button at the right of the heading."""
        self._head.addWidget(button)
