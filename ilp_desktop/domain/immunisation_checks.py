"""What is wrong with one dose: given too early, too soon, too late, twice, or beside another live vaccine."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.immunisation_schedule import Schedule, ScheduledDose, schedule_on


@dataclass(frozen=True)
class GivenDose:
    """A dose on record."""

    antigen: str
    dose: int
    on: date


@dataclass(frozen=True)
class DoseWarning:
    """What is wrong with a dose.

    Attributes:
        code: ``before_birth``, ``too_early_age``, ``too_early_interval``, ``live_gap``, ``closed``,
            ``previous_missing`` or ``already_given``.
        message: Indonesian.
        counts: False when the dose does not count although it was given.
        source: regulation.
    """

    code: str
    message: str
    counts: bool
    source: str


def dose_problem(
    antigen: str, dose: int, birth_date: date, given: Sequence[GivenDose], on: date
) -> tuple[DoseWarning, ...]:
    """Return what is wrong with giving a dose on a day, beside the other doses on record.

    Raises ``LookupError`` for a dose the schedule does not have.
    """
    schedule = schedule_on(on)
    planned = schedule.dose(antigen, dose)
    if on < birth_date:
        message = f"{planned.label} tercatat sebelum tanggal lahir."
        return (DoseWarning("before_birth", message, counts=False, source=schedule.source),)
    found = (
        _repeated(planned, given, on, schedule),
        _too_young(planned, birth_date, on, schedule),
        _too_soon(planned, given, on, schedule),
        _live_gap(planned, given, on, schedule),
        _closed(planned, birth_date, on, schedule),
    )
    return tuple(warning for warning in found if warning is not None)


def first_given_on(record: Iterable[GivenDose], planned: ScheduledDose) -> date | None:
    """Return the day a dose is first on record, or None."""
    days = [dose.on for dose in record if (dose.antigen, dose.dose) == (planned.antigen, planned.dose)]
    return min(days, default=None)


def other_live_days(planned: ScheduledDose, record: Iterable[GivenDose], schedule: Schedule) -> list[date]:
    """Return the days on which live injectable vaccines of other antigens are on record."""
    live = {dose.antigen for dose in schedule.doses if dose.live_injectable}
    return [dose.on for dose in record if dose.antigen in live and dose.antigen != planned.antigen]


def _repeated(planned: ScheduledDose, given: Sequence[GivenDose], on: date, schedule: Schedule) -> DoseWarning | None:
    first = first_given_on(given, planned)
    if first is None:
        return None
    message = f"{planned.label} sudah tercatat pada {indonesian_date(first)}."
    return DoseWarning("already_given", message, counts=False, source=schedule.source)


def _too_young(planned: ScheduledDose, birth_date: date, on: date, schedule: Schedule) -> DoseWarning | None:
    earliest = planned.start.after(birth_date)
    if on >= earliest:
        return None
    message = f"{planned.label} terlalu dini: mulai umur {planned.start.text}, {indonesian_date(earliest)}."
    return DoseWarning("too_early_age", message, counts=False, source=schedule.source)


def _too_soon(planned: ScheduledDose, given: Sequence[GivenDose], on: date, schedule: Schedule) -> DoseWarning | None:
    if planned.dose == 1:
        return None
    before = schedule.dose(planned.antigen, planned.dose - 1)
    given_on = first_given_on(given, before)
    if given_on is None:
        message = f"{before.label} belum tercatat; catat atau berikan dahulu."
        return DoseWarning("previous_missing", message, counts=True, source=schedule.source)
    earliest = planned.interval.after(given_on)
    if on >= earliest:
        return None
    message = (
        f"{planned.label} terlalu cepat: paling cepat {indonesian_date(earliest)}, "
        f"{planned.interval.text} setelah {before.label}."
    )
    return DoseWarning("too_early_interval", message, counts=False, source=schedule.source)


def _live_gap(planned: ScheduledDose, given: Sequence[GivenDose], on: date, schedule: Schedule) -> DoseWarning | None:
    if not planned.live_injectable:
        return None
    for other in other_live_days(planned, given, schedule):
        if other < on < schedule.live_gap.after(other):
            message = (
                f"{planned.label}: vaksin hidup suntik diberikan pada hari yang sama atau berjarak "
                f"{schedule.live_gap.text}; vaksin sebelumnya {indonesian_date(other)}."
            )
            return DoseWarning("live_gap", message, counts=True, source=schedule.live_gap_source)
    return None


def _closed(planned: ScheduledDose, birth_date: date, on: date, schedule: Schedule) -> DoseWarning | None:
    if on < planned.closed_from.after(birth_date):
        return None
    return DoseWarning("closed", planned.never_text, counts=True, source=schedule.source)
