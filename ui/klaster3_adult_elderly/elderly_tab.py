"""The tab Lansia: capacity and what it asks for, independence over time, instruments, plan of care, care at home."""

from typing import Protocol
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.care.tab_ages import ELDERLY_TAB, stands_for
from ilp_desktop.services.due.offered_services import OfferedService
from ilp_desktop.services.elderly.elderly_care import ElderlyPicture
from ilp_desktop.services.record.encounters import EncounterFile
from ui.klaster3_adult_elderly.elderly_capacity import CapacityCard
from ui.klaster3_adult_elderly.elderly_course import IndependenceCard
from ui.klaster3_adult_elderly.elderly_plan import PlanCard
from ui.klaster3_adult_elderly.ncd_head import MOST_DUE, NOTHING_DUE, DueList
from ui.klaster3_adult_elderly.picture_tab import PictureTab
from ui.widgets.card import Card
from ui.widgets.room.room_context import RoomContext

LEFT_SHARE, RIGHT_SHARE = 3, 2


def is_elderly(file: EncounterFile) -> bool:
    """Say whether the tab stands for a patient: from the age at which people count as elderly."""
    return stands_for(ELDERLY_TAB, file.patient.age)


class DuePicture(Protocol):
    """A picture that tells what is due."""

    @property
    def due(self) -> tuple[OfferedService, ...]:
        """Return what is late, due or coming."""


class DueCard(Card):
    """What is late, due or coming, each with the way to its form.

    Signals:
        form_wanted(str): the form of this code is to be opened.
    """

    form_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Jatuh tempo", parent)
        self.stand_beside()
        self.list = DueList()
        self.list.form_wanted.connect(self.form_wanted)
        self.add(self.list)
        self.body.addStretch(1)

    def show_picture(self, picture: DuePicture) -> None:
        """Show what is due."""
        self.list.show_lines(picture.due, MOST_DUE, NOTHING_DUE)


class ElderlyTab(PictureTab):
    """One elderly person.

    Attributes:
        capacity, due, course, plan: the cards.
    """

    def __init__(self, room: RoomContext) -> None:
        super().__init__(room, "elderly")
        self.capacity, self.due = CapacityCard(), DueCard()
        self.course, self.plan = IndependenceCard(), PlanCard()
        cards = (self.capacity, self.due, self.course, self.plan)
        for card in cards:
            card.form_wanted.connect(room.form_wanted)
        top = beside(self.capacity, self.due)
        self.add_cards((top, self.course, self.plan), cards)

    def read(self, person_id: UUID) -> ElderlyPicture:
        """Return the picture of a person."""
        return self._room.context.house.elderly.picture(self._room.context.user, person_id)


def beside(left: QWidget, right: QWidget) -> QWidget:
    """Return a row of two cards, the first the wider one."""
    place = QWidget()
    row = QHBoxLayout(place)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(left, LEFT_SHARE)
    row.addWidget(right, RIGHT_SHARE)
    return place
