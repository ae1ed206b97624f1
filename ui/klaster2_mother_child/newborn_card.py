"""A child's first weeks: KN1 to KN3, what it received, its birth letter, and its death should there be one."""

from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout

from ilp_desktop.services.birth.postnatal import PersonAfterBirth
from ilp_desktop.services.people.births import BirthRecord
from ilp_desktop.services.record.encounters import EncounterFile
from ui.klaster2_mother_child.after_birth_card import AfterBirthView
from ui.klaster2_mother_child.delivery_card import BirthLetterButton
from ui.widgets.buttons import plain_button
from ui.widgets.card import Card
from ui.widgets.death_form import DeathForm
from ui.widgets.room.room_context import RoomContext


class NewbornCard(Card):
    """Shown for children in their first year."""

    def __init__(self, room: RoomContext) -> None:
        super().__init__("Bayi baru lahir")
        self._room = room
        self._child_id: UUID | None = None
        self.view: AfterBirthView | None = None
        self.letter_button = BirthLetterButton(room, self._read)
        self.death_button = plain_button("Catat kematian", "edit")
        self.death_button.setCheckable(True)
        self.death = DeathForm(room)
        self.death.setVisible(False)
        self.death.recorded.connect(room.reload)
        self.death_button.toggled.connect(self._show_death)
        self.add_action(self.letter_button)
        self.add_action(self.death_button)
        self._place = QHBoxLayout()
        self.body.addLayout(self._place)
        self.add(self.death)
        self.setVisible(False)

    def show_file(self, file: EncounterFile) -> None:
        """Show the child of a visit."""
        if file.patient.person_id != self._child_id:
            self._child_id = file.patient.person_id
            self.death_button.setChecked(False)
            self.setVisible(False)
        self._read()

    def _read(self) -> None:
        child_id, world = self._child_id, self._room.context
        if child_id is None:
            return
        world.jobs.read(
            lambda: (
                world.house.postnatal.of_child(world.user, child_id),
                world.house.children.birth(world.user, child_id),
            ),
            lambda found: self._show(child_id, *found),
            owner=self,
            failed=world.messages.problem,
            key="newborn",
        )

    def _show(self, child_id: UUID, found: PersonAfterBirth | None, birth: BirthRecord | None) -> None:
        if child_id != self._child_id:
            return
        if self.view is not None:
            self._place.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
            self.view = None
        self.setVisible(found is not None)
        if found is not None:
            self.view = AfterBirthView(found, complete="KN lengkap", today=self._room.context.today())
            self._place.addWidget(self.view)
        self.letter_button.show_birth(*((None, "") if birth is None else (birth.id, birth.letter_number)))

    def _show_death(self, wanted: bool) -> None:  # noqa: FBT001 - a slot
        self.death.setVisible(wanted)
        if wanted and self._child_id is not None:
            self.death.begin(self._child_id)
