"""Every scored form that ships, against its reference cases."""

import pytest

from ilp_desktop.forms.schema import Form
from ilp_desktop.forms.scoring import READ
from tests.every_row import every_row
from tests.forms.form_cases import CASES, FOLDER, FormCase, cases_of, codes_of, codes_to_reach
from tests.forms.shipped import FORM_IDS, FORMS


@every_row("case", CASES, ids=[case.name for case in CASES])
def test_reference_case_of_a_form(case: FormCase) -> None:
    wrong = {code: text for code, text in case.checked.errors.items() if code not in case.checked.missing}
    assert wrong == {}, "an answer that nobody could give"
    found = case.found
    assert (found.code if found else "") == case.row["code"]
    if found is not None:
        assert case.stated <= set(codes_of(found))
        scored = next((one for one in found.members if READ not in one.flags), found)
        assert not case.row["score"] or scored.score == pytest.approx(float(case.row["score"]))
    assert case.row["source"]


@every_row("form", FORMS, ids=FORM_IDS)
def test_reference_cases_reach_every_conclusion_of_a_scored_form(form: Form) -> None:
    if form.scorings:
        cases = cases_of(form)
        assert cases, "a scored form without reference cases"
        assert codes_to_reach(form) - frozenset().union(*(case.stated for case in cases)) == frozenset()


def test_every_file_of_reference_cases_belongs_to_a_form() -> None:
    assert {file.stem for file in FOLDER.glob("*.csv")} <= {form.code for form in FORMS}
