"""The answers of a printed form: boxes to tick, lines to write on, small tables, or what was answered."""

from collections.abc import Collection, Sequence

from reportlab.platypus import Flowable, Table

from ilp_desktop.domain.conditions import YES_NO
from ilp_desktop.forms.parsing import decimal_text
from ilp_desktop.forms.scales import Method
from ilp_desktop.forms.schema import Answer, Answers, Form, Kind, Question, Row, is_rows
from ilp_desktop.forms.wording import answer_text
from ilp_desktop.printing.blocks import boxed, choice, gap, plain_table, prose
from ilp_desktop.printing.fonts import BOLD, printable, text_width
from ilp_desktop.printing.styles import BODY, BODY_BOLD, INK, NOTE, SMALL, SMALL_BOLD

UNANSWERED = "tidak diisi"
BOX_AND_GAP = 26.0
WRITING_ROOM = 4.0
TEXT_LINES = 2
BLANK_LINES = 6
BLANK_LINE_POINTS = 15.0
WIDER = {Kind.TEXT: 2.0, Kind.CHOICE: 1.4}


def answer_block(form: Form, question: Question, answers: Answers | None, width: float) -> Flowable:
    """Return the answer to a question, or without answers the room to give one by hand."""
    answer = None if answers is None else answers.get(question.code)
    if answers is not None and answer is None:
        return prose(UNANSWERED, NOTE)
    options = _options(question, scored=answers is None and _adds_up(form, question.code))
    if options and _offered(question, answer):
        return _boxes(options, _ticked(answer), width)
    return _blank(question, width) if answer is None else prose(answer_text(question, answer), BODY_BOLD)


def rows_block(question: Question, lines: Answer | None, width: float, *, empty: bool) -> Flowable:
    """Return a small table with its lines, or on an empty sheet with lines to write on."""
    if not empty and (lines is None or not is_rows(lines)):
        return prose(UNANSWERED if lines is None else answer_text(question, lines), NOTE)
    shares = [WIDER.get(column.kind, 1.0) for column in question.columns]
    widths = [width * share / sum(shares) for share in shares]
    head = [prose(_heading(column, with_unit=empty), SMALL_BOLD) for column in question.columns]
    if lines is not None and is_rows(lines):
        return boxed([head, *([_cell(column, line) for column in question.columns] for line in lines)], widths)
    count = min(question.most_rows, BLANK_LINES)
    return boxed([head, *([gap(BLANK_LINE_POINTS) for _ in question.columns] for _ in range(count))], widths)


def _heading(column: Question, *, with_unit: bool) -> str:
    return f"{column.label} ({column.unit})" if column.unit and with_unit else column.label


def _cell(column: Question, line: Row) -> Flowable:
    return prose(answer_text(column, line[column.code]) if column.code in line else "-", SMALL)


def _adds_up(form: Form, code: str) -> bool:
    """Say whether the points of a question are added up by hand, so that they must be on the sheet."""
    return any(scoring.method is Method.SUM and code in scoring.questions for scoring in form.scorings)


def _options(question: Question, *, scored: bool) -> Sequence[tuple[str, str]]:
    if question.kind is Kind.BOOLEAN:
        points = {"ya": " (1)", "tidak": " (0)"} if scored else {}
        return tuple((value, f"{text}{points.get(value, '')}") for value, text in YES_NO.items())
    shown = scored and all(option.score is not None for option in question.choices)
    return tuple(
        (option.value, f"{option.text} ({decimal_text(option.score or 0)})" if shown else option.text)
        for option in question.choices
    )


def _offered(question: Question, answer: Answer | None) -> bool:
    """Say whether this edition offers what was answered; an answer of another edition is written out instead."""
    if answer is None or question.kind is Kind.BOOLEAN:
        return answer is None or isinstance(answer, bool)
    return all(question.choice(value) is not None for value in _ticked(answer))


def _ticked(answer: Answer | None) -> Collection[str]:
    if isinstance(answer, bool):
        return ("ya",) if answer else ("tidak",)
    return tuple(map(str, answer)) if isinstance(answer, list) else (str(answer),)


def _boxes(options: Sequence[tuple[str, str]], ticked: Collection[str], width: float) -> Table:
    """Return the options as boxes in as many columns as their words leave room for."""
    widest = max(text_width(printable(text), BOLD, BODY.fontSize) for _, text in options)
    columns = max(1, min(len(options), int(width // (widest + BOX_AND_GAP))))
    column = width / columns
    cells: list[object] = [choice(text, column, ticked=value in ticked) for value, text in options]
    cells += [""] * (-len(cells) % columns)
    return plain_table([cells[at : at + columns] for at in range(0, len(cells), columns)], [column] * columns)


def blank_line(unit: str, width: float) -> Table:
    """Return a short line to write on with the unit after it."""
    room = width * 0.45
    after = ("LEFTPADDING", (1, 0), (1, -1), 4)
    return plain_table([["", prose(unit, BODY)]], [room, width - room], *_ruled(), after)


def _blank(question: Question, width: float) -> Table:
    """Return room to write by hand: whole lines for text, else a short line with the unit after it."""
    if question.kind is Kind.TEXT:
        return plain_table([[""]] * TEXT_LINES, [width], *_ruled())
    return blank_line(question.unit, width)


def _ruled() -> tuple[tuple[object, ...], ...]:
    return ("LINEBELOW", (0, 0), (0, -1), 0.5, INK), ("TOPPADDING", (0, 0), (-1, -1), WRITING_ROOM)
