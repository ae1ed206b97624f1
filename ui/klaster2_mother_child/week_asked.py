"""The calendar of a pregnancy: a day is typed and the week is read, or a week and the day is read."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ilp_desktop.domain.typed.week_question import week_answer
from ui.palette import Tone
from ui.widgets.field import NoteLine
from ui.widgets.labels import label

LINE_PX, ANSWER_PX = 136, 206
HINT = "tanggal / minggu"
LONGEST = 20


class WeekAsked(QWidget):
    """One line to type into, and the answer beside it; nothing of it is stored.

    Attributes:
        line: where a day (``14122026``) or a week (``28``, ``28+3``) is typed.
        answer: how far she is on it and which day that is, or why that cannot be.
    """

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._counted_from: date | None = None
        name = label("Hitung minggu", "small")
        self.line = QLineEdit()
        self.line.setPlaceholderText(HINT)
        self.line.setMaxLength(LONGEST)
        self.line.setFixedWidth(LINE_PX)
        self.line.setAccessibleName("Hitung minggu: tanggal atau minggu")
        self.line.setToolTip("Ketik tanggal untuk umur kehamilannya, atau minggu (28 atau 28+3) untuk tanggalnya.")
        self.answer = NoteLine()
        self.answer.setFixedWidth(ANSWER_PX)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line)
        row.addWidget(self.answer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(name)
        layout.addLayout(row)
        layout.addStretch(1)
        self.line.textChanged.connect(lambda _text: self._show_answer(still_typing=True))
        self.line.editingFinished.connect(lambda: self._show_answer(still_typing=False))

    def show_pregnancy(self, counted_from: date) -> None:
        """Answer for a pregnancy whose weeks are counted from a day; what was asked stays until another is shown."""
        if self._counted_from != counted_from:
            self._counted_from = counted_from
            self.line.clear()
        self._show_answer(still_typing=True)

    def _show_answer(self, *, still_typing: bool) -> None:
        """Say the answer as soon as there is one; what is wrong only once the line is left."""
        text = self.line.text().strip()
        if not text or self._counted_from is None:
            self.answer.say("")
            return
        found = week_answer(text, self._counted_from, self._today())
        if found.problem:
            self.answer.say("" if still_typing else found.problem, Tone.BAD)
        else:
            day = found.when.replace(", ", ",\u00a0", 1)
            self.answer.say(f"{found.age}. {day}", Tone.ACCENT)
