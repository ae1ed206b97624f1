"""Whom the form in front is about, always in the same place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.services.person.person_reads import PersonFile
from ui.context import PageContext
from ui.front_desk.wording import identity_line
from ui.palette import Tone
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.labels import Pill, label

MOST_NAMED = 2
LONGEST_NAMED = 24


class PersonStrip(QWidget):
    """Name, age, sex, No. RM and allergies of one person."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.name_label = ElidedLabel("title", snug=True)
        self.identity_label = label("", "muted")
        self.allergy_pill = Pill("", Tone.BAD, strong=True)
        self.disability_pill = Pill("", Tone.INFO)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.name_label)
        for pill in (self.allergy_pill, self.disability_pill):
            first.addWidget(pill, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(first)
        layout.addWidget(self.identity_label)

    def show_person(self, file: PersonFile) -> None:
        """Show who it is."""
        self.name_label.setText(file.data.name)
        self.identity_label.setText(identity_line(file, self._context.today()))
        self.allergy_pill.set(_allergy_words([substance for substance, _ in file.allergies]), Tone.BAD, strong=True)
        self.allergy_pill.setToolTip("\n".join(" - ".join(filter(None, pair)) for pair in file.allergies))
        self.disability_pill.set("Disabilitas" if file.data.disability else "", Tone.INFO)


def _allergy_words(substances: Sequence[str]) -> str:
    """Return the first substances by name and how many more there are."""
    if not substances:
        return ""
    named = [text if len(text) <= LONGEST_NAMED else f"{text[:LONGEST_NAMED]}…" for text in substances[:MOST_NAMED]]
    more = len(substances) - MOST_NAMED
    return f"Alergi: {', '.join(named)}{f' dan {more} lagi' if more > 0 else ''}"
