"""Every band and every alarm that ships, or of a sample, can be reached, and the edges of the bands are exact."""

from functools import cache

from ilp_desktop.forms.scales import Alarm, Band
from ilp_desktop.forms.schema import Form
from tests.every_row import every_row
from tests.forms import score_ways
from tests.forms.rich_sample import rich_form
from tests.forms.shipped import FORMS as SHIPPED

FORMS = (*SHIPPED, rich_form())
SCALES = [(form, scoring) for form in FORMS for scoring in form.scorings]
SCALE_IDS = [f"{form.code}-{form.version}-{scoring.code}" for form, scoring in SCALES]
BANDS = [(at, band) for at, (_, scoring) in enumerate(SCALES) for band in scoring.bands]
ALARMS = [(form, alarm) for form, scoring in SCALES for alarm in scoring.alarms]
every_band = every_row(("at", "band"), BANDS, ids=[f"{SCALE_IDS[at]}-{band.meaning.code}" for at, band in BANDS])
every_alarm = every_row(
    ("form", "alarm"), ALARMS, ids=[f"{form.code}-{form.version}-{alarm.meaning.code}" for form, alarm in ALARMS]
)


@cache
def _concluded(at: int) -> frozenset[tuple[str, float]]:
    """Return each conclusion of a scale, with its score, that any people and answers lead to."""
    form, scoring = SCALES[at]
    return frozenset(score_ways.concluded(form, scoring))


@every_band
def test_band_is_reached_and_its_edges_are_exact(at: int, band: Band) -> None:
    _, scoring = SCALES[at]
    reached = {score for code, score in _concluded(at) if code == band.meaning.code}
    assert reached, "no answers lead here"
    fellows = [other for other in scoring.bands if other.meaning.code == band.meaning.code]
    assert all(any(fellow.holds(score) for fellow in fellows) for score in reached)
    if all(other.when is None for other in scoring.bands):
        assert reached == {score for _, score in _concluded(at) if any(fellow.holds(score) for fellow in fellows)}


@every_row("at", range(len(SCALES)), ids=SCALE_IDS)
def test_no_score_is_without_a_band_where_one_stands_for_everybody(at: int) -> None:
    _, scoring = SCALES[at]
    left_out = {score for code, score in _concluded(at) if code == score_ways.NO_BAND}
    assert not left_out or all(band.when for band in scoring.bands)


@every_alarm
def test_alarm_counts_at_once_and_nothing_milder_stands_before_it(form: Form, alarm: Alarm) -> None:
    found = list(score_ways.alarmed(form, alarm))
    assert found, "no answers lead here"
    for said in found:
        assert said.urgency.rank >= alarm.meaning.urgency.rank
        assert alarm.meaning.code in [one.code for one in said.members]
