"""Which questions are asked, and whether what was typed can be stored.

Questions are taken in order, since a condition looks only at facts and at earlier questions. Text typed for a question
that is no longer asked is left alone: it is neither stored nor refused.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.expressions.conditions import Known, Values
from ilp_desktop.forms.facts import FACT_NAMES, Facts
from ilp_desktop.forms.other_units import in_other_unit
from ilp_desktop.forms.parsing import UNFILLED, decimal_text, parse
from ilp_desktop.forms.schema import Answer, Form, Kind, Limit, Question, is_rows, is_value


@dataclass(frozen=True)
class Doubt:
    """An unlikely answer, to be asked once.

    Attributes:
        key: goes into the confirmations when the person says it is so.
        curve: the growth index on whose curve it is seen; empty where there is none.
        value: what was typed, where the curve shows it.
        meant: what was probably meant, as it is typed; empty where nobody can tell.
    """

    key: str
    message: str
    curve: str = ""
    value: float | None = None
    meant: str = ""


@dataclass(frozen=True)
class Checked:
    """What came of the typed text.

    Attributes:
        asked: codes of the questions to show, in order.
        answers: what can be stored, for asked questions only.
        errors: question code to Indonesian message.
        missing: those of the errors where nothing was typed yet; a screen keeps quiet about them until saving.
        doubts: question code to what has to be confirmed first.
        beyond: question code of a refused number to the curve it lies beyond, if any, and what was probably meant.
        computed: code to what could be reckoned from the answers, exactly; only what is shown of it is rounded.
    """

    asked: tuple[str, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    doubts: Mapping[str, Doubt] = field(default_factory=dict)
    beyond: Mapping[str, Doubt] = field(default_factory=dict)
    computed: Mapping[str, Fraction] = field(default_factory=dict)

    def values(self, facts: Facts) -> Values:
        """Return all that conditions may look at: facts, answers and computed values; tables are none of these."""
        answers = {code: answer for code, answer in self.answers.items() if is_value(answer)}
        return {**facts.values, **answers, **self.computed}

    @property
    def storable(self) -> bool:
        """Say whether the answers may be stored: something was answered, nothing is wrong, nothing in doubt."""
        return bool(self.answers) and not self.errors and not self.doubts

    @property
    def unfinished(self) -> bool:
        """Say whether answers are missing and that is all: nothing is wrong, nothing in doubt."""
        return not self.storable and self.errors.keys() <= self.missing and not self.doubts


def check(form: Form, typed: Mapping[str, str], facts: Facts, confirmations: Collection[str] = ()) -> Checked:
    """Parse and check everything typed for a form about one person; never raises on any text."""
    filling = _Filling(facts, confirmations)
    for question in form.questions:
        if question.shown_when is None or question.shown_when.holds(filling.values):
            filling.take(question, typed.get(question.code, ""))
    filling.reckon(form)
    for rule in form.checks:
        if rule.question in filling.asked and rule.when.holds(filling.values):
            filling.errors.setdefault(rule.question, rule.message)
    return filling.checked(form)


def may_be_asked(form: Form, facts: Facts) -> frozenset[str]:
    """Return the questions somebody may be asked, whatever is answered: all but those that the facts rule out."""
    conditions = ((question.code, question.shown_when) for question in form.questions)
    return frozenset(
        code
        for code, when in conditions
        if when is None or not when.names <= FACT_NAMES.keys() or when.holds(facts.values)
    )


def limit_for(limits: Collection[Limit], values: Values) -> Limit | None:
    """Return the limit that stands for these facts and answers: the first whose condition holds."""
    return next((limit for limit in limits if limit.when is None or limit.when.holds(values)), None)


class _Filling:
    """What is known so far while the questions are taken one after another."""

    def __init__(self, facts: Facts, confirmations: Collection[str]) -> None:
        self.day = facts.day
        self.values: dict[str, Known] = dict(facts.values)
        self.confirmations = confirmations
        self.asked: list[str] = []
        self.answers: dict[str, Answer] = {}
        self.errors: dict[str, str] = {}
        self.missing: set[str] = set()
        self.doubts: dict[str, Doubt] = {}
        self.beyond: dict[str, Doubt] = {}
        self.computed: dict[str, Fraction] = {}

    def take(self, question: Question, text: str) -> None:
        self.asked.append(question.code)
        parsed = parse(question, text, self.day)
        if parsed.error:
            self.errors[question.code] = parsed.error
        elif parsed.answer is not None:
            self.limit(question, parsed.answer)
        elif question.required:
            self.errors[question.code] = UNFILLED
            self.missing.add(question.code)
        self.tell_other_unit(question, text)

    def tell_other_unit(self, question: Question, text: str) -> None:
        """Say beside a number that is refused or doubted what it would be in the unit of the question.

        Until somebody says which it is, nothing is concluded from it: 12 mmol/L of sugar is no hypoglycaemia.
        """
        code = question.code
        wrong, doubt = self.errors.get(code), self.doubts.get(code)
        if (wrong is None and doubt is None) or not question.kind.is_number:
            return
        other = in_other_unit(question, text, self.day)
        if other is not None and wrong is not None:
            self.errors[code] = f"{wrong} {other.message}"
            self.beyond[code] = Doubt("", other.message, meant=other.value)
        elif other is not None and doubt is not None:
            self.doubts[code] = replace(doubt, message=f"{doubt.message} {other.message}", meant=other.value)
            self.answers.pop(code, None)
            self.values.pop(code, None)

    def limit(self, question: Question, answer: Answer) -> None:
        """Accept an answer, or refuse it when it lies outside the hard limits; note what is unlikely in it."""
        cells = [cell for cell in _cells(question, answer) if cell.question.hard or cell.question.soft]
        refused = next((cell for cell in cells if self.outside(cell, cell.question.hard)), None)
        if refused is not None:
            limits = self.range_of(refused, refused.question.hard)
            self.errors[question.code] = f"{refused.place}Di luar batas: isi {limits}."
            return
        self.answers[question.code] = answer
        if is_value(answer):
            self.values[question.code] = answer
        for cell in cells:
            self.doubt(question, cell)

    def doubt(self, question: Question, cell: "_Cell") -> None:
        if not self.outside(cell, cell.question.soft):
            return
        key = f"{cell.key}={decimal_text(_measure(cell.question, cell.answer, self.day) or 0)}"
        if key not in self.confirmations:
            usual = self.range_of(cell, cell.question.soft)
            message = f"{cell.place}Tidak lazim: biasanya {usual}. Sudah benar?"
            self.doubts.setdefault(question.code, Doubt(key, message))

    def outside(self, cell: "_Cell", limits: Collection[Limit]) -> bool:
        measure, limit = _measure(cell.question, cell.answer, self.day), limit_for(limits, self.values)
        return measure is not None and limit is not None and not limit.low <= measure <= limit.high

    def range_of(self, cell: "_Cell", limits: Collection[Limit]) -> str:
        limit = limit_for(limits, self.values)
        return "" if limit is None else _range(cell.question, limit, self.day)

    def reckon(self, form: Form) -> None:
        for value in form.computed:
            found = value.formula.value(self.values)
            if found is not None:
                self.computed[value.code] = self.values[value.code] = found

    def checked(self, form: Form) -> Checked:
        """Return the outcome; an answer refused by a check is not stored, and nothing is reckoned from it."""
        refused = self.errors.keys()
        return Checked(
            asked=tuple(self.asked),
            answers={code: answer for code, answer in self.answers.items() if code not in self.errors},
            errors=self.errors,
            missing=frozenset(self.missing),
            doubts={code: doubt for code, doubt in self.doubts.items() if code not in self.errors},
            beyond=self.beyond,
            computed={
                code: found for code, found in self.computed.items() if form.underlying([code]).isdisjoint(refused)
            },
        )


@dataclass(frozen=True)
class _Cell:
    """One answer with limits of its own: that of a question, or of a column in a line of its table."""

    question: Question
    answer: Answer
    key: str
    place: str = ""


def _cells(question: Question, answer: Answer) -> Iterator[_Cell]:
    if not is_rows(answer):
        yield _Cell(question, answer, question.code)
        return
    for at, line in enumerate(answer, 1):
        for column in question.columns:
            if column.code in line:
                place = f"Baris {at}, {column.label}: "
                yield _Cell(column, line[column.code], f"{question.code}.{column.code}", place)


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
