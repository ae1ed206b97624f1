"""What the charts on paper show: points and lines that were computed elsewhere."""

from dataclasses import dataclass

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Axis:
    """The horizontal range of a chart, with a labelled mark at every step.

    Attributes:
        unit: how many of the values make one of what the label speaks of, e.g. 12 for years told in months.
    """

    label: str
    start: float
    stop: float
    step: float
    unit: float = 1.0


MONTHS_0_TO_24 = Axis("Umur (bulan)", 0, 24, 2)
MONTHS_24_TO_60 = Axis("Umur (bulan)", 24, 60, 3)
WEEKS_OF_PREGNANCY = Axis("Umur kehamilan (minggu)", 0, 42, 4)
LATER_WEEKS = Axis("Umur kehamilan (minggu)", 8, 42, 8)


@dataclass(frozen=True)
class ZCurve:
    """One line of a growth standard: its z-score and its points (x as on the axis, y in the unit of the measure)."""

    z: int
    points: Points


@dataclass(frozen=True)
class GrowthChart:
    """A child's measurements before the curves of the standard.

    Attributes:
        title: index and sex, e.g. ``BB/U, laki-laki``.
        measure: label of the upright axis with its unit, e.g. ``Berat badan (kg)``.
        points: the child's own, in order of age; those outside the axis are left to the other chart.
        source: the standard the curves come from.
        calendar: where points would stand by the age since birth, of a child judged by the corrected age.
    """

    title: str
    x_axis: Axis
    measure: str
    curves: tuple[ZCurve, ...]
    points: Points
    source: str
    calendar: Points = ()


@dataclass(frozen=True)
class WeightGainChart:
    """A mother's weight gain before the band advised for her body mass index.

    Attributes:
        bmi_class: the class the band belongs to, in words, e.g. ``IMT 18,5-24,9``.
        lower: least advised gain as (week, kg) points.
        upper: greatest advised gain as (week, kg) points.
        points: (week, kg gained since before the pregnancy), in order.
        source: the guideline the band comes from.
    """

    bmi_class: str
    lower: Points
    upper: Points
    points: Points
    source: str


@dataclass(frozen=True)
class VisitChart:
    """One measure of the antenatal visits by week.

    Attributes:
        lower, upper: the band the points should lie in; where there is a second series, a limit for each.
        second: a further series of the same visits, as the diastolic pressure is.
    """

    title: str
    measure: str
    lower: Points
    upper: Points
    points: Points
    second: Points
    source: str
