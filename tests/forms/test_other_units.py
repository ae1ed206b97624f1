"""Bad input of chronic disease: a number in another unit, values the wrong way round, values nobody has."""

import pytest

from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.filling import Checked, check
from tests.forms import ways
from tests.forms.shipped import form

ADULT = Facts(ways.DAY, ways.person(12 * 50).birth_date, Sex.MALE, pregnant=False)
SWEET = {"keluhan_diabetes": "tidak_ada", "obat_diabetes": "ya"}
TENSE = {"keluhan_hipertensi": "tidak_ada", "obat_hipertensi": "ya"}


def filled(code: str, typed: dict[str, str]) -> Checked:
    """Fill a form in for a man of fifty."""
    return check(form(code), typed, ADULT)


@pytest.mark.parametrize(
    ("code", "typed", "told"),
    [
        ("hba1c", "53", "53 mmol/mol = 7 %; tulis 7 bila itu maksudnya."),
        ("hba1c", "64", "64 mmol/mol = 8 %; tulis 8 bila itu maksudnya."),
        ("hba1c", "48", "48 mmol/mol = 6,5 %; tulis 6,5 bila itu maksudnya."),
        ("gdp", "7,2", "7,2 mmol/L = 130 mg/dL; tulis 130 bila itu maksudnya."),
        ("gdp", "5.6", "5,6 mmol/L = 101 mg/dL; tulis 101 bila itu maksudnya."),
        ("gds", "7", "7 mmol/L = 126 mg/dL; tulis 126 bila itu maksudnya."),
        ("gd2pp", "11,1", "11,1 mmol/L = 200 mg/dL; tulis 200 bila itu maksudnya."),
    ],
)
def test_number_in_another_unit_is_refused_with_what_it_would_be(code: str, typed: str, told: str) -> None:
    found = filled("diabetes_control", {**SWEET, code: typed})
    assert told in found.errors[code]
    assert code not in found.answers


def test_number_that_could_be_either_is_asked_about() -> None:
    found = filled("diabetes_control", {**SWEET, "gds": "12"})
    assert "12 mmol/L = 216 mg/dL" in found.doubts["gds"].message
    assert "Sudah benar?" in found.doubts["gds"].message
    assert found.doubts["gds"].meant == "216"
    assert "gds" not in found.answers


def test_a_number_said_to_be_right_counts_as_typed() -> None:
    typed = {**SWEET, "gds": "12"}
    key = filled("diabetes_control", typed).doubts["gds"].key
    found = check(form("diabetes_control"), typed, ADULT, {key})
    assert (found.answers["gds"], found.doubts) == (12, {})


@pytest.mark.parametrize(
    ("form_code", "code", "typed", "told"),
    [
        ("lipids", "kolesterol_total", "5,2", "5,2 mmol/L = 201 mg/dL"),
        ("lipids", "trigliserida", "1,7", "1,7 mmol/L = 151 mg/dL"),
        ("kidney_liver", "kreatinin", "88", "88 µmol/L = 1 mg/dL"),
    ],
)
def test_laboratories_of_the_world_are_understood(form_code: str, code: str, typed: str, told: str) -> None:
    found = filled(form_code, {code: typed})
    assert told in found.errors[code]


@pytest.mark.parametrize(("code", "typed"), [("hba1c", "700"), ("gdp", "5000"), ("gdp", "0"), ("gdp", "abc")])
def test_what_is_nothing_in_any_unit_is_refused_without_a_guess(code: str, typed: str) -> None:
    found = filled("diabetes_control", {**SWEET, code: typed})
    assert "=" not in found.errors[code]


def test_a_likely_value_is_left_alone() -> None:
    found = filled("diabetes_control", {**SWEET, "hba1c": "7,4", "gdp": "118"})
    assert (found.errors, found.doubts) == ({}, {})


def test_pressure_the_wrong_way_round_is_refused_beside_its_field() -> None:
    found = filled("hypertension_control", {**TENSE, "sistolik": "80", "diastolik": "120"})
    assert found.errors == {"diastolik": "Diastolik harus lebih rendah daripada sistolik."}


def test_pulse_of_seven_hundred_is_refused() -> None:
    found = filled("vital_signs", {"nadi": "700"})
    assert found.errors["nadi"].startswith("Di luar batas")
    assert "nadi" not in found.answers
