"""Whether a hypertension or diabetes is under control on a day, by what was measured last, and in words why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.bands import Row
from ilp_desktop.domain.calendar_dates import indonesian_date, months_shifted
from ilp_desktop.domain.measures.blood_glucose import assess_low_glucose
from ilp_desktop.domain.measures.control_targets import (
    DIABETES,
    HYPERTENSION,
    OwnTarget,
    Targets,
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
    """What was measured at one time: blood pressure in mmHg, glucose in mg/dL, HbA1c in percent.

    Attributes:
        setting: where the pressure was measured; empty is by staff at a health facility.
    """

    day: date
    values: Mapping[str, float]
    setting: str = ""


@dataclass(frozen=True)
class Judged:
    """Of whom control is judged.

    Attributes:
        birth_date: None where nobody knows; an adult is then meant.
        special: what makes targets stricter, e.g. diabetes and proteinuria.
        own: by disease, what the doctor aims at with this person.
    """

    birth_date: date | None
    pregnant: bool = False
    special: frozenset[str] = frozenset()
    own: Mapping[str, OwnTarget] = field(default_factory=dict)

    def targets(self, disease: str, day: date, setting: str = "") -> Targets:
        """Return the targets of a disease."""
        return targets_for(disease, self.special, day, own=self.own.get(disease), setting=setting)

    def not_judged(self, day: date) -> str:
        """Return why no target of adults holds on a day, or nothing."""
        years = rhythm(day)["adult_years"]
        if self.birth_date is not None and age_on(self.birth_date, day).years < years:
            return TOO_YOUNG.format(years=years)
        return IN_PREGNANCY if self.pregnant else ""


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
    targets = who.targets(disease, day, _setting(disease, readings))
    target = target_words(disease, targets)
    refused = who.not_judged(day)
    if refused:
        return ControlStatus(ControlState.NOT_JUDGED, refused, target, targets.source)
    judge = _pressure if disease == HYPERTENSION else _sugar
    state, why, measured_on = judge(readings, targets, day)
    return ControlStatus(state, why, target, targets.source, measured_on)


def target_words(disease: str, targets: Targets) -> str:
    """Return targets in words, and why they are not those of everybody."""
    words = target_text(disease, targets.limits)
    return f"{words} ({targets.because})" if targets.because else words


def target_text(disease: str, limits: Mapping[str, Row]) -> str:
    """Return the targets of a disease in words."""
    if disease == HYPERTENSION:
        upper, lower = (number_text(limits[name]["below"]) for name in (SYSTOLIC, DIASTOLIC))
        return f"di bawah {upper}/{lower} mmHg"
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


def longest_judged_months(day: date) -> int:
    """Return how many months a value says something of control at most."""
    return max(_judged_months(day).values())


Said = tuple[ControlState, str, date | None]


def outlived_on(readings: Iterable[Reading], day: date) -> frozenset[date]:
    """Return the days from which a value says nothing of control any more, by the rules of a day."""
    return frozenset(_outlived_on(name, one.day, day) for one in readings for name in one.values)


def _outlived_on(name: str, measured_on: date, day: date) -> date:
    return months_shifted(measured_on, _months(name, day)) + timedelta(days=1)


def _still_counts(name: str, measured_on: date, day: date) -> bool:
    return day < _outlived_on(name, measured_on, day)


def _months(name: str, day: date) -> int:
    return int(_judged_months(day)[name])


def _judged_months(day: date) -> Mapping[str, int]:
    found: Mapping[str, int] = edition_on("chronic_care", day).body["judged_months"]
    return found


def _last_pressure(readings: Sequence[Reading]) -> Reading | None:
    return next((one for one in reversed(readings) if {SYSTOLIC, DIASTOLIC} <= one.values.keys()), None)


def _setting(disease: str, readings: Sequence[Reading]) -> str:
    """Return where the pressure that is judged was measured."""
    last = _last_pressure(readings) if disease == HYPERTENSION else None
    return "" if last is None else last.setting


def _pressure(readings: Sequence[Reading], targets: Targets, day: date) -> Said:
    last = _last_pressure(readings)
    if last is None:
        return ControlState.NOT_JUDGED, NO_PRESSURE, None
    told = f"TD {number_text(last.values[SYSTOLIC])}/{number_text(last.values[DIASTOLIC])} mmHg"
    told = f"{told} ({indonesian_date(last.day)})"
    if not _still_counts(SYSTOLIC, last.day, day):
        return ControlState.NOT_JUDGED, TOO_OLD.format(value=told, months=_months(SYSTOLIC, day)), last.day
    found = assess_control(HYPERTENSION, last.values, day, targets=targets)
    good = found is not None and found.code == CONTROLLED_CODE
    return ControlState.CONTROLLED if good else ControlState.UNCONTROLLED, f"{told}.", last.day


def _sugar(readings: Sequence[Reading], targets: Targets, day: date) -> Said:
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
    found = assess_control(DIABETES, judged, day, targets=targets)
    off = [known[name].text for name in judged if _is_off(name, judged[name], targets, day)]
    measured_on = max(one.day for one in known.values())
    if bad or off:
        return ControlState.UNCONTROLLED, f"{', '.join(dict.fromkeys((*bad, *off)))}.", measured_on
    if found is None:
        return ControlState.NOT_JUDGED, RANDOM_ALONE.format(value=known[RANDOM].text), measured_on
    return ControlState.CONTROLLED, f"{', '.join(known[name].text for name in judged)}.", measured_on


def _newest(readings: Sequence[Reading]) -> dict[str, Latest]:
    found: dict[str, Latest] = {}
    for one in reversed(readings):
        found = {name: Latest(name, value, one.day) for name, value in one.values.items() if name in LABELS} | found
        if len(found) == len(LABELS):
            break
    return {name: found[name] for name in LABELS if name in found}


def _is_off(name: str, value: float, targets: Targets, day: date) -> bool:
    found = assess_control(DIABETES, {name: value}, day, targets=targets)
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
