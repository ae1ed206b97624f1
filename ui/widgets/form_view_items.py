"""Which questions of a section are items of a questionnaire, and the rows they become."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from ilp_desktop.domain.expressions.conditions import YES_NO
from ilp_desktop.forms.schema import Kind, Question
from ui.widgets.choice_field import Choices
from ui.widgets.item_field import ItemField
from ui.widgets.item_shape import shape_of

FEWEST_IN_A_RUN = 3


def item_runs(questions: Sequence[Question]) -> Iterator[tuple[Question, ...]]:
    """Give the runs of questions that are asked one after the other and answered from a few choices.

    Numbered items of an official form are a run however few they are, and so is what fills a section; others only
    when there are some of them.
    """
    for is_item, members in groupby(questions, _may_be_item):
        run = tuple(members)
        whole = all(question.item for question in run) or len(run) == len(questions)
        if is_item and (whole or len(run) >= FEWEST_IN_A_RUN):
            yield run


def item_fields(run: Sequence[Question], label: Callable[[Question], str]) -> list[ItemField]:
    """Return the blank rows of a run, all in one shape; where all must be answered, none is marked."""
    marked = not all(question.required for question in run)
    fields = [_item_field(question, label(question), marked=marked) for question in run]
    shape_together(fields)
    return fields


def shape_together(fields: Sequence[ItemField]) -> None:
    """Let number, topic and choices of a run stand beneath each other."""
    topics = [field.label for field in fields]
    shape = shape_of(topics, [field.choices for field in fields], numbered=any(field.number for field in fields))
    for field in fields:
        field.set_shape(shape)


def choices_of(question: Question) -> Choices:
    """Return what a question offers, as code and words."""
    if question.kind is Kind.BOOLEAN:
        return tuple(YES_NO.items())
    return tuple((choice.value, choice.text) for choice in question.choices)


def _item_field(question: Question, label: str, *, marked: bool) -> ItemField:
    required = marked and question.required
    made = ItemField(question.code, label, choices_of(question), number=question.item, required=required)
    made.hint = question.hint
    return made


def _may_be_item(question: Question) -> bool:
    if question.kind is Kind.CHOICE:
        return bool(question.item) or all(choice.score is not None for choice in question.choices)
    return question.kind is Kind.BOOLEAN
