"""Computed values in the words people read."""

from collections.abc import Iterator
from fractions import Fraction

from ilp_desktop.domain.expressions.conditions import Condition, edges
from ilp_desktop.domain.expressions.formulas import shown
from ilp_desktop.forms.parsing import decimal_text
from ilp_desktop.forms.schema import Computed, Form


def computed_named(form: Form, value: Computed, found: Fraction) -> str:
    """Return a value with its name; a name that is only its unit is not said twice."""
    told = computed_text(form, value, found)
    return told if value.label.casefold() == value.unit.casefold() else f"{value.label} {told}"


def computed_text(form: Form, value: Computed, found: Fraction) -> str:
    """Return a value with its unit, rounded, but on the side of every edge of the form on which it counts."""
    compared = [edge for condition in _conditions(form) for edge in edges(condition.root, value.code)]
    told = shown(
        found, value.decimals, lambda rounded: all(_side(rounded, edge) == _side(found, edge) for edge in compared)
    )
    return f"{decimal_text(float(told))} {value.unit}".rstrip()


def _side(number: Fraction, edge: Fraction) -> int:
    return (number > edge) - (number < edge)


def _conditions(form: Form) -> Iterator[Condition]:
    """Give every condition that may look at computed values."""
    for scoring in form.scorings:
        yield from (point.when for point in scoring.points)
        yield from (band.when for band in scoring.bands if band.when)
        yield from (alarm.when for alarm in scoring.alarms)
    yield from (check.when for check in form.checks)
    yield from (reading.when for reading in form.readings if reading.when)
