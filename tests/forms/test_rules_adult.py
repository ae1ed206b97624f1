"""What the rules of the adult forms say beside the fields and in conclusion, in words."""

import pytest

from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.filling import check
from ilp_desktop.forms.rules import DOMAIN_RULES
from ilp_desktop.forms.scoring import MEASURED, assess, readings
from tests.forms import ways
from tests.forms.shipped import form

MAN, WOMAN = ways.person(660, Sex.MALE), ways.person(540)
PREGNANT = ways.person(300, gestation=100, pregnant=True)

SAID: tuple[tuple[str, Facts, dict[str, str], dict[str, str]], ...] = (
    ("glucose", MAN, {"gds": "150", "gdp": "99"}, {"gds": "kisaran prediabetes", "gdp": "kisaran normal"}),
    (
        "glucose",
        MAN,
        {"gd_ttgo": "200", "hba1c": "6,4"},
        {"gd_ttgo": "kisaran diabetes", "hba1c": "kisaran prediabetes"},
    ),
    ("glucose", PREGNANT, {"gds": "250"}, {}),
    (
        "lipids",
        MAN,
        {"kolesterol_total": "240", "hdl": "45"},
        {"kolesterol_total": "tinggi", "hdl": "antara rendah dan tinggi"},
    ),
    ("lipids", MAN, {"ldl": "190", "trigliserida": "150"}, {"ldl": "sangat tinggi", "trigliserida": "sedikit tinggi"}),
    ("kidney_liver", MAN, {"kreatinin": "1,2"}, {"kreatinin": "eLFG 71 mL/menit/1,73m²"}),
    ("kidney_liver", Facts(ways.DAY), {"kreatinin": "1,2"}, {}),
)
RISK = {"riwayat_diri": "diabetes", "status_merokok": "aktif", "sistolik": "165", "diastolik": "95"}


def _concluded(code: str, typed: dict[str, str], facts: Facts = MAN) -> str:
    found = assess(form(code), check(form(code), typed, facts), facts, DOMAIN_RULES)
    return found.conclusion if found else ""


@pytest.mark.parametrize(("code", "facts", "typed", "said"), SAID)
def test_reading_beside_the_field(code: str, facts: Facts, typed: dict[str, str], said: dict[str, str]) -> None:
    found = readings(form(code), check(form(code), typed, facts), facts, DOMAIN_RULES)
    assert {question: all_[0].conclusion for question, all_ in found.items()} == said


def test_glucose_concludes_with_the_worst_value_and_names_the_others() -> None:
    told = _concluded("glucose", {"gds": "120", "hba1c": "6,5"})
    assert told == "HbA1c 6,5 %: kisaran diabetes; GDS 120 mg/dL: kisaran normal"
    assert _concluded("glucose", {"gejala_klasik": "ya", "gds": "210"}).endswith("dengan gejala klasik")
    assert _concluded("glucose", {"gejala_klasik": "ya", "gds": "110"}) == "GDS 110 mg/dL: kisaran normal"


def test_limit_set_names_what_lies_outside() -> None:
    assert _concluded("lipids", {"kolesterol_total": "210", "hdl": "50"}).endswith("CKG: kolesterol total, HDL")
    assert _concluded("kidney_liver", {"kreatinin": "1,4", "apri_diperiksa": "tidak"}).endswith("CKG: kreatinin, eLFG")


def test_filtration_rate_of_the_laboratory_goes_before_the_reckoned_one() -> None:
    typed = {"kreatinin": "0,9", "ureum": "30", "elfg": "60", "apri_diperiksa": "tidak"}
    assert _concluded("kidney_liver", typed, WOMAN).endswith("CKG: eLFG")
    assert "dalam kisaran" in _concluded("kidney_liver", {**typed, "kreatinin": "0,6", "elfg": ""}, WOMAN)


def test_cardiovascular_risk_is_told_with_one_decimal_and_standing_advice() -> None:
    asked = form("cvd_risk_lab")
    typed = {**RISK, "kolesterol_total": "330"}
    checked = check(asked, typed, MAN)
    found = assess(asked, checked, MAN, DOMAIN_RULES)
    assert found is not None
    assert found.conclusion == "Risiko kardiovaskular 10 tahun 38,3 %: 30 % atau lebih"
    assert found.flags == ("pressure_high", "cholesterol_high", MEASURED)
    assert "statin" in found.advice
    assert found.repeat_days == 90


def test_cardiovascular_risk_needs_sex_and_age() -> None:
    typed = {**RISK, "kolesterol_total": "190"}
    assert _concluded("cvd_risk_lab", typed, Facts(ways.DAY)) == ""
    assert _concluded("cvd_risk_nonlab", {**RISK, "berat": "55", "tinggi": "160"}, Facts(ways.DAY)) == ""
