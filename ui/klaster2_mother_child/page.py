"""The page of the tab «2 Ibu & Anak»: the room of klaster 2 with its own tabs, and what the immunisation desk keeps."""

from functools import partial

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.services.pregnancy.pregnancies import ANC_FORM
from ui.context import PageContext
from ui.klaster2_mother_child.births_view import BirthsView
from ui.klaster2_mother_child.delivery_tab import DeliveryTab
from ui.klaster2_mother_child.event_list import EventList
from ui.klaster2_mother_child.growth_tab import FORMS, GrowthTab, is_child
from ui.klaster2_mother_child.immunisation_tab import ImmunisationTab, is_immunised
from ui.klaster2_mother_child.pair_strip import PairStrip
from ui.klaster2_mother_child.patient_papers import PatientPapers
from ui.klaster2_mother_child.pmt_view import PmtView
from ui.klaster2_mother_child.pregnancy_tab import PregnancyTab, is_pregnant, may_be_pregnant
from ui.klaster2_mother_child.school_view import SchoolView
from ui.klaster2_mother_child.vaccine_view import VaccineView
from ui.registers.register_view import RegisterView
from ui.room_views import REGISTERS, REGISTERS_WORD, DeskView, ViewedRoomPage
from ui.widgets.room.own_tab import OwnTab

PREGNANCY, DELIVERY = "Kehamilan", "Persalinan"
GROWTH, IMMUNISATION = "Tumbuh Kembang", "Imunisasi"
IMMUNISATION_TAB = OwnTab(IMMUNISATION, is_immunised, ImmunisationTab)
"""Stands in klaster 3 too, for women of the ages screened for tetanus."""
OWN_TABS = (
    OwnTab(PREGNANCY, may_be_pregnant, PregnancyTab, forms=(ANC_FORM,), opens=is_pregnant),
    OwnTab(DELIVERY, may_be_pregnant, DeliveryTab),
    OwnTab(GROWTH, is_child, GrowthTab, forms=FORMS),
    IMMUNISATION_TAB,
)
SCHOOL, VACCINES, EVENTS, FOOD, BIRTHS = "school", "vaccines", "events", "food", "births"
VIEWS = (
    DeskView(BIRTHS, "Persalinan", BirthsView, frozenset({"pregnancy", "delivery", "birth"})),
    # registers are read when asked for, and say as of when
    DeskView(REGISTERS, REGISTERS_WORD, partial(RegisterView, klaster=Klaster.MOTHER_CHILD)),
    DeskView(SCHOOL, "BIAS", SchoolView, frozenset({"dose", "due"})),
    DeskView(VACCINES, "Vaksin", VaccineView, frozenset({"vaccine", "dose"})),
    DeskView(EVENTS, "KIPI", EventList, frozenset({"adverse_event"})),
    DeskView(FOOD, "PMT", PmtView, frozenset({"encounter"})),
)


class MotherChildPage(ViewedRoomPage):
    """Mothers, babies, children and adolescents; beside the queue registers and what the desks for children keep."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, Klaster.MOTHER_CHILD, VIEWS, OWN_TABS, (PairStrip,), PatientPapers)

    def show_bias(self, school: str) -> None:
        """Show the school lists, of one school where one is named."""
        if not self.may_enter():
            return
        self.show_view(SCHOOL)
        view = self.desks[SCHOOL]
        if isinstance(view, SchoolView):
            view.search.setText(school)

    @property
    def pair(self) -> PairStrip:
        """Return the line of mother and children."""
        line = self.workspace.lines[0]
        assert isinstance(line, PairStrip)  # noqa: S101 - the only line this page makes
        return line
