"""Where something asks to act, no band of the same scale says that nothing was found."""

from collections.abc import Mapping

import pytest

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.forms.filling import check
from ilp_desktop.forms.rules import DOMAIN_RULES
from ilp_desktop.forms.scales import Method
from ilp_desktop.forms.schema import Kind, Question
from ilp_desktop.forms.scoring import assess
from tests.every_row import every_row
from tests.forms import ways
from tests.forms.form_cases import CASES, FormCase
from tests.forms.rich_sample import rich_form
from tests.forms.shipped import form

MOTHER = ways.person(300)
ITEMS_ON_DEATH = [("srq20", {"srq_01": 1, "srq_02": 1, "srq_17": 1}), ("phq9", {"phq_9": 1}), ("epds", {"epds_10": 1})]
on_death = pytest.mark.parametrize(("code", "points"), ITEMS_ON_DEATH, ids=[code for code, _ in ITEMS_ON_DEATH])


def typed(code: str, points: Mapping[str, float]) -> dict[str, str]:
    """Return an answer to every item that gives the points named, and none for all others."""
    return {question.code: _answer(question, points.get(question.code, 0)) for question in form(code).questions}


def _answer(question: Question, points: float) -> str:
    if question.kind is Kind.BOOLEAN:
        return "ya" if points else "tidak"
    return next(choice.value for choice in question.choices if choice.score == points)


def concluded(code: str, points: Mapping[str, float]) -> Assessment:
    found = assess(form(code), check(form(code), typed(code, points), MOTHER), MOTHER, DOMAIN_RULES)
    assert found is not None
    return found


@on_death
def test_thoughts_of_death_are_the_conclusion_and_a_low_score_reassures_nobody(
    code: str, points: dict[str, float]
) -> None:
    found = concluded(code, points)
    assert (found.urgency, found.score, found.parts) == (Urgency.EMERGENCY, sum(points.values()), ())


@on_death
def test_without_them_the_low_score_is_the_conclusion(code: str, points: dict[str, float]) -> None:
    assert points
    found = concluded(code, {})
    assert (found.urgency, found.score) == (Urgency.NONE, 0)


def test_high_score_stands_beside_the_alarm() -> None:
    every = dict.fromkeys((question.code for question in form("srq20").questions), 1.0)
    assert [one.code for one in concluded("srq20", every).members] == ["suicide_risk", "mental_problem_likely"]


def test_score_is_told_with_the_gravest_of_several_alarms() -> None:
    milder = '[[scoring.alarm]]\nwhen = "butir_2 = 1"\nquestion = "butir_2"\ncode = "appetite"\n'
    milder += 'conclusion = "Nafsu makan berkurang"\nurgency = "watch"\n\n[[scoring.alarm]]\nwhen = "butir_3 = ya"'
    apart = rich_form(
        ("below = 1\ncode", "below = 3\ncode"),
        ("at_least = 1\ncode", "at_least = 3\ncode"),
        ('questions = ["butir_2", "butir_3"]', 'questions = ["butir_1", "butir_2", "butir_3"]'),
        ('[[scoring.alarm]]\nwhen = "butir_3 = ya"', milder),
    )
    answers = {"tahun_merokok": "0", "butir_1": "tidak", "butir_2": "1", "butir_3": "ya"}
    found = assess(apart, check(apart, answers, MOTHER), MOTHER, {})
    assert found is not None
    told = [(one.code, one.label, one.score) for one in found.members]
    assert told == [("despair", "Keluhan jiwa", 2), ("appetite", "", None), ("low", "Risiko paru", 2)]


@every_row("case", CASES, ids=[case.name for case in CASES])
def test_no_reference_case_is_reassured_on_a_scale_that_alarms(case: FormCase) -> None:
    values = case.checked.values(case.facts)
    for scoring in case.form.scorings:
        alarmed = any(alarm.when.holds(values) for alarm in scoring.alarms)
        if case.found is not None and alarmed and scoring.method is not Method.RULE:
            calm = {band.meaning.code for band in scoring.bands if band.meaning.urgency is Urgency.NONE}
            told = {one.code for one in case.found.members if one.label == scoring.label}
            assert not calm & told
