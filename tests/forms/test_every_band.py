"""Every band of every scoring that ships can be reached, and its edges are exact."""

from collections.abc import Iterator, Mapping
from itertools import product

import pytest

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.forms.filling import check
from ilp_desktop.forms.rules import DOMAIN_RULES
from ilp_desktop.forms.schema import Band, Form, Kind, Method, Question, Scoring
from ilp_desktop.forms.scoring import assess
from tests.forms import ways
from tests.forms.shipped import FORMS

SCORED: tuple[tuple[Form, Scoring], ...] = tuple(
    (form, form.scoring) for form in FORMS if form.scoring and form.scoring.method is not Method.RULE
)
BANDS = [(form, scoring, band) for form, scoring in SCORED for band in scoring.bands]
every_band = pytest.mark.parametrize(
    ("form", "scoring", "band"), BANDS, ids=[f"{form.code}-{band.code}" for form, _, band in BANDS]
)


@every_band
def test_band_is_reached_at_each_of_its_edges(form: Form, scoring: Scoring, band: Band) -> None:
    reached = {found.score for found in _conclusions(form, scoring) if found.code == band.code}
    reachable = {found.score or 0 for found in _conclusions(form, scoring)}
    inside = {score for score in reachable if band.holds(score)}
    assert reached == inside
    assert inside, "no answers lead here"


@every_band
def test_band_is_never_the_conclusion_of_a_score_outside_it(form: Form, scoring: Scoring, band: Band) -> None:
    for found in _conclusions(form, scoring):
        outside = found.score is None or not band.holds(found.score)
        assert found.code != band.code or not outside


def _conclusions(form: Form, scoring: Scoring) -> Iterator[Assessment]:
    """Conclude for all kinds of people, once for each score they can have and each way the conditions can go."""
    conditions = frozenset(name for band in scoring.bands if band.when for name in band.when.names)
    others = [q for q in form.questions if q.code in conditions and q.code not in scoring.questions]
    for facts in ways.PEOPLE:
        for texts in product(*(ways.texts_for(form, question, facts) for question in others)):
            typed = {question.code: text for question, text in zip(others, texts, strict=True)}
            for scored in _typed_by_score(form, scoring, check(form, typed, facts).asked).values():
                checked = check(form, {**typed, **scored}, facts)
                found = assess(form, checked, facts, DOMAIN_RULES)
                assert found is not None
                yield found


def _typed_by_score(form: Form, scoring: Scoring, asked: tuple[str, ...]) -> Mapping[float, Mapping[str, str]]:
    """Return, for each score that can be had, one set of answers that gives it."""
    sums: dict[float, dict[str, str]] = {0.0: {}}
    for code in scoring.questions:
        if code in asked:
            question = form.question(code)
            sums = {
                _added(scoring.method, total, points): {**typed, code: text}
                for total, typed in sums.items()
                for text, points in _options(question)
            }
    return sums


def _added(method: Method, total: float, points: float) -> float:
    if method is Method.SUM:
        return total + points
    counted = total + (1 if points > 0 else 0)
    return counted if method is Method.COUNT else min(counted, 1.0)


def _options(question: Question) -> list[tuple[str, float]]:
    if question.kind is Kind.BOOLEAN:
        return [("ya", 1.0), ("tidak", 0.0)]
    return [(choice.value, choice.score or 0.0) for choice in question.choices]
