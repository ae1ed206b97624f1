"""The tab PTM: whether blood pressure and glucose are under control, their course, what is due, risk and medicines."""

from uuid import UUID

from ilp_desktop.domain.care.tab_ages import NCD_TAB, stands_for
from ilp_desktop.services.ncd.chronic_care import ChronicPicture
from ilp_desktop.services.record.encounters import EncounterFile
from ui.klaster3_adult_elderly.ncd_head import NcdHead
from ui.klaster3_adult_elderly.ncd_told import NcdTold
from ui.klaster3_adult_elderly.ncd_trends import NcdTrends
from ui.klaster3_adult_elderly.picture_tab import PictureTab
from ui.widgets.room.room_context import RoomContext


def is_grown(file: EncounterFile) -> bool:
    """Say whether the tab stands for a patient: from the age at which the risks of chronic disease are asked."""
    return stands_for(NCD_TAB, file.patient.age)


class NcdTab(PictureTab):
    """One person's chronic disease.

    Attributes:
        head, trends, told: the cards, from top to bottom.
    """

    def __init__(self, room: RoomContext) -> None:
        super().__init__(room, "chronic")
        self.head, self.told = NcdHead(), NcdTold()
        self.trends = NcdTrends(room.context.jobs)
        self.head.form_wanted.connect(room.form_wanted)
        self.told.form_wanted.connect(room.form_wanted)
        cards = (self.head, self.trends, self.told)
        self.add_cards(cards, cards)

    def read(self, person_id: UUID) -> ChronicPicture:
        """Return a person's chronic disease."""
        return self._room.context.house.chronic.picture(self._room.context.user, person_id)
