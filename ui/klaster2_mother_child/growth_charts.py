"""What each growth chart of a child shows: an index or a velocity on WHO's curves, or the gain beside the least one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ilp_desktop.domain.calendar_dates import MONTHS_A_YEAR
from ilp_desktop.domain.growth.growth_curves import ZLine
from ilp_desktop.domain.growth.growth_tables import Indicator
from ilp_desktop.services.growth.growth_files import GrowthFile, GrowthPoint
from ilp_desktop.services.growth.growth_series import (
    INFANT,
    LYING_CM,
    MEASURES,
    SCHOOL,
    STANDING_CM,
    AgeRange,
    calendar_months,
    curves_of,
    gain_line,
    index_names,
    months_of_age,
    places,
    range_for,
    shown_on,
    velocity_curves,
    velocity_places,
    velocity_span,
    velocity_table,
)
from ui.klaster2_mother_child.growth_rows import gained_of, said_of, speed_of
from ui.widgets.marked_plot import Mark
from ui.widgets.plot_frame import Axis

GAIN, GAIN_NAME = "gain", "Naik/bln"
VELOCITY, VELOCITY_NAME = "velocity", "Laju"
SPEEDS = {"weight_1": "BB 1 bln", "weight_2": "BB 2 bln", "length_2": "PB 2 bln", "head_2": "LK 2 bln"}
"""WHO's tables of increments, as their buttons call them."""
GAIN_TITLE, GAIN_MEASURE, LEAST = "Kenaikan berat per bulan", "Kenaikan (g)", "KBM"
LEAST_LOOK = -2
"""The line of the least gain is drawn as that of -2 SD: something below it calls for action."""
LENGTH_STEP = 5
LYING = Axis("Panjang badan (cm)", *LYING_CM, LENGTH_STEP)
STANDING = Axis("Tinggi badan (cm)", *STANDING_CM, LENGTH_STEP)


def views_of(span: AgeRange) -> dict[str, str]:
    """Return the charts there are, by code, as they are called at an age."""
    named = {indicator.value: name for indicator, name in index_names(span).items()}
    return named | {GAIN: GAIN_NAME, VELOCITY: VELOCITY_NAME}


def offered_on(span: AgeRange) -> frozenset[str]:
    """Return which charts a range has."""
    gain = () if span is SCHOOL else (GAIN, VELOCITY)
    return frozenset((*(indicator.value for indicator in shown_on(span)), *gain))


@dataclass(frozen=True)
class Drawn:
    """A chart ready to be drawn; ``points`` are the measurements in the order of the marks."""

    title: str
    axis: Axis
    measure: str
    lines: tuple[ZLine, ...]
    points: tuple[GrowthPoint, ...]
    marks: tuple[Mark, ...]
    labels: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Chart:
    """What is to be drawn: an index, the gain of a month, or a table of increments, on one range of age."""

    code: str
    span: AgeRange

    @property
    def axis(self) -> Axis:
        """Return the horizontal axis: age, or length for the index that has no age."""
        if self.code == Indicator.WEIGHT_FOR_LENGTH.value:
            return LYING if self.span is INFANT else STANDING
        if self.span is SCHOOL:
            return Axis("Umur (tahun)", SCHOOL.start, SCHOOL.stop, SCHOOL.step, MONTHS_A_YEAR)
        return Axis("Umur (bulan)", self.span.start, self.span.stop, self.span.step)

    def drawn(self, file: GrowthFile, day: date) -> Drawn:
        """Return the chart of a child."""
        if self.code in SPEEDS:
            return self._velocity(file, day)
        return self._gain(file, day) if self.code == GAIN else self._index(file, Indicator(self.code), day)

    def _title(self, name: str, file: GrowthFile) -> str:
        return f"{name}, {file.sex.word.lower()}, {self.span.label}"

    def _index(self, file: GrowthFile, indicator: Indicator, day: date) -> Drawn:
        by_length = indicator is Indicator.WEIGHT_FOR_LENGTH
        seen = [
            (point, x, y)
            for point, x, y in places(file, indicator)
            if not by_length or range_for(months_of_age(point)) is self.span
        ]
        return Drawn(
            title=self._title(index_names(self.span)[indicator], file),
            axis=self.axis,
            measure=MEASURES[indicator],
            lines=curves_of(file.sex, indicator, self.span, day),
            points=tuple(point for point, _, _ in seen),
            marks=tuple(Mark(x, y, said_of(point, indicator), _also_x(point, indicator)) for point, x, y in seen),
        )

    def _gain(self, file: GrowthFile, day: date) -> Drawn:
        seen = [
            (point, point.gain.gain_g)
            for point in file.points
            if point.gain is not None and point.gain.gain_g is not None
        ]
        return Drawn(
            title=self._title(GAIN_TITLE, file),
            axis=self.axis,
            measure=GAIN_MEASURE,
            lines=(ZLine(LEAST_LOOK, gain_line(file.sex, self.span, day)),),
            points=tuple(point for point, _ in seen),
            marks=tuple(Mark(calendar_months(point), grams, gained_of(point)) for point, grams in seen),
            labels={LEAST_LOOK: LEAST},
        )

    def _velocity(self, file: GrowthFile, day: date) -> Drawn:
        table = velocity_table(file.sex, self.code, day)
        span = velocity_span(table, day)
        seen = velocity_places(file, self.code)
        return Drawn(
            title=f"Laju tumbuh WHO, {table.name}, {file.sex.word.lower()}, {span.label}",
            axis=Axis("Umur (bulan)", span.start, span.stop, span.step),
            measure=table.axis,
            lines=velocity_curves(file.sex, self.code, day),
            points=tuple(point for point, _, _ in seen),
            marks=tuple(Mark(x, one.evened, speed_of(point, one)) for point, one, x in seen),
        )


def _also_x(point: GrowthPoint, indicator: Indicator) -> float | None:
    """Return where a measurement would stand by the age since birth, where that is another."""
    if not point.measurement.early_days or indicator is Indicator.WEIGHT_FOR_LENGTH:
        return None
    return calendar_months(point)
