"""How a pregnancy may end, and what follows for the GPA."""

from datetime import date, timedelta

import pytest

from ilp_desktop.domain.pregnancy.pregnancy_end import (
    PregnancyEnd,
    counts_after,
    end_problem,
    visits_problem,
    weeks_problem,
)

START = date(2026, 1, 5)
E = PregnancyEnd


@pytest.mark.parametrize(
    ("end", "weeks", "days", "told"),
    [
        (E.MISCARRIAGE, 19, 6, ""),
        (E.MISCARRIAGE, 20, 0, "Pilih lahir mati."),
        (E.STILLBIRTH, 19, 6, "pilih abortus."),
        (E.STILLBIRTH, 20, 0, ""),
        (E.BORN_ELSEWHERE, 19, 6, "pilih abortus."),
        (E.BORN_ELSEWHERE, 38, 0, ""),
        (E.ECTOPIC, 8, 0, ""),
        (E.MOLAR, 24, 0, ""),
        (E.MOVED, 30, 0, ""),
        (E.MISTAKEN, 9, 0, ""),
    ],
)
def test_weeks_tell_a_loss_from_a_birth(end: PregnancyEnd, weeks: int, days: int, told: str) -> None:
    problem = weeks_problem(end, START + timedelta(weeks=weeks, days=days), START)
    assert bool(problem) == bool(told)
    assert told in problem


@pytest.mark.parametrize(
    ("end", "counts"),
    [
        (E.MISCARRIAGE, (3, 1, 2)),
        (E.ECTOPIC, (3, 1, 2)),
        (E.MOLAR, (3, 1, 2)),
        (E.STILLBIRTH, (3, 2, 1)),
        (E.BORN_ELSEWHERE, (3, 2, 1)),
        (E.MOVED, (3, 1, 1)),
        (E.MISTAKEN, (2, 1, 1)),
    ],
)
def test_counts_follow_the_end(end: PregnancyEnd, counts: tuple[int, int, int]) -> None:
    assert counts_after(end.value, (3, 1, 1)) == counts


def test_counts_follow_a_birth_and_stay_while_she_is_pregnant() -> None:
    assert counts_after("lahir hidup", (1, 0, 0)) == (1, 1, 0)
    assert counts_after("", (1, 0, 0)) == (1, 0, 0)


def test_visits_contradict_an_end_before_them() -> None:
    first, last = date(2026, 4, 1), date(2026, 6, 1)
    before = "Tanggal ini sebelum kunjungan antenatal pertama, 01-04-2026."
    assert visits_problem(E.STILLBIRTH, date(2026, 3, 31), (last, first)) == before
    assert visits_problem(E.MISCARRIAGE, date(2026, 3, 31), (first,)) == before
    later = "Masih ada kunjungan antenatal sesudahnya, 01-06-2026."
    assert visits_problem(E.BORN_ELSEWHERE, date(2026, 5, 31), (first, last)) == later
    assert visits_problem(E.MISCARRIAGE, date(2026, 5, 31), (first, last)) == ""
    assert visits_problem(E.BORN_ELSEWHERE, last, (first, last)) == ""
    assert visits_problem(E.MISTAKEN, START, (first, last)) == ""
    assert visits_problem(E.STILLBIRTH, START, ()) == ""


def test_day_of_the_end_must_be_one_that_has_come() -> None:
    assert end_problem(None, START, date(2026, 6, 1)) == "Isi tanggalnya."
    assert end_problem(date(2026, 6, 2), START, date(2026, 6, 1)) == "Tanggal ini belum terjadi."
    assert end_problem(START - timedelta(days=1), START, date(2026, 6, 1)) == "Tanggal ini sebelum HPHT."
    assert end_problem(START, START, date(2026, 6, 1)) == ""
