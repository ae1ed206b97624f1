"""From the greenest case of each form, one answer at a time: nothing dangerous may leave the form green."""

import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from ilp_desktop.forms.rules_vitals import FINDING
from ilp_desktop.forms.schema import Form
from tests.every_row import every_row
from tests.forms.green_ways import Green, greenest, greens
from tests.forms.shipped import FORMS, form

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ALLOWED = tomllib.loads((Path(__file__).parent / "allowed_green.toml").read_text(encoding="utf-8"))["allowed"]
LONGEST_REASON = 110


def finds_only(form: Form) -> bool:
    """Say whether a form concludes by rules that are silent where nothing calls for action, and so is never green."""
    return all(scoring.rule.endswith(FINDING) for scoring in form.scorings)


SCORED = [form for form in FORMS if form.scorings]
every_scored_form = every_row("form", SCORED, ids=[f"{form.code}-{form.version}" for form in SCORED])


@cache
def green(code: str) -> tuple[Green, ...]:
    """Return every single answer that leaves a form green."""
    return tuple(greens(form(code)))


def allowed(kind: str) -> Mapping[str, str]:
    """Return, by form and question, the choices or extremes that may leave a form green."""
    return {name: told for group in ALLOWED for name, told in group.get(kind, {}).items()}


def told_by_question(code: str, *, numbers: bool) -> dict[str, str]:
    """Return the choices that leave a form green although they are not one, or the extremes that do."""
    found: dict[str, list[str]] = {}
    for one in green(code):
        if one.question.kind.is_number is numbers and (numbers or not one.is_counted):
            found.setdefault(one.name, []).append(one.told)
    return {name: " ".join(told) for name, told in found.items() if numbers or len(told) > 1}


@every_scored_form
def test_form_finds_nothing_in_some_reference_case_unless_it_tells_findings_alone(form: Form) -> None:
    assert (greenest(form) is None) is finds_only(form)


@every_scored_form
def test_nothing_is_green_while_a_reading_calls_for_somebody_to_act(form: Form) -> None:
    assert [(one.name, one.told) for one in green(form.code) if one.acting] == []


@every_scored_form
@pytest.mark.parametrize("kind", ["choices", "numbers"])
def test_green_with_another_choice_or_an_extreme_number_stands_on_the_list(form: Form, kind: str) -> None:
    listed = {name: told for name, told in allowed(kind).items() if name.partition(".")[0] == form.code}
    assert told_by_question(form.code, numbers=kind == "numbers") == listed


def test_list_gives_a_short_reason_for_every_answer_and_names_each_once() -> None:
    assert all(0 < len(group["reason"]) <= LONGEST_REASON for group in ALLOWED)
    for kind in ("choices", "numbers"):
        names = [name for group in ALLOWED for name in group.get(kind, {})]
        assert len(names) == len(set(names))
        assert {name.partition(".")[0] for name in names} <= {form.code for form in FORMS}
