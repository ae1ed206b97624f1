"""The list of set-up pages at the left: which is done, which stands, which is to come."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.widgets.icons import icon_pixmap
from ui.widgets.labels import label

WIDTH_PX = 216
SIGN_PX = 16


class StepList(QFrame):
    """Shows how far the set-up is, in words and signs."""

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH_PX)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 16, 24)
        layout.setSpacing(16)
        layout.addWidget(label("Puskesmas baru", "section"))
        layout.addSpacing(4)
        self._lines = [(QLabel(), label(f"{number}  {title}", "")) for number, title in enumerate(titles, 1)]
        for sign, words in self._lines:
            sign.setFixedWidth(SIGN_PX)
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(sign)
            line.addWidget(words, 1)
            layout.addLayout(line)
        layout.addStretch(1)

    def show_step(self, here: int) -> None:
        """Mark a step as the one that stands, and those before it as done."""
        for number, (sign, words) in enumerate(self._lines):
            done, current = number < here, number == here
            name, colour = ("done", "success") if done else ("arrow-right", "primary")
            sign.setPixmap(icon_pixmap(name, colour, SIGN_PX))
            sign.setVisible(done or current)
            sign.setAccessibleName("selesai" if done else "sekarang")
            words.setProperty("role", "strong" if current else "muted")
            words.style().unpolish(words)
            words.style().polish(words)
            if not (done or current):
                words.setContentsMargins(SIGN_PX + 8, 0, 0, 0)
            else:
                words.setContentsMargins(0, 0, 0, 0)
