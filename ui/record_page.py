"""The record of somebody who is not being seen, over the tabs: read, filtered, copied; nothing is written to it."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.chart.rows import OfPerson
from ilp_desktop.services.record.record_opening import OpenedRecord
from ui.context import PageContext
from ui.widgets.buttons import quiet_button
from ui.widgets.page import BACK, STEP_BACK, bind, on_key
from ui.widgets.patient_header import PatientHeaderBar
from ui.widgets.room.chart.timeline import RecordTimeline

NOT_SEEN = "Hanya dibaca · tidak sedang dilayani"
EDGE_PX, TOP_PX, GAP_PX = 16, 8, 8
SHOWN = frozenset({"encounter", "person", "dose", "referral"})


class RecordPage(QWidget):
    """Whose record it is, and the timeline with all that lies over it.

    Attributes:
        header: the patient.
        record: the timeline.

    Signals:
        left(): the user goes back to where the record was asked for.
    """

    left = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._person: UUID | None = None
        self.header = PatientHeaderBar()
        self.record = RecordTimeline(context)
        self.back_button = quiet_button("Kembali", "arrow-left")
        bind(BACK, self.back_button)
        self.back_button.clicked.connect(lambda _checked: self.left.emit())
        on_key(STEP_BACK, self, self.left.emit)
        self.record.moved.connect(lambda _visit_id: self._read())
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.back_button)
        head.addWidget(self.header, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE_PX, TOP_PX, EDGE_PX, EDGE_PX)
        column.setSpacing(GAP_PX)
        column.addLayout(head)
        column.addWidget(self.record, 1)

    def person_id(self) -> UUID | None:
        """Return whose record is shown."""
        return self._person

    def show_opened(self, opened: OpenedRecord) -> None:
        """Show a record that was read, and begin at its list."""
        self._show(opened)
        self.record.go_in()

    def on_changed(self, subjects: frozenset[str]) -> None:
        """Read again what changed while it is looked at."""
        if subjects & SHOWN and self.isVisible():
            self._read()

    def _show(self, opened: OpenedRecord) -> None:
        self._person = opened.patient.person_id
        self.header.show_person(opened.patient, opened.problems, NOT_SEEN)
        self.record.show_record(OfPerson(self._person), opened.timeline)

    def _read(self) -> None:
        person = self._person
        if person is None:
            return
        opening, user = self._context.house.record_opening, self._context.user
        self._context.jobs.read(
            lambda: opening.open(user, person), self._show, owner=self, key="record", failed=self._on_failed
        )

    def _on_failed(self, error: UserError) -> None:
        self._context.messages.problem(error)
