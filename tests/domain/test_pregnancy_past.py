"""What a woman's earlier births and losses amount to, and the class for expectant mothers."""

from datetime import date

import pytest

from ilp_desktop.domain.birth.delivery import listed
from ilp_desktop.domain.pregnancy.mother_class import count_classes
from ilp_desktop.domain.pregnancy.pregnancy_past import (
    EarlierBaby,
    ObstetricPast,
    PastOutcome,
    gpa_difference,
    is_manual_placenta,
    obstetric_past,
    past_choices,
    past_problems,
)
from tests.domain.cases import TODAY

LIVE, LOST = PastOutcome.LIVE, PastOutcome.MISCARRIAGE


def test_nothing_told_amounts_to_nothing() -> None:
    assert obstetric_past([], TODAY) == ObstetricPast()
    assert ObstetricPast().years_before(TODAY) is None


def test_twins_are_one_birth_and_two_children() -> None:
    found = obstetric_past(
        [
            EarlierBaby(2019, LOST),
            EarlierBaby(2020, LIVE, living=True),
            EarlierBaby(2022, LIVE, date(2022, 3, 4), living=True),
            EarlierBaby(2022, LIVE, date(2022, 3, 4), twin=True, living=True),
        ],
        TODAY,
    )
    assert (found.births, found.losses, found.living, found.failed) == (2, 1, 3, True)
    assert (found.last_birth_year, found.last_birth_on) == (2022, date(2022, 3, 4))
    assert found.years_before(date(2024, 3, 4)) == pytest.approx(2.0, abs=0.01)


@pytest.mark.parametrize(
    ("baby", "failed"),
    [
        (EarlierBaby(2020, LIVE), False),
        (EarlierBaby(2020, LIVE, living=True), False),
        (EarlierBaby(2020, LIVE, living=False), True),
        (EarlierBaby(2020, PastOutcome.STILLBIRTH), True),
        (EarlierBaby(2020, PastOutcome.ECTOPIC), True),
        (EarlierBaby(2020, PastOutcome.MOLAR), True),
        (EarlierBaby(2020, LOST), True),
    ],
)
def test_failed_pregnancy_is_a_loss_or_a_child_that_died(baby: EarlierBaby, failed: bool) -> None:
    assert obstetric_past([baby], TODAY).failed is failed


@pytest.mark.parametrize(
    ("mode", "caesarean", "pulled"),
    [
        ("Operasi sesar", True, False),
        ("SC", True, False),
        ("Sectio caesarea", True, False),
        ("Spontan", False, False),
        ("Vakum", False, True),
        ("Ekstraksi forsep", False, True),
        ("Tarikan tang", False, True),
        ("Spontan, scalp utuh", False, False),
        ("", False, False),
    ],
)
def test_mode_is_known_by_its_words(mode: str, caesarean: bool, pulled: bool) -> None:
    found = obstetric_past([EarlierBaby(2020, LIVE, mode=mode)], TODAY)
    assert (found.caesarean, found.pulled) == (caesarean, pulled)


def test_complications_are_told_apart() -> None:
    found = obstetric_past([EarlierBaby(2020, LIVE, complications=("uri_dirogoh",))], TODAY)
    assert (found.manual_placenta, found.transfusion) == (True, False)
    codes = {code for code, _ in past_choices("complications", TODAY)}
    assert {"uri_dirogoh", "infus_transfusi"} < codes


def test_each_mode_that_can_be_chosen_is_known_by_its_words() -> None:
    known = {mode: obstetric_past([EarlierBaby(2020, LIVE, mode=mode)], TODAY) for mode, _ in listed("mode", TODAY)}
    assert {mode for mode, past in known.items() if past.caesarean} == {"Sectio caesarea"}
    assert {mode for mode, past in known.items() if past.pulled} == {"Vakum", "Forsep"}


def test_gpa_is_held_against_the_history() -> None:
    past = ObstetricPast(births=2, losses=1)
    assert gpa_difference(2, 1, past) == ""
    assert gpa_difference(1, 1, past) == "GPA dan riwayat berbeda: P 1, riwayat 2."
    assert gpa_difference(1, 0, past) == "GPA dan riwayat berbeda: P 1, riwayat 2; A 0, riwayat 1."


@pytest.mark.parametrize(
    ("year", "on", "refused"),
    [
        (None, None, True),
        (2027, None, True),
        (2026, date(2026, 11, 24), True),
        (2026, date(2026, 11, 23), False),
        (1998, None, True),
        (1999, None, False),
        (2020, None, False),
    ],
)
def test_year_that_cannot_be_is_told(year: int | None, on: date | None, refused: bool) -> None:
    assert bool(past_problems(year, on, date(1990, 5, 17), TODAY)) is refused


def test_class_counts_each_day_once_and_asks_for_company() -> None:
    days = {date(2026, 9, day): False for day in (1, 8, 15, 22)}
    alone = count_classes(days, TODAY)
    assert (alone.complete, alone.text) == (False, "4 dari 4, belum ditemani")
    together = count_classes(days | {date(2026, 9, 8): True}, TODAY)
    assert (together.complete, together.text) == (True, "4 dari 4")
    assert count_classes({}, TODAY).text == "0 dari 4, belum ditemani"


@pytest.mark.parametrize(
    ("said", "manual"),
    [("Dikeluarkan dengan tangan", True), ("Uri dirogoh", True), ("Lahir lengkap", False), ("", False)],
)
def test_placenta_taken_by_hand_is_known_by_its_words(said: str, manual: bool) -> None:
    assert is_manual_placenta(said, TODAY) is manual
