"""A control concludes what the record says of it afterwards, whatever was measured before and aimed at."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.chronic.chronic_control import ControlState, Judged, Reading, control_status
from ilp_desktop.domain.chronic.control_conclusion import conclude_control
from ilp_desktop.domain.measures.control_targets import DIABETES, HYPERTENSION, PROTEINURIA, OwnTarget
from tests.domain.cases import TODAY

ADULT = Judged(date(1970, 1, 1))
STRICT = Judged(ADULT.birth_date, special=frozenset({"diabetes", PROTEINURIA}))
LOOSE = Judged(
    ADULT.birth_date,
    own={
        HYPERTENSION: OwnTarget({"systolic": {"label": "sistolik", "below": 150}}, date(2026, 9, 1)),
        DIABETES: OwnTarget({"hba1c": {"label": "HbA1c", "below": 8}}, date(2026, 9, 1)),
    },
)
SUGARS = st.fixed_dictionaries(
    {},
    optional={
        "fasting": st.integers(40, 260),
        "after_meal": st.integers(40, 320),
        "random": st.integers(40, 420),
        "hba1c": st.integers(40, 120).map(lambda tenths: tenths / 10),
    },
)
EARLIER = st.lists(st.tuples(st.integers(1, 260), SUGARS), max_size=5)
PRESSURES = st.builds(
    lambda low, more: {"systolic": low + more, "diastolic": low}, st.integers(40, 110), st.integers(1, 90)
)


def state_of(found: object) -> ControlState:
    """Return what a conclusion says of control."""
    if found is None:
        return ControlState.NOT_JUDGED
    code, urgency = found.code, found.urgency  # type: ignore[attr-defined]
    if code == "controlled":
        return ControlState.CONTROLLED
    return ControlState.UNCONTROLLED if urgency.calls_for_action else ControlState.NOT_JUDGED


@given(EARLIER, SUGARS.filter(bool), st.sampled_from([ADULT, STRICT, LOOSE]))
def test_a_control_of_diabetes_concludes_what_the_record_says(
    earlier: list[tuple[int, dict[str, float]]], values: dict[str, float], who: Judged
) -> None:
    before = [
        Reading(TODAY - timedelta(days=ago), some) for ago, some in sorted(earlier, key=lambda one: -one[0]) if some
    ]
    now = Reading(TODAY, values)
    status = control_status(DIABETES, [*before, now], who, TODAY)
    found = conclude_control(DIABETES, before, now, who)
    if found is None:
        assert status.state is not ControlState.UNCONTROLLED
    else:
        assert state_of(found) is status.state


@given(PRESSURES, st.sampled_from([ADULT, STRICT, LOOSE]), st.sampled_from(["", "rumah", "abpm"]))
def test_a_control_of_hypertension_concludes_what_the_record_says(
    values: dict[str, float], who: Judged, setting: str
) -> None:
    now = Reading(TODAY, values, setting)
    found = conclude_control(HYPERTENSION, (), now, who)
    assert state_of(found) is control_status(HYPERTENSION, [now], who, TODAY).state


def test_diabetes_with_proteinuria_is_uncontrolled_at_132_over_78_and_the_form_says_why() -> None:
    found = conclude_control(HYPERTENSION, (), Reading(TODAY, {"systolic": 132, "diastolic": 78}), STRICT)
    assert found is not None
    assert found.code == "uncontrolled"
    assert "di bawah 130/80 mmHg (diabetes dengan proteinuria)" in found.conclusion
    assert "1936/2022" in found.source


def test_a_good_glucose_does_not_hide_an_hba1c_that_still_counts() -> None:
    before = [Reading(TODAY - timedelta(days=60), {"hba1c": 8.4})]
    found = conclude_control(DIABETES, before, Reading(TODAY, {"fasting": 118}), ADULT)
    assert found is not None
    assert (found.code, found.urgency) == ("uncontrolled", Urgency.WATCH)
    assert "HbA1c 8,4 %" in found.conclusion


def test_what_the_doctor_aims_at_comes_before_the_table() -> None:
    found = conclude_control(HYPERTENSION, (), Reading(TODAY, {"systolic": 146, "diastolic": 84}), LOOSE)
    assert found is not None
    assert found.code == "controlled"
    high = conclude_control(HYPERTENSION, (), Reading(TODAY, {"systolic": 152, "diastolic": 84}), LOOSE)
    assert high is not None
    assert "di bawah 150/90 mmHg (sasaran dokter 01-09-2026)" in high.conclusion


def test_nobody_under_age_is_judged_by_targets_of_adults() -> None:
    found = conclude_control(
        HYPERTENSION, (), Reading(TODAY, {"systolic": 146, "diastolic": 84}), Judged(date(2010, 1, 1))
    )
    assert found is not None
    assert (found.code, found.urgency) == ("control_not_judged", Urgency.NONE)
