"""The tab Catin: the package of somebody about to marry, the partner, and what is due."""

from uuid import UUID

from ilp_desktop.domain.care.tab_ages import PREMARITAL_TAB, stands_for
from ilp_desktop.services.premarital.premarital_care import PremaritalPicture
from ilp_desktop.services.record.encounters import EncounterFile
from ui.klaster3_adult_elderly.elderly_tab import DueCard, beside
from ui.klaster3_adult_elderly.picture_tab import PictureTab, stacked
from ui.klaster3_adult_elderly.premarital_cards import PackageCard, PartnerCard
from ui.widgets.room.room_context import RoomContext


def is_of_age(file: EncounterFile) -> bool:
    """Say whether the tab stands for a patient: of the ages its form is meant for."""
    return stands_for(PREMARITAL_TAB, file.patient.age)


class PremaritalTab(PictureTab):
    """Somebody about to marry.

    Attributes:
        package, partner, due: the cards.
    """

    def __init__(self, room: RoomContext) -> None:
        super().__init__(room, "premarital")
        self.package, self.partner, self.due = PackageCard(), PartnerCard(room), DueCard()
        for card in (self.package, self.due):
            card.form_wanted.connect(room.form_wanted)
        self.package.certificate_wanted.connect(room.certificate_wanted)
        self.partner.changed.connect(self.read_again)
        self.add_cards((beside(self.package, stacked(self.partner, self.due)),), (self.package, self.due))

    def read(self, person_id: UUID) -> PremaritalPicture:
        """Return the picture of a person."""
        return self._room.context.house.premarital.picture(self._room.context.user, person_id)

    def show_picture(self, picture: PremaritalPicture) -> None:
        """Show the package and the partner."""
        super().show_picture(picture)
        if self._person_id is not None:
            self.partner.show_person(self._person_id, picture)
