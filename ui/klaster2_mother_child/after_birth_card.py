"""The visits of a mother or a baby after a birth, and what they received, each with its date."""

from datetime import date

from PySide6.QtWidgets import QGridLayout, QWidget

from ilp_desktop.domain.birth.postnatal import VisitWindow, WindowState
from ilp_desktop.domain.birth.postnatal_care import CareItem
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.services.birth.postnatal import PersonAfterBirth
from ui.palette import Tone
from ui.widgets.form_view_words import PILL_TONES
from ui.widgets.labels import Pill, label

WINDOW_TONES = {
    WindowState.DONE: Tone.GOOD,
    WindowState.NOT_YET: Tone.NEUTRAL,
    WindowState.OPEN: Tone.INFO,
    WindowState.LATE: Tone.WARN,
    WindowState.MISSED: Tone.BAD,
}
ACROSS = 4
UNCOUNTED = "Kunjungan {days} di luar jendela, tidak dihitung."


class AfterBirthView(QWidget):
    """One person's chips: KF or KN, then what was given; calm once the last visit can no longer be made."""

    def __init__(self, found: PersonAfterBirth, *, complete: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_over = all(window.closes < today for window in found.visits.windows)
        self.chips: list[Pill] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for place, window in enumerate(found.visits.windows):
            grid.addWidget(self._chip(*_window_words(window), tip=f"{window.why} Sumber: {window.source}"), 0, place)
        if found.visits.complete:
            grid.addWidget(self._chip(f"✓ {complete}", Tone.GOOD), 0, len(found.visits.windows))
        for place, item in enumerate(found.care):
            grid.addWidget(self._chip(*_care_words(item)), 1 + place // ACROSS, place % ACROSS)
        grid.setColumnStretch(ACROSS + 1, 1)
        if found.visits.uncounted:
            days = ", ".join(indonesian_date(day) for day in found.visits.uncounted)
            grid.addWidget(label(UNCOUNTED.format(days=days), "muted"), 3, 0, 1, ACROSS + 1)

    def words(self) -> tuple[str, ...]:
        """Return what the chips say."""
        return tuple(chip.text() for chip in self.chips)

    def _chip(self, text: str, tone: Tone, tip: str = "") -> Pill:
        chip = Pill(text, Tone.NEUTRAL if self._is_over and tone is not Tone.GOOD else tone)
        chip.setToolTip(tip)
        self.chips.append(chip)
        return chip


def _window_words(window: VisitWindow) -> tuple[str, Tone]:
    sign = "✓ " if window.state is WindowState.DONE else ""
    return f"{sign}{window.label} {window.words}", WINDOW_TONES[window.state]


def _care_words(item: CareItem) -> tuple[str, Tone]:
    calm = Tone.GOOD if item.done else Tone.NEUTRAL
    tone = PILL_TONES[item.urgency] if item.urgency.calls_for_action else calm
    return f"{'✓ ' if item.done else ''}{item.label}: {item.words}", tone
