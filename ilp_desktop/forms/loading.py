"""A definition file becomes a form, or a list of everything that is wrong with it."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from ilp_desktop.domain.conditions import Name
from ilp_desktop.forms.facts import FACT_NAMES
from ilp_desktop.forms.faults import FaultList
from ilp_desktop.forms.loading_questions import CODE, QuestionReader
from ilp_desktop.forms.loading_scoring import read_scoring
from ilp_desktop.forms.schema import Check, Form, Header, Question, Reading, Scoring, Sensitivity
from ilp_desktop.forms.tables import Table, parse_toml

LONGEST_VERSION = 16
SCORING_SECTION = "scoring"
FIRST_TABLE = re.compile(r"\[{1,2}(question|check|reading|scoring)\b")
BODY = ("question", "check", "reading", "scoring")


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
    form = Form(
        **vars(header),
        questions=tuple(reader.questions),
        checks=_checks(root, reader.names, reader.questions),
        readings=_readings(root, rules, reader),
        scoring=_scoring(body, faults, reader, rules),
    )
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
        sensitivity=table.word("sensitivity", Sensitivity) or Sensitivity.RESTRICTED,
        audience=table.condition("audience", FACT_NAMES),
        note=table.text("note", ""),
    )
    table.finish()
    if header.code and not CODE.fullmatch(header.code):
        table.fault("kode formulir harus huruf kecil, angka dan garis bawah, paling banyak 40")
    if len(header.version) > LONGEST_VERSION:
        table.fault(f"versi paling panjang {LONGEST_VERSION} huruf")
    return header


def _checks(root: Table, names: Mapping[str, Name], questions: Collection[Question]) -> tuple[Check, ...]:
    checks: list[Check] = []
    for body in root.tables("check"):
        table = _beside(body, root, questions)
        table.text("when")
        when = table.condition("when", names)
        message, question = table.text("message"), table.text("question")
        table.finish()
        if when:
            checks.append(Check(when, question, message))
    return tuple(checks)


def _readings(root: Table, rules: Collection[str], reader: QuestionReader) -> tuple[Reading, ...]:
    found: list[Reading] = []
    for body in root.tables("reading"):
        table = _beside(body, root, reader.questions)
        when = table.condition("when", reader.names)
        reading = Reading(table.text("rule"), table.text("question"), when)
        table.finish()
        if reading.rule and reading.rule not in rules:
            table.fault(f'aturan "{reading.rule}" tidak dikenal')
        found.append(reading)
    return tuple(found)


def _beside(body: Mapping[str, Any], root: Table, questions: Collection[Question]) -> Table:
    """Return a table that speaks about a question, noting when there is no such question."""
    code = str(body.get("question", ""))
    known = next((question for question in questions if question.code == code), None)
    table = Table(body, root.faults, known.section if known else "", code)
    if code and known is None:
        table.fault("tidak ada pertanyaan dengan kode ini")
    return table


def _scoring(
    body: Mapping[str, Any], faults: FaultList, reader: QuestionReader, rules: Collection[str]
) -> Scoring | None:
    written = body.get("scoring")
    if written is None:
        return None
    if not isinstance(written, dict):
        faults.add('"scoring" harus tabel')
        return None
    table = Table(written, faults, section=SCORING_SECTION)
    return read_scoring(table, reader.questions, reader.names, rules)
