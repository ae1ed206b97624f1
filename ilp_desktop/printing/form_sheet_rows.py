"""Small tables within a printed form: their lines, or ruled ones to write on."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, Paragraph, Table

from ilp_desktop.domain.expressions.conditions import YES_NO
from ilp_desktop.forms.schema import Form, Kind, Question, Row, is_rows
from ilp_desktop.forms.wording import answer_text
from ilp_desktop.printing.blocks import boxed, gap, kept, markup, prose
from ilp_desktop.printing.fonts import BOLD, REGULAR, printable, text_width
from ilp_desktop.printing.form_sheet_content import QUIET, Sheet
from ilp_desktop.printing.styles import NOTE, SMALL, SMALL_BOLD

BLANK_LINES = 10
BLANK_LINE_POINTS = 16.0
PADDING = 13.0
OPTION_SIZE = 7.5
TO_WRITE: dict[Kind, float] = {
    Kind.TEXT: 96.0,
    Kind.DATE: 56.0,
    Kind.INTEGER: 30.0,
    Kind.DECIMAL: 38.0,
    Kind.BOOLEAN: 34.0,
    Kind.CHOICE: 22.0,
}
BY_HAND = 1.2
"""How much wider a word is by hand than in small print."""

NOT_FILLED = "tidak diisi"


def rows_width(form: Form) -> float:
    """Return the width that the widest small table of a form wants."""
    tables = [question for question in form.questions if question.kind is Kind.ROWS]
    return max((sum(map(_wanted, table.columns)) for table in tables), default=0.0)


def rows_block(sheet: Sheet, question: Question, asked: Paragraph) -> Iterator[Flowable]:
    """Give a small table with its lines, or on an empty sheet with lines to write on."""
    lines = sheet.answer(question)
    yield kept(gap(2), asked, gap(2))
    if lines is None and not sheet.is_empty:
        yield prose(NOT_FILLED, NOTE)
    elif lines is not None and not is_rows(lines):
        yield prose(answer_text(question, lines), NOTE)
    else:
        yield _table(sheet, question, lines if lines is not None and is_rows(lines) else None)


def _table(sheet: Sheet, question: Question, lines: Sequence[Row] | None) -> Table:
    wanted = list(map(_wanted, question.columns))
    widths = [sheet.width * share / sum(wanted) for share in wanted]
    head = [_heading(column, with_options=lines is None) for column in question.columns]
    count = min(question.most_rows, BLANK_LINES)
    blank = [[gap(BLANK_LINE_POINTS) for _ in question.columns] for _ in range(count)]
    cells = blank if lines is None else [[_cell(column, line) for column in question.columns] for line in lines]
    table = boxed([head, *cells], widths, ("RIGHTPADDING", (0, 0), (-1, -1), 3))
    table.repeatRows = 1
    table.spaceAfter = 3
    return table


def _heading(column: Question, *, with_options: bool) -> Paragraph:
    """Return the heading of a column, before blank lines with its unit and what may be written in it."""
    label = f"{column.label} ({column.unit})" if column.unit and with_options else column.label
    options = " / ".join(_options(column)) if with_options else ""
    small = f"<br/>{QUIET.format(markup(options))}" if options else ""
    return Paragraph(f"<b>{markup(label)}</b>{small}", SMALL)


def _options(column: Question) -> list[str]:
    if column.kind is Kind.BOOLEAN:
        return list(YES_NO.values())
    return [choice.text for choice in column.choices]


def _wanted(column: Question) -> float:
    """Return the width a column wants: for its heading, its choices, and what is written by hand."""
    label = f"{column.label} ({column.unit})" if column.unit else column.label
    words = [text_width(printable(word), BOLD, SMALL_BOLD.fontSize) for word in label.split()]
    written = [word for text in _options(column) for word in text.split()]
    words += [text_width(printable(word), REGULAR, OPTION_SIZE) * BY_HAND for word in written]
    return max(*words, TO_WRITE[column.kind]) + PADDING


def _cell(column: Question, line: Row) -> Flowable:
    return prose(answer_text(column, line[column.code]) if column.code in line else "-", SMALL)
