"""Sequences of monthly weighings and what the growth card says of each, the weight after birth, what follows."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.calendar_dates import months_after
from ilp_desktop.domain.growth.growth import growth
from ilp_desktop.domain.growth.growth_history import GrowthHistory
from ilp_desktop.domain.growth.growth_lms import value_at
from ilp_desktop.domain.growth.growth_malnutrition import acute_malnutrition
from ilp_desktop.domain.growth.growth_result import Measurement
from ilp_desktop.domain.growth.growth_status import growth_statuses
from ilp_desktop.domain.growth.growth_tables import standard_on
from ilp_desktop.domain.growth.newborn_weight import weight_after_birth
from ilp_desktop.domain.growth.nutrition_steps import NutritionStep, earliest_reviews, nutrition_steps, visit_gain
from ilp_desktop.domain.growth.weight_gain import Weighing, WeightGain, weight_gains
from ilp_desktop.domain.sex import Sex
from tests.every_row import every_row

CASES = Path(__file__).parents[1] / "reference_cases" / "growth_marks.csv"
BORN = date(2022, 3, 10)
DAY = date(2026, 9, 1)


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def mark(gain: WeightGain) -> str:
    return "2T" if "2T" in gain.assessment.flags else gain.assessment.code


@every_row("row", cases(), ids=lambda row: f"{row['sex']} {row['why']}")
def test_the_card_says_of_each_weighing_what_is_written_here(row: dict[str, str]) -> None:
    pairs = [part.split(":") for part in row["weighings"].split(";")]
    weighings = [Weighing(months_after(BORN, int(month)), float(weight)) for month, weight in pairs]
    history = GrowthHistory(birth_weight_kg=float(row["birth_kg"]) if row["birth_kg"] else None)
    gains = weight_gains(Sex(row["sex"]), BORN, weighings, history)
    assert [mark(gain) for gain in gains] == row["marks"].split(";")


@pytest.mark.parametrize(
    ("kg", "days", "code", "lost"),
    [
        (2.701, 3, "weight_loss_usual", 10.0),
        (2.7, 3, "weight_loss_usual", 10.0),
        (2.699, 3, "weight_loss_much", 10.0),
        (2.69, 28, "weight_loss_much", 10.3),
        (3.0, 5, "birth_weight_regained", 0.0),
        (3.3, 5, "birth_weight_regained", -10.0),
        (2.6, 29, None, None),
        (2.6, 0, None, None),
    ],
)
def test_a_newborn_may_lose_a_tenth_of_the_birth_weight(
    kg: float, days: int, code: str | None, lost: float | None
) -> None:
    found = weight_after_birth(3.0, Measurement(Sex.MALE, days, DAY, weight_kg=kg))
    assert (found and found.code, found and found.score) == (code, lost)


def test_without_a_birth_weight_nothing_is_said_of_the_loss() -> None:
    assert weight_after_birth(None, Measurement(Sex.MALE, 3, DAY, weight_kg=2.0)) is None
    assert weight_after_birth(3.0, Measurement(Sex.MALE, 3, DAY)) is None


def steps_at(
    wasting: float = 0, stunting: float = 0, gain: WeightGain | None = None, age_days: int = 500, **more: object
) -> tuple[NutritionStep, ...]:
    tables = standard_on(DAY).tables(Sex.FEMALE, age_days)
    height = tables.length_for_age.at(age_days)
    assert height is not None
    length = value_at(stunting, height)
    weight = tables.weight_for_length.at(length)
    assert weight is not None
    child = Measurement(Sex.FEMALE, age_days, DAY, weight_kg=value_at(wasting, weight), length_cm=length, **more)  # type: ignore[arg-type]
    result = growth(child)
    found = [*growth_statuses(result).values(), acute_malnutrition(result)]
    return nutrition_steps([one for one in found if one is not None], gain, age_days // 30, DAY)


def codes(steps: tuple[NutritionStep, ...]) -> list[str]:
    return [step.code for step in steps]


def gain_of(*kilograms: float) -> WeightGain:
    weighings = [Weighing(months_after(BORN, 12 + place), weight) for place, weight in enumerate(kilograms)]
    return weight_gains(Sex.FEMALE, BORN, weighings)[-1]


@pytest.mark.parametrize(
    ("wasting", "stunting", "expected"),
    [
        (0, 0, []),
        (-1.9, 0, []),
        (-2.1, 0, ["moderate"]),
        (-3.1, 0, ["severe"]),
        (0, -2.1, ["stunted"]),
        (0, -3.1, ["stunted"]),
        (1.5, 0, ["over"]),
    ],
)
def test_a_status_leads_to_what_is_to_be_done(wasting: float, stunting: float, expected: list[str]) -> None:
    found = codes(steps_at(wasting, stunting))
    assert [code for code in found if code not in ("same_day",)] == expected


def test_oedema_alone_is_severe_and_a_small_infant_is_referred() -> None:
    assert "severe" in codes(steps_at(oedema=True))
    assert "severe_refer" in codes(steps_at(-3.5, age_days=150))


def test_complications_of_severe_malnutrition_are_referred() -> None:
    child = Measurement(Sex.FEMALE, 500, DAY, oedema=True, weight_kg=9.0, length_cm=77.0)
    found = acute_malnutrition(growth(child))
    assert found is not None
    assert codes(nutrition_steps([found], None, 16, DAY, complicated=True)) == ["severe_refer"]


def test_both_regulations_say_when_to_look_again_and_the_doctor_chooses() -> None:
    (step,) = steps_at(-2.1)
    assert [(review.day - DAY).days for review in step.reviews] == [7, 14]
    assert [review.source for review in step.reviews] == ["KMK 2015/2023", "KMK 33/2025"]
    assert step.pmt


def test_a_stunted_child_is_seen_again_within_a_month() -> None:
    (step,) = steps_at(0, -2.1)
    assert [((review.day - DAY).days, review.source) for review in step.reviews] == [(30, "keputusan program")]
    assert earliest_reviews((step,)) == step.reviews


def test_the_day_offered_is_that_of_the_step_that_cannot_wait() -> None:
    steps = steps_at(-2.1, -2.1)
    assert {"stunted", "moderate"} <= set(codes(steps))
    assert [(review.day - DAY).days for review in earliest_reviews(steps)] == [7, 14]
    assert earliest_reviews(()) == ()


@pytest.mark.parametrize(
    ("kilograms", "code", "step", "urgency"),
    [
        ((9.0, 9.2), "weight_gained", [], Urgency.NONE),
        ((9.0, 9.1), "weight_not_gained", ["faltering"], Urgency.WATCH),
        ((9.0, 9.1, 9.1), "weight_not_gained_twice", ["same_day"], Urgency.REFER),
        ((9.0,), "first_weighing", [], Urgency.NONE),
    ],
)
def test_a_weight_that_does_not_rise_is_followed_up(
    kilograms: tuple[float, ...], code: str, step: list[str], urgency: Urgency
) -> None:
    gain = gain_of(*kilograms)
    assert codes(nutrition_steps([], gain, 13, DAY)) == step
    found = visit_gain(gain)
    assert (found.code, found.urgency) == (code, urgency)


def test_the_gain_is_told_beside_the_least_one() -> None:
    assert visit_gain(gain_of(9.0, 9.1)).conclusion == "Tidak naik (T): +100 g dalam 31 hari, KBM 200 g"


def test_below_the_red_line_is_seen_the_same_day() -> None:
    gain = weight_gains(Sex.MALE, BORN, [Weighing(BORN + timedelta(days=400), 6.0)])[0]
    assert codes(nutrition_steps([], gain, 13, DAY)) == ["same_day"]


def test_past_five_years_there_are_no_steps() -> None:
    assert nutrition_steps([], gain_of(9.0, 9.1), 60, DAY) == ()
