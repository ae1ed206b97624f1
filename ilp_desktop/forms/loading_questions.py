"""The ``[[question]]`` tables of a definition file."""

import re
from collections.abc import Mapping
from typing import Any

from ilp_desktop.domain.condition_parsing import RESERVED
from ilp_desktop.domain.conditions import Name
from ilp_desktop.forms.facts import FACT_NAMES
from ilp_desktop.forms.faults import FaultList
from ilp_desktop.forms.schema import Choice, Coding, Kind, Limit, Question, Sensitivity
from ilp_desktop.forms.tables import Table, is_number

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
VALUE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}|[0-9]{1,9}")
CODING = re.compile(r"(LOINC|SNOMED|KEMKES) (\S+)")
MOST_DECIMALS = 3
MOST_DAYS = 36600
CHOICE_PARTS = (2, 3)
UNITS = frozenset(
    (
        *("mmHg", "kali/menit", "kali", "°C", "%", "kg", "gram", "kg/m²", "cm", "mm", "ml"),
        *("g/dL", "mg/dL", "mmol/L", "IU", "tablet", "bungkus", "batang", "langkah", "orang"),
        *("tahun", "bulan", "minggu", "hari", "jam", "menit", "detik"),
    )
)
LIMIT_KEYS = ("hard", "hard_for", "soft", "soft_for")


class QuestionReader:
    """Reads questions in order, because each may look back at those before it."""

    def __init__(self, faults: FaultList) -> None:
        self.faults = faults
        self.names: dict[str, Name] = dict(FACT_NAMES)
        self.questions: list[Question] = []
        self._codes: set[str] = set()
        self._sections: list[str] = []

    def read(self, body: Mapping[str, Any]) -> None:
        """Read one question and remember it, whole enough for the rest of the file to be checked."""
        code = body.get("code")
        section = body.get("section")
        where = (str(section or ""), str(code or f"pertanyaan ke-{len(self.questions) + 1}"))
        table = Table(body, self.faults, *where)
        kind = table.word("kind", Kind)
        question = Question(
            section=self._section(table),
            code=self._code(table),
            label=table.text("label"),
            kind=kind or Kind.TEXT,
            unit=table.text("unit", ""),
            decimals=table.whole("decimals", 1 if kind is Kind.DECIMAL else 0),
            required=table.flag("required", default=False),
            hard=self._limits(table, "hard"),
            soft=self._limits(table, "soft"),
            choices=_choices(table),
            exclusive=table.text("exclusive", ""),
            shown_when=table.condition("shown_when", self.names),
            hint=table.text("hint", ""),
            coding=_coding(table),
            sensitivity=table.word("sensitivity", Sensitivity, Sensitivity.GENERAL) or Sensitivity.GENERAL,
        )
        table.finish()
        if kind is not None:
            _check_kind(question, table)
        self._remember(question)

    def _section(self, table: Table) -> str:
        title = table.text("section")
        if title in self._sections and self._sections[-1] != title:
            table.fault("bagian ini sudah ditutup oleh bagian lain; pertanyaannya harus berurutan")
        if title not in self._sections:
            self._sections.append(title)
        return title

    def _code(self, table: Table) -> str:
        code = table.text("code")
        if code in self._codes:
            table.fault("kode pertanyaan sudah dipakai")
        if code and not CODE.fullmatch(code):
            table.fault("kode harus huruf kecil, angka dan garis bawah, paling banyak 40")
        if code in FACT_NAMES or code in RESERVED:
            table.fault("kode ini sudah berarti lain dalam syarat")
        self._codes.add(code)
        return code

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


def _range(table: Table, key: str) -> tuple[float, float] | None:
    found = table.items(key)
    if not found:
        return None
    if len(found) != 2 or not all(map(is_number, found)) or found[0] > found[1]:
        table.fault(f'"{key}" harus dua angka, yang kecil dahulu')
        return None
    return found[0], found[1]


def _choices(table: Table) -> tuple[Choice, ...]:
    choices = [choice for choice in (_choice(table, item) for item in table.items("choices")) if choice]
    for part, told in (("value", "nilai"), ("text", "kata-kata")):
        seen = [getattr(choice, part) for choice in choices]
        twice = sorted({item for item in seen if seen.count(item) > 1})
        if twice:
            table.fault(f"pilihan dengan {told} sama: {', '.join(twice)}")
    return tuple(choices)


def _choice(table: Table, item: object) -> Choice | None:
    if not isinstance(item, list) or len(item) not in CHOICE_PARTS:
        table.fault(f'pilihan {item!r} harus ["nilai", "kata-kata"] atau ["nilai", "kata-kata", skor]')
        return None
    value, text, score = (*item, None)[:3]
    if not isinstance(value, str) or not VALUE.fullmatch(value) or value in RESERVED:
        table.fault(f"nilai pilihan {value!r} harus satu kata atau angka dalam tanda kutip")
        return None
    if not isinstance(text, str) or not text.strip():
        table.fault(f'pilihan "{value}" tanpa kata-kata')
        return None
    if score is not None and not is_number(score):
        table.fault(f'skor pilihan "{value}" bukan angka')
        return None
    return Choice(value, text.strip(), score)


def _coding(table: Table) -> Coding | None:
    written = table.text("coding", "")
    if not written:
        return None
    found = CODING.fullmatch(written)
    if found is None:
        table.fault(f'coding "{written}" harus "LOINC kode", "SNOMED kode" atau "KEMKES kode"')
        return None
    return Coding(found[1], found[2])


def _check_kind(question: Question, table: Table) -> None:
    """Note what does not go with the kind of the question."""
    _check_choices(question, table)
    measured = question.kind.is_number or question.kind is Kind.DATE
    if not measured and any(key in table.body for key in LIMIT_KEYS):
        table.fault(f"batas tidak berlaku untuk {question.kind.value}")
    if question.kind.is_number and not any(limit.when is None for limit in question.hard):
        table.fault('angka harus mempunyai batas "hard"')
    if question.unit and (not question.kind.is_number or question.unit not in UNITS):
        table.fault(f'satuan "{question.unit}" tidak dikenal untuk {question.kind.value}')
    most = MOST_DECIMALS if question.kind is Kind.DECIMAL else 0
    if not min(most, 1) <= question.decimals <= most:
        table.fault(f'"decimals" harus {min(most, 1)} sampai {most} untuk {question.kind.value}')
    if question.kind is Kind.DATE and any(
        max(abs(x.low), abs(x.high)) > MOST_DAYS for x in question.hard + question.soft
    ):
        table.fault(f"batas tanggal dihitung dalam hari dari kunjungan, paling jauh {MOST_DAYS}")
    _check_soft(question, table)


def _check_choices(question: Question, table: Table) -> None:
    if question.kind.is_chosen and len(question.choices) < 2:
        table.fault("perlu sedikitnya dua pilihan")
    if not question.kind.is_chosen and question.choices:
        table.fault(f"pilihan tidak berlaku untuk {question.kind.value}")
    if question.exclusive and (question.kind is not Kind.MANY or question.choice(question.exclusive) is None):
        table.fault(f'"exclusive" menyebut "{question.exclusive}", yang bukan pilihan dari pertanyaan "many"')


def _check_soft(question: Question, table: Table) -> None:
    lowest = min((limit.low for limit in question.hard), default=None)
    highest = max((limit.high for limit in question.hard), default=None)
    for limit in question.soft:
        if lowest is None or highest is None or limit.low < lowest or limit.high > highest:
            table.fault(f"batas lunak {limit.low:g} sampai {limit.high:g} di luar batas keras")
