"""Salah pasien: whose visit it is, a dry run of moving it there, then the reason and the deed."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.chart.rows import WholeVisit
from ilp_desktop.services.chart.visit_moves import MovePlan, NewVisitMove
from ilp_desktop.services.core.lengths import LONGEST_REASON
from ui.widgets.buttons import danger_button, quiet_button
from ui.widgets.labels import label
from ui.widgets.look_up import LookUp
from ui.widgets.one_press import OnePress
from ui.widgets.people_found import people_found
from ui.widgets.reading import Reading
from ui.widgets.room.chart.side_page import SidePage
from ui.widgets.room.chart.words import plan_blocks, visit_title
from ui.widgets.room.world import RoomWorld
from ui.widgets.suggestion_popup import Suggestion
from ui.widgets.text_fields import TextField

EXPLAINED = "Kunjungan beserta semua isiannya pindah ke rekam medis orang yang benar. Belum ada yang diubah."
DONE = "Kunjungan dipindahkan. Kedua rekam medis mencatatnya; dapat dikembalikan di 1 Manajemen, Rekam medis."
WHO = "Milik siapa kunjungan ini?"


class MovePage(SidePage):
    """Look-up, dry run, reason, Pindahkan.

    Signals:
        moved(UUID): the visit went over.
    """

    moved = Signal(object)

    def __init__(self, world: RoomWorld) -> None:
        super().__init__("Salah pasien")
        self._world = world
        self._visit: WholeVisit | None = None
        self._plan: MovePlan | None = None
        self._client_id: UUID | None = None
        self._press = OnePress()
        self.explained = label(EXPLAINED)
        self.explained.setWordWrap(True)
        self.person = LookUp("person", WHO, self._find, world.jobs, hint="Nama, NIK, No. RM")
        self.try_button = quiet_button("Uji pindah", "search")
        self.reading = Reading("Yang akan dipindah")
        self.reason = TextField("reason", "Alasan", required=True, max_length=LONGEST_REASON)
        self.move_button = danger_button("Pindahkan", "people")
        self._lay_out()

    def open(self, visit: WholeVisit) -> None:
        """Ask whose visit it is."""
        self._visit, self._plan = visit, None
        self._client_id = self._world.house.uow.identities.new()
        self.heading.setText(f"Salah pasien · {visit_title(visit)}")
        self.person.clear()
        self.reason.clear()
        self.reading.show_blocks(())
        self.move_button.setEnabled(False)
        self.person.setFocus()

    def plan(self) -> MovePlan | None:
        """Return what was tried."""
        return self._plan

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.person, 1)
        top.addWidget(self.try_button)
        end = QHBoxLayout()
        end.setSpacing(8)
        end.addWidget(self.reason, 1)
        end.addWidget(self.move_button)
        self.body.addWidget(self.explained)
        self.body.addLayout(top)
        self.body.addWidget(self.reading, 1)
        self.body.addLayout(end)
        self.person.changed.connect(self._on_person)
        self.try_button.clicked.connect(lambda _checked: self._try())
        self.reason.line.returnPressed.connect(self.move_button.setFocus)
        self.move_button.clicked.connect(lambda _checked: self._move())

    def _find(self, typed: str) -> Sequence[Suggestion]:
        """Return people found; runs on a reader thread."""
        return people_found(self._world, typed)

    def _on_person(self) -> None:
        """Try at once when somebody is chosen; nothing moves while nobody is."""
        self._plan = None
        self.move_button.setEnabled(False)
        self.reading.show_blocks(())
        if self.person.value() is not None:
            self._try()

    def _try(self) -> None:
        visit, person = self._visit, self.person.value()
        if visit is None or not isinstance(person, UUID):
            self.person.set_error("Pilih orangnya dari daftar.")
            self.person.setFocus()
            return
        moves, user = self._world.house.visit_moves, self._world.user
        self._world.jobs.read(
            lambda: moves.plan(user, visit.id, person),
            self.show_plan,
            owner=self,
            key="plan",
            failed=self._world.messages.problem,
        )

    def show_plan(self, plan: MovePlan) -> None:
        """Show what a move would do, unless somebody else was chosen meanwhile, or nobody."""
        if plan.new_id != self.person.value():
            return
        self._plan = plan
        self.reading.show_blocks(tuple(plan_blocks(plan)))
        self.move_button.setEnabled(not plan.refusals)
        if not plan.refusals:
            self.reason.setFocus()

    def _move(self) -> None:
        plan, client_id = self._plan, self._client_id
        if plan is None or client_id is None or not self._press.begin(client_id):
            return
        wanted = NewVisitMove(
            client_id=client_id,
            visit_id=plan.visit_id,
            new_id=plan.new_id,
            version=plan.version,
            new_version=plan.new_version,
            seal=plan.seal,
            reason=self.reason.text(),
        )
        moves, user = self._world.house.visit_moves, self._world.user
        self._world.jobs.write(lambda: moves.move(user, wanted), self._on_moved, owner=self, failed=self._on_refused)

    def _on_moved(self, _move_id: UUID) -> None:
        self._press.end()
        self._world.messages.info(DONE)
        if self._plan is not None:
            self.moved.emit(self._plan.visit_id)

    def _on_refused(self, error: UserError) -> None:
        self._press.fail()
        fields = error.fields if isinstance(error, WrongAnswers) else {}
        self.reason.set_error(fields.get("reason", ""))
        if fields:
            self.reason.setFocus()
        else:
            self._world.messages.problem(error)
