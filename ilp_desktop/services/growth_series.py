"""A child's measurements as points before WHO's curves, the same for screen and paper."""

from dataclasses import dataclass

from ilp_desktop.domain.growth_tables import Indicator, standard_on
from ilp_desktop.services.children import GrowthFile, GrowthPoint

MEASURES = {
    Indicator.WEIGHT_FOR_AGE: "Berat badan (kg)",
    Indicator.LENGTH_FOR_AGE: "Panjang atau tinggi badan (cm)",
    Indicator.WEIGHT_FOR_LENGTH: "Berat badan (kg)",
    Indicator.BMI_FOR_AGE: "IMT (kg/m²)",
    Indicator.HEAD_FOR_AGE: "Lingkar kepala (cm)",
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


def range_for(months: float) -> AgeRange:
    """Return the chart an age belongs on; somebody older than all of them is shown on the last."""
    return next((each for each in AGE_RANGES if months < each.stop), AGE_RANGES[-1])


def measured(point: GrowthPoint, indicator: Indicator) -> float | None:
    """Return what an indicator compares with the standard, None where it was not measured."""
    values = {
        Indicator.WEIGHT_FOR_AGE: point.measurement.weight_kg,
        Indicator.LENGTH_FOR_AGE: point.result.length_cm,
        Indicator.WEIGHT_FOR_LENGTH: point.measurement.weight_kg,
        Indicator.BMI_FOR_AGE: point.result.bmi,
        Indicator.HEAD_FOR_AGE: point.measurement.head_cm,
    }
    return values.get(indicator)


def months_of_age(point: GrowthPoint) -> float:
    """Return the age at a measurement in months, as the curves count them."""
    return point.age.total_days / standard_on(point.day).days_in_month


def places(file: GrowthFile, indicator: Indicator) -> tuple[tuple[GrowthPoint, float, float], ...]:
    """Return each measurement an indicator can show, with its x (months of age, or cm of length) and its y."""
    found = []
    for point in file.points:
        along = point.result.length_cm if indicator is Indicator.WEIGHT_FOR_LENGTH else months_of_age(point)
        value = measured(point, indicator)
        if along is not None and value is not None:
            found.append((point, along, value))
    return tuple(found)
