"""The plan for whatever is missing, as a table with the paper for whoever brings the child."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.calendar_dates import DAY_NAMES, indonesian_date
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.immunisation.immunisation_plan import PlannedVisit
from ilp_desktop.services.immunisation.immunisation_papers import lost_lines
from ilp_desktop.services.immunisation.immunisation_reading import ImmunisationFile
from ui.models.paged_table import Column
from ui.models.shown_rows import ShownRows
from ui.paper import Paper
from ui.widgets.buttons import quiet_button
from ui.widgets.labels import label
from ui.widgets.room.room_context import RoomContext
from ui.widgets.table import Table

TITLE, FILE_NAME = "Rencana imunisasi", "rencana-imunisasi.pdf"
NOTHING = "Tidak ada dosis yang perlu direncanakan."
LOST = "Tidak dapat diberikan lagi. "


class PlanView(QWidget):
    """The visits planned, what is lost, and the print button.

    Attributes:
        model, table: the visits.
    """

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self._room = room
        columns = (
            Column[PlannedVisit]("Hari", self._when, 150),
            Column[PlannedVisit]("Umur", self._age, 90),
            Column[PlannedVisit]("Imunisasi", _doses, tooltip=_doses),
            Column[PlannedVisit]("Paling lambat", _latest, 110),
        )
        self.model = ShownRows(columns, room.context.jobs, key=lambda visit: visit.day)
        self.table = Table(self.model, NOTHING)
        self.table.setAccessibleName(TITLE)
        self.table.setMinimumHeight(240)
        self.lost_label = label("", "small")
        self.lost_label.setWordWrap(True)
        self.print_button = quiet_button("Cetak rencana", "printer")
        self.print_button.clicked.connect(self._print)
        foot = QHBoxLayout()
        foot.addWidget(self.lost_label, 1)
        foot.addWidget(self.print_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)

    def show_file(self, file: ImmunisationFile) -> None:
        """Show the plan of a person."""
        self.model.show(file.plan.visits)
        lost = lost_lines(file)
        self.lost_label.setText(LOST + " ".join(lost) if lost else "")
        self.print_button.setEnabled(bool(file.plan.visits))

    def _when(self, visit: PlannedVisit) -> str:
        today = visit.day == self._room.context.today()
        return f"{'Hari ini' if today else DAY_NAMES[visit.day.weekday()]}, {indonesian_date(visit.day)}"

    def _age(self, visit: PlannedVisit) -> str:
        return age_on(self._room.file.patient.birth_date, visit.day).short_text

    def _print(self) -> None:
        world, person = self._room.context, self._room.file.patient.person_id
        self.print_button.setEnabled(False)
        world.jobs.paper(
            lambda: world.house.immunisations.plan_pdf(world.user, person),
            self._on_made,
            owner=self,
            failed=self._on_failed,
        )

    def _on_made(self, pdf: bytes) -> None:
        self.print_button.setEnabled(True)
        self._room.context.show_paper(Paper(TITLE, FILE_NAME, pdf))

    def _on_failed(self, error: UserError) -> None:
        self.print_button.setEnabled(True)
        self._room.context.messages.problem(error)


def _doses(visit: PlannedVisit) -> str:
    return ", ".join(dose.label for dose in visit.doses)


def _latest(visit: PlannedVisit) -> str:
    latest = min((dose.latest for dose in visit.doses if dose.latest is not None), default=None)
    return "" if latest is None else indonesian_date(latest)
