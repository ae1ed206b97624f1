"""Every number a point, a band or an alarm compares with has reference cases right at its edge, on either side."""

from collections.abc import Collection, Iterator
from fractions import Fraction

from ilp_desktop.domain.expressions.conditions import Compare, Condition, Joined, Node, Not, exact
from ilp_desktop.forms.schema import Form
from tests.every_row import every_row
from tests.forms.form_cases import cases_of
from tests.forms.shipped import FORM_IDS, FORMS

CLOSE = Fraction(1, 200)
"""How far from an edge a computed value may lie: it cannot be typed."""


@every_row("form", FORMS, ids=FORM_IDS)
def test_every_threshold_has_a_reference_case_on_each_side_of_its_edge(form: Form) -> None:
    assert list(_untried(form)) == []


def _untried(form: Form) -> Iterator[str]:
    compared = dict.fromkeys(one for condition in _conditions(form) for one in _compared(condition.root))
    tried = [case.checked.values(case.facts) for case in cases_of(form)] if compared else []
    for one in compared:
        numbers = [values[one.name] for values in tried if one.name in values]
        apart = [exact(number) - _edge(one) for number in numbers if isinstance(number, (int, float, Fraction))]
        if not _is_tried(form, one, apart):
            yield f"{one.name} {one.sign} {one.operand:g}"


def _is_tried(form: Form, one: Compare, apart: Collection[Fraction]) -> bool:
    """Say whether numbers so far from an edge lie right at it and right beyond, where the comparison changes."""
    step = _step(form, one.name, _edge(one))
    below, at, above = (any(-step <= gap < 0 for gap in apart), 0 in apart, any(0 < gap <= step for gap in apart))
    if one.name in {value.code for value in form.computed}:
        at = at or (above if one.sign in ("<", ">=") else below)
    if one.sign in ("<", ">="):
        return below and at
    return at and (above if one.sign in (">", "<=") else above or below)


def _edge(one: Compare) -> Fraction:
    return exact(float(one.operand))


def _conditions(form: Form) -> Iterator[Condition]:
    for scoring in form.scorings:
        yield from (point.when for point in scoring.points)
        yield from (alarm.when for alarm in scoring.alarms)
        yield from (band.when for band in scoring.bands if band.when is not None)


def _compared(node: Node) -> Iterator[Compare]:
    if isinstance(node, Compare) and not isinstance(node.operand, str):
        yield node
    for part in (node.part,) if isinstance(node, Not) else node.parts if isinstance(node, Joined) else ():
        yield from _compared(part)


def _step(form: Form, name: str, edge: Fraction) -> Fraction:
    """Return the smallest difference that can be told, or for a computed value what is close enough to the edge."""
    asked = {question.code: question.decimals for question in form.questions}
    reckoned = {value.code: value.decimals for value in form.computed}
    told = Fraction(1, 10 ** (asked | reckoned).get(name, 0))
    return max(told, abs(edge) * CLOSE) if name in reckoned else told
