"""The order of a waiting room: urgent first, and nobody waits for ever.

Each priority class counts as having arrived some minutes earlier. So a person can only be overtaken by those who
come within that many minutes after, however many of them there are, and the order never depends on the clock.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ilp_desktop.domain.priority import Priority
from ilp_desktop.reference import edition_on


@dataclass(frozen=True)
class Waiting:
    """A ticket that waits; ``since`` is when its holder began to wait."""

    key: str
    number: int
    priority: Priority
    since: datetime


@dataclass(frozen=True)
class Placed:
    """A ticket in its place, first place 1, with the reason in Indonesian."""

    ticket: Waiting
    place: int
    reason: str


def order_queue(waiting: Sequence[Waiting], now: datetime) -> tuple[Placed, ...]:
    """Put tickets in the order in which they are to be called."""
    starts = edition_on("queue_order", now.date()).body["head_start_minutes"]
    ordered = sorted(waiting, key=lambda ticket: _call_key(ticket, starts))
    return tuple(
        Placed(ticket, place, _reason(ticket, ordered[place:], ordered[: place - 1], now))
        for place, ticket in enumerate(ordered, start=1)
    )


def ticket_text(letter: str, number: int) -> str:
    """Return the number as ticket and screen write it, e.g. ``A-014``."""
    return f"{letter}-{number:03}"


def _call_key(ticket: Waiting, starts: Mapping[str, int]) -> tuple[datetime, int, datetime, int, str]:
    earlier = timedelta(minutes=starts[ticket.priority.value])
    return (ticket.since - earlier, ticket.priority.rank, ticket.since, ticket.number, ticket.key)


def _reason(ticket: Waiting, behind: Sequence[Waiting], ahead: Sequence[Waiting], now: datetime) -> str:
    minutes = max(0, int((now - ticket.since).total_seconds() // 60))
    parts = [f"{ticket.priority.value.capitalize()}, menunggu {minutes} menit"]
    overtaken = sum(1 for other in behind if other.since < ticket.since)
    if overtaken:
        parts.append(f"mendahului {overtaken} orang yang datang lebih dulu")
    passed_by = sum(1 for other in ahead if other.since > ticket.since)
    if passed_by:
        parts.append(f"didahului {passed_by} orang yang lebih mendesak")
    return "; ".join(parts) + "."
