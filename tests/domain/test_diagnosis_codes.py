"""The ICD-10 list: what is in it, how codes are written, and its Indonesian names."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilp_desktop.domain.care.diagnosis_codes import diagnosis_codes, normalise
from ilp_desktop.reference import edition_on
from tests.every_row import every_row

CODES = diagnosis_codes(date(2026, 7, 1))
NAMED = [entry for entry in CODES if entry.title_id]

SKDR = (
    "A09 B51 B52 B53 B54 A90 A91 J13 J14 J15 J16 J17 J18 A03 A06 A01 A02 A75 A95 B15 B17.9 R17 A92 J09 J10 J11 "
    "B05 B06 A36 A37.9 A80 G54 G56 G57 G61 G62 G63 G70 G71 G72 G73 G81 G82 G83 E87.6 A82.9 Z20.3 W54 W55 A22 "
    "A27.9 A00.9 G03.9 G04.9 A33 A35 B08.4 U07.1 U07.2 B34.2"
)
"""KMK HK.01.07/MENKES/2015/2023, Tabel 31."""


@every_row("code", SKDR.split())
def test_every_code_of_the_surveillance_list_exists(code: str) -> None:
    assert CODES.exists(code)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("E11.9", "E11.9"),
        ("e119", "E11.9"),
        (" e11 . 9 ", "E11.9"),
        ("i10", "I10"),
        ("G63.2*", "G63.2"),
        ("E11.4+", "E11.4"),
        ("kencing manis", None),
        ("E", None),
        ("E1", None),
        ("E11.99", None),
        ("11.9", None),
        ("", None),
    ],
)
def test_a_code_is_recognised_however_it_is_written(written: str, meant: str | None) -> None:
    assert normalise(written) == meant


@settings(deadline=None)
@given(st.sampled_from([entry.code for entry in CODES]))
def test_dot_and_capitals_make_no_difference(code: str) -> None:
    assert normalise(code) == normalise(code.replace(".", "").lower()) == code
    assert CODES.get(code.lower()) is CODES.get(code)


@settings(deadline=None)
@given(st.text(max_size=12))
def test_what_is_recognised_is_recognised_again_unchanged(text: str) -> None:
    code = normalise(text)
    assert code is None or normalise(code) == code


def test_dengue_is_coded_as_indonesian_practice_codes_it() -> None:
    assert CODES.title("A90") == "Demam dengue"
    assert CODES.title("A91") == "Demam berdarah dengue"


def test_indonesian_name_comes_before_the_english_title() -> None:
    assert CODES.title("I10") == "Hipertensi esensial (primer)"
    assert CODES.title("E84.0") == "Cystic fibrosis with pulmonary manifestations"


def test_unknown_code_is_shown_as_it_stands() -> None:
    assert not CODES.exists("Q99.7")
    assert CODES.get("Q99.7") is None
    assert CODES.title("Q99.7") == "Q99.7"


def test_only_codes_of_three_and_four_characters_with_a_meaning_are_offered() -> None:
    assert all(normalise(entry.code) == entry.code for entry in CODES)
    assert not CODES.exists("U07.9")
    assert not any(entry.title_en.startswith("Emergency use") for entry in CODES)


def test_a_category_is_a_heading_exactly_when_it_is_divided() -> None:
    divided = {entry.code[:3] for entry in CODES if "." in entry.code} - {"U07"}
    assert {entry.code for entry in CODES if entry.is_heading} == divided


def test_no_title_is_empty_or_shared_by_two_codes_of_one_category() -> None:
    seen = [(entry.code[:3], entry.title_en, "." in entry.code) for entry in CODES]
    assert all(title for _, title, _ in seen)
    assert len(seen) == len(set(seen))


def test_the_everyday_diagnoses_have_indonesian_names_and_words() -> None:
    assert len(NAMED) >= 300
    assert len({word for entry in NAMED for word in entry.synonyms}) >= 600


def test_every_indonesian_name_is_tidy() -> None:
    for entry in NAMED:
        written = (entry.title_id, *entry.synonyms)
        assert entry.common in (1, 2, 3), entry.code
        assert all(word and word == " ".join(word.split()) and ";" not in word for word in written), entry.code
        assert len({word.lower() for word in entry.synonyms}) == len(entry.synonyms), entry.code


def test_the_list_is_read_from_disk_once() -> None:
    assert diagnosis_codes(date(2024, 1, 1)) is diagnosis_codes(date(2026, 1, 1))


@pytest.mark.parametrize(("code", "follows"), [("G63.2", True), ("E11.4", False), ("F54", False), ("J91", True)])
def test_codes_that_only_stand_beside_a_disease_are_known(code: str, follows: bool) -> None:
    entry = CODES.get(code)
    assert entry is not None
    assert entry.is_asterisk is follows


def test_what_is_called_classified_elsewhere_only_stands_beside_a_disease() -> None:
    """F54 says so too, and is no asterisk code all the same."""
    called = "diseases classified elsewhere"
    elsewhere = [entry for entry in CODES if "." not in entry.code and entry.title_en.endswith(called)]
    assert {entry.code for entry in elsewhere if not entry.is_asterisk} == {"F54"}
    assert all(CODES.exists(code) for code in edition_on("icd10", date(2026, 7, 1)).body["asterisk"])
