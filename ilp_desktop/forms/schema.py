"""What a form is made of; a definition file becomes these and nothing else reads it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any, TypeGuard

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.expressions.conditions import YES_NO, Condition, Name, Value
from ilp_desktop.domain.expressions.formulas import Formula
from ilp_desktop.forms.groups import Group, Wording
from ilp_desktop.forms.scales import Scoring

Cell = bool | int | float | str
Row = dict[str, Cell]
"""A line of a small table: column code to what stands in it; a blank cell is left out."""

Answer = Value | list[Row]
"""A stored answer: plain JSON. A date is ISO text, a choice its value, several choices a list of values."""

Answers = Mapping[str, Answer]
"""Question code to answer; what is missing was not asked or not answered."""


def is_rows(answer: Answer) -> TypeGuard[list[Row]]:
    """Say whether an answer is a small table; an empty list is not one."""
    return isinstance(answer, list) and any(isinstance(line, dict) for line in answer)


def is_value(answer: Answer) -> TypeGuard[Value]:
    """Say whether an answer is what conditions may look at."""
    return not is_rows(answer)


class Kind(Enum):
    """What sort of answer a question takes."""

    BOOLEAN = "boolean"
    CHOICE = "choice"
    MANY = "many"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TEXT = "text"
    ROWS = "rows"

    @property
    def is_number(self) -> bool:
        """Say whether the answer is a quantity."""
        return self in (Kind.INTEGER, Kind.DECIMAL)

    @property
    def is_chosen(self) -> bool:
        """Say whether the answer is picked from a list of the form's own."""
        return self in (Kind.CHOICE, Kind.MANY)


class Sensitivity(Enum):
    """Who may see a form or a question: everybody who treats, or only those with leave for restricted things."""

    GENERAL = "umum"
    RESTRICTED = "terbatas"


@dataclass(frozen=True)
class Choice:
    """One answer of a list: what is stored, what is read, what it scores."""

    value: str
    text: str
    score: float | None = None


@dataclass(frozen=True)
class Limit:
    """A closed range, in the question's unit (days from the visit for dates), and for whom it stands."""

    low: float
    high: float
    when: Condition | None = None


@dataclass(frozen=True)
class Coding:
    """The name of a question in a public code system, e.g. LOINC 8480-6."""

    system: str
    code: str


@dataclass(frozen=True)
class Question:
    """One thing asked or measured.

    Attributes:
        section: heading it stands under.
        code: name in conditions and in stored answers; means the same in every form.
        unit: written after the field; empty for what has none.
        decimals: digits a decimal may have after the comma.
        required: refuse to store without an answer, when asked.
        hard: what lies outside is refused; the first whose condition holds counts.
        soft: what lies outside is asked once; chosen likewise.
        exclusive: the choice that cannot stand beside others, e.g. "none of these".
        shown_when: asked only when this holds; it looks back only at earlier questions.
        item: number on the official form, as it is written there.
        columns: what a small table asks in each line; each is a question of its own, named within the table.
        most_rows: lines a small table may have.
    """

    section: str
    code: str
    label: str
    kind: Kind
    unit: str = ""
    decimals: int = 0
    required: bool = False
    hard: tuple[Limit, ...] = ()
    soft: tuple[Limit, ...] = ()
    choices: tuple[Choice, ...] = ()
    exclusive: str = ""
    shown_when: Condition | None = None
    hint: str = ""
    coding: Coding | None = None
    sensitivity: Sensitivity = Sensitivity.GENERAL
    item: str = ""
    columns: tuple["Question", ...] = ()
    most_rows: int = 0

    def choice(self, value: str) -> Choice | None:
        """Return the choice stored as a value, if this edition has it."""
        return next((choice for choice in self.choices if choice.value == value), None)

    def as_name(self) -> Name | None:
        """Return what a condition may compare this question with; None for dates, free text and tables."""
        if self.kind.is_number:
            return Name(self.label)
        if self.kind is Kind.BOOLEAN:
            return Name(self.label, YES_NO)
        if self.kind.is_chosen:
            return Name(self.label, {choice.value: choice.text for choice in self.choices})
        return None


