"""The forms of sick children and the charts of what is done belong together, class by class."""

import pytest

from ilp_desktop.domain.care.sick_child import Colour
from ilp_desktop.reference import edition_on
from tests.forms.shipped import FORMS
from tests.forms.ways import DAY

FORM_CODES = ("mtbs", "mtbm")
SAYS_NOTHING_OF_ITS_OWN = {"hb_awaited", "restricted_finding", "no_danger_sign", "acute_without_blood", "no_anaemia"}
SAYS_NOTHING_OF_ITS_OWN |= {"no_jaundice", "feeding_well"}
NUTRITION = {row["code"] for name, row in edition_on("growth_acute_mtbs", DAY).body.items() if name != "young_infant"}
ROWS = {(row["form"], row["code"]): row for row in edition_on("sick_child", DAY).body["class"]}
FORMS_BY_CODE = {form.code: form for form in FORMS}


def meanings(code: str) -> dict[str, str]:
    form = FORMS_BY_CODE[code]
    return {meaning.code: meaning.conclusion for scoring in form.scorings for meaning in scoring.meanings}


@pytest.mark.parametrize("form", FORM_CODES)
def test_every_class_has_its_care_and_nothing_else_has(form: str) -> None:
    wanted = set(meanings(form)) - SAYS_NOTHING_OF_ITS_OWN
    wanted |= NUTRITION if form == "mtbs" else set()
    assert {code for of_form, code in ROWS if of_form == form} == wanted


@pytest.mark.parametrize("form", FORM_CODES)
def test_colour_of_a_class_is_the_one_its_conclusion_names(form: str) -> None:
    for code, words in meanings(form).items():
        named = next((colour.value for colour in Colour if f"({colour.value})" in words), None)
        if (form, code) in ROWS and named:
            assert ROWS[form, code]["colour"] == named, code
