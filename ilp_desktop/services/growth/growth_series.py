"""A child's measurements as points before WHO's curves, the same for screen and paper."""

from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.growth.growth_curves import ZLine, age_lines, length_lines
from ilp_desktop.domain.growth.growth_result import GrowthResult, Measurement, Posture
from ilp_desktop.domain.growth.growth_tables import Indicator, standard_on
from ilp_desktop.domain.growth.growth_velocity import Velocity, VelocityTable, velocity_lines, velocity_tables
from ilp_desktop.domain.growth.weight_gain import card_months, least_gain
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.growth.growth_files import GrowthFile, GrowthPoint

MEASURES = {
    Indicator.WEIGHT_FOR_AGE: "Berat badan (kg)",
    Indicator.LENGTH_FOR_AGE: "Panjang atau tinggi badan (cm)",
    Indicator.WEIGHT_FOR_LENGTH: "Berat badan (kg)",
    Indicator.BMI_FOR_AGE: "IMT (kg/m²)",
    Indicator.HEAD_FOR_AGE: "Lingkar kepala (cm)",
    Indicator.ARM_FOR_AGE: "Lingkar lengan atas (cm)",
}


@dataclass(frozen=True)
class AgeRange:
    """A stretch of age that one chart shows, in months, with a labelled mark at every step."""

    label: str
    start: float
    stop: float
    step: float

    def holds(self, months: float) -> bool:
        """Say whether an age lies in the range; its end belongs to it."""
        return self.start <= months <= self.stop


INFANT = AgeRange("0-24 bulan", 0, 24, 2)
TODDLER = AgeRange("24-60 bulan", 24, 60, 3)
SCHOOL = AgeRange("5-18 tahun", 60, 216, 12)
AGE_RANGES = (INFANT, TODDLER, SCHOOL)
RANGES: dict[str, AgeRange] = {"infant": INFANT, "toddler": TODDLER, "school": SCHOOL}
LYING_CM, STANDING_CM = (45.0, 110.0), (65.0, 120.0)
SHOWN = (
    Indicator.WEIGHT_FOR_AGE,
    Indicator.LENGTH_FOR_AGE,
    Indicator.WEIGHT_FOR_LENGTH,
    Indicator.BMI_FOR_AGE,
    Indicator.HEAD_FOR_AGE,
    Indicator.ARM_FOR_AGE,
)
"""Every index, in the order screen and paper show them."""
SCHOOL_SHOWN = (Indicator.WEIGHT_FOR_AGE, Indicator.LENGTH_FOR_AGE, Indicator.BMI_FOR_AGE)
"""Those that the standard has beyond five years."""
YOUNG_NAMES = ("BB/U", "PB/U", "BB/PB", "IMT/U", "LK/U", "LiLA/U")
OLD_NAMES = ("BB/U", "TB/U", "BB/TB", "IMT/U", "LK/U", "LiLA/U")


def index_names(span: AgeRange) -> dict[Indicator, str]:
    """Return what each index is called at an age: length lying below two years, height standing after."""
    return dict(zip(SHOWN, YOUNG_NAMES if span is INFANT else OLD_NAMES, strict=True))


def shown_on(span: AgeRange) -> tuple[Indicator, ...]:
    """Return the indices that have curves on a range."""
    return SCHOOL_SHOWN if span is SCHOOL else SHOWN


def range_for(months: float) -> AgeRange:
    """Return the chart an age belongs on; somebody older than all of them is shown on the last."""
    return next((each for each in AGE_RANGES if months < each.stop), AGE_RANGES[-1])


def place_of(result: GrowthResult, indicator: Indicator) -> tuple[float, float] | None:
    """Return where a measurement stands on the chart of an index; None where it was not measured.

    Along is the age in months as the standard judges it, the corrected one of a child born too early, or cm of length.
    """
    measurement = result.measurement
    values = {
        Indicator.WEIGHT_FOR_AGE: measurement.weight_kg,
        Indicator.LENGTH_FOR_AGE: result.length_cm,
        Indicator.WEIGHT_FOR_LENGTH: measurement.weight_kg,
        Indicator.BMI_FOR_AGE: result.bmi,
        Indicator.HEAD_FOR_AGE: measurement.head_cm,
        Indicator.ARM_FOR_AGE: measurement.arm_cm,
    }
    value = values[indicator]
    along = result.length_cm if indicator is Indicator.WEIGHT_FOR_LENGTH else months_judged(measurement)
    return None if along is None or value is None else (along, value)


def months_judged(measurement: Measurement) -> float:
    """Return the age at a measurement in months, as the curves count them and the child is judged."""
    return measurement.age_days / standard_on(measurement.measured_on).days_in_month


def months_of_age(point: GrowthPoint) -> float:
    """Return the age at a measurement in months, as the child is judged."""
    return months_judged(point.measurement)


def calendar_months(point: GrowthPoint) -> float:
    """Return the age since birth in months, as the curves count them."""
    return point.measurement.calendar_age_days / standard_on(point.day).days_in_month


def places(file: GrowthFile, indicator: Indicator) -> tuple[tuple[GrowthPoint, float, float], ...]:
    """Return each measurement an indicator can show, with its x (months of age, or cm of length) and its y."""
    found = ((point, place_of(point.result, indicator)) for point in file.points)
    return tuple((point, *place) for point, place in found if place is not None)


def curves_of(
    sex: Sex, indicator: Indicator, span: AgeRange, day: date, along: tuple[float, float] | None = None
) -> tuple[ZLine, ...]:
    """Return the z-lines of an index on a range of age; ``along`` bounds lengths where the index runs by length."""
    if indicator is Indicator.WEIGHT_FOR_LENGTH:
        posture = Posture.LYING if span is INFANT else Posture.STANDING
        return length_lines(sex, posture, along or (LYING_CM if span is INFANT else STANDING_CM), day)
    return age_lines(sex, indicator, (span.start, span.stop), day)


def gain_line(sex: Sex, span: AgeRange, day: date) -> tuple[tuple[float, float], ...]:
    """Return the least gain of each month (KBM) as a line of steps, x in months of age."""
    last = min(int(span.stop), card_months(day) + 1)
    found: list[tuple[float, float]] = []
    for month in range(int(span.start), last):
        grams = least_gain(sex, month, day)
        if grams is not None:
            found += [(month, grams), (month + 1, grams)]
    return tuple(found)


def velocity_table(sex: Sex, code: str, day: date) -> VelocityTable:
    """Return WHO's increments of one measure over one length of interval."""
    return next(one for one in velocity_tables(sex, day) if one.code == code)


def velocity_places(file: GrowthFile, code: str) -> tuple[tuple[GrowthPoint, Velocity, float], ...]:
    """Return each gain a table of increments can show, with the age in months at its end."""
    in_month = standard_on(file.birth_date).days_in_month
    return tuple(
        (point, one, one.ends_on_day / in_month)
        for point in file.points
        for one in point.velocities
        if one.table.code == code
    )


def velocity_curves(sex: Sex, code: str, day: date) -> tuple[ZLine, ...]:
    """Return the z-lines of a table of increments, x the age in months at the end of each interval."""
    return velocity_lines(velocity_table(sex, code, day), (INFANT.start, INFANT.stop), day)


def velocity_span(table: VelocityTable, day: date) -> AgeRange:
    """Return the age a table of increments runs to, as a range of its own."""
    stop = round(table.intervals[-1].last_day / standard_on(day).days_in_month)
    return AgeRange(f"0-{stop} bulan", 0, stop, INFANT.step)
