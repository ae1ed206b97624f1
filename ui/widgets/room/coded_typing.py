"""What is typed of a visit in codes: its actions, and the tests and medicines about to be asked for."""

from collections.abc import Mapping
from typing import Any

from ilp_desktop.services.order.action_writing import GivenAction
from ilp_desktop.services.record.encounters import EncounterFile
from ui.widgets.room.order_typing import kept_actions, plain_actions
from ui.widgets.room.room_tabs import RoomTabs

ACTIONS, BEFORE, ORDERS = "actions", "before", "orders"


class CodedTyping:
    """The actions on Pemeriksaan and the tab of orders, as one thing that is shown, kept and compared."""

    def __init__(self, tabs: RoomTabs) -> None:
        self._actions = tabs.examination.action_list
        self._orders = tabs.orders

    def show(self, file: EncounterFile) -> None:
        """Show what is stored of a visit, dropping what was typed."""
        self._actions.set_value(file.actions)
        self._orders.clear()

    def has_typing(self, file: EncounterFile) -> bool:
        """Tell whether anything is not stored yet."""
        return self._actions.value() != file.actions or self._orders.has_typing()

    def kept(self, file: EncounterFile) -> dict[str, Any]:
        """Return what is typed as plain values, empty when nothing is."""
        if not self.has_typing(file):
            return {}
        return {
            ACTIONS: plain_actions(self._actions.value()),
            BEFORE: plain_actions(file.actions),
            ORDERS: self._orders.kept(),
        }

    def take_up(self, kept: Mapping[str, Any], file: EncounterFile) -> None:
        """Show what was kept; actions that equal what was stored then were not typed."""
        actions = kept.get(ACTIONS)
        typed = actions is not None and actions != kept.get(BEFORE)
        self._actions.set_value(kept_actions(actions) if typed and actions is not None else file.actions)
        self._orders.show_kept(kept.get(ORDERS, {}))


def actions_before(kept: Mapping[str, Any]) -> tuple[GivenAction, ...] | None:
    """Return the actions that were stored when something was typed, None where nothing was."""
    return kept_actions(kept[BEFORE]) if BEFORE in kept else None


def typed_of(kept: Mapping[str, Any]) -> tuple[Any, Any]:
    """Return what was typed, whatever was stored meanwhile."""
    return kept.get(ACTIONS), kept.get(ORDERS)
