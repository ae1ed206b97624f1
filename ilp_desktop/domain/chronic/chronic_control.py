"""Whether a hypertension or diabetes is under control on a day, by what was measured last, and in words why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.bands import Row
from ilp_desktop.domain.calendar_dates import indonesian_date, months_shifted
from ilp_desktop.domain.measures.blood_glucose import assess_low_glucose
from ilp_desktop.domain.measures.control_targets import (
    DIABETES,
    HYPERTENSION,
    assess_control,
    assess_random_glucose,
    targets_for,
)
from ilp_desktop.reference import edition_on

SYSTOLIC, DIASTOLIC = "systolic", "diastolic"
FASTING, AFTER_MEAL, RANDOM, HBA1C = "fasting", "after_meal", "random", "hba1c"
SUGARS = {FASTING: "GDP", AFTER_MEAL: "GD 2 jam", RANDOM: "GDS"}
UNITS = {FASTING: "mg/dL", AFTER_MEAL: "mg/dL", RANDOM: "mg/dL", HBA1C: "%"}
LABELS = {**SUGARS, HBA1C: "HbA1c"}
ON_TARGET = (FASTING, AFTER_MEAL, HBA1C)
CONTROLLED_CODE = "controlled"
IN_PREGNANCY = "Sedang hamil: sasaran di luar kehamilan tidak dipakai."
TOO_YOUNG = "Di bawah {years} tahun: sasaran dewasa tidak dipakai."
NO_PRESSURE = "Tekanan darah belum pernah diukur."
NO_SUGAR = "Gula darah dan HbA1c belum pernah diperiksa."
RANDOM_ALONE = "{value}: GDS tidak mempunyai sasaran. Periksa GDP, GD 2 jam atau HbA1c."
TOO_OLD = "{value} sudah lebih dari {months} bulan."


class ControlState(Enum):
    """Whether a disease is under control; the value is the Indonesian word."""

    CONTROLLED = "terkendali"
    UNCONTROLLED = "belum terkendali"
    NOT_JUDGED = "tidak dinilai"


@dataclass(frozen=True)
class Reading:
    """What was measured at one time: blood pressure in mmHg, glucose in mg/dL, HbA1c in percent."""

    day: date
    values: Mapping[str, float]


@dataclass(frozen=True)
class Judged:
    """Of whom control is judged; ``special`` is what makes targets stricter, e.g. diabetes and proteinuria."""

    birth_date: date
    pregnant: bool = False
    special: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ControlStatus:
    """How a disease stands.

    Attributes:
        why: what it rests on, or why it is not judged; an Indonesian sentence.
        target: what is aimed at.
        measured_on: the day of the newest value it rests on; None where there is none.
    """

    state: ControlState
    why: str
    target: str
    source: str
    measured_on: date | None = None


@dataclass(frozen=True)
class Latest:
    """The newest value of a kind with its day."""

    name: str
    value: float
    day: date

    @property
    def text(self) -> str:
        """Return value and day in words."""
        return f"{LABELS[self.name]} {number_text(self.value)} {UNITS[self.name]} ({indonesian_date(self.day)})"


def control_status(disease: str, readings: Sequence[Reading], who: Judged, day: date) -> ControlStatus:
    """Return how a disease stands on a day; ``readings`` are those until then, the earliest first."""
    targets = targets_for(disease, who.special, day)
    target = target_text(disease, targets.limits)
    if targets.because:
        target = f"{target} ({targets.because})"
    years = rhythm(day)["adult_years"]
    too_young = age_on(who.birth_date, day).years < years
    if who.pregnant or too_young:
        why = TOO_YOUNG.format(years=years) if too_young else IN_PREGNANCY
        return ControlStatus(ControlState.NOT_JUDGED, why, target, targets.source)
    judge = _pressure if disease == HYPERTENSION else _sugar
    state, why, measured_on = judge(readings, who, day)
    return ControlStatus(state, why, target, targets.source, measured_on)


def state_at_last_control(disease: str, readings: Sequence[Reading], who: Judged) -> ControlState:
    """Return how a disease stood on the day it was last measured, which no passing of time changes."""
    kinds = (SYSTOLIC,) if disease == HYPERTENSION else tuple(LABELS)
    last = max((one.day for one in readings if any(kind in one.values for kind in kinds)), default=None)
    return ControlState.NOT_JUDGED if last is None else control_status(disease, readings, who, last).state


def target_text(disease: str, limits: Mapping[str, Row]) -> str:
    """Return the targets of a disease in words."""
    if disease == HYPERTENSION:
        return f"di bawah {limits[SYSTOLIC]['below']}/{limits[DIASTOLIC]['below']} mmHg"
    return "; ".join(f"{LABELS[name]} {limit_text(limits[name])}" for name in limits)


def limit_text(limit: Row) -> str:
    """Return one limit in words."""
    if "at_least" in limit and "at_most" in limit:
        return f"{number_text(limit['at_least'])}-{number_text(limit['at_most'])}"
    return f"di bawah {number_text(limit['below'])}"


def number_text(value: float) -> str:
    """Return a number as it is written here."""
    return f"{value:g}".replace(".", ",")


def rhythm(day: date) -> Mapping[str, int]:
    """Return the months and years by which chronic disease is followed."""
    found: Mapping[str, int] = edition_on("chronic_care", day).body["rhythm"]
    return found


Said = tuple[ControlState, str, date | None]


def _still_counts(name: str, measured_on: date, day: date) -> bool:
    return months_shifted(measured_on, _months(name, day)) >= day


def _months(name: str, day: date) -> int:
    return int(edition_on("chronic_care", day).body["judged_months"][name])


def _pressure(readings: Sequence[Reading], who: Judged, day: date) -> Said:
    last = next((one for one in reversed(readings) if {SYSTOLIC, DIASTOLIC} <= one.values.keys()), None)
    if last is None:
        return ControlState.NOT_JUDGED, NO_PRESSURE, None
    told = f"TD {number_text(last.values[SYSTOLIC])}/{number_text(last.values[DIASTOLIC])} mmHg"
    told = f"{told} ({indonesian_date(last.day)})"
    if not _still_counts(SYSTOLIC, last.day, day):
        return ControlState.NOT_JUDGED, TOO_OLD.format(value=told, months=_months(SYSTOLIC, day)), last.day
    found = assess_control(HYPERTENSION, last.values, day, who.special)
    good = found is not None and found.code == CONTROLLED_CODE
    return ControlState.CONTROLLED if good else ControlState.UNCONTROLLED, f"{told}.", last.day


def _sugar(readings: Sequence[Reading], who: Judged, day: date) -> Said:
    """Judge the newest value of each kind that still counts; a random one says something only where it is bad."""
    newest = _newest(readings)
    if not newest:
        return ControlState.NOT_JUDGED, NO_SUGAR, None
    known = {name: one for name, one in newest.items() if _still_counts(name, one.day, day)}
    if not known:
        last = max(newest.values(), key=lambda one: one.day)
        why = TOO_OLD.format(value=last.text, months=_months(last.name, day))
        return ControlState.NOT_JUDGED, why, last.day
    bad = [one.text for one in known.values() if _is_bad(one, known, day)]
    judged = {name: known[name].value for name in ON_TARGET if name in known}
    found = assess_control(DIABETES, judged, day, who.special)
    off = [known[name].text for name in judged if _is_off(name, judged[name], who, day)]
    measured_on = max(one.day for one in known.values())
    if bad or off:
        return ControlState.UNCONTROLLED, f"{', '.join(dict.fromkeys((*bad, *off)))}.", measured_on
    if found is None:
        return ControlState.NOT_JUDGED, RANDOM_ALONE.format(value=known[RANDOM].text), measured_on
    return ControlState.CONTROLLED, f"{', '.join(known[name].text for name in judged)}.", measured_on


def _newest(readings: Iterable[Reading]) -> dict[str, Latest]:
    found: dict[str, Latest] = {}
    for one in readings:
        for name in LABELS:
            if name in one.values:
                found[name] = Latest(name, one.values[name], one.day)
    return found


def _is_off(name: str, value: float, who: Judged, day: date) -> bool:
    found = assess_control(DIABETES, {name: value}, day, who.special)
    return found is not None and found.code != CONTROLLED_CODE


def _is_bad(one: Latest, known: Mapping[str, Latest], day: date) -> bool:
    """Say whether a glucose is too low, or a random one too high that no later value takes the place of."""
    if one.name not in SUGARS:
        return False
    later = any(other.day > one.day for name, other in known.items() if name in SUGARS and name != one.name)
    if later:
        return False
    too_high = one.name == RANDOM and assess_random_glucose(one.value, day) is not None
    return too_high or assess_low_glucose(one.value, day) is not None
