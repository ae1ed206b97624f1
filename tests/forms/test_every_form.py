"""What must be true of every form that ships, whoever adds one."""

import re
from collections import defaultdict

import pytest

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.forms.facts import FACT_NAMES
from ilp_desktop.forms.filling import check, limit_for
from ilp_desktop.forms.scales import Meaning
from ilp_desktop.forms.schema import Form, Question
from tests.every_row import every_row
from tests.forms import ways
from tests.forms.form_cases import confirmed
from tests.forms.shipped import (
    CATALOGUE,
    FORM_IDS,
    FORMS,
    MEASURED,
    MEASURED_IDS,
    QUESTION_IDS,
    QUESTIONS,
)

TRUST_MARKS = re.compile(r"\b(found|known|uncertain)\b|GH#|SS-PM")
LONGEST_LABEL = 70
SENT = re.compile(r"rujuk|\b(?:FKRTL|FKTP|RS|RSJ|IPWL|Pustu)\b", re.IGNORECASE)
PLACES = re.compile(r"[;,]| atau | bila | lalu | untuk ")
every_form = every_row("form", FORMS, ids=FORM_IDS)
every_question = every_row(("form", "question"), QUESTIONS, ids=QUESTION_IDS)
every_measure = every_row(("form", "question"), MEASURED, ids=MEASURED_IDS)


def test_no_shipped_file_has_a_fault() -> None:
    assert [str(fault) for fault in CATALOGUE.faults()] == []


@every_form
def test_form_is_listed_and_opened_by_date_and_by_version(form: Form) -> None:
    assert form.code in [header.code for header in CATALOGUE.listed(form.valid_from)]
    assert CATALOGUE.form(form.code, form.valid_from) == form
    assert CATALOGUE.edition(form.code, form.version) == form


@every_form
def test_source_names_a_regulation_and_no_mark_of_trust(form: Form) -> None:
    assert re.search(r"\b(19|20)\d\d\b", form.source)
    assert not TRUST_MARKS.search(f"{form.source} {form.note} {form.rights}")


@every_form
def test_audience_is_somebody_and_some_of_them_need_not_look_for_it(form: Form) -> None:
    meant = [person for person in ways.PEOPLE if form.audience is None or form.audience.holds(person.values)]
    assert meant
    assert form.offered is None or any(form.offered.holds(person.values) for person in meant)


@every_question
def test_question_has_a_way_to_be_asked(form: Form, question: Question) -> None:
    assert any(ways.ways_to(form, question))


@every_question
def test_label_is_short_and_ends_without_a_mark(form: Form, question: Question) -> None:
    assert len(question.label) <= LONGEST_LABEL
    assert question.label[-1] not in ".:?!"


@every_question
def test_loinc_code_has_its_check_digit(form: Form, question: Question) -> None:
    if question.coding is None or question.coding.system != "LOINC":
        return
    number, digit = question.coding.code.split("-")
    doubled = "".join(str(int(each) * 2) if at % 2 == 0 else each for at, each in enumerate(reversed(number)))
    assert -sum(map(int, doubled)) % 10 == int(digit)


@every_measure
def test_edges_of_hard_limits_are_accepted_and_one_step_further_is_refused(form: Form, question: Question) -> None:
    step = ways.step(question)
    unmet = set(question.hard)
    for way in ways.ways_to(form, question):
        limit = limit_for(question.hard, check(form, way.typed, way.facts).values(way.facts))
        assert limit is not None
        if limit not in unmet:
            continue
        unmet.remove(limit)
        for measure, accepted in ((limit.low, True), (limit.high, True), (limit.low - step, False)):
            _assert_accepted(form, question, way, measure, accepted=accepted)
        _assert_accepted(form, question, way, limit.high + step, accepted=False)
        if not unmet:
            return
    assert not unmet, "a limit that stands for nobody"


def _assert_accepted(form: Form, question: Question, way: ways.Way, measure: float, *, accepted: bool) -> None:
    text = ways.as_text(question, measure)
    checked = confirmed(form, way.with_text(question.code, text), way.facts)
    assert (question.code in checked.answers) is accepted, text
    assert (question.code in checked.errors) is not accepted, text


