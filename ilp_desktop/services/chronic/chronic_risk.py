"""The cardiovascular risk of one person as it was reckoned before and is now, and by which chart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.chronic.chronic_control import number_text
from ilp_desktop.services.answers.stored_answers import StoredResponse

CHARTS: Mapping[str, str] = {
    "cvd_risk_lab": "bagan laboratorium",
    "cvd_risk_nonlab": "bagan tanpa laboratorium",
}
RISK_FORMS = tuple(CHARTS)
OTHER_CHART = "Bagan berbeda: angka tidak dapat dibandingkan langsung."


@dataclass(frozen=True)
class CvdPoint:
    """A risk that was reckoned; ``percent`` is None where known disease stands in its place."""

    day: date
    chart: str
    found: Assessment

    @property
    def percent(self) -> float | None:
        """Return the risk of ten years in percent."""
        return self.found.score

    @property
    def text(self) -> str:
        """Return the figure, or what stands in its place."""
        return f"{number_text(self.found.score)} %" if self.found.score is not None else self.found.conclusion


@dataclass(frozen=True)
class CvdCourse:
    """The first risk on record, the one before the latest, and the latest; each None where there is none such."""

    first: CvdPoint | None = None
    previous: CvdPoint | None = None
    latest: CvdPoint | None = None

    @property
    def caution(self) -> str:
        """Return why figures cannot be compared, or nothing."""
        charts = {one.chart for one in (self.first, self.previous, self.latest) if one is not None}
        return OTHER_CHART if len(charts) > 1 else ""


def risk_course(responses: Sequence[StoredResponse], today: date) -> CvdCourse:
    """Return the course of the risk; ``responses`` are those in force, the newest first."""
    points = [
        CvdPoint(one.day, CHARTS[one.form_code], one.found)
        for one in responses
        if one.form_code in CHARTS and one.found is not None and one.day <= today
    ]
    if not points:
        return CvdCourse()
    first = points[-1] if len(points) > 1 else None
    previous = points[1] if len(points) > 2 else None
    return CvdCourse(first, previous, points[0])
