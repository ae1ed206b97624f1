"""What a printed form says of each question: its words, when it is asked, its choices with their points."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from reportlab.platypus import Paragraph

from ilp_desktop.domain.expressions.conditions import YES_NO
from ilp_desktop.forms.computed_words import computed_named
from ilp_desktop.forms.condition_words import condition_on_paper
from ilp_desktop.forms.groups import Wording
from ilp_desktop.forms.parsing import decimal_text
from ilp_desktop.forms.scales import Method, Scoring
from ilp_desktop.forms.schema import Answer, Form, Kind, Question
from ilp_desktop.forms.wording import conclusion_text
from ilp_desktop.printing.blocks import markup
from ilp_desktop.printing.contents.form_sheet import SheetAnswers
from ilp_desktop.printing.styles import ASKED

QUIET = '<font size="7.5" color="#454545">{}</font>'


class Option(NamedTuple):
    """One choice: what is stored, its words, and on an empty sheet the points that are counted by hand."""

    value: str
    text: str
    points: str = ""

    @property
    def words(self) -> str:
        """Return what stands beside its box."""
        return f"{self.text} {self.points}".rstrip()


@dataclass(frozen=True)
class Sheet:
    """One form with what is known of it, laid out at a width.

    Attributes:
        filled: the answers; None for a sheet to be filled in by hand.
        words: official words of items by question code, where the Puskesmas has entered them.
        titles: titles of forms that may be named as the next, by code.
        known: facts that are known of the person; what is asked by them alone needs no condition on the sheet.
    """

    form: Form
    filled: SheetAnswers | None
    width: float
    words: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    known: Collection[str] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether the sheet is to be filled in by hand."""
        return self.filled is None

    def answer(self, question: Question) -> Answer | None:
        """Return what was answered, or None."""
        return self.filled.answers.get(question.code) if self.filled else None

    def needs_official_sheet(self) -> bool:
        """Say whether the official sheet must lie beside this one, since not all of its words are known."""
        official = self.form.wording is Wording.OFFICIAL
        return official and any(q.item and q.code not in self.words for q in self.form.questions)

    def label(self, question: Question) -> str:
        """Return a question in words, an official item with its number."""
        label = self.words.get(question.code) or question.label
        return f"{question.item}. {label}" if question.item else label

    def condition(self, question: Question) -> str:
        """Return when a question is asked, on an empty sheet."""
        if not self.is_empty or question.shown_when is None or question.shown_when.names <= set(self.known):
            return ""
        return f"Bila {condition_on_paper(question.shown_when, self.form)}"

    def asked(self, question: Question, *, with_condition: bool = True) -> Paragraph:
        """Return a question as it stands before its answer, with what helps to ask it in small words after it."""
        hint = question.hint if self.is_empty else ""
        beside = [self.condition(question) if with_condition else "", hint]
        told = " · ".join(part.rstrip(".") for part in beside if part)
        small = f" {QUIET.format(markup(told))}" if told else ""
        return Paragraph(f"{markup(self.label(question))}{small}", ASKED)

    def options(self, question: Question) -> tuple[Option, ...]:
        """Return the choices, on an empty sheet with the points that are counted by hand."""
        choices = (
            [(value, text, 1.0 if value == "ya" else 0.0) for value, text in YES_NO.items()]
            if question.kind is Kind.BOOLEAN
            else [(choice.value, choice.text, choice.score) for choice in question.choices]
        )
        method = self._method(question.code) if self.is_empty else None
        if method is None or any(points is None for _, _, points in choices):
            return tuple(Option(value, text) for value, text, _ in choices)
        return tuple(Option(value, text, _points_text(points or 0.0, method)) for value, text, points in choices)

    def is_offered(self, question: Question, answer: Answer | None) -> bool:
        """Say whether this edition offers what was answered; an answer of another edition is written out instead."""
        if answer is None or question.kind is Kind.BOOLEAN:
            return answer is None or isinstance(answer, bool)
        return all(question.choice(value) is not None for value in ticked(answer))

    def notes_on(self, question: Question) -> list[str]:
        """Return what is told beside an answer: what was reckoned there, and what rules read from it."""
        if self.filled is None:
            return []
        computed = self.filled.computed
        reckoned = [
            computed_named(self.form, value, computed[value.code])
            for value in self.form.computed
            if value.beside == question.code and value.code in computed
        ]
        return reckoned + [conclusion_text(one) for one in self.filled.readings.get(question.code, ())]

    def _method(self, code: str) -> Method | None:
        """Return how the points of a question are counted by hand, if they are."""
        counting = (scoring.method for scoring in self.form.scorings if _counts(scoring, code))
        return next(counting, None)


def ticked(answer: Answer | None) -> tuple[str, ...]:
    """Return the choices an answer ticks."""
    if isinstance(answer, bool):
        return ("ya",) if answer else ("tidak",)
    if answer is None:
        return ()
    return tuple(map(str, answer)) if isinstance(answer, list) else (str(answer),)


def _counts(scoring: Scoring, code: str) -> bool:
    return scoring.method is not Method.RULE and code in scoring.questions


def _points_text(points: float, method: Method) -> str:
    """Return the points after a choice; where any answer decides, only those that do are marked."""
    if method is Method.SUM:
        return f"({decimal_text(points)})"
    if method is Method.COUNT:
        return f"({int(points > 0)})"
    return "(1)" if points > 0 else ""
