"""A plan for whatever is missing: which doses on which day from today on, in as few visits as the rules allow."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from ilp_desktop.domain.immunisation.immunisation_checks import GivenDose
from ilp_desktop.domain.immunisation.immunisation_facts import OpenDose, VaccineFacts
from ilp_desktop.domain.immunisation.immunisation_open import open_doses
from ilp_desktop.domain.immunisation.immunisation_record import DoseRecord, dose_record
from ilp_desktop.domain.immunisation.immunisation_rules import rules_on
from ilp_desktop.domain.immunisation.immunisation_schedule import ScheduledDose, schedule_on
from ilp_desktop.domain.immunisation.immunisation_waiting import DAY, Waiting
from ilp_desktop.domain.span import Span
from ilp_desktop.reference import edition_on

NAME = "immunisation_plan"
MOST_VISITS = 60


@dataclass(frozen=True)
class PlannedDose:
    """One dose of a plan.

    Attributes:
        earliest: first day it counts, if all doses before it are given as planned.
        latest: last day it may be given; None when age does not close it.
    """

    antigen: str
    dose: int
    label: str
    earliest: date
    latest: date | None


@dataclass(frozen=True)
class PlannedVisit:
    """The doses of one day."""

    day: date
    doses: tuple[PlannedDose, ...]


@dataclass(frozen=True)
class ImmunisationPlan:
    """What is still to be given.

    Attributes:
        visits: the first day first.
        lost: doses of childhood that can no longer be given, with the reason, in the order of the schedule.
        source: regulation.
    """

    visits: tuple[PlannedVisit, ...]
    lost: tuple[tuple[str, str], ...]
    source: str

    @property
    def doses(self) -> tuple[GivenDose, ...]:
        """Return every planned dose as if it had been given."""
        return tuple(GivenDose(dose.antigen, dose.dose, visit.day) for visit in self.visits for dose in visit.doses)


@dataclass(frozen=True)
class _Limits:
    gather: timedelta
    past_ideal: timedelta
    ahead: Span
    later_from: Span
    source: str


def immunisation_plan(facts: VaccineFacts, today: date) -> ImmunisationPlan:
    """Return the plan for somebody with any record; series go on where they stand."""
    limits = _limits_on(today)
    start = max(today, facts.birth_date)
    record = dose_record(facts.birth_date, facts.given)
    visits: tuple[PlannedVisit, ...] = ()
    lost: tuple[tuple[str, str], ...] = ()
    if start < schedule_on(start).ends.after(facts.birth_date):
        visits, lost = _of_childhood(facts, record, start, limits)
    if limits.later_from.over(facts.birth_date, start):
        visits = _merged(visits, _of_later_life(facts, record, visits, start, limits))
    return ImmunisationPlan(visits, lost, limits.source)


def _of_childhood(
    facts: VaccineFacts, record: DoseRecord, start: date, limits: _Limits
) -> tuple[tuple[PlannedVisit, ...], tuple[tuple[str, str], ...]]:
    """Return fewer visits where that loses no dose, otherwise every dose at its earliest day."""
    few = _Course(facts, record, start, limits)
    if few.has_waited:
        soonest = _Course(facts, record, start, replace(limits, gather=timedelta()))
        if len(soonest.lost) < len(few.lost):
            return soonest.visits, soonest.lost
    return few.visits, few.lost


class _Course:
    """The doses of childhood given one visit after another, in thought.

    Attributes:
        has_waited: whether a dose was put off for the sake of another.
    """

    def __init__(self, facts: VaccineFacts, record: DoseRecord, start: date, limits: _Limits) -> None:
        self._birth = facts.birth_date
        self._start, self._limits = start, limits
        self._filled = {antigen: dict(days) for antigen, days in record.filled(start).items()}
        self._live = [each for each in record.live if each[0] <= start]
        self._in_vain = {each.given.antigen: each.given.on + DAY for each in record.in_vain if each.given.on <= start}
        self._waiting = self._waiting_from(start)
        self._own: dict[str, date] = {}
        self._ends: dict[str, tuple[date, date]] = {}
        self._lost: dict[str, str] = {}
        self.has_waited = False
        schedule = schedule_on(start)
        self._missing = {
            antigen: missing
            for antigen, doses in schedule.series.items()
            if (missing := self._missing_of(antigen, doses, je_endemic=facts.je_endemic))
        }
        self.visits = tuple(self._walk())
        self.lost = tuple((dose.label, self._lost[dose.label]) for dose in schedule.doses if dose.label in self._lost)

    def _missing_of(self, antigen: str, doses: Sequence[ScheduledDose], *, je_endemic: bool) -> list[ScheduledDose]:
        filled = self._filled.get(antigen, {})
        return [dose for dose in doses if dose.dose not in filled and (je_endemic or not dose.endemic_only or filled)]

    def _walk(self) -> Iterable[PlannedVisit]:
        while due := self._due():
            day = self._day(due)
            now = [(dose, earliest) for dose, earliest in due if earliest <= day]
            yield PlannedVisit(day, tuple(self._give(dose, earliest, day) for dose, earliest in now))
            self._waiting = self._waiting_from(day + DAY)

    def _due(self) -> list[tuple[ScheduledDose, date]]:
        """Return the next dose of each antigen with its first day; what comes too late is lost with all after it."""
        found = []
        for antigen, missing in list(self._missing.items()):
            planned = missing[0]
            earliest = max(self._waiting.today, self._first_day(planned))
            if earliest >= self._ends_of(planned)[1]:
                self._lost |= {dose.label: planned.never_text for dose in missing}
                del self._missing[antigen]
            else:
                found.append((planned, earliest))
        return found

    def _first_day(self, dose: ScheduledDose) -> date:
        """Return the first day of a dose; that of a vaccine which waits for no other stays until one is given."""
        filled = self._filled.get(dose.antigen, {})
        if dose.live_injectable:
            return self._waiting.first_day(dose, filled)
        if dose.antigen not in self._own:
            self._own[dose.antigen] = self._waiting.first_day(dose, filled)
        return self._own[dose.antigen]

    def _ends_of(self, dose: ScheduledDose) -> tuple[date, date]:
        """Return the first day after the ideal age, and the first on which a dose is no longer given."""
        if dose.label not in self._ends:
            self._ends[dose.label] = dose.ideal_until.after(self._birth), dose.closed_from.after(self._birth)
        return self._ends[dose.label]

    def _day(self, due: Sequence[tuple[ScheduledDose, date]]) -> date:
        """Return the next day: the earliest of any dose, or somewhat later where more can be given then."""
        first = min(earliest for _, earliest in due)
        if first == self._start:
            return first
        last = first + self._limits.gather
        for dose, earliest in due:
            if earliest <= last:
                last = min(last, self._may_wait_until(dose, earliest))
        day = max(earliest for _, earliest in due if earliest <= last)
        self.has_waited = self.has_waited or day > first
        return day

    def _may_wait_until(self, dose: ScheduledDose, earliest: date) -> date:
        """Return the last day it may wait for others: inside the ideal age, or only a few days past it."""
        ideal, closed = self._ends_of(dose)
        if earliest >= ideal:
            return closed - DAY
        return min(max(ideal - DAY, earliest + self._limits.past_ideal), closed - DAY)

    def _give(self, dose: ScheduledDose, earliest: date, day: date) -> PlannedDose:
        self._filled.setdefault(dose.antigen, {})[dose.dose] = day
        self._own.pop(dose.antigen, None)
        if dose.live_injectable:
            self._live.append((day, dose.antigen))
        missing = self._missing[dose.antigen]
        missing.remove(dose)
        if not missing:
            del self._missing[dose.antigen]
        return PlannedDose(dose.antigen, dose.dose, dose.label, earliest, self._ends_of(dose)[1] - DAY)

    def _waiting_from(self, day: date) -> Waiting:
        return Waiting(self._birth, self._live, self._in_vain, rules_on(day), day)


def _of_later_life(
    facts: VaccineFacts, record: DoseRecord, earlier: Sequence[PlannedVisit], start: date, limits: _Limits
) -> tuple[PlannedVisit, ...]:
    """Return the doses of school and of women in the time planned for, those of childhood being given as planned."""
    until = limits.ahead.after(start)
    planned = [GivenDose(dose.antigen, dose.dose, visit.day) for visit in earlier for dose in visit.doses]
    of_childhood = {(dose.antigen, dose.dose) for dose in planned}
    known = replace(facts, given=(*(each for each in facts.given if each.on <= start), *planned))
    if known.given != facts.given:
        record = dose_record(known.birth_date, known.given)
    days: dict[date, list[PlannedDose]] = {}
    today: date | None = start
    for _ in range(MOST_VISITS):
        if today is None or today > until:
            break
        found = open_doses(known, today, record)
        now = [dose for dose in found.doses if dose.due_from <= today and (dose.antigen, dose.dose) not in of_childhood]
        if now:
            days[today] = [_later(dose) for dose in now]
            known = replace(known, given=(*known.given, *(GivenDose(one.antigen, one.dose, today) for one in now)))
            record = dose_record(known.birth_date, known.given)
            found = open_doses(known, today, record)
        coming = [dose.due_from for dose in found.doses if dose.due_from > today]
        today = min([*coming, *([found.changes_on] if found.changes_on else [])], default=None)
    return tuple(PlannedVisit(day, tuple(doses)) for day, doses in days.items())


def _later(dose: OpenDose) -> PlannedDose:
    latest = None if dose.closes_on is None else dose.closes_on - DAY
    return PlannedDose(dose.antigen, dose.dose, dose.label, dose.due_from, latest)


def _merged(first: Iterable[PlannedVisit], second: Iterable[PlannedVisit]) -> tuple[PlannedVisit, ...]:
    days: dict[date, tuple[PlannedDose, ...]] = {}
    for visit in (*first, *second):
        days[visit.day] = (*days.get(visit.day, ()), *visit.doses)
    return tuple(PlannedVisit(day, days[day]) for day in sorted(days))


def _limits_on(day: date) -> _Limits:
    return _limits_from(edition_on(NAME, day).valid_from)


@cache
def _limits_from(valid_from: date) -> _Limits:
    edition = edition_on(NAME, valid_from)
    body: Mapping[str, int] = edition.body
    return _Limits(
        gather=timedelta(days=body["gather_days"]),
        past_ideal=timedelta(days=body["past_ideal_days"]),
        ahead=Span(months=body["ahead_months"]),
        later_from=Span(months=body["from_months"]),
        source=edition.source,
    )
