"""The order of a waiting room: urgent first, and nobody waits for ever.

Each priority class counts as having arrived some minutes earlier. So a person can only be overtaken by those who
come within that many minutes after, however many of them there are, and the order never depends on the clock.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ilp_desktop.domain.queue.priority import Priority
from ilp_desktop.reference import edition_on

RETURNED = "kembali"
BEHIND = timedelta(milliseconds=1)
MINUTES_AN_HOUR = 60


@dataclass(frozen=True)
class Waiting:
    """A ticket that waits.

    Attributes:
        since: when its holder began to wait, or came back.
        returned: whether the holder was served and comes back from the laboratory.
        placed_at: the place given to somebody who was passed over, as a time; None for everybody else.
    """

    key: str
    number: int
    priority: Priority
    since: datetime
    returned: bool = False
    placed_at: datetime | None = None


@dataclass(frozen=True)
class Placed:
    """A ticket in its place, first place 1, with the reason in Indonesian."""

    ticket: Waiting
    place: int
    reason: str


def order_queue(waiting: Sequence[Waiting], now: datetime) -> tuple[Placed, ...]:
    """Put tickets in the order in which they are to be called, each with the reason for its place."""
    ordered = calling_order(waiting, now)
    return tuple(
        Placed(ticket, place, _reason(ticket, ordered[place:], ordered[: place - 1], now))
        for place, ticket in enumerate(ordered, start=1)
    )


def calling_order(waiting: Sequence[Waiting], now: datetime) -> list[Waiting]:
    """Put tickets in the order in which they are to be called."""
    starts = _head_starts(now.date())
    return sorted(waiting, key=lambda ticket: _call_key(ticket, starts))


def skipped_place(ticket: Waiting, others: Sequence[Waiting], now: datetime) -> datetime | None:
    """Return the place of somebody who did not come when called: behind a few of those who wait now."""
    starts = _head_starts(now.date())
    keys = sorted(_call_key(other, starts) for other in others)
    behind = min(edition_on("queue_rules", now.date()).body["skipped"]["after_people"], len(keys))
    own = _call_key(ticket, starts)[0]
    return max(own, keys[behind - 1][0] + BEHIND) if behind else None


def order_words(day: date) -> tuple[str, ...]:
    """Return the rule of the order in Indonesian, a sentence a line, its source last."""
    order, rules = edition_on("queue_order", day), edition_on("queue_rules", day).body
    starts = order.body["head_start_minutes"]
    classes = (f"{name} {_span(minutes)}" for name, minutes in starts.items() if minutes)
    return (
        f"Dihitung datang lebih awal: {', '.join(classes)}. Selebihnya menurut waktu datang.",
        "Setiap orang hanya dapat didahului yang datang dalam selisih itu, jadi tidak ada yang menunggu tanpa batas.",
        f"Kembali dari laboratorium: ke ruang yang sama, {_span(rules['returned']['head_start_minutes'])} lebih awal.",
        f"Dilewati: menunggu di belakang {rules['skipped']['after_people']} orang berikutnya.",
        f"Sumber: {order.source}.",
    )


def ticket_text(letter: str, number: int) -> str:
    """Return the number as ticket and screen write it, e.g. ``A-014``."""
    return f"{letter}-{number:03}"


def _head_starts(day: date) -> Mapping[str, int]:
    returned = edition_on("queue_rules", day).body["returned"]["head_start_minutes"]
    return {**edition_on("queue_order", day).body["head_start_minutes"], RETURNED: returned}


def _call_key(ticket: Waiting, starts: Mapping[str, int]) -> tuple[datetime, int, datetime, int, str]:
    minutes = starts[ticket.priority.value]
    if ticket.returned:
        minutes = max(minutes, starts[RETURNED])
    counted = ticket.placed_at or ticket.since - timedelta(minutes=minutes)
    return (counted, ticket.priority.rank, ticket.since, ticket.number, ticket.key)


def _span(minutes: int) -> str:
    """Return minutes as words; whole hours as hours."""
    hours, rest = divmod(minutes, MINUTES_AN_HOUR)
    return f"{hours} jam" if hours and not rest else f"{minutes} menit"


def _reason(ticket: Waiting, behind: Sequence[Waiting], ahead: Sequence[Waiting], now: datetime) -> str:
    minutes = max(0, int((now - ticket.since).total_seconds() // 60))
    parts = [f"{ticket.priority.value.capitalize()}, menunggu {minutes} menit"]
    if ticket.returned:
        parts.append("kembali ke ruang yang sama")
    if ticket.placed_at is not None:
        parts.append("dilewati karena belum datang saat dipanggil")
    overtaken = sum(1 for other in behind if other.since < ticket.since)
    if overtaken:
        parts.append(f"mendahului {overtaken} orang yang datang lebih dulu")
    passed_by = sum(1 for other in ahead if other.since > ticket.since)
    if passed_by:
        parts.append(f"didahului {passed_by} orang yang lebih mendesak")
    return "; ".join(parts) + "."
