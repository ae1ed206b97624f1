"""One further conclusion of a form, beneath the first: a chip, its score, and what to do."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.forms.wording import conclusion_text, score_text
from ui.palette import Tone
from ui.widgets.form_view_words import next_steps, readings_why
from ui.widgets.labels import WrappedPill, label

LEAST_TOLD_PX = 160


class ConclusionPart(QWidget):
    """A line that can be shown for one conclusion after another.

    Attributes:
        pill, told: the conclusion, and what to do.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.pill = WrappedPill("")
        self.told = told_label()
        self._score = label("")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.pill)
        row.addWidget(self._score)
        row.addWidget(self.told, 1)

    def show_part(self, part: Assessment, tone: Tone, *, short: bool) -> None:
        """Show a conclusion in a tone; a short one leaves to hovering what is to be done."""
        self.pill.set(conclusion_text(part), tone)
        self._score.setText(score_text(part))
        self._score.setVisible(bool(self._score.text()))
        steps = () if short else (part.advice, next_steps(part, ""))
        self.told.setText(" · ".join(text for text in steps if text))
        self.told.setMinimumWidth(LEAST_TOLD_PX if self.told.text() else 0)
        self.setToolTip(readings_why([part]))


def told_label() -> QLabel:
    """Return a label for what is to be done, which wraps into the room that the chip leaves."""
    made = label("", "muted")
    made.setWordWrap(True)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    made.setMinimumWidth(LEAST_TOLD_PX)
    return made
