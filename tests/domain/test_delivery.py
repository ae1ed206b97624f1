"""Rules of a delivery: when it can have been, classes of birth weight, slips of the keyboard."""

from datetime import date, timedelta

import pytest

from ilp_desktop.domain.birth.delivery import (
    PregnancyDates,
    delivery_day_problem,
    gestation_class,
    grams_problem,
    haemorrhage,
    is_here,
    motherhood_problem,
    name_of_baby,
    place_words,
    repeated_orders,
    twin_day_problem,
    unlikely,
    weight_class,
)
from tests.domain.cases import TODAY, cases, told

MOTHER_BORN = date(1995, 5, 5)
PERIOD = TODAY - timedelta(weeks=39)
FIRST_VISIT, LAST_VISIT = PERIOD + timedelta(weeks=10), PERIOD + timedelta(weeks=38)
DATES = PregnancyDates(MOTHER_BORN, PERIOD, (FIRST_VISIT, LAST_VISIT))


@pytest.mark.parametrize("row", cases("birth_weight"), ids=told)
def test_a_birth_weight_has_the_class_of_its_band(row: dict[str, str]) -> None:
    found = weight_class(int(row["grams"]), TODAY)
    assert (found.conclusion, found.code) == (row["conclusion"], row["code"])


@pytest.mark.parametrize(
    ("weeks", "days", "said"),
    [(36, 6, "kurang bulan"), (37, 0, "cukup bulan"), (41, 6, "cukup bulan"), (42, 0, "lebih bulan")],
)
def test_weeks_at_birth_have_their_class(weeks: int, days: int, said: str) -> None:
    assert gestation_class(PERIOD, PERIOD + timedelta(weeks=weeks, days=days)) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (None, "Isi tanggal persalinan."),
        (TODAY + timedelta(days=1), "belum terjadi"),
        (PERIOD - timedelta(days=1), "Sebelum HPHT"),
        (FIRST_VISIT - timedelta(days=1), "Sebelum kunjungan ANC pertama"),
        (LAST_VISIT - timedelta(days=1), "Masih ada kunjungan ANC sesudahnya"),
        (LAST_VISIT, ""),
        (TODAY, ""),
    ],
)
def test_a_delivery_on_a_day_that_cannot_be_is_told_why(day: date | None, said: str) -> None:
    problem = delivery_day_problem(day, DATES, TODAY)
    assert said in problem
    assert bool(said) == bool(problem)


@pytest.mark.parametrize(("days", "said"), [(139, "abortus"), (140, ""), (44 * 7, ""), (44 * 7 + 1, "periksa HPHT")])
def test_too_few_and_too_many_weeks_are_told(days: int, said: str) -> None:
    problem = delivery_day_problem(TODAY, PregnancyDates(MOTHER_BORN, TODAY - timedelta(days=days)), TODAY)
    assert said in problem
    assert bool(said) == bool(problem)


def test_a_mother_is_ten_years_older_than_her_child() -> None:
    assert motherhood_problem(date(2016, 11, 24), TODAY)
    assert motherhood_problem(date(2016, 11, 23), TODAY) == ""
    assert delivery_day_problem(TODAY, PregnancyDates(date(2020, 1, 1), None), TODAY)


@pytest.mark.parametrize(("days", "may"), [(-1, False), (0, True), (2, True), (3, False)])
def test_twins_are_born_within_two_days(days: int, may: bool) -> None:
    assert (twin_day_problem(TODAY + timedelta(days=days), TODAY) == "") is may


def test_grams_typed_as_kilograms_are_told_what_was_meant() -> None:
    assert grams_problem(3.2) == "Isi dalam gram: 3,2 kg ditulis 3200."
    assert grams_problem(3) == "Isi dalam gram: 3 kg ditulis 3000."
    assert grams_problem(3200.5) == "Isi gram, tanpa koma."
    assert (grams_problem(None), grams_problem(3200), grams_problem(20)) == ("", "", "")


@pytest.mark.parametrize(
    ("grams", "doubted"), [(400, True), (999, True), (1000, False), (5500, False), (5501, True), (7000, True)]
)
def test_a_very_small_or_large_baby_is_asked_about(grams: int, doubted: bool) -> None:
    assert ("weight_g" in unlikely({"weight_g": grams}, TODAY)) is doubted
    assert unlikely({"weight_g": None, "length_cm": None, "head_cm": None}, TODAY) == {}


@pytest.mark.parametrize(("ml", "found"), [(None, False), (500, False), (501, True)])
def test_more_than_half_a_litre_is_a_haemorrhage(ml: int | None, found: bool) -> None:
    assert (haemorrhage(ml, TODAY) is not None) is found


def test_a_baby_is_called_by_its_mother_until_it_is_named() -> None:
    assert name_of_baby("Siti", 0, 1) == "By. Ny. Siti"
    assert [name_of_baby("Siti", place, 2) for place in range(2)] == ["By. Ny. Siti I", "By. Ny. Siti II"]
    assert len(name_of_baby("S" * 120, 1, 2)) == 120
    assert name_of_baby("S" * 120, 1, 2).endswith(" II")


def test_two_babies_cannot_carry_one_number() -> None:
    assert repeated_orders([2, 2, None, 3, 2, None]) == {
        1: "Anak ke-2 dipakai dua bayi.",
        4: "Anak ke-2 dipakai dua bayi.",
    }


def test_this_puskesmas_is_named_on_paper() -> None:
    assert place_words("Puskesmas ini", "", "Puskesmas Uji", TODAY) == "Puskesmas Uji"
    assert place_words("Rumah sakit", "RSUD Contoh", "Puskesmas Uji", TODAY) == "Rumah sakit, RSUD Contoh"
    assert is_here("Puskesmas ini", TODAY)
    assert not is_here("Rumah sakit", TODAY)
