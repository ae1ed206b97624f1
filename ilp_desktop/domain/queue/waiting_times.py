"""How long people wait and stay, step by step, from the way of every ticket."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import zip_longest
from typing import TypeVar

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.visit_words import Stage, TicketStatus

SECONDS_A_MINUTE = 60
Key = TypeVar("Key")


class QueueStep(Enum):
    """A stretch of the way through the Puskesmas, in order; the value is what figures call it."""

    REGISTRATION = "Menunggu pendaftaran"
    DESK = "Di loket"
    WAITING = "Menunggu ruang"
    CALLED = "Dipanggil, belum masuk"
    SERVED = "Dilayani"
    HELD = "Ditunda atau laboratorium"


@dataclass(frozen=True)
class Stepped:
    """A step of a ticket: what it became, when, and in which queue."""

    ticket_id: object
    became: str
    at: datetime
    stage: str
    klaster: int


@dataclass(frozen=True)
class Stretch:
    """One person in one step: from when, how many minutes, and whether it still goes on."""

    step: QueueStep
    klaster: Klaster
    since: datetime
    minutes: int
    going_on: bool


@dataclass(frozen=True)
class WaitFigures:
    """Minutes of several stretches: how many were over, their average and longest, and the longest going on now."""

    count: int = 0
    average: int | None = None
    longest: int | None = None
    longest_now: int | None = None


def stretches(steps: Sequence[Stepped], now: datetime) -> tuple[Stretch, ...]:
    """Return the stretches of a day; ``steps`` stand ticket by ticket, each ticket's in order.

    What leaves somebody where they are, such as another priority or a second call, begins no stretch of its own.
    """
    begun = [one for before, one in zip([None, *steps], steps, strict=False) if before is None or _moves(before, one)]
    found = []
    for one, following in zip_longest(begun, begun[1:]):
        step = _step_of(one)
        if step is None:
            continue
        over = following is not None and following.ticket_id == one.ticket_id
        until = following.at if over and following is not None else now
        minutes = max(0, int((until - one.at).total_seconds() // SECONDS_A_MINUTE))
        found.append(Stretch(step, Klaster(one.klaster), one.at, minutes, going_on=not over))
    return tuple(found)


def figures_by(found: Iterable[Stretch], key: Callable[[Stretch], Key]) -> dict[Key, WaitFigures]:
    """Return the figures of stretches by whatever they are grouped by."""
    groups: dict[Key, list[Stretch]] = defaultdict(list)
    for one in found:
        groups[key(one)].append(one)
    return {name: figures_of(group) for name, group in groups.items()}


def figures_of(found: Sequence[Stretch]) -> WaitFigures:
    """Return the figures of some stretches."""
    over = [one.minutes for one in found if not one.going_on]
    now = [one.minutes for one in found if one.going_on]
    return WaitFigures(
        count=len(over),
        average=round(sum(over) / len(over)) if over else None,
        longest=max(over, default=None),
        longest_now=max(now, default=None),
    )


def _moves(before: Stepped, step: Stepped) -> bool:
    """Tell whether a step brings somebody elsewhere than the one before it."""
    return before.ticket_id != step.ticket_id or _step_of(before) is not _step_of(step)


def _step_of(step: Stepped) -> QueueStep | None:
    """Return the stretch a step begins; None when the ticket has ended with it."""
    before_desk = step.stage == Stage.REGISTRATION.value
    known = {
        TicketStatus.WAITING.value: QueueStep.REGISTRATION if before_desk else QueueStep.WAITING,
        TicketStatus.CALLED.value: QueueStep.DESK if before_desk else QueueStep.CALLED,
        TicketStatus.SERVED.value: QueueStep.SERVED,
        TicketStatus.HELD.value: QueueStep.HELD,
    }
    return known.get(step.became)
