"""Answers and conditions in the words people read, for history tables, previous values and paper."""

from collections.abc import Mapping
from dataclasses import replace

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.domain.conditions import Compare, Condition, Joined, Name, Node, Not, OneOf
from ilp_desktop.forms.facts import FACT_NAMES
from ilp_desktop.forms.parsing import date_words, decimal_text
from ilp_desktop.forms.scales import Meaning
from ilp_desktop.forms.schema import Answer, Form, Kind, Question, Row, is_rows

SIGNS: Mapping[str, str] = {
    "=": "tepat",
    "!=": "bukan",
    "<": "kurang dari",
    "<=": "paling banyak",
    ">": "lebih dari",
    ">=": "paling sedikit",
}
OPPOSITE: Mapping[str, str] = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
NO_RESULT = "belum ada hasil"
JOINS: Mapping[str, str] = {"and": " dan ", "or": " atau "}


def answer_text(question: Question, answer: Answer) -> str:
    """Return an answer as it is read, with its unit; a value this edition does not know stands as it is stored."""
    if isinstance(answer, bool):
        return "Ya" if answer else "Tidak"
    if is_rows(answer):
        return "; ".join(", ".join(cells_text(question, line)) for line in answer)
    if isinstance(answer, list):
        return ", ".join(_choice_text(question, str(value)) for value in answer)
    if isinstance(answer, str):
        if question.kind is Kind.DATE:
            return date_words(answer)
        return _choice_text(question, answer)
    return f"{decimal_text(answer)} {question.unit}".rstrip()


def cells_text(question: Question, line: Row) -> list[str]:
    """Return what stands in a line of a small table, each with the name of its column."""
    return [
        f"{column.label} {answer_text(column, line[column.code])}" for column in question.columns if column.code in line
    ]


def conclusion_text(found: Assessment | Meaning) -> str:
    """Return what is concluded; a result that is not there yet says so, whatever else its words are."""
    if found.urgency is not Urgency.AWAITED or NO_RESULT in found.conclusion.casefold():
        return found.conclusion
    return f"{found.conclusion} ({NO_RESULT})"


def named(question: Question) -> str:
    """Return how a question is spoken of elsewhere: an item of an official form by its number too."""
    return f"Butir {question.item} ({question.label})" if question.item else question.label


def condition_text(condition: Condition, form: Form) -> str:
    """Return a condition as a clause, e.g. ``Merokok: Ya dan Umur (tahun) paling sedikit 40``."""
    names = dict(FACT_NAMES)
    for question in form.questions:
        name = question.as_name()
        if name is not None:
            names[question.code] = replace(name, label=named(question))
    names |= {value.code: Name(value.label) for value in form.computed}
    return _clause(condition.root, names)


def _choice_text(question: Question, value: str) -> str:
    choice = question.choice(value)
    return value if choice is None else choice.text


def _clause(node: Node, names: Mapping[str, Name]) -> str:
    if isinstance(node, Joined):
        return JOINS[node.word].join(_enclosed(part, names) for part in node.parts)
    if isinstance(node, Not):
        return _turned_round(node.part, names)
    if isinstance(node, Compare):
        operand = names[node.operand].label if isinstance(node.operand, str) else decimal_text(node.operand)
        return f"{names[node.name].label} {SIGNS[node.sign]} {operand}"
    if isinstance(node, OneOf):
        choices = names[node.name].choices or {}
        wanted = " atau ".join(choices[value] for value in node.wanted)
        return f"{names[node.name].label}: {'bukan ' if node.negated else ''}{wanted}"
    raise TypeError(node)


def _turned_round(part: Node, names: Mapping[str, Name]) -> str:
    """Return the opposite of a part, which also holds where nothing is known."""
    if isinstance(part, Compare):
        return f"{_clause(replace(part, sign=OPPOSITE[part.sign]), names)} atau belum diketahui"
    if isinstance(part, OneOf):
        return f"{_clause(replace(part, negated=not part.negated), names)} atau belum diketahui"
    return f"tidak benar bahwa {_clause(part, names)}"


def _enclosed(part: Node, names: Mapping[str, Name]) -> str:
    clause = _clause(part, names)
    return f"({clause})" if isinstance(part, (Joined, Not)) else clause
