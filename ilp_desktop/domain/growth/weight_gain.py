"""Monthly weighing on the Kartu Menuju Sehat: N, T, O, B, 2T and the red and orange lines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.domain.calendar_dates import MONTHS_A_YEAR, months_completed
from ilp_desktop.domain.growth.growth import age_in_days, weight_for_age
from ilp_desktop.domain.growth.growth_history import GrowthHistory
from ilp_desktop.domain.growth.growth_prematurity import early_days
from ilp_desktop.domain.growth.growth_result import Measurement
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import edition_on

NAME = "kbm"
GRAMS_IN_KILOGRAM = 1000
NOTHING_KNOWN = GrowthHistory()


@dataclass(frozen=True)
class Weighing:
    """One weight of a child on one day."""

    measured_on: date
    weight_kg: float


@dataclass(frozen=True)
class WeightGain:
    """What the card says of one weighing.

    Attributes:
        age_months: completed months at the weighing.
        gain_g: grams since the last weighing of the month before; None where there was none.
        since: the day of that weighing.
        least_gain_g: the gain asked for at this age (KBM); None before the first month.
        assessment: code ``N``, ``T``, ``O`` or ``B``; flags ``2T``, ``BGM``, ``above_orange_line``.
    """

    weighing: Weighing
    age_months: int
    gain_g: int | None
    since: date | None
    least_gain_g: int | None
    assessment: Assessment


def weight_gains(
    sex: Sex, birth_date: date, weighings: Iterable[Weighing], history: GrowthHistory = NOTHING_KNOWN
) -> tuple[WeightGain, ...]:
    """Return what the card says of each weighing, oldest first.

    Months are those of the calendar; the red and orange lines are read at the corrected age of a child born too early.
    A weighing in the month after the birth is compared with the birth weight. Weighings past the last month of the card
    are left out. Raises ``WrongAnswers`` for a weighing before the birth or a weight of 0 or below.
    """
    found: list[WeightGain] = []
    born = None if history.birth_weight_kg is None else Weighing(birth_date, history.birth_weight_kg)
    for weighing in sorted(weighings, key=lambda each: each.measured_on):
        age_days = age_in_days(birth_date, weighing.measured_on)
        body = edition_on(NAME, weighing.measured_on).body
        age_months = months_completed(birth_date, weighing.measured_on)
        if age_months > body["last_month"]:
            break
        least = least_gain(sex, age_months, weighing.measured_on)
        before = _month_before(found, weighing.measured_on)
        compared = before.weighing if before is not None else _birth_before(born, found, weighing.measured_on)
        gain = None if compared is None else _grams_between(compared, weighing)
        code = _code(found, gain, least)
        early = early_days(age_days, history.gestation_days, weighing.measured_on)
        child = Measurement(sex, age_days - early, weighing.measured_on, weight_kg=weighing.weight_kg, early_days=early)
        flags = (*_repeated(code, before), *_lines(body, child))
        assessment = _assessment(weighing.measured_on, code, flags, gain)
        since = None if compared is None else compared.measured_on
        found.append(WeightGain(weighing, age_months, gain, since, least, assessment))
    return tuple(found)


def _code(earlier: Sequence[WeightGain], gain: int | None, least: int | None) -> str:
    if least is None or (not earlier and gain is None):
        return "B"
    if gain is None:
        return "O"
    return "N" if gain >= least else "T"


def card_months(day: date) -> int:
    """Return the last month of the card in force on a day."""
    return int(edition_on(NAME, day).body["last_month"])


def card_source(day: date) -> str:
    """Return where the card in force on a day comes from."""
    return edition_on(NAME, day).source


def least_gain(sex: Sex, age_months: int, day: date) -> int | None:
    """Return the grams that have to be gained in a month (KBM); None before the first."""
    return _least_gain(sex, age_months, edition_on(NAME, day).valid_from)


@cache
def _least_gain(sex: Sex, age_months: int, valid_from: date) -> int | None:
    column = "male_g" if sex is Sex.MALE else "female_g"
    reached = [int(row[column]) for row in edition_on(NAME, valid_from).body["kbm"] if row["from_month"] <= age_months]
    return reached[-1] if reached else None


def _month_before(earlier: Sequence[WeightGain], day: date) -> WeightGain | None:
    wanted = _calendar_month(day) - 1
    for each in reversed(earlier):
        month = _calendar_month(each.weighing.measured_on)
        if month <= wanted:
            return each if month == wanted else None
    return None


def _birth_before(born: Weighing | None, earlier: Sequence[WeightGain], day: date) -> Weighing | None:
    """Return the weighing at birth where it is the only one of the month before."""
    if born is None or earlier or _calendar_month(day) != _calendar_month(born.measured_on) + 1:
        return None
    return born


def _calendar_month(day: date) -> int:
    return day.year * MONTHS_A_YEAR + day.month


def _grams_between(before: Weighing, now: Weighing) -> int:
    return round((now.weight_kg - before.weight_kg) * GRAMS_IN_KILOGRAM)


def _repeated(code: str, before: WeightGain | None) -> tuple[str, ...]:
    again = code == "T" and before is not None and before.assessment.code == "T"
    return ("2T",) if again else ()


def _lines(body: Mapping[str, Any], child: Measurement) -> tuple[str, ...]:
    z = weight_for_age(child).z
    if z is None:
        return ()
    if z < body["red_line_z"]:
        return ("BGM",)
    return ("above_orange_line",) if z > body["orange_line_z"] else ()


def _assessment(day: date, code: str, flags: tuple[str, ...], gain: int | None) -> Assessment:
    said = _said(edition_on(NAME, day).valid_from, code, flags)
    return Assessment(code, said.conclusion, said.urgency, said.source, gain, said.advice, flags)


@cache
def _said(valid_from: date, code: str, flags: tuple[str, ...]) -> Assessment:
    """Return what the card says of a mark and its flags, whatever was gained."""
    edition = edition_on(NAME, valid_from)
    marks = [edition.body["mark"][each] for each in (code, *flags)]
    urgencies = {Urgency(mark["urgency"]) for mark in marks}
    return Assessment(
        code=code,
        conclusion=", ".join(mark["label"] for mark in marks),
        urgency=next(level for level in reversed(Urgency) if level in urgencies),
        source=edition.source,
        advice=" ".join(mark["advice"] for mark in marks if "advice" in mark),
        flags=flags,
    )
