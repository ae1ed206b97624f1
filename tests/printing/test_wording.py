"""Dates and figures are written as Indonesians write them."""

from datetime import date, datetime, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.typed.typed_date import MONTH_NAMES
from ilp_desktop.printing.wording import (
    Number,
    clock_time,
    date_and_time,
    figure,
    long_date,
    one_line,
    recorded,
    short_date,
    signed,
)

EARLY = datetime(2026, 1, 2, 7, 5, tzinfo=timezone.utc)


def test_dates_are_written_in_indonesian() -> None:
    assert long_date(date(2026, 11, 22)) == "22 November 2026"
    assert short_date(date(2026, 3, 4)) == "04-03-2026"
    assert clock_time(EARLY) == "07.05"
    assert date_and_time(EARLY) == "2 Januari 2026 pukul 07.05"


def test_every_month_has_its_indonesian_name() -> None:
    written = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
    assert tuple(written.split()) == MONTH_NAMES


def test_missing_value_is_said_to_be_missing() -> None:
    assert long_date(None) == "belum dicatat"
    assert date_and_time(None) == "belum dicatat"
    assert short_date(None) == "-"
    assert figure(None, "kg") == "belum dicatat"
    assert signed(None) == "-"
    assert recorded("  \n") == "belum dicatat"
    assert recorded(" O ") == "O"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (36.7, "36,7"),
        (Decimal("64.50"), "64,5"),
        (150, "150"),
        (100.0, "100"),
        (0, "0"),
        (-0.5, "-0,5"),
        (1e-7, "0,0000001"),
    ],
)
def test_figures_have_a_decimal_comma(value: Number, written: str) -> None:
    assert figure(value) == written
    assert figure(value, "kg") == f"{written} kg"


@pytest.mark.parametrize(("z", "written"), [(-2.01, "-2,01"), (0.4, "+0,40"), (Decimal("-1.2"), "-1,20")])
def test_z_scores_carry_their_sign(z: Number, written: str) -> None:
    assert signed(z) == written


@given(st.text(), st.integers(min_value=20, max_value=200))
def test_one_line_is_never_cut_without_saying_so(text: str, limit: int) -> None:
    line = one_line(text, limit)
    assert len(line) <= limit
    assert line.endswith("(dipotong)") or line == " ".join(text.split())