@dataclass(frozen=True)
class Section:
    """Questions under one heading, in the order they are asked."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Check:
    """Answers that cannot stand together: the message is shown beside the question."""

    when: Condition
    question: str
    message: str


@dataclass(frozen=True)
class Reading:
    """A domain rule whose conclusion is shown beside a question while it is typed, for whom the condition holds.

    What calls for somebody to act joins the conclusion of the form, under ``label``; where a scale of the form judges
    the same answer by limits of its own, only from ``joins_from`` on.
    """

    rule: str
    question: str
    label: str
    joins_from: Urgency
    when: Condition | None = None


@dataclass(frozen=True)
class Computed:
    """A value reckoned from numbers that were answered, unknown while one of them is.

    Attributes:
        beside: the question it is shown beside; empty where it is only reckoned.
    """

    code: str
    label: str
    formula: Formula
    unit: str = ""
    decimals: int = 0
    beside: str = ""


@dataclass(frozen=True)
class Header:
    """What is known about an edition of a form without reading its questions.

    Attributes:
        rights: whose words the form is in.
        wording: whether the questions carry our words or only topics of official ones.
        due: when it is due by itself, in the words of a service package; its code, title, source serve there.
        audience: for whom it is meant, over facts about the person only; None is everybody.
        offered: to whom of these it is listed before anybody looks for it; None is all of them.
    """

    code: str
    title: str
    version: str
    source: str
    valid_from: date
    verified: bool
    rights: str
    group: Group
    wording: Wording = Wording.OURS
    sensitivity: Sensitivity = Sensitivity.GENERAL
    audience: Condition | None = None
    offered: Condition | None = None
    due: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True)
class Form(Header):
    """One edition of a form."""

    questions: tuple[Question, ...] = ()
    checks: tuple[Check, ...] = ()
    readings: tuple[Reading, ...] = ()
    computed: tuple[Computed, ...] = ()
    scorings: tuple[Scoring, ...] = ()

    @property
    def sections(self) -> tuple[Section, ...]:
        """Return the questions by heading, in order."""
        by_title: dict[str, list[Question]] = {}
        for question in self.questions:
            by_title.setdefault(question.section, []).append(question)
        return tuple(Section(title, tuple(members)) for title, members in by_title.items())

    def question(self, code: str) -> Question:
        """Return a question by its code; raises ``KeyError`` when the form has none."""
        return self._by_code[code]

    @cached_property
    def _by_code(self) -> Mapping[str, Question]:
        return {question.code: question for question in self.questions}

    def with_gates(self, names: Iterable[str], asked: Collection[str]) -> frozenset[str]:
        """Return names with the questions that decide whether those that are not asked would be."""
        found: set[str] = set()
        further = list(names)
        while further:
            name = further.pop()
            if name not in found:
                found.add(name)
                further += [] if name in asked else self._gates.get(name, ())
        return frozenset(found)

    @cached_property
    def _gates(self) -> Mapping[str, frozenset[str]]:
        return {one.code: one.shown_when.names for one in self.questions if one.shown_when}

    def underlying(self, names: Iterable[str]) -> frozenset[str]:
        """Return the questions and facts that names rest on: a computed value rests on those of its formula."""
        return frozenset(under for name in names for under in self._underlying.get(name, (name,)))

    @cached_property
    def _underlying(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for value in self.computed:
            found[value.code] = frozenset(
                under for name in value.formula.names for under in found.get(name, frozenset({name}))
            )
        return found

    def unrestricted(self) -> "Form":
        """Return the form without its restricted questions, for screens and paper of those without leave.

        Check and score with the whole form, never with this part of it.
        """
        hidden = self.restricted_codes()
        computed = tuple(value for value in self.computed if not self.underlying(value.formula.names) & hidden)
        scorings = tuple(one for one in self.scorings if not self.underlying((*one.questions, *one.all_names)) & hidden)
        kept = tuple(q for q in self.questions if q.code not in hidden)
        return replace(self, questions=kept, computed=computed, scorings=scorings)

    def restricted_codes(self) -> frozenset[str]:
        """Return the restricted questions and those that are only asked after a restricted answer."""
        hidden: set[str] = set()
        for question in self.questions:
            gate = question.shown_when.names if question.shown_when else frozenset()
            if question.sensitivity is Sensitivity.RESTRICTED or gate & hidden:
                hidden.add(question.code)
        return frozenset(hidden)
