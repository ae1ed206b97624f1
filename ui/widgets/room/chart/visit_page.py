"""A visit of the past, to be read only, with everything of it, while the visit of today stays open."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.chart.records import SealBreaking
from ilp_desktop.services.chart.rows import Beside, RecordEntry, TimelineEntry, WholeVisit
from ilp_desktop.services.core.lengths import LONGEST_REASON
from ui.widgets.buttons import danger_button, hide_unless, quiet_button
from ui.widgets.one_press import OnePress
from ui.widgets.reading import Block, Reading
from ui.widgets.room.chart.side_page import SidePage
from ui.widgets.room.chart.words import entry_blocks, visit_blocks, visit_title
from ui.widgets.room.world import RoomWorld
from ui.widgets.text_fields import TextField

READING = "Membaca …"
NOT_YOURS = "Isian ini terbatas."
OPENED_BEHIND = "Isian terbatas kunjungan {} sudah dibuka. Pilih barisnya lagi untuk membacanya sekali ini."
OPENED = "Isian terbatas dibuka untuk kali ini; alasannya tercatat dan dibaca kepala Puskesmas."


class VisitPage(SidePage):
    """What is written, and asking for what is sealed.

    Attributes:
        reading: the visit.
        reason: why the seal is broken, asked only where something is sealed.

    Signals:
        move_wanted(WholeVisit): it belongs to somebody else.
        print_wanted(UUID): its resume is wanted on paper.
    """

    move_wanted = Signal(object)
    print_wanted = Signal(object)

    def __init__(self, world: RoomWorld) -> None:
        super().__init__()
        self._world = world
        self._beside: Beside | None = None
        self._visit: WholeVisit | None = None
        self._client_id: UUID | None = None
        self._press = OnePress()
        self._opened: WholeVisit | None = None
        user = world.user
        self._may_break, self._may_move = user.may(Act.BREAK_SEAL), user.may(Act.MOVE_VISIT)
        self.reading = Reading("Kunjungan yang lalu")
        self.print_button = quiet_button("Cetak ringkasan", "printer")
        self.move_button = quiet_button("Salah pasien …", "people")
        self.seal_button = quiet_button("Buka isian terbatas …", "lock")
        self.reason = TextField("reason", "Alasan membuka", required=True, max_length=LONGEST_REASON)
        self.break_button = danger_button("Buka", "lock")
        self._asking = QWidget()
        self._lay_out()

    def show_row(self, beside: Beside, row: TimelineEntry) -> None:
        """Read what a row of the timeline stands for; a seal is broken only while the patient is being seen."""
        self._beside = beside
        self._begin(f"{row.kind.value} {indonesian_date(row.day)}")
        records, user = self._world.house.records, self._world.user
        if self._opened is not None and self._opened.id == row.encounter_id:
            self.show_visit(self._opened)
        elif row.encounter_id is not None:
            visit_id = row.encounter_id
            self._read(lambda: records.visit(user, beside, visit_id), self.show_visit)
        else:
            self._read(lambda: records.apart(user, beside, row), self._show_entry)

    def show_visit(self, visit: WholeVisit) -> None:
        """Show a visit that was read."""
        self._visit, self._opened = visit, None
        self.heading.setText(visit_title(visit))
        self.reading.show_blocks(tuple(visit_blocks(visit)))
        self.print_button.setEnabled(True)
        self.move_button.setEnabled(True)
        self.seal_button.setVisible(visit.sealed and self._may_break and isinstance(self._beside, UUID))
        self._asking.hide()

    def visit(self) -> WholeVisit | None:
        """Return the visit that is shown."""
        return self._visit

    def _lay_out(self) -> None:
        for button in (self.seal_button, self.print_button, self.move_button):
            self.add_button(button)
        row = QHBoxLayout(self._asking)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.reason, 1)
        row.addWidget(self.break_button)
        self.body.addWidget(self._asking)
        self.body.addWidget(self.reading, 1)
        self._asking.hide()
        hide_unless(self.print_button, may=self._world.user.may(Act.COPY_RECORD))
        self.move_button.setVisible(self._may_move)
        self.seal_button.clicked.connect(lambda _checked: self._ask())
        self.break_button.clicked.connect(lambda _checked: self._break())
        self.reason.line.returnPressed.connect(self.break_button.setFocus)
        self.move_button.clicked.connect(lambda _checked: self.move_wanted.emit(self._visit))
        self.print_button.clicked.connect(lambda _checked: self._on_print())

    def _begin(self, title: str) -> None:
        self._visit = None
        self.heading.setText(title)
        self.reading.show_blocks((Block("", (), ((READING,),)),))
        self.print_button.setEnabled(False)
        self.move_button.setEnabled(False)
        self.seal_button.hide()
        self._asking.hide()
        self.reading.setFocus()

    def _read(self, work: Callable[[], object], show: Callable[..., object]) -> None:
        self._world.jobs.read(work, show, owner=self, key="past", failed=self._on_failed)

    def _show_entry(self, entry: RecordEntry | None) -> None:
        if entry is None:
            self.reading.show_blocks((Block("", (), ((NOT_YOURS,),)),))
            return
        self.reading.show_blocks(entry_blocks(entry))

    def _ask(self) -> None:
        """Ask why; what is answered opens this visit once."""
        self._client_id = self._world.house.uow.identities.new()
        self.reason.clear()
        self._asking.show()
        self.reason.setFocus()

    def _break(self) -> None:
        visit, client_id, beside = self._visit, self._client_id, self._beside
        if visit is None or client_id is None or not isinstance(beside, UUID) or not self._press.begin(client_id):
            return
        wanted = SealBreaking(client_id, beside, visit.id, self.reason.text())
        records, user = self._world.house.records, self._world.user
        self._world.jobs.write(
            lambda: records.break_seal(user, wanted), self._on_opened, owner=self, failed=self._on_refused
        )

    def _on_opened(self, visit: WholeVisit) -> None:
        """Show what was sealed, unless another row was opened meanwhile: it then waits for its own."""
        self._press.end()
        self._opened = visit
        if self._visit is None or self._visit.id != visit.id:
            self._world.messages.note(OPENED_BEHIND.format(indonesian_date(visit.day)))
            return
        self.show_visit(visit)
        self.reading.setFocus()
        self._world.messages.note(OPENED)

    def _on_refused(self, error: UserError) -> None:
        self._press.fail()
        fields = error.fields if isinstance(error, WrongAnswers) else {}
        self.reason.set_error(fields.get("reason", ""))
        if fields:
            self.reason.setFocus()
        else:
            self._world.messages.problem(error)

    def _on_failed(self, error: UserError) -> None:
        self.reading.show_blocks((Block("", (), ((error.message,),)),))
        self._world.messages.problem(error)

    def _on_print(self) -> None:
        if self._visit is not None:
            self.print_wanted.emit(self._visit.id)
