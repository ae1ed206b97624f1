"""What a child's immunisation record means today: the state of each dose of the schedule."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from ilp_desktop.domain.immunisation_checks import (
    DoseWarning,
    GivenDose,
    dose_problem,
    first_given_on,
    other_live_days,
)
from ilp_desktop.domain.immunisation_schedule import Schedule, ScheduledDose, schedule_on


class DoseState(Enum):
    """Where a dose stands; the value is the Indonesian word."""

    GIVEN = "diberikan"
    NOT_YET = "belum waktunya"
    DUE = "jatuh tempo"
    LATE = "terlambat"
    CATCH_UP = "kejar"
    CLOSED = "tidak diberikan lagi"


@dataclass(frozen=True)
class DoseStatus:
    """One dose of the schedule for one child.

    Attributes:
        antigen: name as in the schedule.
        dose: number within the antigen.
        label: name on screen and card.
        state: where it stands today.
        given_on: when it was given.
        due_from: first day it may be given; expected when the dose before it is still open.
        ideal_until: last day of the ideal age.
        last_on: last day it may be given at all.
        warnings: what is wrong with a given dose.
        note: why it is closed or what it waits for, in Indonesian.
        source: regulation.
    """

    antigen: str
    dose: int
    label: str
    state: DoseState
    given_on: date | None
    due_from: date
    ideal_until: date
    last_on: date
    warnings: tuple[DoseWarning, ...]
    note: str
    source: str


def next_doses(
    birth_date: date, given: Iterable[GivenDose], today: date, *, je_endemic: bool = False
) -> tuple[DoseStatus, ...]:
    """Return the state of every dose of the schedule, in its order; JE only where it is endemic."""
    schedule = schedule_on(today)
    record = [dose for dose in given if dose.on <= today]
    child = _Child(birth_date, record, today, schedule)
    statuses: list[DoseStatus] = []
    for planned in schedule.doses:
        if planned.endemic_only and not je_endemic and not first_given_on(record, planned):
            continue
        before = next((s for s in statuses if (s.antigen, s.dose) == (planned.antigen, planned.dose - 1)), None)
        statuses.append(child.status(planned, before))
    return tuple(statuses)


@dataclass(frozen=True)
class _Child:
    birth_date: date
    record: Sequence[GivenDose]
    today: date
    schedule: Schedule

    def status(self, planned: ScheduledDose, before: DoseStatus | None) -> DoseStatus:
        given_on = first_given_on(self.record, planned)
        due_from = self._earliest(planned, before)
        state, note = self._state(planned, before, due_from)
        warnings: tuple[DoseWarning, ...] = ()
        if given_on is not None:
            others = [dose for dose in self.record if (dose.antigen, dose.dose) != (planned.antigen, planned.dose)]
            warnings = dose_problem(planned.antigen, planned.dose, self.birth_date, others, given_on)
            state, note = DoseState.GIVEN, ""
        return DoseStatus(
            antigen=planned.antigen,
            dose=planned.dose,
            label=planned.label,
            state=state,
            given_on=given_on,
            due_from=due_from,
            ideal_until=planned.ideal_until.after(self.birth_date) - timedelta(days=1),
            last_on=planned.closed_from.after(self.birth_date) - timedelta(days=1),
            warnings=warnings,
            note=note,
            source=self.schedule.source,
        )

    def _earliest(self, planned: ScheduledDose, before: DoseStatus | None) -> date:
        days = [planned.start.after(self.birth_date)]
        if before is not None:
            days.append(planned.interval.after(before.given_on or max(before.due_from, self.today)))
        if planned.live_injectable:
            days.extend(
                self.schedule.live_gap.after(on)
                for on in other_live_days(planned, self.record, self.schedule)
                if on < self.today
            )
        return max(days)

    def _state(self, planned: ScheduledDose, before: DoseStatus | None, due_from: date) -> tuple[DoseState, str]:
        closed_from = planned.closed_from.after(self.birth_date)
        if before is not None and before.state is DoseState.CLOSED:
            return DoseState.CLOSED, before.note
        if max(due_from, self.today) >= closed_from:
            return DoseState.CLOSED, planned.never_text
        if due_from > self.today:
            awaited = before if before is not None and before.given_on is None else None
            return DoseState.NOT_YET, f"Menunggu {awaited.label}." if awaited else ""
        if self.today < planned.ideal_until.after(self.birth_date):
            return DoseState.DUE, ""
        if self.today < planned.allowed_until.after(self.birth_date):
            return DoseState.LATE, ""
        return DoseState.CATCH_UP, ""
