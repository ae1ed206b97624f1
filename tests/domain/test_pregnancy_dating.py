"""What a pregnancy is dated by: others' programs and published tables as cases, and laws that hold for any day."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ilp_desktop.domain.pregnancy.pregnancy import due_date, gestational_age
from ilp_desktop.domain.pregnancy.pregnancy_dating import (
    DatingMethod,
    Measure,
    Measured,
    crown_rump_days,
    dated,
    difference,
    give_or_take_weeks,
    measured_days,
    measured_from,
    measured_problem,
    too_soon,
)
from ilp_desktop.domain.typed.typed_scan import UNREADABLE, parse_scan
from tests.domain.cases import TODAY, cases, told
from tests.every_row import every_row

PERIODS = st.dates(date(2000, 1, 1), date(2090, 1, 1))
SCAN_DAY = date(2026, 8, 3)


def scan(age: str, on: date = SCAN_DAY) -> Measured:
    """Return a scan that gives an age in weeks and days."""
    return Measured(on, Measure.AGE, age)


@every_row("row", cases("crown_rump"), ids=told)
def test_crown_rump_length_gives_the_days_of_hadlock(row: dict[str, str]) -> None:
    days = crown_rump_days(float(row["crl_mm"]), TODAY)
    assert days == int(row["days"])
    assert days - int(row["days_completed"]) in (0, 1)


@every_row("row", cases("dating_by_others"), ids=told)
def test_weeks_and_due_days_are_those_of_other_programs(row: dict[str, str]) -> None:
    period, day = date.fromisoformat(row["last_period"]), date.fromisoformat(row["day"])
    assert gestational_age(period, day).weeks == int(row["weeks"])
    assert due_date(period) == date.fromisoformat(row["due_naegele"])
    by_scan = dated(None, Measured(day, Measure.AGE, "+".join(map(str, divmod((day - period).days, 7)))))
    assert (by_scan.counted_from, by_scan.due_on) == (period, date.fromisoformat(row["due_280"]))


@every_row("row", cases("scan_overrides"), ids=told)
def test_scan_contradicts_the_last_period_beyond_the_days_allowed(row: dict[str, str]) -> None:
    period = date.fromisoformat(row["last_period"])
    found = difference(period, scan(row["scan_age"], date.fromisoformat(row["scan_on"])))
    assert (found.days, found.allowed) == (int(row["days"]), int(row["allowed"]))
    assert found.exceeds is (row["overrides"] == "ya")


def test_last_period_counts_until_somebody_decides_for_the_scan() -> None:
    period = date(2026, 6, 1)
    kept = dated(period, scan("11+0"))
    assert (kept.method, kept.counted_from, kept.measured) == (DatingMethod.LAST_PERIOD, period, scan("11+0"))
    taken = dated(period, scan("11+0"), by_scan=True)
    assert (taken.method, taken.counted_from) == (DatingMethod.SCAN, SCAN_DAY - timedelta(days=77))
    assert taken.told_period == period


def test_fundal_height_never_takes_the_place_of_a_last_period() -> None:
    height = Measured(SCAN_DAY, Measure.FUNDAL, "26")
    assert dated(date(2026, 6, 1), height, by_scan=True).method is DatingMethod.LAST_PERIOD
    alone = dated(None, height)
    assert (alone.method, alone.counted_from) == (DatingMethod.FUNDAL, SCAN_DAY - timedelta(weeks=26))
    assert give_or_take_weeks(alone.method, SCAN_DAY) == 2
    assert give_or_take_weeks(DatingMethod.SCAN, SCAN_DAY) == 0


def test_pregnancy_without_anything_to_go_by_is_a_fault() -> None:
    with pytest.raises(ValueError, match="dated by something"):
        dated(None, None)


def test_due_day_told_by_the_scan_is_the_due_day() -> None:
    told_due = Measured(SCAN_DAY, Measure.DUE_DAY, "2027-03-10")
    found = dated(date(2026, 5, 1), told_due, by_scan=True)
    assert (found.due_on, found.counted_from) == (date(2027, 3, 10), date(2026, 6, 3))


@pytest.mark.parametrize(
    ("measured", "problem"),
    [
        (Measured(SCAN_DAY, Measure.CROWN_RUMP, "4.9"), "CRL hanya dipakai dari 5 sampai 84 mm."),
        (Measured(SCAN_DAY, Measure.CROWN_RUMP, "5"), ""),
        (Measured(SCAN_DAY, Measure.CROWN_RUMP, "84"), ""),
        (Measured(SCAN_DAY, Measure.CROWN_RUMP, "84.1"), "CRL hanya dipakai dari 5 sampai 84 mm."),
        (Measured(SCAN_DAY, Measure.FUNDAL, "19"), "TFU hanya dipakai dari 20 sampai 36 cm."),
        (Measured(SCAN_DAY, Measure.FUNDAL, "20"), ""),
        (Measured(SCAN_DAY, Measure.FUNDAL, "37"), "TFU hanya dipakai dari 20 sampai 36 cm."),
        (Measured(SCAN_DAY, Measure.AGE, "3+6"), "Umur pada hari USG harus 4 sampai 43 minggu."),
        (Measured(SCAN_DAY, Measure.DUE_DAY, "2026-01-01"), "Umur pada hari USG harus 4 sampai 43 minggu."),
        (Measured(SCAN_DAY, Measure.DUE_DAY, "2027-08-01"), "Umur pada hari USG harus 4 sampai 43 minggu."),
        (Measured(TODAY + timedelta(days=1), Measure.AGE, "9+0"), "Tanggal ukur belum terjadi."),
    ],
)
def test_measurement_that_cannot_date_a_pregnancy_is_told(measured: Measured, problem: str) -> None:
    assert measured_problem(measured, TODAY) == problem


def test_length_beyond_the_formula_is_a_fault() -> None:
    with pytest.raises(ValueError, match="outside"):
        crown_rump_days(85, TODAY)


def test_difference_is_told_in_words() -> None:
    assert difference(date(2026, 6, 1), scan("10+2")).text == (
        "Menurut USG 9 hari lebih tua daripada HPHT, batas 7 hari pada 9 mg 0 hr."
    )
    assert difference(date(2026, 6, 1), scan("9+0")).text == "USG sama dengan HPHT."
    assert "28 minggu" in difference(date(2026, 1, 1), scan("20+0")).advice
    assert difference(date(2026, 6, 1), scan("10+2")).advice == ""


def test_next_pregnancy_begins_after_the_last_has_ended() -> None:
    ended = date(2026, 6, 1)
    assert not too_soon(dated(ended, None), ended)
    assert too_soon(dated(ended - timedelta(days=1), None), ended)
    soonest = scan("11+0", ended + timedelta(days=77 - 14))
    assert not too_soon(dated(None, soonest), ended)
    assert too_soon(dated(None, scan("11+1", soonest.on)), ended)


@pytest.mark.parametrize(
    ("typed", "kind", "kept"),
    [
        ("17-8-26", Measure.DUE_DAY, "2026-08-17"),
        ("17082026", Measure.DUE_DAY, "2026-08-17"),
        ("17/08/2026", Measure.DUE_DAY, "2026-08-17"),
        ("9+3", Measure.AGE, "9+3"),
        ("9 mg 3 hr", Measure.AGE, "9+3"),
        ("9mg", Measure.AGE, "9+0"),
        ("12 minggu 6 hari", Measure.AGE, "12+6"),
        ("CRL 32", Measure.CROWN_RUMP, "32"),
        ("crl32,5mm", Measure.CROWN_RUMP, "32.5"),
        ("45 mm", Measure.CROWN_RUMP, "45"),
    ],
)
def test_scan_is_read_as_it_is_typed(typed: str, kind: Measure, kept: str) -> None:
    found = parse_scan(typed, TODAY)
    assert (found.kind, found.told, found.problem) == (kind, kept, "")


@pytest.mark.parametrize("typed", ["", "9", "32", "9+7", "31-2-26", "abc", "CRL"])
def test_what_might_mean_anything_is_not_guessed(typed: str) -> None:
    found = parse_scan(typed, TODAY)
    assert (found.kind, found.problem) == (None, UNREADABLE)


@given(PERIODS, st.integers(28, 300), st.integers(-30, 30))
def test_scan_that_agrees_counts_from_the_same_day(period: date, days: int, off: int) -> None:
    assume(28 <= days + off <= 301)
    on = period + timedelta(days=days)
    measured = Measured(on, Measure.AGE, "+".join(map(str, divmod(days + off, 7))))
    assert measured_from(measured) == period - timedelta(days=off)
    assert difference(period, measured).days == -off
    same = Measured(on, Measure.DUE_DAY, (on + timedelta(days=280 - days - off)).isoformat())
    assert measured_days(same) == measured_days(measured)
    assert dated(None, same).due_on == dated(None, measured).due_on


@given(st.integers(50, 839))
def test_longer_fetus_is_never_younger(tenths: int) -> None:
    assert crown_rump_days((tenths + 1) / 10, TODAY) >= crown_rump_days(tenths / 10, TODAY)