@every_measure
def test_beyond_soft_limits_is_asked_once_and_the_edges_never(form: Form, question: Question) -> None:
    step = ways.step(question)
    unmet = set(question.soft)
    for way in ways.ways_to(form, question):
        values = check(form, way.typed, way.facts).values(way.facts)
        soft, hard = limit_for(question.soft, values), limit_for(question.hard, values)
        if soft not in unmet or soft is None or hard is None:
            continue
        unmet.remove(soft)
        for measure in (soft.low, soft.high):
            checked = check(form, way.with_text(question.code, ways.as_text(question, measure)), way.facts)
            assert question.code not in checked.doubts
        for measure in (soft.low - step, soft.high + step):
            if hard.low <= measure <= hard.high:
                _assert_asked_once(form, question, way, ways.as_text(question, measure))
        if not unmet:
            return
    assert not unmet, "a limit that stands for nobody"


def _assert_asked_once(form: Form, question: Question, way: ways.Way, text: str) -> None:
    typed = way.with_text(question.code, text)
    doubt = check(form, typed, way.facts).doubts[question.code]
    assert question.code not in check(form, typed, way.facts, {doubt.key}).doubts


@every_form
def test_condition_looks_only_at_facts_and_at_what_was_asked_before(form: Form) -> None:
    known = set(FACT_NAMES)
    for question in form.questions:
        for limit in question.hard + question.soft:
            assert limit.when is None or limit.when.names <= known
        assert question.shown_when is None or question.shown_when.names <= known
        known.add(question.code)


def test_question_code_means_the_same_in_every_form() -> None:
    meanings = defaultdict(set)
    for _, question in QUESTIONS:
        meanings[question.code].add((question.kind, question.unit, question.coding, question.decimals))
    assert {code: found for code, found in meanings.items() if len(found) > 1} == {}


@every_form
def test_form_can_be_filled_for_everybody_it_is_meant_for(form: Form) -> None:
    meant_for = [facts for facts in ways.PEOPLE if form.audience is None or form.audience.holds(facts.values)]
    for facts in meant_for:
        checked = ways.filled(form, facts)
        assert checked.storable, (facts, checked.errors, checked.doubts)
        assert set(checked.answers) == set(checked.asked)


MEANINGS = [(form, meaning) for form in FORMS for scoring in form.scorings for meaning in scoring.meanings]


def repeated(meaning: Meaning) -> list[str]:
    """Return what the advice says again although referral and form to do next are said by themselves."""
    advice = meaning.advice.casefold()
    places = [place.strip().casefold() for place in PLACES.split(meaning.refer_to)]
    found = [place for place in places if place and re.search(rf"\b{re.escape(place)}\b", advice)]
    found += SENT.findall(meaning.advice) if meaning.refer_to else []
    return found + (["lanjutkan dengan"] if meaning.follow_up and "lanjutkan dengan" in advice else [])


@every_row(("form", "meaning"), MEANINGS, ids=[f"{form.code}-{meaning.code}" for form, meaning in MEANINGS])
def test_advice_does_not_repeat_the_referral_or_the_form_to_do_next(form: Form, meaning: Meaning) -> None:
    assert not repeated(meaning), form.title


@pytest.mark.parametrize(
    ("advice", "refer_to", "follow_up"),
    [
        ("Rujuk ke rumah sakit.", "FKRTL", ""),
        ("Dinilai dokter Puskesmas.", "psikolog atau dokter Puskesmas", ""),
        ("Wawancara; RS bila perlu.", "dokter Puskesmas", ""),
        ("Lanjutkan dengan PHQ-9.", "", "phq9"),
    ],
)
def test_advice_that_repeats_is_found(advice: str, refer_to: str, follow_up: str) -> None:
    assert repeated(Meaning("code", "Temuan", Urgency.REFER, advice, follow_up, refer_to))
