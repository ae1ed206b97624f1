"""What a child's immunisation record means today: the state of each dose of the schedule."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from ilp_desktop.domain.immunisation.immunisation_checks import DoseWarning, GivenDose, JudgedDose, not_yet_given
from ilp_desktop.domain.immunisation.immunisation_record import DoseRecord, dose_record
from ilp_desktop.domain.immunisation.immunisation_schedule import ScheduledDose, Window, schedule_on
from ilp_desktop.domain.immunisation.immunisation_waiting import Waiting, waiting_on


class DoseState(Enum):
    """Where a dose stands; the value is the word of the immunisation table in Buku KIA."""

    GIVEN = "diberikan"
    NOT_YET = Window.TOO_YOUNG.value
    DUE = Window.IDEAL.value
    LATE = Window.ALLOWED.value
    CATCH_UP = Window.CATCH_UP.value
    CLOSED = Window.CLOSED.value


OPEN_STATES = {
    Window.IDEAL: DoseState.DUE,
    Window.ALLOWED: DoseState.LATE,
    Window.CATCH_UP: DoseState.CATCH_UP,
}


@dataclass(frozen=True)
class DoseStatus:
    """One dose of the schedule for one child.

    Attributes:
        antigen: name as in the schedule.
        dose: number within the antigen.
        label: name on screen and card.
        state: where it stands today.
        given_on: when the dose that counts was given.
        due_from: first day it may be given; expected when the dose before it is still open.
        ideal_until: last day of the ideal age.
        last_on: last day it may be given at all.
        warnings: what is wrong with the dose that counts.
        uncounted: doses recorded under this number that do not count.
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
    uncounted: tuple[JudgedDose, ...]
    note: str
    source: str


def next_doses(
    birth_date: date, given: Iterable[GivenDose], today: date, *, je_endemic: bool = False
) -> tuple[DoseStatus, ...]:
    """Return the state of every dose of the schedule, in its order; those of endemic areas only there or when given."""
    record = dose_record(birth_date, given)
    child = _Child(record, record.filled(today), waiting_on(birth_date, record, today))
    statuses: list[DoseStatus] = []
    for planned in schedule_on(today).doses:
        if planned.endemic_only and not je_endemic and planned.antigen not in child.filled:
            continue
        open_before = (each for each in reversed(statuses) if each.antigen == planned.antigen and not each.given_on)
        statuses.append(child.status(planned, next(open_before, None)))
    return tuple(statuses)


@dataclass(frozen=True)
class _Child:
    record: DoseRecord
    filled: Mapping[str, Mapping[int, date]]
    waiting: Waiting

    def status(self, planned: ScheduledDose, before: DoseStatus | None) -> DoseStatus:
        birth_date, filled = self.waiting.birth_date, self.filled.get(planned.antigen, {})
        given_on = filled.get(planned.dose)
        due_from = self._due_from(planned, filled, before)
        state, note = (DoseState.GIVEN, "") if given_on else self._state(planned, before, due_from)
        return DoseStatus(
            antigen=planned.antigen,
            dose=planned.dose,
            label=planned.label,
            state=state,
            given_on=given_on,
            due_from=due_from,
            ideal_until=planned.ideal_until.after(birth_date) - timedelta(days=1),
            last_on=planned.closed_from.after(birth_date) - timedelta(days=1),
            warnings=self._warnings(planned),
            uncounted=tuple(self._uncounted(planned)),
            note=note,
            source=planned.source,
        )

    def _due_from(self, planned: ScheduledDose, filled: Mapping[int, date], before: DoseStatus | None) -> date:
        if before is None:
            return self.waiting.first_day(planned, filled)
        return self.waiting.first_day(planned, filled, planned.interval.after(max(before.due_from, self.waiting.today)))

    def _warnings(self, planned: ScheduledDose) -> tuple[DoseWarning, ...]:
        wanted = (planned.antigen, planned.dose)
        found = (each for each in self.record.judged if (each.given.antigen, each.counts_as) == wanted)
        return next((each.warnings for each in found), ())

    def _uncounted(self, planned: ScheduledDose) -> Iterator[JudgedDose]:
        for each in self.record.judged:
            if (each.given.antigen, each.given.dose) == (planned.antigen, planned.dose):
                if each.given.on > self.waiting.today:
                    yield not_yet_given(each.given, planned)
                elif each.counts_as is None:
                    yield each

    def _state(self, planned: ScheduledDose, before: DoseStatus | None, due_from: date) -> tuple[DoseState, str]:
        birth_date, today = self.waiting.birth_date, self.waiting.today
        if before is not None and before.state is DoseState.CLOSED:
            return DoseState.CLOSED, before.note
        if max(due_from, today) >= planned.closed_from.after(birth_date):
            return DoseState.CLOSED, planned.never_text
        if due_from > today:
            return DoseState.NOT_YET, f"Menunggu {before.label}." if before else ""
        return OPEN_STATES[planned.window(birth_date, today)], ""
