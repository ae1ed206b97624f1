"""The page of the tab «2 Ibu & Anak»: the room of klaster 2 with its own tabs, and what the immunisation desk keeps."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.services.pregnancy.pregnancies import ANC_FORM
from ui.context import PageContext
from ui.klaster2_mother_child.delivery_tab import DeliveryTab
from ui.klaster2_mother_child.event_list import EventList
from ui.klaster2_mother_child.growth_tab import FORMS, GrowthTab, is_child
from ui.klaster2_mother_child.immunisation_tab import ImmunisationTab, is_immunised
from ui.klaster2_mother_child.pair_strip import PairStrip
from ui.klaster2_mother_child.pmt_view import PmtView
from ui.klaster2_mother_child.pregnancy_tab import PregnancyTab, may_be_pregnant
from ui.klaster2_mother_child.register_view import RegisterView
from ui.klaster2_mother_child.school_view import SchoolView
from ui.klaster2_mother_child.vaccine_view import VaccineView
from ui.widgets.room.own_tab import OwnTab
from ui.widgets.room_page import RoomPage
from ui.widgets.view_switch import ViewSwitch

PREGNANCY, DELIVERY = "Kehamilan", "Persalinan"
GROWTH, IMMUNISATION = "Tumbuh Kembang", "Imunisasi"
IMMUNISATION_TAB = OwnTab(IMMUNISATION, is_immunised, ImmunisationTab)
"""Stands in klaster 3 too, for women of the ages screened for tetanus."""
OWN_TABS = (
    OwnTab(PREGNANCY, may_be_pregnant, PregnancyTab, forms=(ANC_FORM,)),
    OwnTab(DELIVERY, may_be_pregnant, DeliveryTab),
    OwnTab(GROWTH, is_child, GrowthTab, forms=FORMS),
    IMMUNISATION_TAB,
)
QUEUE, REGISTERS, SCHOOL, VACCINES, EVENTS = "queue", "registers", "school", "vaccines", "events"
FOOD = "food"
VIEWS = (
    (QUEUE, "Antrean"),
    (REGISTERS, "Register"),
    (SCHOOL, "BIAS"),
    (VACCINES, "Vaksin"),
    (EVENTS, "KIPI"),
    (FOOD, "PMT"),
)
READ_BY: dict[str, frozenset[str]] = {
    REGISTERS: frozenset(),  # they are read when asked for, and say as of when
    SCHOOL: frozenset({"dose", "due"}),
    VACCINES: frozenset({"vaccine", "dose"}),
    EVENTS: frozenset({"adverse_event"}),
    FOOD: frozenset({"encounter"}),
}


class MotherChildPage(RoomPage):
    """Mothers, babies, children and adolescents; beside the queue registers and what the desks for children keep.

    Attributes:
        desks: the views beside the queue, by name.
        switches: what stands on top of the queue and of each view, by name, and leads to the others.
    """

    subjects = RoomPage.subjects | {"vaccine", "adverse_event", "due"}

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, Klaster.MOTHER_CHILD, OWN_TABS, (PairStrip,))
        self._world = context
        self.desks: dict[str, RegisterView | SchoolView | VaccineView | EventList | PmtView] = {}
        self.switches: dict[str, ViewSwitch] = {}
        self._places: dict[str, QWidget] = {}

    def build(self) -> None:
        """Put the views beside the queue, each with the switch on top."""
        super().build()
        if not self.may_enter():
            return
        self.desks = {
            REGISTERS: RegisterView(self._world),
            SCHOOL: SchoolView(self._world),
            VACCINES: VaccineView(self._world),
            EVENTS: EventList(self._world),
            FOOD: PmtView(self._world),
        }
        above = self.waiting.layout()
        if isinstance(above, QBoxLayout):
            above.insertWidget(0, self._switch(QUEUE), 0, Qt.AlignmentFlag.AlignLeft)
        for code, desk in self.desks.items():
            place = QWidget()
            column, head = QVBoxLayout(place), QHBoxLayout()
            column.setContentsMargins(0, 0, 0, 12)
            head.addWidget(self._switch(code))
            head.addStretch(1)
            column.addLayout(head)
            column.addWidget(desk, 1)
            self._places[code] = place
            self._stack.addWidget(place)

    def reload(self, subjects: frozenset[str]) -> None:
        """Read again what shows these subjects."""
        super().reload(subjects)
        for code, desk in self.desks.items():
            if subjects & READ_BY[code] and desk.isVisible():
                desk.reload()

    def show_view(self, code: str) -> None:
        """Show the queue or one of the views beside it."""
        for own, switch in self.switches.items():
            switch.select(own)
        if code == QUEUE:
            self.unfold()
            return
        self._stack.setCurrentWidget(self._places[code])
        self.desks[code].begin()
        self.switches[code].setFocus()

    def _switch(self, code: str) -> ViewSwitch:
        switch = ViewSwitch("Tampilan klaster 2", VIEWS)
        switch.select(code)
        switch.changed.connect(self.show_view)
        self.switches[code] = switch
        return switch

    @property
    def pair(self) -> PairStrip:
        """Return the line of mother and children."""
        line = self.workspace.lines[0]
        assert isinstance(line, PairStrip)  # noqa: S101 - the only line this page makes
        return line
