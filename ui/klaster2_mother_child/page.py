"""The page of the tab «2 Ibu & Anak»: the room of klaster 2 with its own tabs."""

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.services.pregnancies import ANC_FORM
from ilp_desktop.services.queue_rows import QueueRow
from ui.context import PageContext
from ui.klaster2_mother_child.growth_tab import GrowthTab, is_child
from ui.klaster2_mother_child.immunisation_tab import ImmunisationTab, is_immunised
from ui.klaster2_mother_child.pregnancy_tab import PregnancyTab, may_be_pregnant
from ui.klaster2_mother_child.register_view import RegisterView
from ui.widgets.room.own_tab import OwnTab
from ui.widgets.room_page import RoomPage
from ui.widgets.view_switch import ViewSwitch

PREGNANCY, GROWTH, IMMUNISATION = "Kehamilan", "Tumbuh Kembang", "Imunisasi"
OWN_TABS = (
    OwnTab(PREGNANCY, may_be_pregnant, PregnancyTab, forms=(ANC_FORM,)),
    OwnTab(GROWTH, is_child, GrowthTab),
    OwnTab(IMMUNISATION, is_immunised, ImmunisationTab),
)


QUEUE, REGISTERS = "queue", "registers"
VIEWS = ((QUEUE, "Antrean"), (REGISTERS, "Register"))


class MotherChildPage(RoomPage):
    """Mothers, babies, children and adolescents; beside the list of who waits stand the registers.

    Attributes:
        switch: chooses between the list and the registers, and stands on top of either.
        registers: kohort, immunisation, deliveries, growth.
    """

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, Klaster.MOTHER_CHILD, OWN_TABS)
        self._page_context = context

    def build(self) -> None:
        """Make the room, and the registers beside it."""
        super().build()
        if not self.may_enter():
            return
        self.switch = ViewSwitch("Tampilan", VIEWS)
        self.registers = RegisterView(self._page_context)
        self.add_view(self.registers)
        self.waiting.head.insertWidget(0, self.switch)
        self.switch.changed.connect(self._show_view)

    def _show_view(self, view: str) -> None:
        """Show the list or the registers, with the switch on top of it."""
        if view == REGISTERS:
            self.registers.head_line().insertWidget(0, self.switch)
            self.show_view(self.registers)
            self.registers.read()
        else:
            self.unfold()
        self.switch.button(view).setFocus()

    def unfold(self, row: QueueRow | None = None) -> None:
        """Show the list, with the switch on top of it."""
        self.waiting.head.insertWidget(0, self.switch)
        self.switch.select(QUEUE)
        super().unfold(row)
