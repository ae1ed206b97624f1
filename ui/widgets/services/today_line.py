"""Layanan hari ini in one quiet line: how many are late, due, put off and done, and which come first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ilp_desktop.services.due.due_services import MemberServices, PersonServices
from ui.widgets.buttons import plain_button
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.labels import Pill, label
from ui.widgets.services.words import COUNTED, EMERGENCY, NOTHING_DUE, TONES, outstanding

TITLE = "Layanan hari ini"
CANNOT_TELL = "tidak dapat dibaca sekarang"


class TodayLine(QWidget):
    """Counts as chips, the first services by name, and what the family is missing; a click shows them all.

    Signals:
        opened(): the whole list is wanted.
    """

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.pills = {state: Pill("", TONES[state]) for state in COUNTED}
        self.names = ElidedLabel("muted")
        self.family_label = label("", "muted")
        self.button = plain_button("Lihat semua", "chevron-right")
        self.button.clicked.connect(self.opened)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label(TITLE, "strong"))
        for pill in self.pills.values():
            row.addWidget(pill)
        row.addWidget(self.names, 1)
        row.addWidget(self.family_label)
        row.addWidget(self.button)

    def show_services(self, services: PersonServices, family: tuple[MemberServices, ...]) -> None:
        """Show how the services of a patient stand, and how many the family is missing."""
        for state, pill in self.pills.items():
            count = services.count(state)
            pill.set(f"{count} {state.value}" if count else "", TONES[state])
        due = outstanding(services)
        quiet = EMERGENCY if services.emergency else NOTHING_DUE
        self.names.setText(" · ".join(item.label for item in due) or quiet)
        missing = 0 if services.emergency else sum(len(outstanding(member.services)) for member in family)
        self.family_label.setText(f"Keluarga: {missing} layanan" if missing else "")

    def cannot_tell(self, why: str = CANNOT_TELL) -> None:
        """Say that nobody can tell now what is due."""
        self.clear()
        self.names.setText(why)

    def clear(self) -> None:
        """Say nothing, while what is due is being read."""
        for pill in self.pills.values():
            pill.set("")
        self.names.setText("")
        self.family_label.setText("")

    def texts(self) -> tuple[str, ...]:
        """Return the words of the chips shown."""
        return tuple(pill.text() for pill in self.pills.values() if pill.text())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the list wherever the line is clicked."""
        event.accept()
        self.opened.emit()
