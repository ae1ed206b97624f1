"""Whom the form in front is about, always in the same place."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.services.person_reads import PersonFile
from ui.context import PageContext
from ui.front_desk.wording import identity_line
from ui.palette import Tone
from ui.widgets.labels import Pill, label


class PersonStrip(QWidget):
    """Name, age, sex, No. RM and allergies of one person."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.name_label = label("", "title")
        self.identity_label = label("", "muted")
        self.allergy_pill = Pill("", Tone.BAD, strong=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.name_label)
        first.addWidget(self.allergy_pill, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addStretch(1)
        words.addLayout(first)
        words.addWidget(self.identity_label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(words)

    def show_person(self, file: PersonFile) -> None:
        """Show who it is."""
        self.name_label.setText(file.data.name)
        self.identity_label.setText(identity_line(file, self._context.today()))
        substances = ", ".join(substance for substance, _ in file.allergies)
        self.allergy_pill.set(f"Alergi: {substances}" if substances else "", Tone.BAD, strong=True)
        self.allergy_pill.setToolTip("\n".join(" - ".join(filter(None, pair)) for pair in file.allergies))
