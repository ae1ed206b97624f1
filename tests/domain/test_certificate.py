"""What a certificate may say, as a pure rule."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.care.certificate import (
    CertificateDraft,
    CertificateFacts,
    backdated,
    certificate_rules_on,
    doubts_of,
    missing_measures,
    problems_of,
    rest_days,
)
from ilp_desktop.domain.care.letter_number import letter_code, letter_number, scanned_letter
from ilp_desktop.domain.care.premarital import PackageFacts, PartState, package_standing

DAY = date(2026, 11, 23)
RULES = certificate_rules_on(DAY)
FACTS = CertificateFacts(DAY, DAY)
REST = CertificateDraft("sakit", first_day=DAY, last_day=DAY)
MEASURES = ("tinggi", "berat", "tekanan", "nadi", "warna")
SPANS = st.integers(min_value=-400, max_value=400).map(timedelta)


def standing(sex: str, **answers: object) -> dict[str, PartState]:
    """Return how the parts stand by what was answered today."""
    facts = PackageFacts(since=DAY, answers={code: [(DAY, answer)] for code, answer in answers.items()})
    return {one.label: one.state for one in package_standing(RULES.kinds["catin"].package, facts, sex)}


@given(before=SPANS, length=SPANS)
def test_rest_is_refused_before_the_visit_or_when_it_ends_before_it_begins_and_asked_when_long(
    before: timedelta, length: timedelta
) -> None:
    rest = replace(REST, first_day=DAY + before, last_day=DAY + before + length)
    wrong, asked = problems_of(rest, RULES, FACTS), doubts_of(rest, RULES, FACTS)
    assert ("first_day" in wrong) == (before < timedelta(0))
    assert ("last_day" in wrong) == (before >= timedelta(0) and length < timedelta(0))
    assert ("last_day" in asked) == (length.days + 1 > RULES.longest_rest_days)
    assert rest_days(rest) == max(0, length.days + 1)


@given(have=st.sets(st.sampled_from(MEASURES)), left=st.sets(st.sampled_from(MEASURES)))
def test_every_measure_is_measured_or_left_out_by_choice(have: set[str], left: set[str]) -> None:
    facts = replace(FACTS, measured=dict.fromkeys(have, "1"))
    missing = missing_measures(CertificateDraft("sehat", left_out=frozenset(left)), RULES, facts)
    assert set(missing) == set(MEASURES) - have - left


@pytest.mark.parametrize(
    ("kind", "day", "late", "is_backdated"),
    [
        ("sakit", DAY, False, False),
        ("sakit", DAY - timedelta(days=1), False, True),
        ("sakit", DAY - timedelta(days=1), True, False),
        ("kematian", DAY - timedelta(days=9), False, False),
    ],
)
def test_only_a_visit_written_down_later_has_a_certificate_of_an_earlier_day(
    kind: str, day: date, late: bool, is_backdated: bool
) -> None:
    facts = CertificateFacts(day, DAY, late=late)
    assert bool(backdated(RULES.kinds[kind], facts)) is is_backdated


def test_a_package_is_done_when_each_of_its_questions_is_answered() -> None:
    told = standing("L", hiv="menunggu", sifilis="nonreaktif", hbsag="nonreaktif")
    assert told["Pemeriksaan laboratorium infeksi"] is PartState.WAITING
    assert "Hemoglobin" not in told
    told = standing("P", hb=12.5, konseling_catin=["gizi"], skrining_jiwa="belum")
    assert (told["Hemoglobin"], told["Konseling"]) == (PartState.DONE, PartState.DONE)
    assert told["Skrining kesehatan jiwa"] is PartState.MISSING
    assert standing("P", konseling_catin=["tidak_ada"])["Konseling"] is PartState.MISSING


@given(number=st.integers(min_value=1, max_value=99999), day=st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_scanned_code_gives_the_number_back(number: int, day: date) -> None:
    written = letter_number(number, "SKS", "P3201010101", day)
    assert scanned_letter(letter_code(written, day)) == written
    assert scanned_letter(f"]Q3{letter_code(written, day)}") == written
    assert scanned_letter(written.lower()) == written


@pytest.mark.parametrize(
    "typed", ["", "Siti Aminah", "3201010101900001", "23/11/2026", "SKS/P9999/XI/2026", "RT 001/RW 002"]
)
def test_nothing_else_is_taken_for_a_letter(typed: str) -> None:
    assert scanned_letter(typed) == ""
