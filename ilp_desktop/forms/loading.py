"""A definition file becomes a form, or a list of everything that is wrong with it."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.due.service_reading import PlanFault
from ilp_desktop.domain.due.service_registers import who_names
from ilp_desktop.domain.expressions.conditions import Name
from ilp_desktop.forms.audience_faults import fits_somebody
from ilp_desktop.forms.facts import FACT_NAMES
from ilp_desktop.forms.faults import FaultList
from ilp_desktop.forms.groups import Group, Wording
from ilp_desktop.forms.loading_computed import read_computed
from ilp_desktop.forms.loading_questions import CODE, QuestionReader
from ilp_desktop.forms.loading_scoring import read_scorings
from ilp_desktop.forms.own_due import plan_of
from ilp_desktop.forms.schema import Check, Form, Header, Question, Reading, Sensitivity
from ilp_desktop.forms.tables import Table, parse_toml

LONGEST_VERSION = 16
LONGEST_TOPIC = 5
REMARK = re.compile(r"\([^)]*\)")
BODY = ("question", "computed", "check", "reading", "scoring")
FIRST_TABLE = re.compile(rf"\s*\[{{1,2}}\s*({'|'.join(BODY)})\b")


def parse_form(text: str, file: str, rules: Collection[str] = ()) -> Form:
    """Read a whole definition; ``rules`` are the domain rules it may name. Raises ``FormFaults``."""
    faults = FaultList(file)
    body = parse_toml(text, faults)
    faults.raise_any()
    header = _header(body, faults)
    reader = QuestionReader(faults)
    root = Table(body, faults)
    for question in root.tables("question"):
        reader.read(question)
    if not reader.questions:
        faults.add("tidak ada pertanyaan")
    computed, names = read_computed(root, reader.questions, reader.names)
    scorings = read_scorings(root, reader.questions, names, rules)
    form = Form(
        **vars(header),
        questions=tuple(reader.questions),
        checks=_checks(root, names, reader.questions),
        readings=_readings(root, rules, names, reader.questions),
        computed=computed,
        scorings=scorings,
    )
    if header.wording is Wording.OFFICIAL:
        _note_unnumbered(form, faults)
        _note_long_topics(form, faults)
    if header.audience is not None and not fits_somebody(header.audience):
        faults.add('"audience" tidak berlaku bagi siapa pun')
    _note_closed_readings(form, root)
    faults.raise_any()
    return form


def parse_header(text: str, file: str) -> Header:
    """Read only what stands above the first table, which is quick; raises ``FormFaults``."""
    lines = text.splitlines()
    first = next((at for at, line in enumerate(lines) if FIRST_TABLE.match(line)), len(lines))
    faults = FaultList(file)
    body = parse_toml("\n".join(lines[:first]), faults)
    faults.raise_any()
    header = _header(body, faults)
    faults.raise_any()
    return header


def _header(body: Mapping[str, Any], faults: FaultList) -> Header:
    table = Table({key: item for key, item in body.items() if key not in BODY}, faults)
    header = Header(
        code=table.text("code"),
        title=table.text("title"),
        version=table.text("version"),
        source=table.text("source"),
        valid_from=table.day("valid_from"),
        verified=table.flag("verified"),
        rights=table.text("rights"),
        group=table.word("group", Group) or Group.GENERAL,
        wording=table.word("wording", Wording, Wording.OURS) or Wording.OURS,
        sensitivity=table.word("sensitivity", Sensitivity) or Sensitivity.RESTRICTED,
        audience=table.condition("audience", FACT_NAMES),
        offered=table.condition("offered", FACT_NAMES),
        due=table.mapping("due"),
        note=table.text("note", ""),
    )
    table.finish()
    if header.code and not CODE.fullmatch(header.code):
        table.fault("kode formulir harus huruf kecil, angka dan garis bawah, paling banyak 40")
    if header.due:
        try:
            plan_of(header, who_names(header.valid_from))
        except PlanFault as fault:
            table.fault(f"due: {fault}")
    if len(header.version) > LONGEST_VERSION:
        table.fault(f"versi paling panjang {LONGEST_VERSION} huruf")
    return header


def _note_unnumbered(form: Form, faults: FaultList) -> None:
    """Note the items of an official sheet that nobody could find on it: all that is scored has a number there."""
    scored = {code for scoring in form.scorings for code in scoring.questions}
    for question in form.questions:
        if question.code in scored and not question.item:
            faults.add('butir lembar resmi tanpa nomor "item"', question.section, question.code)
    if not any(question.item for question in form.questions):
        faults.add('wording "lembar resmi", tetapi tidak ada pertanyaan yang mempunyai nomor "item"')


def _note_long_topics(form: Form, faults: FaultList) -> None:
    """Note labels of items that are sentences: the words of an official sheet are not ours to write down."""
    for question in form.questions:
        if question.item and len(REMARK.sub("", question.label).split()) > LONGEST_TOPIC:
            message = f"label butir lembar resmi harus topik, paling banyak {LONGEST_TOPIC} kata"
            faults.add(message, question.section, question.code)


def _checks(root: Table, names: Mapping[str, Name], questions: Collection[Question]) -> tuple[Check, ...]:
    checks: list[Check] = []
    for body in root.tables("check"):
        table = root.beside(body, questions)
        table.text("when")
        when = table.condition("when", names)
        message, question = table.text("message"), table.text("question")
        table.finish()
        if when:
            checks.append(Check(when, question, message))
    return tuple(checks)


def _readings(
    root: Table, rules: Collection[str], names: Mapping[str, Name], questions: Collection[Question]
) -> tuple[Reading, ...]:
    found: list[Reading] = []
    for body in root.tables("reading"):
        table = root.beside(body, questions)
        when = table.condition("when", names)
        rule, code = table.text("rule"), table.text("question")
        question = next((one for one in questions if one.code == code), None)
        label = table.text("label", question.label if question else "")
        urgency = table.word("joins_from", Urgency, Urgency.WATCH) or Urgency.WATCH
        reading = Reading(rule, code, label, urgency, when)
        table.finish()
        if reading.rule and reading.rule not in rules:
            table.fault(f'aturan "{reading.rule}" tidak dikenal')
        if not urgency.calls_for_action:
            table.fault('"joins_from" harus watch, refer atau emergency')
        found.append(reading)
    return tuple(found)


def _note_closed_readings(form: Form, root: Table) -> None:
    """Note each reading of an open form that rests on a restricted answer: its conclusion is told to everybody."""
    closed = frozenset() if form.sensitivity is Sensitivity.RESTRICTED else form.restricted_codes()
    for reading in form.readings:
        names = reading.when.names if reading.when else frozenset()
        if not form.underlying((reading.question, *names)).isdisjoint(closed):
            message = 'bacaan atas isian "terbatas" akan terlihat oleh semua orang; pakai [[scoring]]'
            root.faults.add(message, "reading", reading.question)
