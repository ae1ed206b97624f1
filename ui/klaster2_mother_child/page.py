"""The page of the tab «2 Ibu & Anak»: the room of klaster 2 with its own tabs."""

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.services.pregnancies import ANC_FORM
from ui.context import PageContext
from ui.klaster2_mother_child.delivery_tab import DeliveryTab
from ui.klaster2_mother_child.growth_tab import GrowthTab, is_child
from ui.klaster2_mother_child.immunisation_tab import ImmunisationTab, is_immunised
from ui.klaster2_mother_child.pregnancy_tab import PregnancyTab, may_be_pregnant
from ui.widgets.room.own_tab import OwnTab
from ui.widgets.room_page import RoomPage

PREGNANCY, DELIVERY = "Kehamilan", "Persalinan"
GROWTH, IMMUNISATION = "Tumbuh Kembang", "Imunisasi"
OWN_TABS = (
    OwnTab(PREGNANCY, may_be_pregnant, PregnancyTab, forms=(ANC_FORM,)),
    OwnTab(DELIVERY, may_be_pregnant, DeliveryTab),
    OwnTab(GROWTH, is_child, GrowthTab),
    OwnTab(IMMUNISATION, is_immunised, ImmunisationTab),
)


class MotherChildPage(RoomPage):
    """Mothers, babies, children and adolescents."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, Klaster.MOTHER_CHILD, OWN_TABS)
