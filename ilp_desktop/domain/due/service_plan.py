"""A service as the packages define it: for whom, when after which event, how often, and what fulfils it."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from ilp_desktop.domain.expressions.conditions import YES_NO, Condition, Name
from ilp_desktop.domain.sex import Sex
from ilp_desktop.domain.span import Span

AT_ONCE, ONE_MONTH = Span(), Span(months=1)
BIRTH, LAST_PERIOD, DELIVERY = "birth", "last_period", "delivery"
"""Anchors that are no events: the person's birth, the last period of a pregnancy in progress, the last delivery."""

DOCTOR = "doctor"
"""The kind of event that a doctor saw somebody for a disease of a register."""

CONTROL = "control"
"""The kind of event that a disease of a register was controlled; ``INSIDE`` of them all, at the Puskesmas."""
INSIDE, SENT_BACK = f"{CONTROL}:puskesmas", f"{CONTROL}:kembali"
"""Events that any disease was controlled at the Puskesmas, and that somebody was sent back to its doctor."""

ANSWER, WAITING = "answer", "waiting"
"""Kinds of events: an answer that is a result, and one that a result is still to come."""

WHO_NAMES = {
    "jenis_kelamin": Name("Jenis kelamin", {sex.value: sex.word for sex in Sex}),
    "hamil": Name("Hamil", YES_NO),
}
"""What a condition may look at beside the registers; ages and weeks are windows, never conditions, so that the day
on which an answer changes by itself is always known."""


class Unwell(Enum):
    """What becomes of a service when the person comes unwell."""

    POSTPONE = "tunda"
    ANYWAY = "tetap"


@dataclass(frozen=True)
class ServicePlan:
    """One service of a package.

    Attributes:
        code: stable English identifier.
        label: Indonesian name, as lists show it.
        why: Indonesian sentence that states the rule.
        source: regulation, year, place.
        form: code of the form that fulfils it; empty where none does.
        done_by: keys of the events that fulfil it, e.g. ``form:anc_visit`` or ``answer:vitamin_a``.
        who: condition over what does not change by itself; None is everybody.
        anchor: what the window is counted from: birth, last_period, delivery, or the key of an event.
        opens, closes: the window after the anchor, the end not included; ``closes`` None is without end.
        late: how long after it became due it is late; None is never.
        every: how long after it was done it is due again; None is once in the window.
        months: calendar months in which it is due, each time anew; instead of ``every``.
        stays: how long such a month's service is still offered.
        place: the how-manyth event inside the window fulfils it, e.g. 2 for the second contact of a trimester.
        gap: least time after the event before it, where ``place`` is above 1.
        restricted: seen only by those with leave for restricted things.
        restricted_below_years: restricted for people younger than this, e.g. the pregnancy of a minor.
        each_visit: offered at every visit and kept in no list; with ``sick_only`` where the person comes unwell.
        corrected: the window is by corrected age for a child born too early.
        recall: where its last result names when it is done again, that day goes before the interval.
        rank: where it stands among others; small ones first.
    """

    code: str
    label: str
    why: str
    source: str
    form: str
    done_by: tuple[str, ...]
    who: Condition | None = None
    anchor: str = BIRTH
    opens: Span = AT_ONCE
    closes: Span | None = None
    late: Span | None = None
    every: Span | None = None
    months: tuple[int, ...] = ()
    stays: Span = ONE_MONTH
    place: int = 1
    gap: Span = AT_ONCE
    unwell: Unwell = Unwell.POSTPONE
    restricted: bool = False
    restricted_below_years: int = 0
    each_visit: bool = False
    sick_only: bool = False
    corrected: bool = False
    recall: bool = False
    rank: int = 0

    @cached_property
    def waits_for(self) -> tuple[str, ...]:
        """Return the keys of results that were asked for and are still to come."""
        keys = (key.split(":", 1) for key in self.done_by)
        return tuple(f"{WAITING}:{rest}" for kind, rest in keys if kind == ANSWER and "=" not in rest)


@dataclass(frozen=True)
class DueItem:
    """One service that is due, late or coming for one person.

    Attributes:
        service: code of the plan, or ``dose:MR:2``, ``follow_up:phq9``, ``repeat:kpsp_12``, ``refer:puma``,
            ``awaited:hepatitis``, ``waiting:hiv_pregnant``; after ``x:`` where it rests on restricted answers.
        due_from: first day it is due.
        late_from: first day it is late, or None.
        closes_on: first day it is no longer offered, or None.
        last_done: when it was given last, or None.
        rank: where it stands among others; small ones first.
        note: what a person answered to it, or what it waits for; Indonesian.
    """

    service: str
    label: str
    due_from: date
    late_from: date | None
    closes_on: date | None
    why: str
    source: str
    form: str = ""
    unwell: Unwell = Unwell.POSTPONE
    restricted: bool = False
    last_done: date | None = None
    each_visit: bool = False
    rank: int = 0
    note: str = ""
