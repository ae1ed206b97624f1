"""The conclusion of a filled-in form, from its bands or from a domain rule that the caller hands in."""

from collections.abc import Callable, Mapping, Sequence

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.conditions import Value
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.filling import Checked
from ilp_desktop.forms.schema import Answer, Answers, Band, Form, Kind, Method, Question, Scoring

Rule = Callable[[Answers, Facts], Assessment | None]
"""A domain rule over answers and facts; None where it has too little to go by."""

Rules = Mapping[str, Rule]


def assess(form: Form, checked: Checked, facts: Facts, rules: Rules) -> Assessment | None:
    """Return the conclusion, or None while anything it rests on is asked but not answered, wrong or in doubt.

    An unanswered question is never taken for "no". What is not asked counts nothing.
    """
    scoring = form.scoring
    if scoring is None or _open(scoring, checked):
        return None
    if scoring.method is Method.RULE:
        return rules[scoring.rule](checked.answers, facts)
    points = score(form, scoring, checked.answers)
    band = _band(scoring, points, {**facts.values, **checked.answers})
    if band is None:
        return None
    return Assessment(band.code, band.conclusion, band.urgency, form.source, score=points, advice=band.advice)


def readings(form: Form, checked: Checked, facts: Facts, rules: Rules) -> Mapping[str, tuple[Assessment, ...]]:
    """Return, by question, what the form's domain rules read from the answers so far; most have nothing to say."""
    values = {**facts.values, **checked.answers}
    found: dict[str, tuple[Assessment, ...]] = {}
    for reading in form.readings:
        if reading.question in checked.answers and (reading.when is None or reading.when.holds(values)):
            said = rules[reading.rule](checked.answers, facts)
            found[reading.question] = found.get(reading.question, ()) + ((said,) if said else ())
    return {question: said for question, said in found.items() if said}


def score(form: Form, scoring: Scoring, answers: Answers) -> float:
    """Return the points of the answers: their sum, how many count, or 1 when any does."""
    points = [_points(form.question(code), answers[code]) for code in scoring.questions if code in answers]
    return _total(scoring.method, points)


def score_range(scoring: Scoring, questions: Sequence[Question]) -> tuple[float, float]:
    """Return the lowest and the highest score anybody can reach."""
    counted = [question for question in questions if question.code in scoring.questions]
    reach = [_reach(question) for question in counted]
    return _total(scoring.method, [low for low, _ in reach]), _total(scoring.method, [high for _, high in reach])


def _total(method: Method, points: Sequence[float]) -> float:
    if method is Method.SUM:
        return float(sum(points))
    count = sum(1 for point in points if point > 0)
    return float(count if method is Method.COUNT else min(count, 1))


def _points(question: Question, answer: Answer) -> float:
    if isinstance(answer, bool):
        return float(answer)
    values = answer if isinstance(answer, list) else [str(answer)]
    return float(sum(choice.score or 0 for choice in question.choices if choice.value in values))


def _reach(question: Question) -> tuple[float, float]:
    """Return the least and the most points one question can give; one that may go unasked can give none."""
    if question.kind is Kind.BOOLEAN:
        return 0.0, 1.0
    points = [choice.score or 0.0 for choice in question.choices] or [0.0]
    if question.kind is Kind.MANY:
        points += [
            sum(point for point in points if point < 0) or points[0],
            sum(point for point in points if point > 0),
        ]
    if question.shown_when:
        points.append(0.0)
    return min(points), max(points)


def _open(scoring: Scoring, checked: Checked) -> bool:
    wanted = set(scoring.questions).union(*(band.when.names for band in scoring.bands if band.when))
    settled = checked.answers.keys() - checked.doubts.keys()
    return any(code in wanted and code not in settled for code in checked.asked)


def _band(scoring: Scoring, points: float, values: Mapping[str, Value]) -> Band | None:
    fitting = (band for band in scoring.bands if band.holds(points))
    return next((band for band in fitting if band.when is None or band.when.holds(values)), None)
