"""When one service is due for one person: the occurrence that is open or comes next, and when that changes by itself.

An occurrence depends on the day only through windows that close, so between a day and ``changes_on`` it stays the same.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ilp_desktop.domain.calendar_dates import MONTHS_A_YEAR
from ilp_desktop.domain.due.service_plan import ServicePlan


@dataclass(frozen=True)
class Occurrence:
    """One time a service is to be given; ``late_from`` and ``closes_on`` are the first days it is late or closed."""

    due_from: date
    late_from: date | None
    closes_on: date | None


Found = tuple[Occurrence | None, date | None]
"""The occurrence, if any, and the first day after today on which it would be another although nothing happened."""


def occurrence(
    plan: ServicePlan, anchor: date, done: Sequence[date], today: date, recalled_on: date | None = None
) -> Found:
    """Return what is open or next of a service; ``done`` are the days it was given, ascending, none after today.

    ``recalled_on`` is the day that the last result named, in place of the interval.
    """
    opens = plan.opens.after(anchor)
    closes = plan.closes.after(anchor) if plan.closes is not None else None
    if closes is not None and closes <= today:
        return None, None
    if plan.months:
        return _of_months(plan, (opens, closes), done, today)
    if plan.every is not None:
        return _again(plan, (opens, closes), done, recalled_on), closes
    return _once(plan, (opens, closes), done), closes


def _made(plan: ServicePlan, due_from: date, closes: date | None) -> Occurrence | None:
    if closes is not None and due_from >= closes:
        return None
    return Occurrence(due_from, plan.late.after(due_from) if plan.late is not None else None, closes)


def _once(plan: ServicePlan, window: tuple[date, date | None], done: Sequence[date]) -> Occurrence | None:
    opens, closes = window
    inside = done[bisect_left(done, opens) :]
    if closes is not None:
        inside = inside[: bisect_left(inside, closes)]
    if len(inside) >= plan.place or len(inside) < plan.place - 1:
        return None
    due_from = opens if plan.place == 1 else max(opens, plan.gap.after(inside[-1]))
    return _made(plan, due_from, closes)


def _again(
    plan: ServicePlan, window: tuple[date, date | None], done: Sequence[date], recalled_on: date | None
) -> Occurrence | None:
    """Return when it is due again; who never had it is late once the first interval has passed without it."""
    opens, closes = window
    assert plan.every is not None  # noqa: S101 - asked only of plans that repeat
    if done:
        return _made(plan, max(opens, recalled_on or plan.every.after(done[-1])), closes)
    never = _made(plan, opens, closes)
    if never is None or plan.late is None:
        return never
    return replace(never, late_from=plan.every.after(opens))


def _of_months(plan: ServicePlan, window: tuple[date, date | None], done: Sequence[date], today: date) -> Found:
    """Return the first of the plan's months that is neither over nor done."""
    opens, closes = window
    month = max(today, opens).year * MONTHS_A_YEAR + max(today, opens).month - 1 - MONTHS_A_YEAR
    while True:
        month += 1
        year, number = divmod(month, MONTHS_A_YEAR)
        if number + 1 not in plan.months:
            continue
        start = date(year, number + 1, 1)
        if closes is not None and start >= closes:
            return None, closes
        end = plan.stays.after(start)
        first, last = max(start, opens), min(end, closes) if closes is not None else end
        if last <= max(today, first) or _any_between(done, start, end):
            continue
        late = plan.late.after(start) if plan.late is not None else None
        return Occurrence(first, max(late, first + timedelta(days=1)) if late else None, last), last


def _any_between(days: Sequence[date], first: date, end: date) -> bool:
    return bisect_left(days, first) < bisect_right(days, end - timedelta(days=1))
