"""What the window says when the data cannot be opened: what happened, what to do, and that nothing was changed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError
from ui.palette import Tone
from ui.scene import Scene
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import label

WIDTH_PX = 560


class Trouble(Scene):
    """A page in place of the data.

    Signals:
        again(): the user has put it right and wants another try.
        left(): the user closes the program.
    """

    again = Signal()
    left = Signal()

    def __init__(self, error: UserError, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH_PX, parent)
        self.error = error
        card = Card("Data tidak dapat dibuka", tone=Tone.BAD)
        for text, role in (
            (error.message, "strong"),
            (error.remedy, ""),
            (f"Folder data: {folder}", "small"),
        ):
            line = label(text, role)
            line.setWordWrap(True)
            card.add(line)
            line.setVisible(bool(text))
        self.again_button = primary_button("Coba lagi", "refresh")
        self.leave_button = quiet_button("Tutup program")
        self.again_button.clicked.connect(self.again)
        self.leave_button.clicked.connect(self.left)
        row = QHBoxLayout()
        row.addWidget(self.leave_button)
        row.addStretch(1)
        row.addWidget(self.again_button)
        card.body.addSpacing(8)
        card.body.addLayout(row)
        self.column.addWidget(card)
        self.setFocusProxy(self.again_button)
