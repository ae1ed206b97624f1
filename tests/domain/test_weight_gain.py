"""What the Kartu Menuju Sehat says of monthly weighing."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.calendar_dates import months_after
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.growth.weight_gain import Weighing, weight_gains
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import edition_on
from tests.every_row import every_row

CASES = Path(__file__).parents[1] / "reference_cases" / "growth_kbm.csv"
BORN = date(2022, 3, 10)


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def at_months(*pairs: tuple[int, float]) -> list[Weighing]:
    return [Weighing(months_after(BORN, months), weight) for months, weight in pairs]


def codes(*pairs: tuple[int, float], sex: Sex = Sex.MALE) -> str:
    return "".join(gain.assessment.code for gain in weight_gains(sex, BORN, at_months(*pairs)))


@every_row("row", cases(), ids=lambda row: f"{row['sex']}-{row['age_months']}")
def test_the_least_gain_itself_is_enough_and_a_gram_less_is_not(row: dict[str, str]) -> None:
    months, least = int(row["age_months"]), int(row["least_gain_g"])
    before = 4 + months / 5
    for missing, code in ((0, "N"), (1, "T")):
        weighings = at_months((months - 1, before), (months, before + (least - missing) / 1000))
        latest = weight_gains(Sex(row["sex"]), BORN, weighings)[-1]
        assert (latest.least_gain_g, latest.gain_g) == (least, least - missing)
        assert latest.assessment.code == code


def test_the_first_weighing_has_nothing_to_be_compared_with() -> None:
    (first,) = weight_gains(Sex.MALE, BORN, at_months((5, 7.5)))
    assert (first.assessment.code, first.gain_g) == ("B", None)
    assert first.assessment.conclusion == "Baru, belum ada pembanding (B)"


def test_a_month_missed_leaves_the_next_weighing_unjudged() -> None:
    assert codes((5, 7.5), (7, 8.2), (8, 8.6)) == "BON"


def test_the_gain_is_counted_from_the_last_weighing_of_the_month_before() -> None:
    weighings = [
        Weighing(date(2022, 10, 3), 7.0),
        Weighing(date(2022, 10, 28), 7.4),
        Weighing(date(2022, 11, 2), 7.6),
        Weighing(date(2022, 11, 20), 7.8),
    ]
    gains = weight_gains(Sex.MALE, BORN, weighings)
    assert [gain.gain_g for gain in gains] == [None, None, 200, 400]
    assert [gain.assessment.code for gain in gains] == ["B", "O", "T", "N"]


def test_the_turn_of_the_year_does_not_break_the_row_of_months() -> None:
    weighings = [Weighing(date(2022, 12, 15), 8.0), Weighing(date(2023, 1, 15), 8.4)]
    assert weight_gains(Sex.MALE, BORN, weighings)[-1].assessment.code == "N"


def test_the_order_in_which_weighings_are_handed_in_does_not_matter() -> None:
    weighings = at_months((5, 7.5), (6, 8.0), (7, 8.1))
    assert weight_gains(Sex.MALE, BORN, reversed(weighings)) == weight_gains(Sex.MALE, BORN, weighings)


def test_two_months_without_gain_in_a_row_are_2t_and_only_those() -> None:
    pairs = ((5, 7.5), (6, 7.6), (7, 7.6), (8, 8.2), (9, 8.2), (11, 8.2), (12, 8.2))
    gains = weight_gains(Sex.MALE, BORN, at_months(*pairs))
    assert [gain.assessment.code for gain in gains] == ["B", "T", "T", "N", "T", "O", "T"]
    assert ["2T" in gain.assessment.flags for gain in gains] == [False, False, True, *[False] * 4]


def test_a_child_that_does_not_gain_is_referred() -> None:
    gain = weight_gains(Sex.MALE, BORN, at_months((5, 7.5), (6, 7.6), (7, 7.6)))[-1].assessment
    assert gain.conclusion == "Tidak naik (T), tidak naik dua bulan berturut-turut (2T)"
    assert gain.urgency is Urgency.REFER
    assert "2 minggu" in gain.advice


@pytest.mark.parametrize(
    ("weight_kg", "flags"),
    [(6.8, ("BGM",)), (7.0, ()), (10.7, ()), (10.9, ("above_orange_line",))],
)
def test_the_red_line_of_a_boy_of_one_year_lies_at_6_9_kg_and_the_orange_at_10_8(
    weight_kg: float, flags: tuple[str, ...]
) -> None:
    (gain,) = weight_gains(Sex.MALE, BORN, [Weighing(BORN + timedelta(days=365), weight_kg)])
    assert gain.assessment.flags == flags
    assert gain.assessment.urgency is (Urgency.REFER if flags else Urgency.NONE)


def test_under_the_red_line_a_child_that_gains_is_referred_all_the_same() -> None:
    gain = weight_gains(Sex.MALE, BORN, at_months((11, 5.0), (12, 5.5)))[-1].assessment
    assert (gain.code, gain.flags, gain.urgency) == ("N", ("BGM",), Urgency.REFER)
    assert gain.conclusion == "Naik (N), di bawah garis merah (BGM)"


def test_a_child_that_gains_between_the_lines_needs_nothing() -> None:
    gain = weight_gains(Sex.MALE, BORN, at_months((5, 7.5), (6, 8.0)))[-1].assessment
    assert (gain.conclusion, gain.urgency, gain.advice, gain.flags) == ("Naik (N)", Urgency.NONE, "", ())


def test_before_the_first_month_no_gain_is_asked_for() -> None:
    weighings = [Weighing(date(2022, 3, 28), 3.4), Weighing(date(2022, 4, 5), 3.5)]
    gains = weight_gains(Sex.MALE, BORN, weighings)
    assert [(gain.age_months, gain.least_gain_g, gain.assessment.code) for gain in gains] == [
        (0, None, "B"),
        (0, None, "B"),
    ]


def test_the_card_ends_after_month_60() -> None:
    assert codes((59, 17.0), (60, 17.3), (61, 17.6)) == "BN"


def test_no_weighings_say_nothing() -> None:
    assert weight_gains(Sex.FEMALE, BORN, []) == ()


@pytest.mark.parametrize(
    ("weighing", "field"),
    [
        (Weighing(BORN - timedelta(days=1), 3.0), "measured_on"),
        (Weighing(BORN, 0.0), "weight_kg"),
    ],
)
def test_an_impossible_weighing_is_refused_by_name(weighing: Weighing, field: str) -> None:
    with pytest.raises(WrongAnswers) as refusal:
        weight_gains(Sex.FEMALE, BORN, [weighing])
    assert set(refusal.value.fields) == {field}


def test_the_least_gains_are_not_marked_verified() -> None:
    assert not edition_on("kbm", date(2024, 1, 1)).verified


@settings(deadline=None)
@given(
    st.sampled_from(Sex),
    st.lists(st.tuples(st.integers(0, 60), st.integers(20, 250)), unique_by=lambda pair: pair[0], max_size=20),
)
def test_a_weighing_is_judged_exactly_when_the_month_before_was_weighed_too(
    sex: Sex, months_and_hectograms: list[tuple[int, int]]
) -> None:
    pairs = [(months, hectograms / 10) for months, hectograms in months_and_hectograms]
    gains = weight_gains(sex, BORN, at_months(*pairs))
    weighed = {months for months, _ in pairs}
    assert [gain.age_months for gain in gains] == sorted(weighed)
    for gain in gains:
        judged = gain.age_months >= 1 and gain.age_months - 1 in weighed
        assert (gain.assessment.code in {"N", "T"}) is judged
        assert ("2T" in gain.assessment.flags) <= (gain.assessment.code == "T")
