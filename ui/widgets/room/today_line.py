"""Layanan hari ini: one quiet line that says which forms of this visit are filled in."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.palette import Tone
from ui.widgets.labels import Pill, label

TITLE = "Layanan hari ini"
NOTHING_ASKED = "tidak ada formulir untuk kunjungan ini"


@dataclass(frozen=True)
class VisitForm:
    """How a form of this visit stands; one that is not ``shown`` only counts."""

    title: str
    stored: bool
    typed: bool
    shown: bool = True

    @property
    def state(self) -> tuple[str, Tone]:
        """Return the word for it and its tone."""
        if self.typed:
            return "belum disimpan", Tone.WARN
        return ("terisi", Tone.GOOD) if self.stored else ("belum diisi", Tone.NEUTRAL)


class TodayLine(QWidget):
    """The count, and a chip for each form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._shown: tuple[VisitForm, ...] | None = None
        self._pills: list[Pill] = []
        self.count_label = label("", "muted")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(label(TITLE, "strong"))
        self._row.addWidget(self.count_label)
        self._row.addStretch(1)

    def show_forms(self, forms: Sequence[VisitForm]) -> None:
        """Show how the forms of the visit stand."""
        if tuple(forms) == self._shown:
            return
        self._shown = tuple(forms)
        stored = sum(1 for form in forms if form.stored)
        self.count_label.setText(f"{stored} dari {len(forms)} formulir terisi" if forms else NOTHING_ASKED)
        for pill in self._pills:
            self._row.removeWidget(pill)
            pill.hide()
            pill.deleteLater()
        self._pills = [_pill(form) for form in forms if form.shown]
        for place, pill in enumerate(self._pills):
            self._row.insertWidget(2 + place, pill)

    def texts(self) -> tuple[str, ...]:
        """Return the words of the chips."""
        return tuple(pill.text() for pill in self._pills)


def _pill(form: VisitForm) -> Pill:
    word, tone = form.state
    return Pill(f"{form.title}: {word}", tone)
