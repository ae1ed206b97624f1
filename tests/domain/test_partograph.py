"""The partograph: at the edges of its lines, the signs to act upon, and what is drawn."""

from datetime import date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.birth.partograph import Examined, checks_late, lines_of, progress, signs_in
from ilp_desktop.domain.birth.partograph_chart import Observed, partograph_charts
from ilp_desktop.domain.birth.partograph_drawing import LEFT, Sign, Square, Stroke, Words, partograph_drawing
from tests.domain.cases import TODAY, cases, told
from tests.every_row import every_row

CASES = cases("partograph")
EIGHT = datetime(2026, 11, 23, 8, 0, tzinfo=timezone.utc)


def moment(text: str) -> datetime:
    hour, minute = text.split(":")
    return datetime(TODAY.year, TODAY.month, TODAY.day, int(hour), int(minute), tzinfo=timezone.utc)


def examinations(text: str) -> list[Examined]:
    pairs = (part.split(" ") for part in text.split(";"))
    return [Examined(moment(at), float(cm)) for at, cm in pairs]


@every_row("row", CASES, ids=told)
def test_a_labour_stands_where_the_lines_say(row: dict[str, str]) -> None:
    found = progress(examinations(row["examined"]), moment(row["now"]), first_birth=row["first_birth"] == "ya")
    assert found.standing is not None
    assert found.standing.code == row["code"]
    assert found.standing.source
    assert found.standing.advice


def test_nothing_is_said_of_a_labour_nobody_examined() -> None:
    assert progress([], EIGHT, first_birth=True).standing is None
    assert lines_of([Examined(EIGHT, 3)]) is None


def test_both_lines_are_met_at_the_hour_the_chart_shows() -> None:
    found = progress([Examined(EIGHT, 4)], EIGHT, first_birth=True)
    assert found.lines is not None
    assert found.lines.alert_at(7) == EIGHT + timedelta(hours=3)
    assert found.lines.action_at(7) == EIGHT + timedelta(hours=7)
    assert (found.alert_on, found.action_on) == (EIGHT, EIGHT + timedelta(hours=4))
    assert found.lines.alert_cm(EIGHT + timedelta(hours=9)) == 10


@given(start=st.floats(4, 9), hours=st.floats(0.1, 12), gained=st.floats(0, 5), more=st.floats(0, 2))
def test_a_cervix_that_opened_further_never_stands_worse(
    start: float, hours: float, gained: float, more: float
) -> None:
    later = EIGHT + timedelta(hours=hours)
    ranks = []
    for cm in (start + gained, start + gained + more):
        found = progress([Examined(EIGHT, start), Examined(later, min(cm, 9.9))], later, first_birth=False)
        assert found.standing is not None
        ranks.append(found.standing.urgency.rank)
    assert ranks[1] <= ranks[0]


@every_row(
    ("field", "value", "code"),
    [
        ("fetal_heart_rate", 99, "fetal_distress"),
        ("fetal_heart_rate", 100, "fhr_low"),
        ("fetal_heart_rate", 119, "fhr_low"),
        ("fetal_heart_rate", 120, ""),
        ("fetal_heart_rate", 160, ""),
        ("fetal_heart_rate", 161, "fhr_high"),
        ("fetal_heart_rate", 180, "fhr_high"),
        ("fetal_heart_rate", 181, "fetal_distress"),
        ("liquor", "U", ""),
        ("liquor", "J", ""),
        ("liquor", "K", ""),
        ("liquor", "M", "meconium"),
        ("liquor", "D", "blood_liquor"),
        ("moulding", 2, ""),
        ("moulding", 3, "moulding"),
        ("contractions", 5, ""),
        ("contractions", 6, "many_contractions"),
        ("temperature_c", 37.9, ""),
        ("temperature_c", 38.0, "fever"),
        ("pulse", 110, ""),
        ("pulse", 111, "fast_pulse"),
        ("systolic", 89, "low_pressure"),
        ("systolic", 90, ""),
        ("systolic", 139, ""),
        ("systolic", 140, "hypertension"),
        ("systolic", 160, "severe_hypertension"),
        ("diastolic", 89, ""),
        ("diastolic", 90, "hypertension"),
        ("diastolic", 110, "severe_hypertension"),
        ("urine_protein", "+1", ""),
        ("urine_protein", "+2", "urine_protein"),
        ("urine_acetone", "-", ""),
        ("urine_acetone", "+1", "acetone"),
    ],
)
def test_a_sign_is_said_from_its_edge_on(field: str, value: object, code: str) -> None:
    assert [sign.code for sign in signs_in({field: value}, TODAY)] == ([code] if code else [])


