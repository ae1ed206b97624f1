"""What somebody does in the tab of tests and prescriptions."""

from tests.journeys.pages.room import Room
from tests.ui.hands import click, type_text
from tests.ui.room_desk import RoomDesk
from ui.widgets.room.coded_search import CodedSearch
from ui.widgets.room.orders_tab import OrdersTab
from ui.widgets.room.room_tabs import ORDERS

PATIENCE_MS = 20_000


def orders_of(room: Room) -> OrdersTab:
    room.go_to(ORDERS)
    return room.tabs.orders


def search_of(field: object) -> CodedSearch:
    """Return the search box of a field that has one."""
    box = getattr(field, "box", None)
    assert isinstance(box, CodedSearch)
    return box


def choose(desk: RoomDesk, box: CodedSearch, text: str) -> list[str]:
    """Type into a search and return what is offered."""
    box.setFocus()
    with desk.qtbot.waitSignal(box.searched, timeout=PATIENCE_MS):
        type_text(text, box)
    model = box.popup().model
    return [model.suggestion(number).text for number in range(model.rowCount())]


def save(desk: RoomDesk, room: Room) -> None:
    """Press Alt+S and wait until it is stored and read again."""
    click(room.workspace.foot.save_button)
    desk.wait_until_said("Tersimpan")
    desk.qtbot.waitUntil(lambda: not room.page.saving.is_busy, timeout=PATIENCE_MS)
