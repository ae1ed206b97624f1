"""Events after immunisation (KIPI): whether one is serious, what is said at once, and when it is looked at again."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from ilp_desktop.reference import edition_on

NAME = "adverse_event"


@dataclass(frozen=True)
class EventWords:
    """What can be chosen, by code, in the order it is offered."""

    reactions: Mapping[str, str]
    criteria: Mapping[str, str]
    outcomes: Mapping[str, str]


@dataclass(frozen=True)
class EventVerdict:
    """What a report comes to.

    Attributes:
        serious: whether it must be reported at once.
        reasons: what makes it serious, in Indonesian.
        alarms: what is said at once, in Indonesian.
        ended: whether the outcome needs no further look.
        look_again_on: the day it is looked at again; None when it has ended.
        source: regulation.
    """

    serious: bool
    reasons: tuple[str, ...]
    alarms: tuple[str, ...]
    ended: bool
    look_again_on: date | None
    source: str


def event_words(day: date) -> EventWords:
    """Return what can be chosen on a day."""
    return _words_from(edition_on(NAME, day).valid_from)


def event_verdict(
    reactions: Collection[str], criteria: Collection[str], outcome: str, reported_on: date
) -> EventVerdict:
    """Return what a report comes to by its reactions, the criteria ticked, and the outcome known so far."""
    edition = edition_on(NAME, reported_on)
    body = edition.body
    grave = [row for row in body["reaction"] if row["code"] in reactions and row.get("serious", False)]
    ticked = [row for row in body["criterion"] if row["code"] in criteria]
    known: Mapping[str, Any] = next((row for row in body["outcome"] if row["code"] == outcome), {})
    reasons = [str(row["label"]) for row in (*grave, *ticked)]
    reasons += [str(known["label"])] if known.get("serious", False) else []
    ended = bool(known.get("ended", False))
    days = body["follow_up_days_serious"] if reasons else body["follow_up_days"]
    alarms = [str(row["alarm"]) for row in grave] if not ended else []
    return EventVerdict(
        serious=bool(reasons),
        reasons=tuple(reasons),
        alarms=(*alarms, *((body["alarm_serious"],) if reasons else ())),
        ended=ended,
        look_again_on=None if ended else reported_on + timedelta(days=days),
        source=edition.source,
    )


@cache
def _words_from(valid_from: date) -> EventWords:
    body = edition_on(NAME, valid_from).body
    reactions, criteria, outcomes = (
        {row["code"]: row["label"] for row in body[name]} for name in ("reaction", "criterion", "outcome")
    )
    return EventWords(reactions, criteria, outcomes)
