"""Klaster 3: adults and the elderly."""

from collections.abc import Sequence

from ilp_desktop.domain.klaster import Klaster
from ui.context import PageContext
from ui.widgets.room.own_tab import OwnTab
from ui.widgets.room_page import RoomPage


class AdultElderlyPage(RoomPage):
    """The room of klaster 3, with the tabs every klaster has and those it is handed of another one."""

    def __init__(self, context: PageContext, shared_tabs: Sequence[OwnTab] = ()) -> None:
        super().__init__(context, Klaster.ADULT_ELDERLY, tuple(shared_tabs))
