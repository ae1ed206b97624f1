"""The tab PTM: whether blood pressure and glucose are under control, their course, what is due, risk and medicines."""

from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.ncd.chronic_care import ChronicPicture
from ilp_desktop.services.record.encounters import EncounterFile
from ui.klaster3_adult_elderly.ncd_head import NcdHead
from ui.klaster3_adult_elderly.ncd_told import NcdTold
from ui.klaster3_adult_elderly.ncd_trends import NcdTrends
from ui.widgets.room.own_tab import RoomTab
from ui.widgets.room.room_context import RoomContext

FROM_YEARS = 15


def is_grown(file: EncounterFile) -> bool:
    """Say whether the tab stands for a patient: from the age at which the risks of chronic disease are asked."""
    return file.patient.age.years >= FROM_YEARS


class NcdTab(RoomTab):
    """One person's chronic disease.

    Attributes:
        head, trends, told: the cards, from top to bottom.
    """

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self._room = room
        self._person_id: UUID | None = None
        self.picture: ChronicPicture | None = None
        self.head, self.told = NcdHead(), NcdTold()
        self.trends = NcdTrends(room.context.jobs)
        self.head.form_wanted.connect(room.form_wanted)
        self.told.form_wanted.connect(room.form_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for card in (self.head, self.trends, self.told):
            layout.addWidget(card)
        layout.addStretch(1)

    def show_file(self, file: EncounterFile) -> None:
        """Show a person's chronic disease."""
        world, person = self._room.context, file.patient.person_id
        if person != self._person_id:
            self._person_id, self.picture = person, None
            self.head.setVisible(False)
            self.trends.setVisible(False)
            self.told.setVisible(False)
        world.jobs.read(
            lambda: world.house.chronic.picture(world.user, person),
            lambda found: self._on_read(person, found),
            owner=self,
            failed=self._on_failed,
            key="chronic",
        )

    def _on_read(self, person_id: UUID, found: ChronicPicture) -> None:
        if person_id != self._person_id:
            return
        self.picture = found
        for card in (self.head, self.trends, self.told):
            card.show_picture(found)
            card.setVisible(True)

    def _on_failed(self, error: UserError) -> None:
        self._room.context.messages.problem(error)
