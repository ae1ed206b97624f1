"""How conclusions look: the tone of each urgency, the line beside a field, the line under a form."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.assessment import Assessment, Urgency
from ui.palette import Tone
from ui.widgets.labels import Pill, label

NOTE_TONES = {
    Urgency.NONE: Tone.NEUTRAL,
    Urgency.WATCH: Tone.WARN,
    Urgency.REFER: Tone.BAD,
    Urgency.EMERGENCY: Tone.BAD,
}
PILL_TONES = NOTE_TONES | {Urgency.NONE: Tone.GOOD}
ALERTING = (Urgency.REFER, Urgency.EMERGENCY)


def worst(said: Sequence[Assessment]) -> Urgency:
    """Return the most pressing urgency of several conclusions."""
    return max((one.urgency for one in said), key=list(Urgency).index, default=Urgency.NONE)


def readings_text(said: Sequence[Assessment]) -> str:
    """Return what rules read from a value, in one line."""
    return " · ".join(one.conclusion for one in said)


def readings_why(said: Sequence[Assessment]) -> str:
    """Return advice and source of several conclusions, for hovering."""
    return "\n".join(part for one in said for part in (one.conclusion, one.advice, f"Sumber: {one.source}") if part)


class ConclusionLine(QWidget):
    """The conclusion of a form as a chip with the advice beside it; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pill = Pill("")
        self.advice = label("", "muted")
        self.advice.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.pill)
        row.addWidget(self.advice, 1)
        self.hide()

    def show_conclusion(self, found: Assessment | None) -> None:
        """Show a conclusion, or nothing."""
        self.setVisible(found is not None)
        if found is not None:
            strong = found.urgency is Urgency.EMERGENCY
            self.pill.set(found.conclusion, PILL_TONES[found.urgency], strong=strong)
            self.advice.setText(found.advice)
            self.setToolTip(readings_why([found]))
