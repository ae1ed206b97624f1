"""Fundal height, fetal heart rate and blood pressure of a pregnancy by week, with the band they should lie in."""

from dataclasses import dataclass

from ilp_desktop.domain.measures.blood_pressure import pregnancy_limits
from ilp_desktop.domain.pregnancy.fetal_measures import expected_fundal_height, expected_heart_rate
from ilp_desktop.domain.pregnancy.pregnancy import DAYS_A_WEEK, GestationalAge, gestational_age
from ilp_desktop.forms.answered import number
from ilp_desktop.reference import edition_on
from ilp_desktop.services.pregnancy.pregnancies import PregnancyFile
from ilp_desktop.services.pregnancy.weight_gain_curve import WEEKS_DRAWN, Points

FUNDAL_HEIGHT, HEART_RATE, PRESSURE = "tfu", "djj", "sistolik"


@dataclass(frozen=True)
class VisitCurve:
    """One measure by week.

    Attributes:
        lower, upper: the band; a line alone where only one limit holds.
        points: what was measured, the first first.
        rows: the number of the visit of each point.
        second: a further series of the same visits, as the diastolic pressure is.
    """

    code: str
    title: str
    measure: str
    lower: Points
    upper: Points
    points: Points
    rows: tuple[int, ...]
    source: str
    second: Points = ()


def visit_curves(file: PregnancyFile) -> tuple[VisitCurve, ...]:
    """Return the three curves of a pregnancy."""
    return (_fundal_height(file), _heart_rate(file), _pressure(file))


def _fundal_height(file: PregnancyFile) -> VisitCurve:
    day = file.last_period_on
    band = [(week, expected_fundal_height(GestationalAge(week, 0), day)) for week in range(WEEKS_DRAWN + 1)]
    points, rows = _measured(file, FUNDAL_HEIGHT)
    return VisitCurve(
        code=FUNDAL_HEIGHT,
        title="Tinggi fundus uteri",
        measure="TFU (cm)",
        lower=tuple((float(week), float(limits[0])) for week, limits in band if limits),
        upper=tuple((float(week), float(limits[1])) for week, limits in band if limits),
        points=points,
        rows=rows,
        source=edition_on("fundal_height", day).source,
    )


def _heart_rate(file: PregnancyFile) -> VisitCurve:
    day = file.last_period_on
    low, high = expected_heart_rate(day)
    points, rows = _measured(file, HEART_RATE)
    return VisitCurve(
        code=HEART_RATE,
        title="Denyut jantung janin",
        measure="DJJ (kali/menit)",
        lower=_level(low),
        upper=_level(high),
        points=points,
        rows=rows,
        source=edition_on("fetal_heart_rate", day).source,
    )


def _pressure(file: PregnancyFile) -> VisitCurve:
    """Return systolic pressure as points, diastolic as the second series, and the limits of hypertension."""
    day = file.last_period_on
    systolic, diastolic = pregnancy_limits(day)
    points, rows = _measured(file, PRESSURE)
    second, _ = _measured(file, "diastolik")
    return VisitCurve(
        code=PRESSURE,
        title="Tekanan darah",
        measure="TD (mmHg)",
        lower=_level(diastolic),
        upper=_level(systolic),
        points=points,
        rows=rows,
        source=edition_on("blood_pressure_pregnancy", day).source,
        second=second,
    )


def _level(value: float) -> Points:
    """Return a limit that holds in every week."""
    return tuple((float(week), float(value)) for week in range(WEEKS_DRAWN + 1))


def _measured(file: PregnancyFile, code: str) -> tuple[Points, tuple[int, ...]]:
    found = [
        (at, gestational_age(file.last_period_on, row.day).total_days / DAYS_A_WEEK, value)
        for at, row in enumerate(file.visits)
        if (value := number(row.answers, code)) is not None
    ]
    return tuple((week, float(value)) for _, week, value in found), tuple(at for at, _, _ in found)
