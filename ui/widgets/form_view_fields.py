"""A question of a form becomes a field, and what a field holds becomes the text that ``forms.parsing`` reads."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ilp_desktop.domain.calendar_dates import short_year
from ilp_desktop.forms.parsing import date_words, parse
from ilp_desktop.forms.schema import Coding, Form, Kind, Question
from ilp_desktop.services.answers.screening import Earlier
from ui.widgets.breath_counter import BreathField
from ui.widgets.choice_field import ChoiceButtons, ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.item_field import ItemField
from ui.widgets.many_field import ManyField, YesNoField
from ui.widgets.number_field import NumberField
from ui.widgets.rows_field import CellKind, RowsField
from ui.widgets.text_fields import LineField, MultiLineField, TextField

MOST_LETTERS_ON_BUTTONS = 34
LETTERS_OF_A_FRAME = 3
MANY_JOINED = ", "
NOTE_LINES = 2
BREATHING = Coding("LOINC", "9279-1")


@dataclass(frozen=True)
class ReadDate:
    """A typed date as the form reads it."""

    value: date | None
    problem: str


def field_for(question: Question, day: date) -> Field:
    """Return a blank field for a question; ``day`` is the day of the visit."""
    made = _made(question, day)
    if question.hint:
        made.head.setToolTip(question.hint)
        made.editor.setToolTip(question.hint)
    return made


def _made(question: Question, day: date) -> Field:
    code, label, required = question.code, question.label, question.required
    choices = [(choice.value, choice.text) for choice in question.choices]
    if question.kind.is_number:
        return (BreathField if question.coding == BREATHING else NumberField)(
            code, label, unit=question.unit, required=required
        )
    if question.kind is Kind.BOOLEAN:
        return YesNoField(code, label, required=required)
    if question.kind is Kind.CHOICE:
        return (ChoiceButtons if _fits_on_buttons(question) else ChoiceField)(code, label, choices, required=required)
    if question.kind is Kind.MANY:
        return ManyField(code, label, choices, required=required)
    return _written(question, day)


def _written(question: Question, day: date) -> Field:
    """Return a blank field for a question that is answered by writing."""
    code, label, required = question.code, question.label, question.required
    if question.kind is Kind.DATE:
        return DateField(code, label, lambda text: read_date(question, text, day), required=required)
    if question.kind is Kind.ROWS:
        cells = CellKind(lambda column, name: _cell(column, name, day), typed_in, show_typed)
        return RowsField(question, cells, required=required)
    return MultiLineField(code, label, required=required, lines=NOTE_LINES)


def _cell(column: Question, name: str, day: date) -> Field:
    """Return the field of a column of a small table, which has one line for words."""
    if column.kind is Kind.TEXT:
        return TextField(name, column.label)
    return _made(replace(column, code=name, required=False), day)


def _fits_on_buttons(question: Question) -> bool:
    """Tell whether the choices can stand side by side in a narrow column."""
    letters = sum(len(choice.text) + LETTERS_OF_A_FRAME for choice in question.choices)
    return letters <= MOST_LETTERS_ON_BUTTONS


def is_wide(question: Question) -> bool:
    """Say whether a question takes a whole row."""
    return question.kind in (Kind.TEXT, Kind.MANY, Kind.ROWS)


def read_date(question: Question, text: str, day: date) -> ReadDate:
    """Read a typed date by the rules of forms, which take dates to come as well."""
    parsed = parse(question, text, day)
    value = date.fromisoformat(parsed.answer) if isinstance(parsed.answer, str) else None
    return ReadDate(value, parsed.error)


def typed_in(field: Field) -> str:
    """Return what a field holds, as typed text."""
    if isinstance(field, YesNoField):
        return {True: "ya", False: "tidak", None: ""}[field.value()]
    if isinstance(field, ChoiceButtons | ChoiceField | ItemField):
        return field.value() or ""
    if isinstance(field, ManyField):
        return MANY_JOINED.join(field.value() or ())
    return field.text()


def show_typed(field: Field, text: str) -> None:
    """Show typed text in a field without reporting a change."""
    if isinstance(field, YesNoField):
        field.set_value({"ya": True, "tidak": False}.get(text))
    elif isinstance(field, ManyField):
        field.set_value(text.split(MANY_JOINED) if text else None)
    elif isinstance(field, LineField):
        field.set_text(text)
    else:
        field.set_value(text)


def earlier_text(question: Question, earlier: Earlier) -> str:
    """Return an earlier value in the words people read, with its day, short enough to stand beside a label."""
    if question.kind is Kind.DATE:
        return f"{date_words(earlier.value)} ({short_year(earlier.day)})"
    words = [question.choice(part) for part in earlier.value.split(MANY_JOINED)]
    known = [choice.text for choice in words if choice is not None]
    return f"{MANY_JOINED.join(known) or earlier.value} ({short_year(earlier.day)})"


def earlier_texts(form: Form, earlier: Mapping[str, Earlier]) -> dict[str, str]:
    """Return the earlier values of the questions a form asks, by question code."""
    return {q.code: earlier_text(q, earlier[q.code]) for q in form.questions if q.code in earlier}
