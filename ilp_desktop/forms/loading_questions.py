"""The ``[[question]]`` tables of a definition file, and the ``[[question.column]]`` tables of small tables."""

import re
from collections.abc import Mapping
from typing import Any

from ilp_desktop.domain.expressions.condition_parsing import RESERVED
from ilp_desktop.domain.expressions.conditions import Name
from ilp_desktop.forms.facts import FACT_NAMES
from ilp_desktop.forms.faults import FaultList
from ilp_desktop.forms.loading_choices import read_choices
from ilp_desktop.forms.question_faults import note_faults
from ilp_desktop.forms.schema import Coding, Kind, Limit, Question, Sensitivity
from ilp_desktop.forms.tables import Table, is_number

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
CODING = re.compile(r"(LOINC|SNOMED|KEMKES) (\S+)")
MOST_ROWS = 30


class QuestionReader:
    """Reads questions in order, because each may look back at those before it."""

    def __init__(self, faults: FaultList) -> None:
        self.faults = faults
        self.names: dict[str, Name] = dict(FACT_NAMES)
        self.questions: list[Question] = []
        self.codes: set[str] = set()
        self._sections: list[str] = []
        self._items: set[tuple[str, str]] = set()

    def read(self, body: Mapping[str, Any]) -> None:
        """Read one question and remember it, whole enough for the rest of the file to be checked."""
        code = body.get("code")
        section = body.get("section")
        where = (str(section or ""), str(code or f"pertanyaan ke-{len(self.questions) + 1}"))
        table = Table(body, self.faults, *where)
        question = Question(
            section=self._section(table),
            code=named(table, self.codes),
            **self._field(table),
            exclusive=table.text("exclusive", ""),
            shown_when=table.condition("shown_when", self.names),
            coding=_coding(table),
            sensitivity=table.word("sensitivity", Sensitivity, Sensitivity.GENERAL) or Sensitivity.GENERAL,
            item=self._item(table),
            columns=self._columns(table),
            most_rows=table.whole("most_rows", MOST_ROWS if "column" in body else 0),
        )
        table.finish()
        note_faults(question, table)
        self._remember(question)

    def _field(self, table: Table) -> dict[str, Any]:
        """Read what questions and the columns of a small table have in common."""
        kind = table.word("kind", Kind)
        return {
            "label": table.text("label"),
            "kind": kind or Kind.TEXT,
            "unit": table.text("unit", ""),
            "decimals": table.whole("decimals", 1 if kind is Kind.DECIMAL else 0),
            "required": table.flag("required", default=False),
            "hard": self._limits(table, "hard"),
            "soft": self._limits(table, "soft"),
            "choices": read_choices(table),
            "hint": table.text("hint", ""),
        }

    def _columns(self, table: Table) -> tuple[Question, ...]:
        columns: list[Question] = []
        codes: set[str] = set()
        for at, body in enumerate(table.tables("column"), 1):
            name = body.get("code") or f"kolom ke-{at}"
            inner = Table(body, table.faults, table.section, f"{table.question}.{name}")
            column = Question(section=table.section, code=_code(inner, codes), **self._field(inner))
            inner.finish()
            note_faults(column, inner)
            if column.kind in (Kind.MANY, Kind.ROWS):
                inner.fault(f'kolom tidak dapat berjenis "{column.kind.value}"')
            columns.append(column)
        return tuple(columns)

    def _section(self, table: Table) -> str:
        title = table.text("section")
        if title in self._sections and self._sections[-1] != title:
            table.fault("bagian ini sudah ditutup oleh bagian lain; pertanyaannya harus berurutan")
        if title not in self._sections:
            self._sections.append(title)
        return title

    def _item(self, table: Table) -> str:
        item = table.text("item", "")
        if item and (table.section, item) in self._items:
            table.fault(f'nomor butir "{item}" sudah dipakai')
        self._items.add((table.section, item))
        return item

    def _limits(self, table: Table, key: str) -> tuple[Limit, ...]:
        limits: list[Limit] = []
        for body in table.tables(f"{key}_for"):
            inner = Table(body, table.faults, table.section, table.question)
            inner.text("when")
            when = inner.condition("when", self.names)
            edges = _range(inner, "range")
            inner.finish()
            if edges and when:
                limits.append(Limit(*edges, when))
        edges = _range(table, key)
        return (*limits, Limit(*edges)) if edges else tuple(limits)

    def _remember(self, question: Question) -> None:
        self.questions.append(question)
        name = question.as_name()
        if name is not None:
            self.names[question.code] = name


def _code(table: Table, codes: set[str]) -> str:
    code = table.text("code")
    if code in codes:
        table.fault("kode pertanyaan sudah dipakai")
    if code and not CODE.fullmatch(code):
        table.fault("kode harus huruf kecil, angka dan garis bawah, paling banyak 40")
    codes.add(code)
    return code


def named(table: Table, codes: set[str]) -> str:
    """Read the code of what conditions and formulas may name, noting one that means something else already."""
    code = _code(table, codes)
    if code in FACT_NAMES or code in RESERVED:
        table.fault("kode ini sudah berarti lain dalam syarat")
    return code


def _range(table: Table, key: str) -> tuple[float, float] | None:
    found = table.items(key)
    if not found:
        return None
    if len(found) != 2 or not all(map(is_number, found)) or found[0] > found[1]:
        table.fault(f'"{key}" harus dua angka, yang kecil dahulu')
        return None
    return found[0], found[1]


def _coding(table: Table) -> Coding | None:
    written = table.text("coding", "")
    if not written:
        return None
    found = CODING.fullmatch(written)
    if found is None:
        table.fault(f'coding "{written}" harus "LOINC kode", "SNOMED kode" atau "KEMKES kode"')
        return None
    return Coding(found[1], found[2])
