"""Every restricted service, whoever asks: absent for roles without leave, there for the others."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.due.due_facts import DueFacts, Finding
from ilp_desktop.domain.permissions import Act, Role, may
from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.filling import check
from ilp_desktop.forms.rules import DOMAIN_RULES
from ilp_desktop.forms.schema import Sensitivity
from ilp_desktop.forms.scoring import assess
from ilp_desktop.services.answers.conclusions import stored_conclusion
from ilp_desktop.services.due import due_services
from ilp_desktop.services.due.due_findings import ClosedForms, LookAgain, findings_of
from tests.domain.service_people import CATALOGUE, TODAY, Window, edition, rules, windows
from tests.forms import ways

NOBODY = UUID(int=1)
RESTRICTED = {plan.code for plan in rules().plans if plan.restricted}
FOR_MINORS = {plan.code for plan in rules().plans if plan.restricted_below_years}
WINDOWS = [window for window in windows() if window.service in RESTRICTED]
CLOSED_FORMS = [form.code for form in CATALOGUE.listed(TODAY) if form.sensitivity is Sensitivity.RESTRICTED]
OPEN_FORM = "puma"
WOMAN = DueFacts(date(1990, 5, 5), Sex.FEMALE)
every_role = pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)


def services_shown(window: Window, role: Role) -> set[str]:
    leave = may([role], Act.SEE_RESTRICTED)
    found = due_services.services_shown(NOBODY, window.facts(), edition(), window.first(), None, may_all=leave)
    return {item.service for item in found.items}


@every_role
@pytest.mark.parametrize("window", WINDOWS, ids=lambda window: window.service)
def test_restricted_service_is_shown_to_those_with_leave_alone(window: Window, role: Role) -> None:
    assert (window.service in services_shown(window, role)) is may([role], Act.SEE_RESTRICTED)


def test_every_restricted_service_with_a_window_is_tried_here() -> None:
    elsewhere = {plan.code for plan in rules().plans if ":" in plan.anchor}
    assert RESTRICTED - elsewhere == {window.service for window in WINDOWS}
    assert FOR_MINORS


def _asked_after(finding: Finding, *, leave: bool) -> set[str]:
    facts = replace(WOMAN, findings=(finding,))
    found = due_services.services_shown(NOBODY, facts, edition(), TODAY, None, may_all=leave)
    return {item.service for item in found.items if finding.conclusion in item.why}


@pytest.mark.parametrize("form", CLOSED_FORMS)
@pytest.mark.parametrize(
    "asked", [{"repeat_days": 3}, {"awaited": "menunggu"}, {"follow_ups": (OPEN_FORM,)}, {}], ids=str
)
def test_what_a_restricted_result_asks_for_is_shown_to_those_with_leave_alone(form: str, asked: dict[str, Any]) -> None:
    finding = Finding(form, TODAY - timedelta(days=5), "Hasil yang tertutup", Urgency.REFER, **asked)
    assert _asked_after(finding, leave=True)
    assert not _asked_after(finding, leave=False)


@pytest.mark.parametrize("form", CLOSED_FORMS)
def test_restricted_form_that_an_open_result_asks_for_is_shown_to_those_with_leave_alone(form: str) -> None:
    finding = Finding(OPEN_FORM, TODAY - timedelta(days=5), "Hasil terbuka", Urgency.WATCH, follow_ups=(form,))
    assert _asked_after(finding, leave=True) == {f"follow_up:{form}"}
    assert not _asked_after(finding, leave=False)


def test_pregnancy_of_a_minor_stays_restricted_on_the_day_it_was_cared_for() -> None:
    young = DueFacts(TODAY - timedelta(days=6000), Sex.FEMALE, last_period_on=TODAY - timedelta(days=150))
    seen = replace(young, events={"form:anc_visit": (TODAY,)})
    shown = {
        leave: {
            item.service
            for item in due_services.services_shown(NOBODY, seen, edition(), TODAY, None, may_all=leave).items
        }
        for leave in (True, False)
    }
    assert shown[True] & FOR_MINORS
    assert not shown[False] & FOR_MINORS


def _asked_for(form: str, **typed: str) -> Finding | None:
    definition = CATALOGUE.form(form, TODAY)
    facts = ways.person(300, gestation=140, pregnant=True)
    found = assess(definition, check(definition, typed, facts), facts, DOMAIN_RULES)
    told = findings_of(form, TODAY, stored_conclusion(found), ClosedForms(CATALOGUE, TODAY), LookAgain(days=30))
    return next((finding for finding in told if not finding.restricted), None)


def test_restricted_result_on_its_way_is_nothing_for_the_list_of_dues() -> None:
    calm = {"tanda_bahaya": "tidak_ada", "tindak_lanjut": "kontrol"}
    assert _asked_for("anc_visit", **calm, hiv="menunggu") == _asked_for("anc_visit", **calm) is None


def test_open_result_on_its_way_is_told_alone_beside_a_restricted_one() -> None:
    typed = {"tanda_bahaya": "tidak_ada", "tindak_lanjut": "kontrol", "hbsag": "menunggu", "sifilis": "menunggu"}
    found = _asked_for("anc_visit", **typed)
    assert found is not None
    assert (found.conclusion, found.awaited) == ("HBsAg", "HBsAg")
