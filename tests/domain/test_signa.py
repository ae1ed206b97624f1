"""A few letters are understood as a nurse means them, and spelled out for whoever takes the medicine."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilp_desktop.domain.orders.signa import NO_AMOUNT, NO_TIMES, NO_UNIT, NOTHING, read_signa
from ilp_desktop.domain.orders.signa_words import OTHERS, PLACES, TIMING, UNITS, told_by

CASES = Path(__file__).resolve().parent.parent / "reference_cases" / "signa.csv"
WORDS = [*told_by(UNITS), *told_by(TIMING), *told_by(PLACES), *told_by(OTHERS), "3x1", "tiap 8 jam", "5 hari", "½", "1"]


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", cases(), ids=lambda row: row["typed"])
def test_what_is_typed_is_spelled_out(row: dict[str, str]) -> None:
    signa = read_signa(row["typed"])
    assert signa.in_words(row["unit"]) == row["words"]
    assert ("" if signa.daily is None else f"{signa.daily:g}") == row["a_day"]
    assert ("" if signa.days is None else str(signa.days)) == row["days"]
    assert ("tidak" if signa.unknown else "ya") == row["understood"]


def test_there_are_enough_cases() -> None:
    assert len({(row["typed"], row["unit"]) for row in cases()}) >= 100


def test_what_is_not_understood_stands_as_it_was_typed() -> None:
    assert read_signa("3x1  sesuai  petunjuk dokter").in_words("tablet") == "3x1 sesuai petunjuk dokter"
    assert read_signa("3x1 10").unknown == ("10",)
    assert read_signa("3x1 c").unknown == ("c",)


@pytest.mark.parametrize(
    ("typed", "unit", "problem"),
    [
        ("3x1 pc", "tablet", ""),
        ("3x1 pc", "", NO_UNIT),
        ("3x5 ml", "", ""),
        ("1 tablet", "tablet", NO_TIMES),
        ("1 tablet bila nyeri", "tablet", ""),
        ("3x", "tablet", NO_AMOUNT),
        ("0x1", "tablet", NOTHING),
        ("3x0", "tablet", NOTHING),
        ("2x oles", "", ""),
        ("ue", "", ""),
        ("1 dosis tunggal", "tablet", ""),
    ],
)
def test_what_is_missing_is_told(typed: str, unit: str, problem: str) -> None:
    assert read_signa(typed).problem(unit) == problem


@pytest.mark.parametrize(
    ("typed", "days", "count"),
    [
        ("3x1", 5, 15),
        ("2x½", 7, 7),
        ("1-0-1", 30, 60),
        ("3x1 5 hari", None, 15),
        ("1x seminggu 1 tablet", 28, 4),
        ("3x1", None, None),
        ("ue", 5, None),
    ],
)
def test_the_number_handed_out_follows_from_how_long_it_lasts(typed: str, days: int | None, count: int | None) -> None:
    assert read_signa(typed).count(days) == count


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    signa = read_signa(text)
    assert isinstance(signa.in_words("tablet"), str)
    assert signa.amount is None or signa.amount >= 0


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=6))
def test_an_amount_that_was_read_is_never_replaced_by_a_later_one(words: list[str]) -> None:
    """Two numbers that cannot both be meant leave the text as it was typed."""
    signa = read_signa(" ".join(words))
    if [word for word in words if word in ("3x1", "½", "1")][1:]:
        assert signa.unknown or signa.in_words("x") != ""
        if not signa.unknown:
            assert words.count("3x1") + words.count("½") + words.count("1") <= 2


@settings(deadline=None)
@given(st.integers(1, 12), st.integers(1, 9), st.sampled_from(sorted(told_by(TIMING))))
def test_times_and_amount_are_read_whatever_follows(times: int, amount: int, timing: str) -> None:
    signa = read_signa(f"{times}x{amount} {timing}")
    assert (signa.times, signa.amount, signa.unknown) == (times, amount, ())
    assert signa.in_words("tablet").startswith(f"{times} kali sehari {amount} tablet")
