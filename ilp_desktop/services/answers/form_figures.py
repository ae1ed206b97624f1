"""Counted answers as they may be told: parts with shares, medians with ranges, small counts blurred."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ilp_desktop.domain.small_counts import LEAST_TOLD, told
from ilp_desktop.forms.parsing import decimal_text
from ilp_desktop.forms.schema import Kind, Question

PERCENT = 100
WORDS_OF_BOOLEAN = (("ya", "Ya"), ("tidak", "Tidak"))
Counted = Iterable[tuple[Any, int]]
"""An answer as it is stored, and how many people gave it."""


@dataclass(frozen=True)
class Part:
    """One answer or conclusion: what it says, how many people, and their share, empty where it may not be told."""

    code: str
    text: str
    people: str
    share: str


@dataclass(frozen=True)
class QuestionFigures:
    """What people answered to a question; a number has a median and a range, anything else parts."""

    code: str
    section: str
    label: str
    answered: str
    parts: tuple[Part, ...] = ()
    median: str = ""
    lowest: str = ""
    highest: str = ""


def question_figures(question: Question, counted: Counted, *, restricted: bool) -> QuestionFigures:
    """Return what people answered to a question."""
    values = [(value, count) for value, count in counted if value is not None]
    total = sum(count for _, count in values)
    answered = told((total,), restricted=restricted)[0]
    if question.kind.is_number:
        told_at_all = total >= (LEAST_TOLD if restricted else 1)
        return _number(question, answered, values if told_at_all else [])
    people: Counter[str] = Counter()
    for value, count in values:
        for chosen in value if isinstance(value, list) else (str(value),):
            people[chosen] += count
    words = WORDS_OF_BOOLEAN if question.kind is Kind.BOOLEAN else [(one.value, one.text) for one in question.choices]
    known = dict(words) | {value: value for value in people if value not in dict(words)}
    whole = None if question.kind is not Kind.MANY else total
    parts = parts_of(list(known.items()), people, restricted=restricted, asked=whole)
    return QuestionFigures(question.code, question.section, question.label, answered, parts)


def parts_of(
    known: Sequence[tuple[str, str]],
    people: Mapping[str, int],
    *,
    restricted: bool,
    asked: int | None = None,
    open_parts: int = 0,
) -> tuple[Part, ...]:
    """Return every known answer with its count; ``asked`` where one person may count in several parts.

    So many ``open_parts`` at the end rest on nothing restricted and may be reckoned from other figures.
    """
    counts = [people.get(code, 0) for code, _ in known]
    total = sum(counts) if asked is None else asked
    if asked is None:
        texts = told(counts, restricted=restricted, known=open_parts)
    else:
        texts = tuple(told((count,), restricted=restricted)[0] for count in counts)
    return tuple(
        Part(code, text, count_text, _share(count, total) if count_text.isdecimal() else "")
        for (code, text), count, count_text in zip(known, counts, texts, strict=True)
    )


def _number(question: Question, answered: str, values: Sequence[tuple[float, int]]) -> QuestionFigures:
    if not values:
        return QuestionFigures(question.code, question.section, question.label, answered)
    ordered = sorted(values)
    shown = [
        f"{decimal_text(round(number, 2))} {question.unit}".rstrip()
        for number in (_median(ordered), ordered[0][0], ordered[-1][0])
    ]
    return QuestionFigures(question.code, question.section, question.label, answered, (), *shown)


def _median(ordered: Sequence[tuple[float, int]]) -> float:
    """Return the middle value of values with their counts, or the mean of the two in the middle."""
    total = sum(count for _, count in ordered)
    return (_at(ordered, (total - 1) // 2) + _at(ordered, total // 2)) / 2


def _at(ordered: Sequence[tuple[float, int]], place: int) -> float:
    for value, count in ordered:
        if place < count:
            return value
        place -= count
    raise IndexError(place)


def _share(count: int, total: int) -> str:
    return f"{decimal_text(round(PERCENT * count / total, 1))}%" if total else ""
