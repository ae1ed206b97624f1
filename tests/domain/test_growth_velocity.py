"""How fast a child grows, against WHO's velocity standards: their printed columns, and the choice of interval."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.growth.growth_curves import Z_LINES
from ilp_desktop.domain.growth.growth_velocity import (
    HEAD,
    LENGTH,
    WEIGHT,
    Interval,
    Reading,
    Velocity,
    VelocityTable,
    velocities,
    velocity_lines,
    velocity_tables,
)
from ilp_desktop.domain.sex import Sex
from tests.domain.cases import cases, told

DAY = date(2026, 11, 23)
MONTH = 30.4375
FOUR_WEEKS = 28
LEAST_PRINTED_CM = 0.1
SEXES = {"L": Sex.MALE, "P": Sex.FEMALE}
PRINTED = cases("growth_velocity")


def interval_of(row: dict[str, str]) -> tuple[VelocityTable, Interval]:
    """Return the table and the interval of age a printed row is about."""
    table = next(one for one in velocity_tables(SEXES[row["sex"]], DAY) if one.code == row["table"])
    first, last = (
        FOUR_WEEKS if row[name] == "4 minggu" else int(row[name]) * MONTH for name in ("from_month", "to_month")
    )
    return table, next(one for one in table.intervals if (one.first_day, one.last_day) == (first, last))


def read(age_days: int, value: float) -> Reading:
    """Return what was read at an age of a child born so that today is day 700."""
    return Reading(DAY - timedelta(days=700 - age_days), age_days, value)


def grown(sex: Sex, measure: str, *readings: tuple[int, float]) -> tuple[Velocity, ...]:
    """Return the velocities of the last of some readings of one measure."""
    *earlier, now = (read(*one) for one in readings)
    return velocities(sex, {measure: earlier}, {measure: now}, now.day)


@pytest.mark.parametrize("row", PRINTED, ids=told)
def test_every_printed_gain_is_that_of_its_score(row: dict[str, str]) -> None:
    table, interval = interval_of(row)
    digits = 0 if table.measure == WEIGHT else 1
    printed = [float(row[f"z_{z}"]) for z in Z_LINES]
    reached = [table.gain_at(z, interval) for z in Z_LINES]
    for gain, shown in zip(reached, printed, strict=True):
        if gain or table.shift:
            assert gain == pytest.approx(shown, abs=0.52 * 10**-digits)
        else:
            assert shown <= LEAST_PRINTED_CM  # the power curve ends above this score


@pytest.mark.parametrize("row", PRINTED, ids=told)
def test_a_gain_on_a_line_scores_that_line(row: dict[str, str]) -> None:
    table, interval = interval_of(row)
    for z in Z_LINES:
        gain = table.gain_at(z, interval)
        if gain or table.shift:
            assert table.score(gain, interval) == pytest.approx(z, abs=1e-6)


def test_every_table_has_both_sexes_and_its_intervals_run_on() -> None:
    for sex in Sex:
        tables = velocity_tables(sex, DAY)
        assert [(one.code, len(one.intervals)) for one in tables] == [
            ("weight_1", 12),
            ("weight_2", 23),
            ("length_2", 23),
            ("head_2", 11),
        ]
        for table in tables:
            assert all(one.last_day <= two.last_day for one, two in pairwise(table.intervals))


@given(
    row=st.sampled_from(PRINTED),
    less=st.floats(-3000, 5000, allow_nan=False),
    more=st.floats(0.01, 3000, allow_nan=False),
)
def test_who_gained_more_never_scores_less(row: dict[str, str], less: float, more: float) -> None:
    table, interval = interval_of(row)
    unit = 1 if table.measure == WEIGHT else 0.01
    assert table.score((less + more) * unit, interval) >= table.score(less * unit, interval) - 1e-9


def test_weight_of_a_month_and_of_two_are_both_told() -> None:
    found = grown(Sex.MALE, WEIGHT, (91, 6.0), (122, 6.6), (152, 7.122))
    assert [(one.table.code, one.days, round(one.gain), one.since) for one in found] == [
        ("weight_1", 30, 522, read(122, 0).day),
        ("weight_2", 61, 1122, read(91, 0).day),
    ]
    assert (found[0].z, found[0].percentile) == (0.04, 52)


def test_a_gain_is_evened_to_the_length_of_the_interval() -> None:
    slow, fast = (grown(Sex.FEMALE, WEIGHT, (122, 6.0), (122 + days, 6.489))[0] for days in (36, 25))
    assert (round(slow.evened), round(fast.evened)) == (413, 595)
    assert slow.z < 0 < fast.z


@pytest.mark.parametrize(("days", "codes"), [(20, []), (21, ["weight_1"]), (40, ["weight_1"]), (41, [])])
def test_days_apart_at_the_edges_of_a_month(days: int, codes: list[str]) -> None:
    found = grown(Sex.MALE, WEIGHT, (150 - days, 6.5), (150, 7.0))
    assert [one.table.code for one in found] == codes


@pytest.mark.parametrize(("days", "codes"), [(44, []), (45, ["length_2"]), (77, ["length_2"]), (78, [])])
def test_days_apart_at_the_edges_of_two_months(days: int, codes: list[str]) -> None:
    found = grown(Sex.MALE, LENGTH, (300 - days, 66.0), (300, 68.0))
    assert [one.table.code for one in found] == codes


def test_the_first_weeks_begin_at_birth() -> None:
    found = grown(Sex.FEMALE, WEIGHT, (0, 3.0), (28, 3.879))
    assert [(one.table.code, one.z, one.percentile) for one in found] == [("weight_1", 0.0, 50)]


def test_nothing_is_said_before_term_or_beyond_the_tables() -> None:
    assert not grown(Sex.MALE, WEIGHT, (-20, 2.0), (10, 2.6))
    assert not grown(Sex.MALE, HEAD, (540, 46.0), (600, 46.5))
    assert not grown(Sex.MALE, WEIGHT, (400, 9.5), (430, 9.8))
    assert not grown(Sex.MALE, WEIGHT, (152, 7.0))


def test_a_length_that_fell_has_the_lowest_score_there_is() -> None:
    fallen, same = (grown(Sex.MALE, LENGTH, (640, 84.0), (700, length))[0] for length in (82.0, 84.0))
    assert fallen.z <= same.z < -2


def test_lines_stand_at_the_end_of_each_interval() -> None:
    table = next(one for one in velocity_tables(Sex.MALE, DAY) if one.code == "head_2")
    lines = velocity_lines(table, (0, 24), DAY)
    assert [line.z for line in lines] == list(Z_LINES)
    assert [round(x, 6) for x, _ in lines[0].points] == list(range(2, 13))
    assert lines[3].points[0][1] == pytest.approx(4.6878)
