"""The tab Imunisasi: the schedule with the state of every dose, and the form that records one."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.immunisation import DoseState, DoseStatus
from ilp_desktop.domain.life_stage import life_stage
from ilp_desktop.services.encounters import EncounterFile
from ui.klaster2_mother_child.dose_form import DoseForm
from ui.klaster2_mother_child.dose_grid import TONES, DoseGrid, said_in_vain
from ui.klaster2_mother_child.kia_button import KiaButton
from ui.palette import Tone
from ui.widgets.card import Card
from ui.widgets.labels import Pill, label
from ui.widgets.room.own_tab import RoomTab
from ui.widgets.room.room_context import RoomContext

STAGES = ("newborn", "infant", "toddler", "preschool")
WAITING = (DoseState.LATE, DoseState.CATCH_UP, DoseState.DUE)


def is_immunised(file: EncounterFile) -> bool:
    """Say whether the tab stands for a patient: children up to the preschool years."""
    return life_stage(file.patient.age).code in STAGES


class ImmunisationTab(RoomTab):
    """One child's immunisation."""

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self._room = room
        self._person_id: UUID | None = None
        self._doses: tuple[DoseStatus, ...] = ()
        self.grid = DoseGrid()
        self.kia_button = KiaButton(room, as_mother=False)
        self.counts = {state: Pill("", TONES[state]) for state in WAITING}
        self.form = DoseForm(room)
        self.form.recorded.connect(self._read)
        self.grid.chosen.connect(self.form.choose)
        card = Card("Jadwal imunisasi")
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        for pill in self.counts.values():
            card.add_action(pill)
        card.add_action(self.kia_button)
        self.vain_label = label("", "small")
        self.vain_label.setWordWrap(True)
        for part in (self.grid, self.vain_label):
            card.add(part)
        card.body.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(card, 1)
        layout.addWidget(self.form, 0, Qt.AlignmentFlag.AlignTop)

    def show_file(self, file: EncounterFile) -> None:
        """Show a child's doses."""
        if file.patient.person_id != self._person_id:
            self._person_id = file.patient.person_id
            self._show(file.patient.person_id, ())
        self._read()

    def _read(self) -> None:
        world, person = self._room.context, self._person_id
        if person is not None:
            world.jobs.read(
                lambda: world.house.children.doses(world.user, person),
                lambda doses: self._on_read(person, doses),
                owner=self,
                failed=self._on_failed,
                key="doses",
            )

    def _on_read(self, person_id: UUID, doses: tuple[DoseStatus, ...]) -> None:
        if doses != self._doses and person_id == self._person_id:
            self._show(person_id, doses)

    def _show(self, person_id: UUID, doses: tuple[DoseStatus, ...]) -> None:
        self._doses = doses
        self.grid.show_doses(doses)
        self.form.begin(person_id, doses)
        in_vain = [line for dose in doses for line in said_in_vain(dose)]
        self.vain_label.setText("\n".join(in_vain))
        self.vain_label.setVisible(bool(in_vain))
        for state, pill in self.counts.items():
            count = sum(1 for dose in doses if dose.state is state)
            pill.set(f"{count} {state.value}" if count else "", Tone.WARN if state is not DoseState.DUE else Tone.INFO)

    def _on_failed(self, error: UserError) -> None:
        self._room.context.messages.problem(error)
