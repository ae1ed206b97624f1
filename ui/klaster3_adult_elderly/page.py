"""The page of the tab «3 Dewasa & Lansia»: the room of klaster 3 with its own tabs, and its registers beside the queue.

A further tab is a line in ``OWN_TABS``, a further view beside the queue one in ``VIEWS``.
"""

from collections.abc import Sequence
from functools import partial

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ui.context import PageContext
from ui.klaster3_adult_elderly.elderly_tab import ElderlyTab, is_elderly
from ui.klaster3_adult_elderly.mental_tab import MentalTab, is_asked
from ui.klaster3_adult_elderly.ncd_tab import NcdTab, is_grown
from ui.klaster3_adult_elderly.planning_tab import PlanningTab, is_of_age
from ui.klaster3_adult_elderly.premarital_tab import PremaritalTab
from ui.klaster3_adult_elderly.premarital_tab import is_of_age as may_marry
from ui.registers.register_view import RegisterView
from ui.room_views import REGISTERS, REGISTERS_WORD, DeskView, ViewedRoomPage
from ui.widgets.room.own_tab import OwnTab

NCD, ELDERLY, PREMARITAL, MENTAL, PLANNING = "PTM", "Lansia", "Catin", "Jiwa", "KB"
OWN_TABS = (
    OwnTab(NCD, is_grown, NcdTab),
    OwnTab(ELDERLY, is_elderly, ElderlyTab),
    OwnTab(PREMARITAL, may_marry, PremaritalTab),
)
RESTRICTED_TABS = (OwnTab(MENTAL, is_asked, MentalTab), OwnTab(PLANNING, is_of_age, PlanningTab))
"""Tabs that are there only for those with leave for restricted things."""

VIEWS = (
    # registers are read when asked for, and say as of when
    DeskView(REGISTERS, REGISTERS_WORD, partial(RegisterView, klaster=Klaster.ADULT_ELDERLY)),
)


class AdultElderlyPage(ViewedRoomPage):
    """Adults and the elderly, with the tabs of klaster 3 and those it is handed of another one."""

    def __init__(self, context: PageContext, shared_tabs: Sequence[OwnTab] = ()) -> None:
        closed = RESTRICTED_TABS if context.user.may(Act.SEE_RESTRICTED) else ()
        super().__init__(context, Klaster.ADULT_ELDERLY, VIEWS, (*OWN_TABS, *closed, *shared_tabs))
