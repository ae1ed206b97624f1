"""Klaster 3: adults and the elderly."""

from ilp_desktop.domain.klaster import Klaster
from ui.context import PageContext
from ui.widgets.room_page import RoomPage


class AdultElderlyPage(RoomPage):
    """The room of klaster 3, with the tabs every klaster has."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, Klaster.ADULT_ELDERLY)
