"""Codes that cannot be meant for somebody, and codes that cannot stand first."""

from datetime import date

import pytest

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.care.diagnosis_codes import diagnosis_codes
from ilp_desktop.domain.care.diagnosis_use import is_asterisk, misplaced, unfit
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import edition_on

DAY = date(2026, 11, 23)
CODES = diagnosis_codes(DAY)
LIMITS = edition_on("icd10_use", DAY).body["limit"]


@pytest.mark.parametrize(
    ("code", "sex", "born", "why"),
    [
        ("O14.1", Sex.MALE, date(1996, 5, 1), "O14.1 hanya untuk perempuan"),
        ("Z34.9", Sex.MALE, date(1996, 5, 1), "Z34.9 hanya untuk perempuan"),
        ("N40", Sex.FEMALE, date(1956, 5, 1), "N40 hanya untuk laki-laki"),
        ("O80.9", Sex.FEMALE, date(1996, 5, 1), ""),
        ("O80.9", Sex.FEMALE, date(2016, 11, 23), ""),
        ("O80.9", Sex.FEMALE, date(2016, 11, 24), "O80.9 hanya untuk umur 10"),
        ("O80.9", Sex.FEMALE, date(1965, 11, 24), ""),
        ("O80.9", Sex.FEMALE, date(1965, 11, 23), "O80.9 hanya untuk umur 10"),
        ("P59.9", Sex.MALE, date(2026, 11, 20), ""),
        ("P59.9", Sex.MALE, date(2025, 11, 23), "P59.9 hanya untuk bayi"),
        ("P07.1", Sex.MALE, date(1980, 1, 1), "P07.1 hanya untuk anak"),
        ("A33", Sex.FEMALE, date(2026, 11, 10), ""),
        ("A33", Sex.FEMALE, date(1990, 1, 1), "A33 hanya untuk bayi"),
        ("I10", Sex.MALE, date(1960, 1, 1), ""),
        ("Z30.0", Sex.FEMALE, date(2020, 1, 1), "Z30.0 hanya untuk umur 10"),
    ],
)
def test_a_code_of_the_other_sex_or_another_age_is_told(code: str, sex: Sex, born: date, why: str) -> None:
    said = unfit(code, sex, age_on(born, DAY))
    assert said.startswith(why)
    assert bool(said) == bool(why)


def test_an_asterisk_code_follows_the_code_of_the_disease() -> None:
    assert misplaced(["G63.2", "E11.4"], DAY).startswith("G63.2 kode bintang")
    assert misplaced(["E11.4", "G63.2"], DAY) == ""
    assert misplaced([], DAY) == ""


@pytest.mark.parametrize(("code", "follows"), [("G63.2", True), ("E11.4", False), ("F54", False), ("J91", True)])
def test_asterisk_codes_are_known(code: str, follows: bool) -> None:
    assert is_asterisk(code, DAY) is follows


def test_every_category_named_by_a_rule_exists() -> None:
    named = {code for limit in LIMITS for code in limit["codes"]} | set(edition_on("icd10_use", DAY).body["asterisk"])
    firsts = {entry.code[0] for entry in CODES}
    assert not [code for code in named if not (CODES.exists(code) or code in firsts)]


def test_what_is_called_classified_elsewhere_is_an_asterisk_category() -> None:
    """F54 says so too, and stands beside the disease without being an asterisk code."""
    elsewhere = {
        entry.code
        for entry in CODES
        if "." not in entry.code and entry.title_en.endswith("diseases classified elsewhere")
    }
    assert {code for code in elsewhere if not is_asterisk(code, DAY)} == {"F54"}