def test_the_most_urgent_sign_stands_first_and_each_but_once() -> None:
    found = signs_in({"liquor": "M", "systolic": 170, "diastolic": 115, "fetal_heart_rate": 90}, TODAY)
    assert [sign.code for sign in found] == ["fetal_distress", "severe_hypertension", "meconium"]
    assert found[0].urgency is Urgency.EMERGENCY


def test_what_was_not_looked_at_for_too_long_is_named_with_its_time() -> None:
    seen = {"fetal_heart_rate": EIGHT, "cervix_cm": EIGHT, "systolic": EIGHT, "temperature_c": EIGHT}
    late = checks_late({**seen, "contractions": EIGHT, "pulse": EIGHT}, EIGHT + timedelta(minutes=29))
    assert late == ()
    later = checks_late({**seen, "contractions": EIGHT}, EIGHT + timedelta(minutes=30))
    assert later == ("DJJ (08.30)", "kontraksi (08.30)", "nadi")


def test_the_chart_begins_with_the_hour_of_the_active_phase() -> None:
    observed: list[Observed] = [
        (EIGHT - timedelta(hours=3), {"cervix_cm": 2}),
        (EIGHT + timedelta(minutes=30), {"cervix_cm": 4, "descent": 3, "drugs": "RL"}),
        (EIGHT + timedelta(hours=2, minutes=30), {"cervix_cm": 6, "contractions": 6, "contraction_seconds": 45}),
    ]
    lines = lines_of([Examined(at, float(values["cervix_cm"])) for at, values in observed])
    (chart,) = partograph_charts(observed, lines)
    assert (chart.began_at, chart.hours, chart.left_out) == (EIGHT, 16, 1)
    assert chart.cervix == ((0.5, 4.0), (2.5, 6.0))
    assert chart.alert == ((0.5, 4), (6.5, 10))
    assert chart.action == ((4.5, 4), (10.5, 10))
    assert chart.text("drugs") == {1: "1"}


def test_a_long_labour_gets_a_longer_chart_and_after_a_day_a_further_one() -> None:
    lines = lines_of([Examined(EIGHT, 4)])
    for hours, rooms in ((16, [16]), (17, [18]), (23.5, [24]), (24, [16, 16]), (30, [16, 16]), (41, [16, 18])):
        later = EIGHT + timedelta(hours=hours)
        observed: list[Observed] = [(EIGHT, {"cervix_cm": 4}), (later, {"cervix_cm": 5})]
        charts = partograph_charts(observed, lines)
        assert [chart.hours for chart in charts] == rooms
        assert sum(len(chart.cervix) for chart in charts) == 2
        assert [chart.left_out for chart in charts] == [0] * len(rooms)
        assert all(not chart.alert for chart in charts[1:])


def test_a_day_without_observations_has_no_chart_of_its_own() -> None:
    observed: list[Observed] = [(EIGHT, {"pulse": 80}), (EIGHT + timedelta(hours=50), {"pulse": 90})]
    first, later = partograph_charts(observed, None)
    assert (first.began_at, later.began_at) == (EIGHT, EIGHT + timedelta(hours=48))
    assert later.pulses == ((2.0, 90.0),)
    words = {shape.text for shape in partograph_drawing(later).shapes if isinstance(shape, Words)}
    assert {"49", "64"} <= words


def test_everything_observed_is_drawn_inside_the_sheet() -> None:
    observed: list[Observed] = [
        (
            EIGHT + timedelta(hours=hour),
            {
                "cervix_cm": min(4 + hour, 10),
                "descent": 5 - hour // 2,
                "fetal_heart_rate": 60 + 40 * hour,
                "contractions": 3,
                "contraction_seconds": 15 + 15 * hour,
                "pulse": 88,
                "systolic": 200,
                "diastolic": 50,
                "liquor": "J",
                "temperature_c": 36.8,
            },
        )
        for hour in range(5)
    ]
    lines = lines_of([Examined(at, float(values["cervix_cm"])) for at, values in observed])
    (chart,) = partograph_charts(observed, lines)
    drawing = partograph_drawing(chart)
    for shape in drawing.shapes:
        points = shape.points if isinstance(shape, Stroke) else ((shape.x, shape.y),)
        assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in points)
    words = {shape.text for shape in drawing.shapes if isinstance(shape, Words)}
    assert {"WASPADA", "BERTINDAK", "J", "36,8"} <= words
    crosses = [shape for shape in drawing.shapes if isinstance(shape, Sign) and shape.kind == "x"]
    assert len([cross for cross in crosses if cross.x >= LEFT]) == 5
    filled = {shape.fill for shape in drawing.shapes if isinstance(shape, Square)}
    assert {"dots", "lines", "full", ""} <= filled


def test_an_empty_labour_has_no_chart() -> None:
    assert partograph_charts([], None) == ()
    assert date(2026, 11, 23) == TODAY
