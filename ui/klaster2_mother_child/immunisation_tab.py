"""The tab Imunisasi: the schedule with the state of every dose, the plan, the record, and what records one."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.immunisation.immunisation import DoseState
from ilp_desktop.domain.immunisation.immunisation_complete import Completeness, CompleteState
from ilp_desktop.domain.immunisation.immunisation_tetanus_rules import tetanus_rules_on
from ilp_desktop.domain.life_stage import life_stage
from ilp_desktop.services.immunisation.immunisation_papers import complete_line
from ilp_desktop.services.immunisation.immunisation_reading import ImmunisationFile
from ilp_desktop.services.record.encounters import EncounterFile
from ui.klaster2_mother_child.book_grid import BookGrid
from ui.klaster2_mother_child.dose_form import DoseForm
from ui.klaster2_mother_child.dose_grid import TONES, DoseGrid, said_in_vain
from ui.klaster2_mother_child.dose_history import DoseHistory
from ui.klaster2_mother_child.event_form import EventForm
from ui.klaster2_mother_child.kia_button import KiaButton
from ui.klaster2_mother_child.plan_view import PlanView
from ui.palette import Tone
from ui.paper import Paper
from ui.widgets.buttons import quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import Pill, label
from ui.widgets.room.own_tab import RoomTab
from ui.widgets.room.room_context import RoomContext
from ui.widgets.view_switch import ViewSwitch

STAGES = ("newborn", "infant", "toddler", "preschool", "school_child", "adolescent")
WAITING = (DoseState.LATE, DoseState.CATCH_UP, DoseState.DUE)
DOSES, BOOK, PLAN, HISTORY, EVENT = "doses", "book", "plan", "history", "event"
VIEWS = ((DOSES, "Dosis"), (BOOK, "Buku KIA"), (PLAN, "Rencana"), (HISTORY, "Riwayat"), (EVENT, "KIPI"))
CARD, CARD_FILE = "Kartu imunisasi", "kartu-imunisasi.pdf"


def is_immunised(file: EncounterFile) -> bool:
    """Say whether the tab stands for a patient: children, adolescents, and women who are screened for tetanus."""
    patient, rules = file.patient, tetanus_rules_on(file.day)
    if life_stage(patient.age).code in STAGES or patient.pregnancy_id is not None:
        return True
    screened = rules.from_age.over(patient.birth_date, file.day) and not rules.until_age.over(
        patient.birth_date, file.day
    )
    return patient.sex is rules.sex and screened


class ImmunisationTab(RoomTab):
    """One person's immunisation.

    Attributes:
        views: chooses what the card shows.
        status_label: completeness and tetanus status in words.
    """

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self._room = room
        self._person_id: UUID | None = None
        self._file: ImmunisationFile | None = None
        self.grid, self.book = DoseGrid(), BookGrid()
        self.plan, self.history, self.event_form = PlanView(room), DoseHistory(room), EventForm(room)
        self.kia_button = KiaButton(room, as_mother=False)
        self.card_button = quiet_button("Kartu", "printer")
        self.card_button.clicked.connect(self._print_card)
        self.counts = {state: Pill("", TONES[state]) for state in WAITING}
        self.form = DoseForm(room)
        self.form.recorded.connect(self._read)
        self.history.withdrawn.connect(self._read)
        self.event_form.reported.connect(self._read)
        self.grid.chosen.connect(self._on_chosen)
        self.views = ViewSwitch("Tampilan imunisasi", VIEWS)
        self.views.changed.connect(self._show_view)
        self.status_label, self.vain_label = label("", "small"), label("", "small")
        for one in (self.status_label, self.vain_label):
            one.setWordWrap(True)
        self._stack = QStackedWidget()
        for view in (self._doses_page(), self.book, self.plan, self.history, self.event_form):
            self._stack.addWidget(view)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._card(), 1)
        layout.addWidget(self.form, 0, Qt.AlignmentFlag.AlignTop)

    def show_file(self, file: EncounterFile) -> None:
        """Show a person's doses."""
        self.kia_button.setVisible(life_stage(file.patient.age).code in STAGES)
        if file.patient.person_id != self._person_id:
            self._person_id = file.patient.person_id
            self._file = None
            self.grid.show_doses(())
            self.form.begin(file.patient.person_id, ())
            self.status_label.setText("")
            self._read_choices()
        self._read()

    def _card(self) -> Card:
        card = Card("Imunisasi")
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        for pill in self.counts.values():
            card.add_action(pill)
        card.add_action(self.card_button)
        card.add_action(self.kia_button)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.views)
        line.addWidget(self.status_label, 1)
        card.body.addLayout(line)
        card.add(self._stack)
        card.body.addStretch(1)
        return card

    def _doses_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.grid)
        column.addWidget(self.vain_label)
        column.addStretch(1)
        return page

    def _on_chosen(self, dose: object) -> None:
        self.form.choose(dose)  # type: ignore[arg-type] # the grid hands over the dose it shows

    def _show_view(self, view: str) -> None:
        self._stack.setCurrentIndex([code for code, _ in VIEWS].index(view))
        self.form.setVisible(view != EVENT)

    def _read_choices(self) -> None:
        world = self._room.context
        world.jobs.read(
            lambda: world.house.immunisations.choices(world.user), self.form.show_choices, owner=self, key="choices"
        )

    def _read(self) -> None:
        world, person = self._room.context, self._person_id
        if person is not None:
            world.jobs.read(
                lambda: world.house.immunisations.file(world.user, person),
                lambda file: self._on_read(person, file),
                owner=self,
                failed=self._on_failed,
                key="doses",
            )

    def _on_read(self, person_id: UUID, file: ImmunisationFile) -> None:
        if file == self._file or person_id != self._person_id:
            return
        asks_anew = self._file is None or file.statuses != self._file.statuses
        self._file = file
        if asks_anew:
            self.form.begin(person_id, file.statuses)
        self.grid.show_doses(file.statuses)
        self.book.show_book(file.columns, file.book)
        self.plan.show_file(file)
        self.history.show_file(file)
        self.event_form.show_file(person_id, file)
        self._show_words(file)

    def _show_words(self, file: ImmunisationFile) -> None:
        in_vain = [line for dose in file.statuses for line in said_in_vain(dose)]
        self.vain_label.setText("\n".join(in_vain))
        self.vain_label.setVisible(bool(in_vain))
        for state, pill in self.counts.items():
            count = sum(1 for dose in file.statuses if dose.state is state)
            pill.set(f"{count} {state.value}" if count else "", Tone.WARN if state is not DoseState.DUE else Tone.INFO)
        shown = file.complete if file.tetanus is None or any(row.status.given_on for row in file.book) else ()
        lines = [_short_line(one) for one in shown]
        if file.tetanus is not None:
            lines.append(_tetanus_line(file))
        self.status_label.setText("\n".join(lines))
        self.status_label.setToolTip("\n".join(complete_line(one) for one in shown))

    def _print_card(self) -> None:
        world, person = self._room.context, self._room.file.patient.person_id
        self.card_button.setEnabled(False)
        world.jobs.paper(
            lambda: world.house.immunisations.card_pdf(world.user, person),
            self._on_card,
            owner=self,
            failed=self._on_failed,
        )

    def _on_card(self, pdf: bytes) -> None:
        self.card_button.setEnabled(True)
        self._room.context.show_paper(Paper(CARD, CARD_FILE, pdf))

    def _on_failed(self, error: UserError) -> None:
        self.card_button.setEnabled(True)
        self._room.context.messages.problem(error)


def _short_line(one: Completeness) -> str:
    """Return IDL or IBL with how much is missing."""
    if one.completed_on is not None:
        return f"{one.code} {one.state.value}, {indonesian_date(one.completed_on)}"
    until = f" sebelum {indonesian_date(one.until)}" if one.state is CompleteState.RUNNING else ""
    return f"{one.code} {one.state.value}, kurang {len(one.missing)} dosis{until}"


def _tetanus_line(file: ImmunisationFile) -> str:
    status = file.tetanus
    if status is None:
        return ""
    if status.reached_on is None:
        return "Status tetanus T0: belum ada dosis yang dihitung"
    words = f"Status tetanus {status.text} sejak {indonesian_date(status.reached_on)}"
    if status.protected_until is not None:
        words += f", lindung sampai {indonesian_date(status.protected_until)}"
    return words if status.next_from is None else f"{words}, berikutnya mulai {indonesian_date(status.next_from)}"
