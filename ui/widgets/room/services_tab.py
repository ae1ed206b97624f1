"""Layanan hari ini: everything due for the patient and what the family is missing, each with its rule and source."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ilp_desktop.domain.due.due import is_dose
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.orders.order_words import is_order
from ilp_desktop.forms.schema import Kind, Question
from ilp_desktop.services.due.due_answers import AnswerToService
from ilp_desktop.services.due.due_services import MemberServices
from ilp_desktop.services.due.offered_services import OfferedService
from ilp_desktop.services.record.encounters import EncounterFile
from ui.models.paged_table import Column
from ui.models.shown_rows import ShownRows
from ui.widgets.form_view_fields import ReadDate, read_date
from ui.widgets.labels import label
from ui.widgets.room.own_tab import RoomTab
from ui.widgets.room.room_context import RoomContext
from ui.widgets.services.service_detail import UNTIL, ServiceDetail
from ui.widgets.services.service_table import ServiceTable
from ui.widgets.services.words import DUES_AWAY, EMERGENCY, NOTHING_DUE, member_text, outstanding
from ui.widgets.table import Table

UNTIL_QUESTION = Question("", UNTIL, "Ditawarkan lagi", Kind.DATE)
SERVICES_PX, FAMILY_PX = 200, 96
ALONE = "Tidak ada anggota keluarga lain dalam map ini."
FAMILY_COLUMNS: tuple[Column[MemberServices], ...] = (
    Column("Nama", lambda member: member.name, 200),
    Column("Hubungan", lambda member: member.relation, 120),
    Column("Jatuh tempo", lambda member: str(len(outstanding(member.services))), 92, align_right=True),
    Column("Layanan", member_text, tooltip=member_text),
)


class ServicesTab(RoomTab):
    """The patient's services beside the one selected, and the family beneath.

    Signals:
        form_wanted(str): a form is to be opened.
        doses_wanted(): the doses of the patient are to be opened.
        orders_wanted(): what was asked for and waits is to be opened.
    """

    form_wanted = Signal(str)
    doses_wanted = Signal()
    orders_wanted = Signal()

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self._room = room
        self.table = ServiceTable(room.context.jobs)
        self.table.setMinimumHeight(SERVICES_PX)
        self.detail = ServiceDetail(self._read_until)
        self.members = ShownRows(FAMILY_COLUMNS, room.context.jobs, key=lambda member: member.person_id)
        self.family = Table(self.members, ALONE)
        self.family.setAccessibleName("Layanan keluarga")
        self.family.setMinimumHeight(FAMILY_PX)
        self._arrange()
        self._shown: OfferedService | None = None
        self.table.selected.connect(self._on_selected)
        self.table.rows.loaded.connect(self._on_loaded)
        self.table.chosen.connect(self._open)
        self.detail.form_wanted.connect(lambda: self._open(self.table.current_row()))
        self.detail.answered.connect(self._answer)

    def show_file(self, file: EncounterFile) -> None:
        """Show the services of the patient of a visit."""
        services = self._room.visit.services
        quiet = EMERGENCY if services.emergency else NOTHING_DUE
        self.table.show_services(services.items, DUES_AWAY if file.past_away else quiet)
        self.family.set_empty_text(DUES_AWAY if file.past_away else ALONE)
        self.members.show(() if services.emergency else self._room.visit.family)
        self.detail.setEnabled(not file.finished)

    def _arrange(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.table, 3)
        left.addWidget(label("Keluarga", "section"))
        left.addWidget(self.family, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(left, 1)
        row.addWidget(self.detail)

    def _on_selected(self, item: OfferedService | None) -> None:
        self._shown = item
        self.detail.show_service(item)

    def _on_loaded(self) -> None:
        """Show the service selected as it stands now; what is typed about one that stayed the same is left alone."""
        item = self.table.current_row()
        if item != self._shown:
            self._on_selected(item)

    def _open(self, item: OfferedService | None) -> None:
        if item is None or self._room.file.finished:
            return
        if item.form:
            self.form_wanted.emit(item.form)
        elif is_dose(item.service):
            self.doses_wanted.emit()
        elif is_order(item.service):
            self.orders_wanted.emit()

    def _read_until(self, text: str) -> ReadDate:
        return read_date(UNTIL_QUESTION, text, self._room.context.today())

    def _answer(self, declined: bool) -> None:  # noqa: FBT001 - a slot
        item, until = self.table.current_row(), self.detail.until()
        if item is None:
            return
        if isinstance(until, str):
            self.detail.show_wrong({UNTIL: "Tanggal tidak terbaca. Tulis misalnya 17051990 atau 17-5-90."})
            return
        context = self._room.context
        answer = AnswerToService(
            client_id=context.house.uow.identities.new(),
            person_id=self._room.file.patient.person_id,
            service=item.service,
            declined=declined,
            reason=self.detail.reason(),
            until=until,
            encounter_id=self._room.file.encounter_id,
        )
        context.jobs.write(
            lambda: context.house.dues.answer(context.user, answer),
            lambda _: self._on_answered(item),
            owner=self,
            failed=self._on_refused,
        )

    def _on_answered(self, item: OfferedService) -> None:
        self._room.context.messages.info(f"Jawaban untuk {item.label} tersimpan.")
        self._room.reload()
        self.table.setFocus()

    def _on_refused(self, error: UserError) -> None:
        if isinstance(error, WrongAnswers):
            left = self.detail.form.show_errors(error.fields)
            if not left:
                return
        self._room.context.messages.problem(error)
