"""One person of the list: who it is, and every reason for being listed with its source."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.services.record.case_finding import CaseReason, SuspectedCase
from ui.klaster4_infectious.case_table import LEVEL_TONES, home_text
from ui.widgets.card import Card, rule
from ui.widgets.labels import Pill, label
from ui.widgets.page import scrolled

WIDTH_PX = 360
NOBODY = "Pilih satu nama untuk melihat alasannya."


class CaseDetail(Card):
    """The person chosen in the list."""

    def __init__(self) -> None:
        super().__init__("Rincian")
        self.setFixedWidth(WIDTH_PX)
        self.identity, self.home, self.complaint = label(NOBODY, "muted"), label("", "muted"), label("")
        for line in (self.identity, self.home, self.complaint):
            line.setWordWrap(True)
            self.add(line)
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 8, 0)
        self._reasons = QWidget()
        self._place.addWidget(self._reasons)
        self._place.addStretch(1)
        inner = QWidget()
        inner.setLayout(self._place)
        self.add(scrolled(inner), 1)
        self.show_case(None)

    def show_case(self, case: SuspectedCase | None) -> None:
        """Show a person, or ask for one to be chosen."""
        self.set_title(case.name if case else "Rincian")
        self.identity.setText(identity_text(case) if case else NOBODY)
        self.home.setText(home_text(case) if case else "")
        self.complaint.setText(f"Keluhan: {case.complaint}" if case and case.complaint else "")
        for line in (self.home, self.complaint):
            line.setVisible(bool(line.text()))
        before, self._reasons = self._reasons, _reasons(case)
        self._place.replaceWidget(before, self._reasons)
        before.deleteLater()

    def text(self) -> str:
        """Return everything the card says of the reasons, for reading aloud and for tests."""
        return self._reasons.accessibleDescription()


def identity_text(case: SuspectedCase) -> str:
    """Return sex, age and No. RM on one line."""
    parts = (case.sex.word.capitalize(), case.age.text, f"No. RM {case.record_number or '-'}")
    return " · ".join(parts)


def recorded_text(reason: CaseReason) -> str:
    """Return where, by whom and when something was recorded."""
    place = " · ".join(part for part in (reason.klaster.label, reason.room) if part)
    return f"{place}. Dicatat {reason.recorded_by} pukul {reason.at:%H.%M}."


def _reasons(case: SuspectedCase | None) -> QWidget:
    """Return the reasons below one another, the surest first."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    told: list[str] = []
    for reason in case.reasons if case else ():
        column.addWidget(rule())
        column.addSpacing(4)
        column.addLayout(_heading(reason))
        lines = (("", reason.why), ("small", recorded_text(reason)), ("small", f"Sumber: {reason.source}"))
        for role, text in lines:
            line = label(text, role)
            line.setWordWrap(True)
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(line)
            told.append(text)
        column.addSpacing(8)
    made.setAccessibleDescription("\n".join(told))
    return made


def _heading(reason: CaseReason) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    title = label(f"{reason.code} {reason.title}".strip(), "strong")
    title.setWordWrap(True)
    row.addWidget(title, 1)
    row.addWidget(Pill(reason.level.value, LEVEL_TONES[reason.level]), 0, Qt.AlignmentFlag.AlignTop)
    return row
