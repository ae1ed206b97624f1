"""What a reading finds joins the conclusion of its form, so that nothing is green beside it."""

from collections.abc import Mapping

import pytest

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.faults import FormFaults
from ilp_desktop.forms.filling import check
from ilp_desktop.forms.loading import parse_form
from ilp_desktop.forms.schema import Answers, Form
from ilp_desktop.forms.scoring import INCOMPLETE, READ, assess
from tests.every_row import every_row
from tests.forms import ways
from tests.forms.form_cases import FormCase, cases_of
from tests.forms.shipped import form

SAMPLE = """
code = "contoh"
title = "Contoh"
version = "1"
source = "Pedoman contoh 2024"
valid_from = 2024-01-01
verified = true
rights = "Disusun sendiri."
group = "dewasa"
sensitivity = "umum"

[[question]]
section = "Ukur"
code = "suhu"
label = "Suhu"
kind = "decimal"
unit = "°C"
hard = [25, 45]

[[question]]
section = "Ukur"
code = "keluhan"
label = "Keluhan"
kind = "choice"
required = true
choices = [["tidak", "Tidak", 0], ["ya", "Ya", 1]]

[[question]]
section = "Ukur"
code = "tertutup"
label = "Tertutup"
kind = "boolean"
sensitivity = "terbatas"

[scoring]
method = "any"
questions = ["keluhan"]
[[scoring.alarm]]
when = "suhu >= 40"
question = "suhu"
code = "hot"
conclusion = "Panas"
urgency = "refer"
[[scoring.band]]
below = 1
code = "fine"
conclusion = "Tidak ada keluhan"
urgency = "none"
repeat_days = 30
[[scoring.band]]
at_least = 1
code = "complaint"
conclusion = "Ada keluhan"
urgency = "watch"

[[reading]]
question = "suhu"
rule = "heat"
"""
MOTHER = ways.person(300)


def heat(answers: Answers, _facts: Facts) -> Assessment:
    value = answers["suhu"]
    assert isinstance(value, (int, float))
    grades = ((41, Urgency.EMERGENCY), (38.5, Urgency.REFER), (37.5, Urgency.WATCH), (0, Urgency.NONE))
    urgency = next(urgency for least, urgency in grades if value >= least)
    return Assessment("degree", "kisaran suhu", urgency, "Tabel 2024", score=value)


def sample(*changes: tuple[str, str]) -> Form:
    text = SAMPLE
    for before, after in changes:
        assert text.count(before) == 1
        text = text.replace(before, after)
    return parse_form(text, "contoh.toml", ["heat"])


def concluded(typed: Mapping[str, str], *changes: tuple[str, str]) -> Assessment | None:
    whole = sample(*changes)
    return assess(whole, check(whole, typed, MOTHER), MOTHER, {"heat": heat})


def told(found: Assessment | None) -> list[tuple[str, Urgency]]:
    return [(one.code, one.urgency) for one in found.members] if found else []


def test_reading_that_calls_for_somebody_to_act_leads_the_conclusion_under_its_label() -> None:
    found = concluded({"suhu": "39", "keluhan": "tidak"})
    assert told(found) == [("heat_degree", Urgency.REFER), ("fine", Urgency.NONE)]
    assert found is not None
    assert (found.label, found.conclusion, READ in found.flags) == ("Suhu", "Kisaran suhu", True)


def test_form_is_asked_again_when_its_scale_says_whatever_was_read() -> None:
    found = concluded({"suhu": "39", "keluhan": "tidak"})
    assert found is not None
    assert found.repeat_days == 30


def test_label_can_be_written() -> None:
    label = ('rule = "heat"', 'rule = "heat"\nlabel = "Panas badan"')
    found = concluded({"suhu": "39", "keluhan": "tidak"}, label)
    assert found is not None
    assert found.label == "Panas badan"


def test_reading_that_finds_nothing_changes_nothing() -> None:
    assert told(concluded({"suhu": "37", "keluhan": "tidak"})) == [("fine", Urgency.NONE)]


@pytest.mark.parametrize(
    ("heat_of", "codes"), [("40,5", ["hot"]), ("41", ["heat_degree", "hot"])], ids=["as grave", "graver"]
)
def test_alarm_of_the_same_question_says_it_unless_the_reading_is_graver(heat_of: str, codes: list[str]) -> None:
    assert [code for code, _ in told(concluded({"suhu": heat_of, "keluhan": "tidak"}))] == codes


@pytest.mark.parametrize(("heat_of", "leads"), [("38", "fine"), ("39", "heat_degree")])
def test_form_with_limits_of_its_own_lets_only_the_graver_in(heat_of: str, leads: str) -> None:
    found = concluded({"suhu": heat_of, "keluhan": "tidak"}, ('rule = "heat"', 'rule = "heat"\njoins_from = "refer"'))
    assert found is not None
    assert found.code == leads


def test_reading_is_said_at_once_while_the_form_is_incomplete() -> None:
    found = concluded({"suhu": "39"})
    assert told(found) == [("heat_degree", Urgency.REFER)]
    assert found is not None
    assert INCOMPLETE in found.flags


def test_form_that_concludes_nothing_concludes_nothing_from_readings() -> None:
    scale = SAMPLE[SAMPLE.index("[scoring]") : SAMPLE.index("[[reading]]")]
    assert concluded({"suhu": "41", "keluhan": "ya"}, (scale, "")) is None


@every_row("case", cases_of(form("vital_signs")), ids=lambda case: case.name)
def test_vital_signs_tell_what_was_found_once_and_never_that_all_is_well(case: FormCase) -> None:
    found = case.found.members if case.found else ()
    assert all(one.urgency.calls_for_action for one in found)
    assert len({one.label for one in found}) == len(found)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('question = "suhu"\nrule', 'question = "tertutup"\nrule'), "pakai"),
        (('rule = "heat"', 'rule = "heat"\nwhen = "tertutup = ya"'), "pakai"),
        (('rule = "heat"', 'rule = "heat"\njoins_from = "none"'), "joins_from"),
    ],
    ids=["restricted question", "restricted condition", "never"],
)
def test_reading_everybody_would_see_of_a_restricted_answer_is_a_fault(change: tuple[str, str], message: str) -> None:
    with pytest.raises(FormFaults) as refused:
        sample(change)
    assert any(message in fault.message for fault in refused.value.faults)
