"""Ways through a form: people of every stage of life, and typed answers that bring a question up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product

from ilp_desktop.domain.calendar_dates import months_shifted
from ilp_desktop.domain.expressions.conditions import Compare, Condition, Joined, Node, Not
from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.filling import Checked, check, limit_for
from ilp_desktop.forms.parsing import decimal_text, lines_as_typed
from ilp_desktop.forms.schema import Form, Kind, Question

DAY = date(2026, 3, 16)
AGES_IN_MONTHS = (
    *(0, 2, 4, 6, 8, 11, 12, 15, 20, 21, 24, 30, 36, 42, 48, 59, 60, 71, 72),
    *(120, 144, 180, 215, 216, 300, 480, 564, 720, 960),
)
GESTATION_DAYS = (None, 40, 83, 84, 139, 140, 167, 168, 210, 280)


def person(months: int, sex: Sex = Sex.FEMALE, gestation: int | None = None, *, pregnant: bool = False) -> Facts:
    """Return somebody who completed so many months on the day of the visit."""
    return Facts(DAY, months_shifted(DAY, -months), sex, pregnant, gestation)


PEOPLE: tuple[Facts, ...] = (
    *(person(months, sex) for months in AGES_IN_MONTHS for sex in Sex),
    *(person(months, gestation=days, pregnant=True) for months in (200, 300) for days in GESTATION_DAYS),
    replace(person(300), delivered_on=DAY - timedelta(days=10)),
    Facts(DAY),
)


@dataclass(frozen=True)
class Way:
    """Somebody, and what is typed for them, so that a question is asked."""

    facts: Facts
    typed: Mapping[str, str]

    def with_text(self, code: str, text: str) -> dict[str, str]:
        """Return the typed answers with one more."""
        return {**self.typed, code: text}


def ways_to(form: Form, question: Question) -> Iterator[Way]:
    """Return ways of being asked a question, at least one for each kind of person that has any."""
    needed = _needed(form, question.shown_when)
    for condition in (limit.when for limit in question.hard + question.soft):
        needed |= _needed(form, condition)
    codes = [other.code for other in form.questions if other.code in needed]
    for facts in PEOPLE:
        for texts in product(*(("", *texts_for(form, form.question(code), facts)) for code in codes)):
            typed = {code: text for code, text in zip(codes, texts, strict=True) if text}
            if question.code in check(form, typed, facts).asked:
                yield Way(facts, typed)


def texts_for(form: Form, question: Question, facts: Facts) -> list[str]:
    """Return texts worth trying for a question: every choice, and numbers around those in conditions."""
    if question.kind is Kind.ROWS:
        line = {column.code: texts_for(form, column, facts)[0] for column in question.columns}
        return [lines_as_typed([line]), lines_as_typed([line, line])]
    if question.kind is Kind.BOOLEAN:
        return ["ya", "tidak"]
    if question.kind.is_chosen:
        return [choice.value for choice in question.choices]
    if question.kind is Kind.TEXT:
        return ["Keterangan lengkap"]
    limit = limit_for(question.soft or question.hard, facts.values)
    low, high = (limit.low, limit.high) if limit else (0.0, 30.0)
    numbers = [middle(low, high), *_near_conditions(form, question)]
    if question.code in _reckoned_in_conditions(form):
        numbers += [low, high]
    return [as_text(question, number) for number in numbers if low <= number <= high]


def middle(low: float, high: float) -> float:
    """Return a whole number between two edges, or the lower edge where there is none."""
    half = float(round((low + high) / 2))
    return half if low <= half <= high else low


def as_text(question: Question, measure: float) -> str:
    """Return what is typed for a measure: a number, or for a date the day so many days from the visit."""
    if question.kind is Kind.DATE:
        return (DAY + timedelta(days=measure)).isoformat()
    return decimal_text(round(measure, question.decimals))


def step(question: Question) -> float:
    """Return the smallest difference the question can tell."""
    return float(f"1e-{question.decimals}")


def filled(form: Form, facts: Facts, pick: int = 0) -> Checked:
    """Return a form with every question answered that is asked, taking the same choice wherever there is one."""
    typed: dict[str, str] = {}
    while True:
        checked = check(form, typed, facts)
        blank = [form.question(code) for code in checked.asked if code not in typed]
        if not blank:
            return checked
        for question in blank:
            texts = texts_for(form, question, facts)
            typed[question.code] = texts[pick % len(texts)]


def conditions(form: Form) -> Sequence[Condition]:
    """Return every condition of a form."""
    found = [limit.when for question in form.questions for limit in question.hard + question.soft]
    found += [question.shown_when for question in form.questions]
    for scoring in form.scorings:
        found += [band.when for band in scoring.bands]
        found += [point.when for point in scoring.points]
        found += [alarm.when for alarm in scoring.alarms]
    return [condition for condition in found if condition is not None]


def _needed(form: Form, condition: Condition | None) -> set[str]:
    codes = {question.code for question in form.questions} & (condition.names if condition else set())
    for code in tuple(codes):
        codes |= _needed(form, form.question(code).shown_when)
    return codes


def _reckoned_in_conditions(form: Form) -> frozenset[str]:
    """Return what computed values rest on that a condition looks at; their edges are tried as well."""
    named = {name for condition in conditions(form) for name in condition.names}
    return form.underlying(named & {value.code for value in form.computed})


def _near_conditions(form: Form, question: Question) -> list[float]:
    found: list[float] = []
    for condition in conditions(form):
        for number in _numbers(condition.root, question.code):
            found += [number - step(question), number, number + step(question)]
    return found


def _numbers(node: Node, code: str) -> Iterator[float]:
    if isinstance(node, Compare) and node.name == code and isinstance(node.operand, float):
        yield node.operand
    if isinstance(node, Not):
        yield from _numbers(node.part, code)
    if isinstance(node, Joined):
        for part in node.parts:
            yield from _numbers(part, code)
