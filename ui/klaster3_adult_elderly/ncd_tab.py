"""The tab PTM: blood pressure and glucose, what is due, the course of values, risk and medicines, cancer screens."""

from typing import NamedTuple
from uuid import UUID

from ilp_desktop.domain.care.tab_ages import NCD_TAB, stands_for
from ilp_desktop.services.cancer.cancer_care import CancerPicture
from ilp_desktop.services.ncd.chronic_care import ChronicPicture
from ilp_desktop.services.record.encounters import EncounterFile
from ilp_desktop.services.work_health.work_care import WorkPicture
from ui.klaster3_adult_elderly.cancer_card import CancerCard
from ui.klaster3_adult_elderly.ncd_head import NcdHead
from ui.klaster3_adult_elderly.ncd_told import NcdTold
from ui.klaster3_adult_elderly.ncd_trends import NcdTrends
from ui.klaster3_adult_elderly.picture_tab import PictureTab, stacked
from ui.klaster3_adult_elderly.work_card import WorkCard
from ui.widgets.room.room_context import RoomContext


def is_grown(file: EncounterFile) -> bool:
    """Say whether the tab stands for a patient: from the age at which the risks of chronic disease are asked."""
    return stands_for(NCD_TAB, file.patient.age)


class NcdPicture(NamedTuple):
    """What the tab shows of a person."""

    chronic: ChronicPicture
    cancer: CancerPicture
    work: WorkPicture


class NcdTab(PictureTab):
    """One person's chronic disease, cancer screens and health at work.

    Attributes:
        head, trends, told, cancer, work: the cards, from top to bottom.
    """

    def __init__(self, room: RoomContext) -> None:
        super().__init__(room, "chronic")
        self.head, self.cancer, self.told = NcdHead(), CancerCard(), NcdTold()
        self.trends = NcdTrends(room.context.jobs)
        self.work = WorkCard()
        for card in (self.head, self.cancer, self.told, self.work):
            card.form_wanted.connect(room.form_wanted)
        self.add_cards((self.head, self.trends, self.told, stacked(self.cancer, self.work)), ())

    def read(self, person_id: UUID) -> NcdPicture:
        """Return a person's chronic disease, cancer screens and health at work."""
        house, user = self._room.context.house, self._room.context.user
        return NcdPicture(
            house.chronic.picture(user, person_id),
            house.cancer.picture(user, person_id),
            house.work.picture(user, person_id),
        )

    def show_picture(self, picture: NcdPicture) -> None:
        """Show all; the card of screens only where one is meant for the person."""
        for card in (self.head, self.trends, self.told):
            card.show_picture(picture.chronic)
        self.cancer.show_picture(picture.cancer)
        self.work.show_picture(picture.work)
        self.cancer.setVisible(bool(picture.cancer.screens))
