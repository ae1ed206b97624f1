"""The conclusion of a form: a chip with score, advice and what comes next, and a line for each further conclusion."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.forms.scoring import INCOMPLETE
from ilp_desktop.forms.wording import conclusion_text, score_text
from ui.widgets.conclusion_part import ConclusionPart, told_label
from ui.widgets.form_view_words import next_steps, readings_why, tone_of
from ui.widgets.labels import WrappedPill, label
from ui.widgets.next_forms import NextForms

NOT_COMPLETE = "Formulir belum lengkap."
MOST_LINES = 3
COLUMNS_OF_MANY = 2


class ConclusionLine(QWidget):
    """What a form concludes, or that it is not complete; hidden while there is nothing to say.

    Lines once made are shown again or hidden, never taken out: one without a parent would be a window of its own.

    Attributes:
        pill, advice: the conclusion itself, and what to do.
        next_forms: opens the forms to do next.

    Signals:
        follow_up_wanted(str): the form of this code is to be opened.
    """

    follow_up_wanted = Signal(str)

    def __init__(self, title_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        """``title_of`` gives the title of a form by its code, or nothing where it has none."""
        super().__init__(parent)
        self._title_of = title_of
        self._shown: tuple[Assessment | None, bool] = None, False
        self.pill = WrappedPill("")
        self.score = label("", "strong")
        self.advice = told_label()
        self.next_forms = NextForms()
        self.next_forms.chosen.connect(self.follow_up_wanted)
        self.parts = QWidget()
        self._lines: list[ConclusionPart] = []
        self._grid = QGridLayout(self.parts)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(12)
        for part in (self.pill, self.score):
            row.addWidget(part)
        row.addWidget(self.advice, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.parts)
        layout.addWidget(self.next_forms)
        self.hide()

    def show_conclusion(self, found: Assessment | None, *, unfinished: bool = False) -> None:
        """Show a conclusion; while there is none, that the form is ``unfinished``, or nothing."""
        if self._shown == (found, unfinished):
            return
        self._shown = found, unfinished
        self.setVisible(self.has_words())
        self.pill.setVisible(found is not None)
        if found is not None:
            self._show_found(found)
            return
        self.score.hide()
        self.parts.hide()
        self.advice.setText(NOT_COMPLETE if unfinished else "")
        self.next_forms.offer({})
        self.setToolTip("")

    def has_words(self) -> bool:
        """Say whether there is anything to show."""
        found, unfinished = self._shown
        return found is not None or unfinished

    def _show_found(self, found: Assessment) -> None:
        self.pill.set(conclusion_text(found), tone_of(found, found), strong=found.urgency is Urgency.EMERGENCY)
        self.score.setText(score_text(found))
        self.score.setVisible(bool(self.score.text()))
        told = [found.advice, next_steps(found, ""), NOT_COMPLETE if INCOMPLETE in found.flags else ""]
        self.advice.setText(" ".join(_sentence(text) for text in told if text))
        self._show_parts(found)
        self.next_forms.offer({one.follow_up: self._title_of(one.follow_up) for one in found.members})
        self.setToolTip(readings_why(found.members))

    def texts(self) -> tuple[str, ...]:
        """Return the words of the further conclusions."""
        return tuple(line.pill.text() for line in self._lines if not line.isHidden())

    def _show_parts(self, found: Assessment) -> None:
        parts = found.parts
        many = len(parts) > MOST_LINES
        while self._grid.count():
            self._grid.takeAt(0)
        while len(self._lines) < len(parts):
            self._lines.append(ConclusionPart(self.parts))
        for at, (line, part) in enumerate(zip(self._lines, parts, strict=False)):
            row, column = divmod(at, COLUMNS_OF_MANY) if many else (at, 0)
            self._grid.addWidget(line, row, column)
            line.show_part(part, tone_of(part, found), short=many)
        for at, line in enumerate(self._lines):
            line.setVisible(at < len(parts))
        for column in range(COLUMNS_OF_MANY):
            self._grid.setColumnStretch(column, 1 if many or not column else 0)
        self.parts.setVisible(bool(parts))


def _sentence(text: str) -> str:
    return text if text[-1] in ".!?" else f"{text}."
