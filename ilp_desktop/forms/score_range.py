"""The scores that anybody can reach."""

from collections.abc import Sequence

from ilp_desktop.forms.scales import Method, Scoring
from ilp_desktop.forms.schema import Kind, Question

Reach = tuple[float, float]


def score_range(scoring: Scoring, questions: Sequence[Question]) -> Reach:
    """Return the lowest and the highest score anybody can reach."""
    counted = [question for question in questions if question.code in scoring.questions]
    reach = [weighted_reach(scoring, question) for question in counted]
    for group in scoring.point_groups:
        scores = [0.0, *(point.score for point in group)]
        reach.append((min(scores), max(scores)))
    lowest, highest = (total(scoring, [edges[side] for edges in reach]) for side in (0, 1))
    return lowest, highest


def total(scoring: Scoring, points: Sequence[float]) -> float:
    """Return the score that points come to: their sum, how many count, or 1 when any does."""
    if scoring.method is Method.SUM:
        return scoring.base + float(sum(points))
    count = sum(1 for point in points if point > 0)
    return float(count if scoring.method is Method.COUNT else min(count, 1))


def weighted_reach(scoring: Scoring, question: Question) -> Reach:
    """Return the least and the most that a question can bring to a score."""
    weight = scoring.weights.get(question.code, 1.0)
    low, high = sorted(edge * weight for edge in _reach(question))
    return low, high


def _reach(question: Question) -> Reach:
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
