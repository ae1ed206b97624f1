"""What is needed to draw an unlikely measure of a child on its curve, among those before it."""

from collections.abc import Iterator
from dataclasses import dataclass

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.growth.growth import MEASURES as FIELDS
from ilp_desktop.domain.growth.growth import growth
from ilp_desktop.domain.growth.growth_curves import ZLine
from ilp_desktop.domain.growth.growth_doubt import OWN
from ilp_desktop.domain.growth.growth_result import Measurement
from ilp_desktop.domain.growth.growth_tables import Indicator
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.filling import Checked, Doubt
from ilp_desktop.forms.rules_growth import measurement_of
from ilp_desktop.services.growth.growth_series import (
    INFANT,
    MEASURES,
    AgeRange,
    curves_of,
    index_names,
    months_judged,
    place_of,
    range_for,
)
from ui.widgets.marked_plot import Mark
from ui.widgets.plot_frame import Axis, value_text

AROUND_CM = 12.0
AROUND_MONTHS = 6.0
TICKS = 4
FIELD_OF = {indicator: field for field, indicator in OWN.items()}


@dataclass(frozen=True)
class GrowthPicture:
    """A small chart: an index around the age of the child, earlier measurements, and the new one."""

    title: str
    axis: Axis
    measure: str
    lines: tuple[ZLine, ...]
    marks: tuple[Mark, ...]


def picture_of(doubt: Doubt, checked: Checked, facts: Facts) -> GrowthPicture | None:
    """Return the chart that shows why a value is doubted; None where no curve does."""
    child = measurement_of(checked.answers, facts)
    if not doubt.curve or child is None or child.sex is None:
        return None
    indicator = Indicator(doubt.curve)
    new = _place_of_new(doubt, indicator, child)
    if new is None:
        return None
    span = range_for(months_judged(child))
    axis = _axis(indicator, span, new[0])
    typed = new[1] if doubt.value is None or indicator not in FIELD_OF else doubt.value
    marks = [*_earlier(facts, indicator, axis), Mark(*new, "hasil yang diketik", label=value_text(typed))]
    lines = curves_of(child.sex, indicator, span, facts.day, (axis.start, axis.stop))
    title = f"{index_names(span)[indicator]}, {child.sex.word.lower()}"
    return GrowthPicture(title, axis, MEASURES[indicator], lines, tuple(marks))


def _place_of_new(doubt: Doubt, indicator: Indicator, child: Measurement) -> tuple[float, float] | None:
    """Return where the typed value stands; one that was refused is no answer, so that it is not judged."""
    try:
        found = place_of(growth(child), indicator)
    except WrongAnswers:
        found = None
    if found is not None or doubt.value is None or indicator not in FIELD_OF:
        return found
    return months_judged(child), doubt.value


def _axis(indicator: Indicator, span: AgeRange, along: float) -> Axis:
    """Return the part of the axis around the new value."""
    if indicator is Indicator.WEIGHT_FOR_LENGTH:
        low, high = (45.0, 110.0) if span is INFANT else (65.0, 120.0)
        start = min(max(low, round(along - AROUND_CM)), high - 2 * AROUND_CM)
        return Axis("cm", start, start + 2 * AROUND_CM, 2 * AROUND_CM / TICKS)
    start = min(max(span.start, round(along - AROUND_MONTHS)), span.stop - 2 * AROUND_MONTHS)
    return Axis("bulan", start, start + 2 * AROUND_MONTHS, 2 * AROUND_MONTHS / TICKS)


def _earlier(facts: Facts, indicator: Indicator, axis: Axis) -> Iterator[Mark]:
    for one in facts.growth.earlier if facts.growth is not None else ():
        try:
            place = place_of(growth(one), indicator)
        except WrongAnswers:
            continue
        if place is not None and axis.holds(place[0]):
            unit = FIELDS[FIELD_OF.get(indicator, "weight_kg")][1]
            yield Mark(*place, f"{indonesian_date(one.measured_on)}: {value_text(place[1])} {unit}")
