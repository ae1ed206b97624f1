"""The conclusion of a form: a chip with score, advice and what comes next, and a line for each further conclusion."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.forms.scoring import INCOMPLETE
from ilp_desktop.forms.wording import conclusion_text, score_text
from ui.palette import Tone
from ui.widgets.buttons import plain_button
from ui.widgets.form_view_words import next_steps, readings_why, tone_of
from ui.widgets.labels import Pill, label

NOT_COMPLETE = "Formulir belum lengkap."
MOST_LINES = 3


class ConclusionLine(QWidget):
    """What a form concludes; hidden while that is nothing.

    Attributes:
        pill, advice: the conclusion itself, and what to do.
        next_button: opens the form to do next.

    Signals:
        follow_up_wanted(str): the form of this code is to be opened.
    """

    follow_up_wanted = Signal(str)

    def __init__(self, title_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        """``title_of`` gives the title of a form by its code, or nothing where it has none."""
        super().__init__(parent)
        self._title_of = title_of
        self._found: Assessment | None = None
        self.pill = Pill("")
        self.score = label("", "strong")
        self.advice = label("", "muted")
        self.advice.setWordWrap(True)
        self.next_button = plain_button("", "arrow-right")
        self.next_button.clicked.connect(self._on_next)
        self.parts = QWidget()
        self._grid = QGridLayout(self.parts)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(12)
        for part in (self.pill, self.score):
            row.addWidget(part)
        row.addWidget(self.advice, 1)
        row.addWidget(self.next_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.parts)
        self.hide()

    def show_conclusion(self, found: Assessment | None) -> None:
        """Show a conclusion, or nothing."""
        if found == self._found:
            return
        self._found = found
        self.setVisible(found is not None)
        if found is None:
            return
        self.pill.set(conclusion_text(found), tone_of(found, found), strong=found.urgency is Urgency.EMERGENCY)
        self.score.setText(score_text(found))
        self.score.setVisible(bool(self.score.text()))
        told = [found.advice, next_steps(found, self._title_of(found.follow_up))]
        told.append(NOT_COMPLETE if INCOMPLETE in found.flags else "")
        self.advice.setText(" ".join(_sentence(text) for text in told if text))
        self._offer_next(found)
        self._show_parts(found)
        self.setToolTip(readings_why(found.members))

    def texts(self) -> tuple[str, ...]:
        """Return the words of the further conclusions."""
        pills: list[Pill] = self.parts.findChildren(Pill)
        return tuple(pill.text() for pill in pills)

    def _offer_next(self, found: Assessment) -> None:
        """Offer the form to do next, that of a further conclusion where the worst one names none."""
        code = next((one.follow_up for one in found.members if self._title_of(one.follow_up)), "")
        self.next_button.setVisible(bool(code))
        if code:
            self.next_button.setText(f"Buka {self._title_of(code)}")
            self.next_button.setProperty("form_code", code)

    def _show_parts(self, found: Assessment) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            line = item.widget()
            if line is not None:
                line.hide()  # else it is a window of its own for a moment and takes the focus
                line.setParent(None)
                line.deleteLater()
        self.parts.setVisible(bool(found.parts))
        many = len(found.parts) > MOST_LINES
        for at, part in enumerate(found.parts):
            row, column = divmod(at, 2) if many else (at, 0)
            tone = tone_of(part, found)
            self._grid.addWidget(self._short(part, tone) if many else self._line(part, tone), row, column)

    def _short(self, part: Assessment, tone: Tone) -> QWidget:
        """Return a conclusion among many without what to do, which hovering tells."""
        short = QWidget()
        row = QHBoxLayout(short)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Pill(conclusion_text(part), tone))
        row.addWidget(label(score_text(part)))
        row.addStretch(1)
        short.setToolTip(readings_why([part]))
        return short

    def _line(self, part: Assessment, tone: Tone) -> QWidget:
        line = QWidget()
        told = label(
            " · ".join(text for text in (part.advice, next_steps(part, self._title_of(part.follow_up))) if text)
        )
        told.setProperty("role", "muted")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Pill(conclusion_text(part), tone))
        if score_text(part):
            row.addWidget(label(score_text(part)))
        row.addWidget(told, 1)
        return line

    def _on_next(self) -> None:
        self.follow_up_wanted.emit(str(self.next_button.property("form_code")))


def _sentence(text: str) -> str:
    return text if text[-1] in ".!?" else f"{text}."
