"""What a scale may say while optional questions it rests on are left blank.

A blank adds no points, and is never taken for "no". Where no answer to the blanks of a scale could lead to another
band, the band stands. Otherwise it stands only if it calls for somebody to act; that all is well nobody knows yet.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from ilp_desktop.domain.expressions.conditions import Values
from ilp_desktop.forms.scales import Method, Scoring
from ilp_desktop.forms.schema import Form
from ilp_desktop.forms.score_range import Reach, weighted_reach


@dataclass(frozen=True)
class Blanks:
    """The questions of one form that are asked, need no answer and have none."""

    form: Form
    codes: Collection[str]

    def may_change(self, scoring: Scoring, points: float, values: Values) -> bool:
        """Say whether answers to the blanks could lead to another band than the points so far."""
        less, more = self._reach(scoring)
        within = [band for band in scoring.bands if band.reaches(points + less, points + more)]
        if any(self._touch(band.when.names) for band in within if band.when):
            return True
        fitting = [band for band in scoring.bands if band.when is None or band.when.holds(values)]
        edges = [edge for band in fitting for edge in (band.at_least, band.below) if edge is not None]
        return any(points + less < edge <= points + more for edge in edges)

    def _touch(self, names: Iterable[str]) -> bool:
        return not self.form.underlying(names).isdisjoint(self.codes)

    def _reach(self, scoring: Scoring) -> Reach:
        """Return how many points the blanks could take away, and how many they could add."""
        reaches = list(self._reaches(scoring))
        if scoring.method is Method.SUM:
            return sum(less for less, _ in reaches), sum(more for _, more in reaches)
        return -float(sum(less < 0 for less, _ in reaches)), float(sum(more > 0 for _, more in reaches))

    def _reaches(self, scoring: Scoring) -> Iterator[Reach]:
        for code in scoring.questions:
            if code in self.codes:
                less, more = weighted_reach(scoring, self.form.question(code))
                yield min(less, 0.0), max(more, 0.0)
        for group in scoring.point_groups:
            if any(self._touch(point.when.names) for point in group):
                scores = [0.0, *(point.score for point in group)]
                yield min(scores) - max(scores), max(scores) - min(scores)
