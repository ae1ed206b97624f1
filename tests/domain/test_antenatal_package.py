"""What each visit did of the 12T, and how each laboratory test stands."""

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ilp_desktop.domain.pregnancy.antenatal_package import (
    PackageVisit,
    Standing,
    antenatal_package,
    marks_at,
    once_asked,
    stands,
)
from tests.domain.cases import TODAY, cases, told
from tests.every_row import every_row

PACKAGE = antenatal_package(TODAY)
YES_NO = {"ya": True, "tidak": False}
QUESTIONS = sorted({ask.question for ask in PACKAGE.asks} | {"hb_status", "gds_status"})
ANSWERS = st.dictionaries(
    st.sampled_from(QUESTIONS), st.sampled_from(["menunggu", "belum", "ya", True, False, 12, ["gizi"], ["tidak_ada"]])
)
VISITS = st.lists(st.tuples(st.integers(4, 42), ANSWERS), max_size=6, unique_by=lambda one: one[0])


def visit_at(weeks: int, answers: dict[str, Any]) -> PackageVisit:
    """Return a visit at a week, by a last period on a fixed day."""
    return PackageVisit(TODAY - timedelta(weeks=45 - weeks), weeks, answers)


def visits_of(text: str) -> list[PackageVisit]:
    """Return the visits written in a case."""
    found = []
    for part in text.split("|"):
        weeks, _, said = part.partition(":")
        pairs = [pair.strip().partition("=") for pair in said.split(";")]
        found.append(visit_at(int(weeks), {code: YES_NO.get(value, value) for code, _, value in pairs}))
    return found


@every_row("row", cases("antenatal_package"), ids=told)
def test_each_visit_is_told_what_it_did_and_lacks(row: dict[str, str]) -> None:
    visits = visits_of(row["visits"])
    at = next(visit for visit in visits if visit.weeks == int(row["at"]))
    marks = {mark.part.code: mark for mark in marks_at(PACKAGE, visits, at, row["known"].split())}
    mark = marks[row["part"]]
    assert mark.standing.name == row["standing"]
    assert "; ".join(mark.missing) == row["missing"]


def test_weeks_of_a_test_that_is_due_by_itself_are_those_of_the_service() -> None:
    by_service = {ask.service: (ask.first_week, ask.last_week) for ask in PACKAGE.asks if ask.service}
    assert by_service["hb_t3"] == (25, 42)
    assert by_service["glucose_pregnant"] == (13, 28)
    assert by_service["usg_t1"] == (0, 12)


def test_a_late_result_counts_where_no_other_ask_has_that_week() -> None:
    glucose = next(test for test in PACKAGE.tests if test.question == "gds")
    late = stands(PACKAGE, glucose, [visit_at(31, {"gds": 95})], 32)
    assert (late.standing, late.answer) == (Standing.DONE, 95)
    assert stands(PACKAGE, glucose, [], 32).standing is Standing.LOST
    first, second = (test for test in PACKAGE.tests if test.question == "hb")
    visits = [visit_at(30, {"hb": 11.5})]
    assert stands(PACKAGE, first, visits, 31).standing is Standing.LOST
    assert stands(PACKAGE, second, visits, 31).standing is Standing.DONE


def test_a_test_not_asked_for_is_never_called_missing() -> None:
    malaria = next(test for test in PACKAGE.tests if test.question == "malaria")
    assert stands(PACKAGE, malaria, [], 20).standing is Standing.NOT_ASKED
    assert stands(PACKAGE, malaria, [visit_at(20, {"malaria": "negatif"})], 20).standing is Standing.DONE


def test_twelve_parts_stand_in_order_and_ten_of_them_are_the_older_list() -> None:
    assert [part.code for part in PACKAGE.parts] == [f"T{number}" for number in range(1, 13)]
    assert sum(part.in_ten for part in PACKAGE.parts) == 10


@settings(deadline=None)
@given(VISITS, st.integers(4, 42))
def test_what_was_done_once_stays_done_whatever_else_is_recorded(
    written: list[tuple[int, dict[str, Any]]], now: int
) -> None:
    visits = [visit_at(weeks, answers) for weeks, answers in sorted(written, key=lambda one: one[0]) if weeks <= now]
    for ask in (*once_asked(PACKAGE), *PACKAGE.tests):
        known = stands(PACKAGE, ask, visits, now)
        later = stands(PACKAGE, ask, visits, min(now + 1, 42))
        if known.standing is Standing.DONE:
            assert later.standing is Standing.DONE
        assert (known.standing in (Standing.DONE, Standing.WAITING)) == (known.on is not None)


@settings(deadline=None)
@given(VISITS)
def test_a_part_lacks_something_exactly_where_it_is_called_missing(written: list[tuple[int, dict[str, Any]]]) -> None:
    visits = [visit_at(weeks, answers) for weeks, answers in sorted(written, key=lambda one: one[0])]
    for visit in visits:
        for mark in marks_at(PACKAGE, visits, visit, ()):
            assert bool(mark.missing) == (mark.standing is Standing.MISSING)


def test_malaria_is_asked_for_only_where_it_is_endemic() -> None:
    for endemic, standing in ((frozenset(), Standing.NOT_ASKED), (frozenset({"malaria"}), Standing.MISSING)):
        package = antenatal_package(TODAY, endemic)
        (malaria,) = [test for test in package.tests if test.question == "malaria"]
        assert stands(package, malaria, [], 10).standing is standing
