"""What the classes of a sick child ask for together."""

from datetime import timedelta

import pytest

from ilp_desktop.domain.assessment import Assessment, Urgency, worst
from ilp_desktop.domain.care.medicine_dose import NO_WEIGHT, DosedChild, medicine_codes
from ilp_desktop.domain.care.sick_child import CarePlan, Colour, care_plan, has_care
from ilp_desktop.reference import edition_on
from tests.domain.cases import TODAY, age_of
from tests.every_row import every_row

RED, YELLOW, GREEN = Urgency.EMERGENCY, Urgency.WATCH, Urgency.NONE
CLASSES = edition_on("sick_child", TODAY).body["class"]


def planned(*found: tuple[str, Urgency, int | None], kg: float | None = 8.5, form: str = "mtbs") -> CarePlan:
    said = [Assessment(code, code, urgency, "bagan", repeat_days=days) for code, urgency, days in found]
    plan = care_plan(form, worst(said), DosedChild(age_of(8), kg))
    assert plan is not None
    return plan


def test_several_classes_stand_together_the_gravest_first_each_with_what_it_asks_for() -> None:
    plan = planned(("cough_not_pneumonia", GREEN, None), ("some_dehydration", YELLOW, 3), ("anaemia", YELLOW, 14))
    assert [care.colour for care in plan.cares] == [Colour.YELLOW, Colour.YELLOW, Colour.GREEN]
    assert [dose.medicine for dose in plan.doses] == ["ors_clinic", "ors_home", "zinc", "iron"]
    assert all(care.steps for care in plan.cares)
    assert plan.return_if == ("Kembali 2 hari lagi bila tidak membaik.",)


def test_next_visit_is_the_earliest_that_any_class_asks_for() -> None:
    plan = planned(("acute_ear_infection", YELLOW, 5), ("pneumonia", YELLOW, 2), ("anaemia", YELLOW, 14))
    assert plan.return_on == TODAY + timedelta(days=2)


def test_same_medicine_of_two_classes_is_given_once_in_the_longer_course() -> None:
    plan = planned(("pneumonia", YELLOW, 2), ("acute_ear_infection", YELLOW, 5))
    amoxicillin = [dose for dose in plan.doses if dose.medicine == "amoxicillin"]
    assert [dose.days for dose in amoxicillin] == [7]
    assert amoxicillin[0].how == "2 kali sehari, selama 7 hari"


def test_child_that_is_referred_gets_what_the_red_class_asks_for_and_nothing_for_home() -> None:
    plan = planned(("severe_pneumonia", RED, None), ("some_dehydration", YELLOW, 3), ("anaemia", YELLOW, 14))
    assert plan.is_referred
    assert {dose.medicine for dose in plan.doses} == {"ampicillin_im", "gentamicin_im"}
    assert [care.held for care in plan.cares] == [False, True, True]
    assert plan.return_on is None


def test_dose_by_weight_is_not_guessed_without_weight() -> None:
    plan = planned(("pneumonia", YELLOW, 2), ("no_dehydration", GREEN, None), kg=None)
    told = {dose.medicine: (dose.amount, dose.problem) for dose in plan.doses}
    assert told["amoxicillin"] == ("", NO_WEIGHT)
    assert told["zinc"][0]
    assert told["ors_home"][0]


@pytest.mark.parametrize("state", ["uncomplicated", "complicated", "unjudged"])
@pytest.mark.parametrize(
    ("found", "medicine"),
    [
        (("severe_dehydration", RED, None), "ringer_fast"),
        (("severe_dehydration", RED, None), "ringer_slow"),
        (("some_dehydration", YELLOW, 3), "ors_clinic"),
        (("no_dehydration", GREEN, None), "ors_home"),
        (("anaemia", YELLOW, 14), "iron"),
    ],
)
def test_severely_malnourished_child_is_told_no_dose_that_would_harm_it(
    state: str, found: tuple[str, Urgency, int | None], medicine: str
) -> None:
    alone = {dose.medicine: dose for dose in planned(found).doses}
    assert alone[medicine].amount
    plan = planned(found, (f"severe_malnutrition_{state}", YELLOW, 7))
    told = {dose.medicine: dose for dose in plan.doses}
    if medicine in told:  # a child referred for its malnutrition is told no medicine for home at all
        assert told[medicine].amount == ""
        assert "Gizi buruk" in told[medicine].problem
    else:
        assert plan.is_referred
        assert found[1] is not RED


def test_conclusions_that_the_charts_do_not_know_ask_for_nothing() -> None:
    assert care_plan("mtbs", None, DosedChild(age_of(8))) is None
    assert care_plan("phq9", Assessment("pneumonia", "x", YELLOW, "y"), DosedChild(age_of(8))) is None
    assert not has_care("phq9", TODAY)


@every_row("row", CLASSES, ids=[f"{row['form']}-{row['code']}" for row in CLASSES])
def test_every_class_of_the_charts_tells_steps_and_medicines_of_the_table(row: dict[str, object]) -> None:
    assert row["steps"]
    assert {dose["medicine"] for dose in row.get("doses", [])} <= medicine_codes(TODAY)  # type: ignore[attr-defined]
    assert row["colour"] in {colour.value for colour in Colour}


def test_no_class_stands_twice() -> None:
    named = [(row["form"], row["code"]) for row in CLASSES]
    assert len(named) == len(set(named))
