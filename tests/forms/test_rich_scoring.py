"""Weights, points, several scales and alarms become one conclusion that never grows milder."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.filling import check
from ilp_desktop.forms.schema import Form
from ilp_desktop.forms.scoring import INCOMPLETE, assess
from ilp_desktop.forms.wording import conclusion_text
from tests.forms import ways
from tests.forms.rich_sample import REQUIRED, rich_form

FORM = rich_form(*REQUIRED)
WOMAN, MAN = ways.person(720), ways.person(720, Sex.MALE)
CALM = {"tahun_merokok": "0", "butir_1": "tidak", "butir_2": "0", "butir_3": "tidak"}


def concluded(typed: dict[str, str], facts: Facts = WOMAN, form: Form = FORM) -> Assessment | None:
    return assess(form, check(form, typed, facts), facts, {})


def scores(typed: dict[str, str], facts: Facts = WOMAN) -> dict[str, float | None]:
    found = concluded(typed, facts)
    assert found is not None
    return {one.label: one.score for one in found.members if one.label}


@pytest.mark.parametrize(
    ("typed", "facts", "score"),
    [
        ({}, WOMAN, 2),
        ({}, MAN, 3),
        ({"butir_1": "ya"}, WOMAN, 5),
        ({"tahun_merokok": "20", "batang_per_hari": "19"}, WOMAN, 2),
        ({"tahun_merokok": "20", "batang_per_hari": "20"}, WOMAN, 3),
        ({"tahun_merokok": "20", "batang_per_hari": "29"}, WOMAN, 3),
        ({"tahun_merokok": "20", "batang_per_hari": "30"}, WOMAN, 4),
        ({"tahun_merokok": "20", "batang_per_hari": "30", "butir_1": "ya"}, MAN, 8),
    ],
)
def test_sum_has_base_weights_and_the_first_point_of_a_group(typed: dict[str, str], facts: Facts, score: float) -> None:
    assert scores({**CALM, **typed}, facts)["Risiko paru"] == score


def test_scales_stand_side_by_side_and_the_worst_is_the_conclusion() -> None:
    found = concluded({**CALM, "butir_1": "ya"})
    assert found is not None
    assert (found.code, found.refer_to, found.advice) == ("high", "FKRTL", "Periksa spirometri.")
    assert [(one.code, one.label) for one in found.parts] == [("calm", "Keluhan jiwa")]
    other = concluded({**CALM, "butir_2": "1"})
    assert other is not None
    assert (other.code, other.follow_up) == ("complaint", "kaya")
    assert [(one.code, one.repeat_days) for one in other.parts] == [("low", 365)]


def test_alarm_counts_in_a_form_that_is_not_complete() -> None:
    found = concluded({"butir_3": "ya"})
    assert found is not None
    assert (found.code, found.urgency, found.flags) == ("despair", Urgency.EMERGENCY, (INCOMPLETE,))


def test_alarm_stands_before_the_scales_and_hides_none() -> None:
    found = concluded({**CALM, "butir_3": "ya", "butir_1": "ya"})
    assert found is not None
    assert [one.code for one in found.members] == ["despair", "high", "complaint"]
    assert found.flags == ()


def test_alarm_never_makes_a_conclusion_milder() -> None:
    form = rich_form(('urgency = "emergency"', 'urgency = "watch"'))
    found = concluded({**CALM, "butir_3": "ya", "butir_1": "ya"}, form=form)
    assert found is not None
    assert [one.code for one in found.members] == ["high", "despair", "complaint"]


AWAITED = ('conclusion = "Risiko rendah"\nurgency = "none"', 'conclusion = "Spirometri diminta"\nurgency = "awaited"')


def test_result_that_is_awaited_stands_before_what_is_fine_and_behind_what_asks_to_act() -> None:
    form = rich_form(*REQUIRED, AWAITED)
    found = concluded(CALM, form=form)
    assert found is not None
    assert (found.code, found.urgency) == ("low", Urgency.AWAITED)
    assert conclusion_text(found) == "Spirometri diminta (belum ada hasil)"
    acting = concluded({**CALM, "butir_2": "1"}, form=form)
    assert acting is not None
    assert [one.code for one in acting.members] == ["complaint", "low"]


def test_result_that_is_awaited_is_not_told_while_the_form_has_more_to_ask() -> None:
    assert concluded({"tahun_merokok": "0", "butir_1": "tidak"}, form=rich_form(*REQUIRED, AWAITED)) is None


def test_unfinished_form_never_says_that_all_is_well() -> None:
    assert concluded({"tahun_merokok": "0", "butir_1": "tidak"}) is None
    found = concluded({"tahun_merokok": "0", "butir_1": "ya"})
    assert found is not None
    assert (found.code, found.flags) == ("high", (INCOMPLETE,))


def test_scale_waits_for_what_its_points_are_reckoned_from() -> None:
    typed = {**CALM, "tahun_merokok": "20"}
    assert concluded(typed) is None
    found = concluded({**typed, "batang_per_hari": "10"})
    assert found is not None
    assert ([one.code for one in found.members], found.score) == (["low", "calm"], 2)


def test_points_for_age_or_sex_are_never_left_out_for_somebody_unknown() -> None:
    nobody = Facts(WOMAN.day)
    assert concluded(CALM, nobody) is None
    assert scores(CALM, WOMAN)


def test_scale_of_which_nothing_is_asked_says_nothing() -> None:
    hidden = ('label = "Tidur"\nkind = "boolean"', 'label = "Tidur"\nkind = "boolean"\nshown_when = "umur_tahun < 5"')
    found = concluded(CALM, form=rich_form(hidden))
    assert found is not None
    assert [one.code for one in found.members] == ["calm"]


def test_computed_value_may_refuse_an_answer_and_is_then_not_told() -> None:
    checked = check(FORM, {"tahun_merokok": "58", "batang_per_hari": "2"}, WOMAN)
    assert checked.errors["tahun_merokok"] == "Terlalu lama untuk umurnya."
    assert checked.computed == {}
    fine = check(FORM, {"tahun_merokok": "25", "batang_per_hari": "3"}, WOMAN)
    assert fine.computed == {"bungkus_tahun": Fraction("3.75"), "sisa": 35}


def test_computed_value_of_a_question_not_asked_is_unknown() -> None:
    assert check(FORM, {"tahun_merokok": "0", "batang_per_hari": "3"}, WOMAN).computed == {"sisa": 60}


def test_form_without_a_restricted_question_reckons_nothing_from_it() -> None:
    form = rich_form(('label = "Lama merokok"', 'label = "Lama merokok"\nsensitivity = "terbatas"')).unrestricted()
    assert form.computed == ()
    assert "tahun_merokok" not in [question.code for question in form.questions]


ANSWERS = st.fixed_dictionaries(
    {
        "tahun_merokok": st.sampled_from(["", "0", "20", "30"]),
        "batang_per_hari": st.sampled_from(["", "0", "20", "40"]),
        "butir_1": st.sampled_from(["", "ya", "tidak"]),
        "butir_2": st.sampled_from(["", "0", "1", "2"]),
        "butir_3": st.sampled_from(["", "ya", "tidak"]),
    }
)


@given(ANSWERS, st.sampled_from([WOMAN, MAN, Facts(WOMAN.day)]))
def test_conclusion_is_at_least_as_urgent_as_each_of_its_parts(typed: dict[str, str], facts: Facts) -> None:
    found = concluded(typed, facts)
    if found is None:
        assert typed["butir_3"] != "ya"
        return
    assert all(part.urgency.rank <= found.urgency.rank for part in found.parts)
    assert all(not part.parts for part in found.members)
    if typed["butir_3"] == "ya":
        assert found.code == "despair"


@given(ANSWERS)
def test_completing_a_form_never_takes_back_what_was_concluded(typed: dict[str, str]) -> None:
    before = concluded(typed)
    after = concluded({**{code: answer or CALM.get(code, "0") for code, answer in typed.items()}})
    assert after is not None
    if before is not None:
        assert {one.code for one in before.members} <= {one.code for one in after.members}
