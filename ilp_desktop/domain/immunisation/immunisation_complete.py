"""Whether a child's immunisation is complete: IDL in the first year, IBL in the second, by its birth cohort."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from ilp_desktop.domain.immunisation.immunisation_checks import GivenDose
from ilp_desktop.domain.immunisation.immunisation_record import DoseRecord, dose_record
from ilp_desktop.domain.immunisation.immunisation_schedule import schedule_on
from ilp_desktop.domain.span import Span
from ilp_desktop.reference import edition_on

NAME = "immunisation_complete"


class CompleteState(Enum):
    """Where a set stands; the value is the Indonesian word."""

    COMPLETE = "lengkap"
    LATE = "lengkap melewati umur"
    RUNNING = "belum lengkap"
    MISSED = "tidak lengkap"


@dataclass(frozen=True)
class Completeness:
    """One set of doses of one child.

    Attributes:
        code: ``IDL`` or ``IBL``.
        label: its name, in Indonesian.
        state: where it stands.
        missing: the doses of the set that do not count yet, by their names.
        completed_on: the day of the last of them; None while any is missing.
        until: first day on which the age of the set is over.
        source: regulation.
    """

    code: str
    label: str
    state: CompleteState
    missing: tuple[str, ...]
    completed_on: date | None
    until: date
    source: str


def completeness(
    birth_date: date, given: Iterable[GivenDose], today: date, *, je_endemic: bool = False
) -> tuple[Completeness, ...]:
    """Return where each set stands, by the doses that count."""
    return completeness_of(dose_record(birth_date, given), birth_date, today, je_endemic=je_endemic)


def completeness_of(
    record: DoseRecord, birth_date: date, today: date, *, je_endemic: bool = False
) -> tuple[Completeness, ...]:
    """Return where each set stands, by doses that were judged already."""
    edition = edition_on(NAME, today)
    filled = record.filled(today)
    sets = {row["code"]: row for row in edition.body["set"]}
    return tuple(
        _completeness(row, _wanted(row, sets, birth_date, je_endemic=je_endemic), filled, birth_date, today)
        for row in sets.values()
    )


def _completeness(
    row: Mapping[str, Any],
    wanted: Mapping[str, int],
    filled: Mapping[str, Mapping[int, date]],
    birth_date: date,
    today: date,
) -> Completeness:
    doses = [(antigen, number) for antigen, count in wanted.items() for number in range(1, count + 1)]
    given = [filled.get(antigen, {}).get(number) for antigen, number in doses]
    missing = tuple(_label(*dose, today) for dose, on in zip(doses, given, strict=True) if on is None)
    until = Span(months=row["until_months"]).after(birth_date)
    completed_on = None if missing else max(on for on in given if on is not None)
    return Completeness(
        code=row["code"],
        label=row["label"],
        state=_state(completed_on, until, today),
        missing=missing,
        completed_on=completed_on,
        until=until,
        source=edition_on(NAME, today).source,
    )


def _state(completed_on: date | None, until: date, today: date) -> CompleteState:
    if completed_on is not None:
        return CompleteState.COMPLETE if completed_on < until else CompleteState.LATE
    return CompleteState.RUNNING if today < until else CompleteState.MISSED


def _wanted(
    row: Mapping[str, Any], sets: Mapping[str, Mapping[str, Any]], birth_date: date, *, je_endemic: bool
) -> Mapping[str, int]:
    """Return how many doses of each antigen a set wants of a child, those of the set before it included."""
    wanted: dict[str, int] = {}
    if "after" in row:
        wanted.update(_wanted(sets[row["after"]], sets, birth_date, je_endemic=je_endemic))
    for doses in _own(row, birth_date, je_endemic=je_endemic):
        for antigen, count in doses.items():
            wanted[antigen] = max(count, wanted.get(antigen, 0))
    return wanted


def _own(row: Mapping[str, Any], birth_date: date, *, je_endemic: bool) -> Iterator[Mapping[str, int]]:
    cohorts = [cohort for cohort in row["cohort"] if cohort["born_from"] <= birth_date]
    yield cohorts[-1]["doses"]
    if je_endemic:
        yield row.get("endemic", {})


def _label(antigen: str, number: int, today: date) -> str:
    return schedule_on(today).dose(antigen, number).label
