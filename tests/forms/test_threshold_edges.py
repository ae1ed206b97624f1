"""Every number a point, a band or an alarm compares with has reference cases right at its edge, on either side."""

from collections.abc import Iterator
from fractions import Fraction

import pytest

from ilp_desktop.domain.conditions import Compare, Condition, Joined, Node, Not, exact
from ilp_desktop.forms.schema import Form
from tests.forms.form_cases import cases_of
from tests.forms.shipped import FORM_IDS, FORMS


CLOSE = Fraction(1, 200)
"""How far from an edge a computed value may lie: it cannot be typed."""


@pytest.mark.parametrize("form", FORMS, ids=FORM_IDS)
def test_every_threshold_has_a_reference_case_on_each_side_of_its_edge(form: Form) -> None:
    assert list(_untried(form)) == []


def _untried(form: Form) -> Iterator[str]:
    compared = dict.fromkeys(one for condition in _conditions(form) for one in _compared(condition.root))
    tried = [case.checked.values(case.facts) for case in cases_of(form)] if compared else []
    for one in compared:
        edge = exact(float(one.operand))
        step = _step(form, one.name, edge)
        numbers = [values[one.name] for values in tried if one.name in values]
        apart = [exact(number) - edge for number in numbers if not isinstance(number, (str, list))]
        below, above = (any(-step <= gap < 0 for gap in apart), any(0 < gap <= step for gap in apart))
        at = 0 in apart
        if one.name in {value.code for value in form.computed}:
            at, below, above = at or above, below, above or at
        if one.sign in ("<", ">="):
            tried_both = at and below
        elif one.sign in (">", "<="):
            tried_both = at and above
        else:
            tried_both = at and (above or below)
        if not tried_both:
            yield f"{one.name} {one.sign} {one.operand:g}"


def _conditions(form: Form) -> Iterator[Condition]:
    for scoring in form.scorings:
        for part in (*scoring.points, *scoring.bands, *scoring.alarms):
            if part.when is not None:
                yield part.when


def _compared(node: Node) -> Iterator[Compare]:
    if isinstance(node, Compare) and not isinstance(node.operand, str):
        yield node
    for part in (node.part,) if isinstance(node, Not) else node.parts if isinstance(node, Joined) else ():
        yield from _compared(part)


def _step(form: Form, name: str, edge: Fraction) -> Fraction:
    """Return the smallest difference that can be told, or for a computed value what is close enough to the edge."""
    decimals = {one.code: one.decimals for one in (*form.questions, *form.computed)}
    told = Fraction(1, 10 ** decimals.get(name, 0))
    return max(told, abs(edge) * CLOSE) if name in {value.code for value in form.computed} else told
