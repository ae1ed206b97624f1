"""Counted answers as they may be told: parts with shares, medians with ranges, small counts blurred."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ilp_desktop.domain.small_counts import LEAST_TOLD, told
from ilp_desktop.forms.parsing import decimal_text
from ilp_desktop.forms.schema import Form, Kind, Question

PERCENT = 100
NOWHERE = ""
NONE_YET, ALARMS = "Belum ada kesimpulan", "Tanda bahaya jawaban"
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
class ScaleFigures:
    """The conclusions of one scale of a form; a form with a single scale has no label for it."""

    label: str
    parts: tuple[Part, ...]


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


def scale_figures(form: Form, counted: Counted, *, restricted: bool) -> tuple[ScaleFigures, ...]:
    """Return how many people reached each conclusion, scale by scale, none left out; alarms stand by themselves."""
    counted = list(counted)
    total = sum(count for _, count in counted)
    known = {
        scoring.label: {one.meaning.code: one.meaning.conclusion for one in scoring.bands} for scoring in form.scorings
    }
    alarms = {one.meaning.code: one.meaning.conclusion for scoring in form.scorings for one in scoring.alarms}
    alarms = {code: said for code, said in alarms.items() if code not in known.get("", {})}
    people: Counter[tuple[str, str]] = Counter()
    for stored, count in counted:
        for label, code, conclusion in _members(stored):
            people[label, code] += count
            if label or code not in alarms:
                known.setdefault(label, {}).setdefault(code, conclusion)
    found = [
        _scale(label, bands, {code: people[label, code] for code in bands}, total, restricted=restricted)
        for label, bands in known.items()
        if bands
    ]
    if alarms:
        raised = {code: people["", code] for code in alarms}
        found.append(ScaleFigures(ALARMS, _parts(list(alarms.items()), raised, restricted=restricted, asked=total)))
    return tuple(found)


def _members(stored: Mapping[str, Any] | None) -> set[tuple[str, str, str]]:
    """Return label, code and words of a stored conclusion and of its parts."""
    if not stored:
        return set()
    return {(one.get("label", ""), one["code"], one["conclusion"]) for one in (stored, *stored.get("parts", ()))}


def _scale(
    label: str, bands: Mapping[str, str], people: Mapping[str, int], total: int, *, restricted: bool
) -> ScaleFigures:
    """Return a scale on which everybody has one place, or none yet."""
    missing = total - sum(people.values())
    known = [*bands.items(), *([(NOWHERE, NONE_YET)] if missing else ())]
    return ScaleFigures(label, _parts(known, {**people, NOWHERE: missing}, restricted=restricted))


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
    parts = _parts(list(known.items()), people, restricted=restricted, asked=whole)
    return QuestionFigures(question.code, question.section, question.label, answered, parts)


def _parts(
    known: Sequence[tuple[str, str]], people: Mapping[str, int], *, restricted: bool, asked: int | None = None
) -> tuple[Part, ...]:
    """Return every known answer with its count; ``asked`` where one person may count in several parts."""
    counts = [people.get(code, 0) for code, _ in known]
    total = sum(counts) if asked is None else asked
    if asked is None:
        texts = told(counts, restricted=restricted)
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
