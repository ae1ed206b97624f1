"""Which questions are asked, and whether what was typed can be stored.

Questions are taken in order, since a condition looks only at facts and at earlier questions. Text typed for a question
that is no longer asked is left alone: it is neither stored nor refused.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.conditions import Value
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.parsing import decimal_text, parse
from ilp_desktop.forms.schema import Answer, Form, Kind, Limit, Question

REQUIRED = "Belum diisi."


@dataclass(frozen=True)
class Doubt:
    """An unlikely answer, to be asked once; ``key`` goes into the confirmations when the person says it is so."""

    key: str
    message: str


@dataclass(frozen=True)
class Checked:
    """What came of the typed text.

    Attributes:
        asked: codes of the questions to show, in order.
        answers: what can be stored, for asked questions only.
        errors: question code to Indonesian message.
        missing: those of the errors where nothing was typed yet; a screen keeps quiet about them until saving.
        doubts: question code to what has to be confirmed first.
    """

    asked: tuple[str, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    doubts: Mapping[str, Doubt] = field(default_factory=dict)

    @property
    def storable(self) -> bool:
        """Say whether the answers may be stored: something was answered, nothing is wrong, nothing in doubt."""
        return bool(self.answers) and not self.errors and not self.doubts


def check(form: Form, typed: Mapping[str, str], facts: Facts, confirmations: Collection[str] = ()) -> Checked:
    """Parse and check everything typed for a form about one person; never raises on any text."""
    filling = _Filling(facts, confirmations)
    for question in form.questions:
        if question.shown_when is None or question.shown_when.holds(filling.values):
            filling.take(question, typed.get(question.code, ""))
    for rule in form.checks:
        if rule.question in filling.asked and rule.when.holds(filling.values):
            filling.errors.setdefault(rule.question, rule.message)
    return filling.checked()


def limit_for(limits: Collection[Limit], values: Mapping[str, Value]) -> Limit | None:
    """Return the limit that stands for these facts and answers: the first whose condition holds."""
    return next((limit for limit in limits if limit.when is None or limit.when.holds(values)), None)


class _Filling:
    """What is known so far while the questions are taken one after another."""

    def __init__(self, facts: Facts, confirmations: Collection[str]) -> None:
        self.day = facts.day
        self.values: dict[str, Value] = dict(facts.values)
        self.confirmations = confirmations
        self.asked: list[str] = []
        self.answers: dict[str, Answer] = {}
        self.errors: dict[str, str] = {}
        self.missing: set[str] = set()
        self.doubts: dict[str, Doubt] = {}

    def take(self, question: Question, text: str) -> None:
        self.asked.append(question.code)
        parsed = parse(question, text, self.day)
        if parsed.error:
            self.errors[question.code] = parsed.error
        elif parsed.answer is not None:
            self.limit(question, parsed.answer)
        elif question.required:
            self.errors[question.code] = REQUIRED
            self.missing.add(question.code)

    def limit(self, question: Question, answer: Answer) -> None:
        measure = _measure(question, answer, self.day)
        hard = limit_for(question.hard, self.values)
        if measure is not None and hard is not None and not hard.low <= measure <= hard.high:
            self.errors[question.code] = f"Di luar batas: isi {_range(question, hard, self.day)}."
            return
        self.answers[question.code] = self.values[question.code] = answer
        soft = limit_for(question.soft, self.values)
        if measure is not None and soft is not None and not soft.low <= measure <= soft.high:
            self.doubt(question, measure, soft)

    def doubt(self, question: Question, measure: float, soft: Limit) -> None:
        key = f"{question.code}={decimal_text(measure)}"
        if key not in self.confirmations:
            usual = _range(question, soft, self.day)
            self.doubts[question.code] = Doubt(key, f"Tidak lazim: biasanya {usual}. Sudah benar?")

    def checked(self) -> Checked:
        """Return the outcome; an answer refused by a check is not among those that can be stored."""
        return Checked(
            asked=tuple(self.asked),
            answers={code: answer for code, answer in self.answers.items() if code not in self.errors},
            errors=self.errors,
            missing=frozenset(self.missing),
            doubts={code: doubt for code, doubt in self.doubts.items() if code not in self.errors},
        )


def _measure(question: Question, answer: Answer, day: date) -> float | None:
    """Return what limits are compared with: the quantity, or for a date the days from the visit."""
    if question.kind is Kind.DATE and isinstance(answer, str):
        return (date.fromisoformat(answer) - day).days
    return answer if question.kind.is_number and isinstance(answer, (int, float)) else None


def _range(question: Question, limit: Limit, day: date) -> str:
    if question.kind is Kind.DATE:
        first, last = (indonesian_date(day + timedelta(days=days)) for days in (limit.low, limit.high))
        return f"{first} sampai {last}"
    return f"{decimal_text(limit.low)} sampai {decimal_text(limit.high)} {question.unit}".rstrip()
