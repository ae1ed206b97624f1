"""What lists may say of a service by its code: every code has a name, and restricted ones are known as such."""

from dataclasses import replace
from datetime import date

import pytest

from ilp_desktop.domain.due.service_plan import ServicePlan
from ilp_desktop.domain.due.service_reading import read_plan
from ilp_desktop.domain.due.service_registers import who_names
from ilp_desktop.forms.schema import Sensitivity
from ilp_desktop.forms.shipped import shipped_forms
from ilp_desktop.services.due.due_book import DueEdition, book_of
from ilp_desktop.services.due.due_names import AFTERWARDS, IMMUNISATION, ServiceNames, born_after, names_on
from tests.house_fixtures import TODAY

CATALOGUE = shipped_forms()
EDITION = book_of(CATALOGUE).on(TODAY)
FORMS = CATALOGUE.listed(TODAY)
NAMES = names_on(EDITION, FORMS, TODAY)
ROW = {"code": "extra", "label": "Tambahan", "why": "Uji.", "form": "vital_signs"}


def _with_plan(**row: object) -> ServiceNames:
    """Return the names of the day when one more service is in force."""
    plan: ServicePlan = read_plan({**ROW, **row}, "Uji", who_names(TODAY))
    rules = replace(EDITION.rules, plans=(*EDITION.rules.plans, plan))
    edition: DueEdition = replace(EDITION, rules=rules)
    return names_on(edition, FORMS, TODAY)


def test_every_service_of_the_packages_has_its_label_and_group() -> None:
    assert NAMES.of("glucose").label == "Gula darah"
    assert NAMES.of("anc_t1").group == "Ibu hamil"
    assert {NAMES.of(plan.code).group for plan in EDITION.rules.plans} <= set(NAMES.groups)
    assert NAMES.groups[:3] == ("Ibu hamil", "Nifas dan bayi baru lahir", "Balita dan prasekolah")


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("dose:HB0:1", "Imunisasi HB0"),
        ("dose:MR:2", "Imunisasi MR2"),
        ("dose:HPV:1", "Imunisasi HPV (BIAS)"),
        ("dose:Td:2", "Imunisasi Td dosis 2"),
        ("dose:Baru:3", "Imunisasi Baru dosis 3"),
        ("dose:Aneh", "Imunisasi Aneh"),
    ],
)
def test_doses_are_named_as_in_their_schedule(code: str, label: str) -> None:
    found = NAMES.of(code)
    assert (found.label, found.group, found.restricted) == (label, IMMUNISATION, False)


@pytest.mark.parametrize("kind", ["follow_up", "repeat", "refer", "awaited"])
def test_what_results_ask_for_is_as_restricted_as_their_form(kind: str) -> None:
    for form in FORMS:
        found = NAMES.of(f"{kind}:{form.code}")
        assert form.title in found.label
        assert found.group == AFTERWARDS
        assert found.restricted is (form.sensitivity is Sensitivity.RESTRICTED or form.code == "cervical")
        assert (f"{kind}:{form.code}" in NAMES.barred().services) is found.restricted
    assert any(form.sensitivity is Sensitivity.RESTRICTED for form in FORMS)


@pytest.mark.parametrize("code", ["lama", "follow_up:tidak_ada", "result:xyz", ""])
def test_unknown_code_is_restricted(code: str) -> None:
    assert (NAMES.of(code).label, NAMES.of(code).restricted) == ("Layanan lain", True)


@pytest.mark.parametrize(
    ("row", "restricted"),
    [
        ({}, False),
        ({"restricted": True}, True),
        ({"form": "srq20"}, True),
        ({"who": "odgj = ya"}, True),
        ({"who": "hipertensi = ya"}, False),
        ({"anchor": "diagnosis:odgj"}, True),
        ({"anchor": "household:tbc"}, False),
    ],
)
def test_service_is_restricted_by_itself_its_form_or_its_register(row: dict[str, object], restricted: bool) -> None:
    names = _with_plan(**row)
    assert names.of("extra").restricted is restricted
    assert ("extra" in names.barred().services) is restricted


@pytest.mark.parametrize(
    ("born", "today", "hidden"),
    [
        (date(2008, 11, 23), date(2026, 11, 23), False),
        (date(2008, 11, 24), date(2026, 11, 23), True),
        (date(2006, 3, 1), date(2024, 2, 29), True),
        (date(2006, 2, 28), date(2024, 2, 29), False),
        (date(2004, 2, 29), date(2022, 2, 28), True),
        (date(2004, 2, 29), date(2022, 3, 1), False),
    ],
)
def test_service_of_the_young_is_hidden_until_the_birthday(born: date, today: date, hidden: bool) -> None:
    assert (born > born_after(18, today)) is hidden
    assert NAMES.of("anc_t1").hidden_for(born, today) is hidden
    assert NAMES.of("glucose").hidden_for(born, today) is False
