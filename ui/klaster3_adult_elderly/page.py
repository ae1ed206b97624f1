"""The page of the tab «3 Dewasa & Lansia»: the room of klaster 3 with its own tabs, and its registers beside the queue.

A further tab is a line in ``OWN_TABS``, a further view beside the queue one in ``VIEWS``.
"""

from collections.abc import Sequence
from functools import partial

from ilp_desktop.domain.klaster import Klaster
from ui.context import PageContext
from ui.klaster3_adult_elderly.elderly_tab import ElderlyTab, is_elderly
from ui.klaster3_adult_elderly.ncd_tab import NcdTab, is_grown
from ui.registers.register_view import RegisterView
from ui.room_views import REGISTERS, REGISTERS_WORD, DeskView, ViewedRoomPage
from ui.widgets.room.own_tab import OwnTab

NCD, ELDERLY = "PTM", "Lansia"
OWN_TABS = (OwnTab(NCD, is_grown, NcdTab), OwnTab(ELDERLY, is_elderly, ElderlyTab))
VIEWS = (
    # registers are read when asked for, and say as of when
    DeskView(REGISTERS, REGISTERS_WORD, partial(RegisterView, klaster=Klaster.ADULT_ELDERLY)),
)


class AdultElderlyPage(ViewedRoomPage):
    """Adults and the elderly, with the tabs of klaster 3 and those it is handed of another one."""

    def __init__(self, context: PageContext, shared_tabs: Sequence[OwnTab] = ()) -> None:
        super().__init__(context, Klaster.ADULT_ELDERLY, VIEWS, (*OWN_TABS, *shared_tabs))
