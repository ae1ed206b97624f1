"""The TB symptom screen against its reference cases, for children and for everybody older."""

import csv
from pathlib import Path

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.filling import check
from ilp_desktop.forms.rules import DOMAIN_RULES
from ilp_desktop.forms.scoring import assess
from tests.every_row import every_row
from tests.forms import ways
from tests.forms.shipped import form

TB = form("tb_symptoms")
CASES = Path(__file__).parent.parent / "reference_cases" / "tb_symptoms.csv"
CHILD, ADULT = ways.person(71), ways.person(72)
SYMPTOMS = frozenset(TB.scorings[0].questions)


def _cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _screened(facts: Facts, contact: str, *symptoms: str) -> Assessment | None:
    asked = _symptoms_asked(facts)
    assert set(symptoms) <= asked
    typed = {"kontak_erat": contact, **{code: "ya" if code in symptoms else "tidak" for code in asked}}
    checked = check(TB, typed, facts)
    assert checked.storable
    return assess(TB, checked, facts, DOMAIN_RULES)


def _symptoms_asked(facts: Facts) -> frozenset[str]:
    return SYMPTOMS & set(check(TB, {}, facts).asked)


@every_row("case", _cases(), ids=lambda case: "-".join(list(case.values())[:3]) or "none")
def test_reference_case(case: dict[str, str]) -> None:
    facts = ways.person(int(case["age_months"])) if case["age_months"] else Facts(ways.DAY)
    found = _screened(facts, case["close_contact"], *case["symptoms"].split())
    assert found is not None
    assert found.code == case["code"]
    assert case["source"]


def test_child_and_adult_are_asked_different_symptoms() -> None:
    child, adult = _symptoms_asked(CHILD), _symptoms_asked(ADULT)
    assert child & adult == frozenset()
    assert child | adult == SYMPTOMS


def test_no_conclusion_before_every_symptom_is_asked() -> None:
    typed = {"kontak_erat": "tidak", "batuk": "ya"}
    checked = check(TB, typed, ADULT)
    assert not checked.storable
    assert assess(TB, checked, ADULT, DOMAIN_RULES) is None


def test_no_conclusion_while_contact_is_not_asked() -> None:
    typed = dict.fromkeys(_symptoms_asked(ADULT), "tidak")
    assert assess(TB, check(TB, typed, ADULT), ADULT, DOMAIN_RULES) is None
    typed["kontak_erat"] = "tidak"
    found = assess(TB, check(TB, typed, ADULT), ADULT, DOMAIN_RULES)
    assert found is not None
    assert (found.code, found.urgency) == ("not_presumptive", Urgency.NONE)


def test_presumptive_case_is_to_be_acted_on_and_says_how() -> None:
    found = _screened(ADULT, "tidak", "batuk")
    assert found is not None
    assert found.urgency is Urgency.REFER
    assert "TCM" in found.advice
    assert "2015/2023" in found.source
