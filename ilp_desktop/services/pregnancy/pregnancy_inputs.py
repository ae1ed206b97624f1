"""What is told of a pregnancy: to start it, to correct it, to date it by a scan, to end it; and what cannot be."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.pregnancy.pregnancy import gpa_problem, last_period_problem
from ilp_desktop.domain.pregnancy.pregnancy_dating import Dating, Measure, Measured, dated, difference, measured_problem
from ilp_desktop.domain.pregnancy.pregnancy_end import PregnancyEnd
from ilp_desktop.services.core.entry_limits import out_of_limits

LONGEST_END_NOTE = 160


@dataclass(frozen=True)
class NewPregnancy:
    """A pregnancy to be started; height in cm and weight before it in kg, None when not known.

    Attributes:
        last_period_on: the HPHT as told; None when the woman does not know it.
        measured: a scan, or the height of the womb where there is no scan.
        use_scan: what was decided about a scan that contradicts the HPHT; None when nobody was asked yet.
        seen_on: the day of the visit at which all this was told, when it is not today.
    """

    client_id: UUID
    person_id: UUID
    last_period_on: date | None
    gravida: int | None
    para: int | None
    abortus: int | None
    height_cm: float | None = None
    weight_before_kg: float | None = None
    measured: Measured | None = None
    use_scan: bool | None = None
    babies_expected: int | None = None
    seen_on: date | None = None


@dataclass(frozen=True)
class CorrectedPregnancy:
    """A pregnancy as it should have been recorded; the fields are those of ``NewPregnancy``."""

    pregnancy_id: UUID
    version: int
    last_period_on: date | None
    gravida: int | None
    para: int | None
    abortus: int | None
    height_cm: float | None = None
    weight_before_kg: float | None = None
    measured: Measured | None = None
    use_scan: bool | None = None
    babies_expected: int | None = None


@dataclass(frozen=True)
class ScanDecision:
    """Whether the weeks shall be counted by the scan of a visit, which says otherwise than the HPHT."""

    pregnancy_id: UUID
    version: int
    scan: Measured
    use_scan: bool


@dataclass(frozen=True)
class EndedPregnancy:
    """How and when a pregnancy ended, as it is to be recorded; ``note`` says where she moved to, or what happened."""

    pregnancy_id: UUID
    version: int
    outcome: PregnancyEnd | None
    ended_on: date | None
    note: str = ""


class Told(Protocol):
    """What is told of a pregnancy, new or corrected."""

    @property
    def last_period_on(self) -> date | None:
        """Return the HPHT as told."""

    @property
    def gravida(self) -> int | None:
        """Return how often the woman has been pregnant, this time included."""

    @property
    def para(self) -> int | None:
        """Return how often she has given birth."""

    @property
    def abortus(self) -> int | None:
        """Return how often she has lost a pregnancy."""

    @property
    def measured(self) -> Measured | None:
        """Return the scan or height that was told."""

    @property
    def use_scan(self) -> bool | None:
        """Return what was decided about a scan that contradicts the HPHT."""


def told_problems(told: Told, today: date, seen_on: date | None = None) -> dict[str, str]:
    """Return what of a pregnancy cannot be stored: field name to message."""
    problems = _period_problems(told, today, seen_on) or _scan_problems(told, today)
    if told.gravida is None or told.para is None or told.abortus is None:
        problems["gravida"] = "Isi gravida, para, dan abortus."
    else:
        problems["gravida"] = gpa_problem(told.gravida, told.para, told.abortus)
    return {key: text for key, text in problems.items() if text} | out_of_limits(told, "pregnancy", today)


def dating_of(told: Told) -> Dating:
    """Return the dating of what is told and can be stored."""
    return dated(told.last_period_on, told.measured, by_scan=told.use_scan or told.last_period_on is None)


def _period_problems(told: Told, today: date, seen_on: date | None) -> dict[str, str]:
    if told.last_period_on is None:
        return {} if told.measured is not None else {"last_period_on": "Isi HPHT, atau USG bila HPHT tidak diketahui."}
    problem = last_period_problem(told.last_period_on, today)
    if not problem and seen_on is not None and told.last_period_on > seen_on:
        problem = f"HPHT sesudah kunjungan {indonesian_date(seen_on)}."
    return {"last_period_on": problem} if problem else {}


def _scan_problems(told: Told, today: date) -> dict[str, str]:
    measured, period = told.measured, told.last_period_on
    if measured is None:
        return {}
    problem = measured_problem(measured, today)
    if problem:
        return {"measured_on" if "Tanggal" in problem else "measured": problem}
    if measured.kind is Measure.FUNDAL or period is None:
        return {"last_period_on": _too_old(told, today)} if period is None else {}
    found = difference(period, measured)
    if found.exceeds and told.use_scan is None:
        return {"last_period_on": found.text, "use_scan": "Pilih mana yang dipakai, atau perbaiki tanggalnya."}
    return {"last_period_on": _too_old(told, today)}


def _too_old(told: Told, today: date) -> str:
    return last_period_problem(dating_of(told).counted_from, today)
