"""Orders and actions that are typed and not stored, as plain values to be kept through a crash."""

from collections.abc import Sequence
from datetime import time
from typing import Any
from uuid import UUID

from ilp_desktop.services.order.action_writing import GivenAction
from ilp_desktop.services.order.order_data import AskedTest, Prescribed


def plain_test(one: AskedTest) -> list[Any]:
    """Return a test as plain values."""
    return [one.name, one.test, one.question, one.urgent]


def kept_test(plain: Sequence[Any]) -> AskedTest:
    """Return the test that was made plain."""
    return AskedTest(*plain)


def plain_line(one: Prescribed) -> dict[str, Any]:
    """Return a line of a prescription as plain values."""
    return vars(one) | {"confirmed": sorted(one.confirmed)}


def kept_line(plain: dict[str, Any]) -> Prescribed:
    """Return the line that was made plain."""
    return Prescribed(**plain | {"confirmed": frozenset(plain["confirmed"])})


def plain_actions(actions: Sequence[GivenAction]) -> list[dict[str, Any]]:
    """Return actions as plain values."""
    return [
        vars(one) | {"done_by": str(one.done_by) if one.done_by else None, "at": one.at.isoformat() if one.at else None}
        for one in actions
    ]


def kept_actions(plain: Sequence[dict[str, Any]]) -> tuple[GivenAction, ...]:
    """Return the actions that were made plain."""
    return tuple(
        GivenAction(
            **one
            | {
                "done_by": UUID(one["done_by"]) if one["done_by"] else None,
                "at": time.fromisoformat(one["at"]) if one["at"] else None,
            }
        )
        for one in plain
    )
