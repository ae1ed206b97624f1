"""The questions of a printed form with their answers, or with the room to answer by hand."""

from collections.abc import Iterator, Sequence

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Table

from ilp_desktop.forms.schema import Kind, Question
from ilp_desktop.forms.wording import answer_text
from ilp_desktop.printing.blocks import choice, gap, kept, plain_table, prose, ruled
from ilp_desktop.printing.fonts import REGULAR, printable
from ilp_desktop.printing.form_sheet_content import Option, Sheet, ticked
from ilp_desktop.printing.form_sheet_rows import rows_block
from ilp_desktop.printing.form_sheet_runs import (
    PAIR_GAP,
    PAIR_LABEL_SHARE,
    Run,
    column_width,
    is_short,
    option_width,
    runs_of,
)
from ilp_desktop.printing.styles import ANSWERED, ASKED, HAIRLINE, INK, NOTE, SMALL_BOLD_CENTRED

UNANSWERED = "tidak diisi"
LABEL_SHARE = 0.42
WRITING_ROOM = 4.0
TEXT_LINES = 2
MOST_ROWS_BESIDE = 2
BOX_SIZE, POINTS_SIZE = 8.0, 7.5
UNDERLINED = ("LINEBELOW", (0, 0), (-1, -1), 0.4, HAIRLINE)
ROW = (UNDERLINED, ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5))
CLEAR_OF_ANSWER = ("RIGHTPADDING", (0, 0), (0, -1), 8)
CLEAR_OF_SECOND = ("RIGHTPADDING", (3, 0), (3, -1), 8)
MIDDLE = ("VALIGN", (0, 0), (-1, -1), "MIDDLE")


class Box(Flowable):  # type: ignore[misc] # ReportLab carries no types
    """A box to tick, in the middle of its cell, with its points after it."""

    def __init__(self, *, is_ticked: bool, points: str = "") -> None:
        super().__init__()
        self.width = self.height = BOX_SIZE
        self.hAlign = "CENTER"
        self._is_ticked = is_ticked
        self._points = printable(points)

    def draw(self) -> None:
        """Draw the box and its tick."""
        canvas: Canvas = self.canv
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.8)
        canvas.rect(0.5, 0.5, self.width - 1, self.height - 1)
        if self._is_ticked:
            canvas.setLineWidth(1.6)
            for x, y, to_x, to_y in ((0.2, 0.5, 0.42, 0.25), (0.42, 0.25, 0.82, 0.8)):
                canvas.line(x * self.width, y * self.height, to_x * self.width, to_y * self.height)
        canvas.setFillColor(INK)
        canvas.setFont(REGULAR, POINTS_SIZE)
        canvas.drawString(self.width + 3, 1.4, self._points)


def question_blocks(sheet: Sheet, questions: Sequence[Question]) -> Iterator[Flowable]:
    """Give the questions of a section as rows that a page may end between."""
    for run in runs_of(sheet, questions):
        if run.condition:
            yield kept(gap(3), prose(f"{run.condition}:", NOTE))
        yield from _grid(sheet, run) if run.is_grid else _stretch(sheet, run)


def answer_block(sheet: Sheet, question: Question, width: float) -> Flowable:
    """Return the answer to a question, or the room to give one by hand."""
    answer = sheet.answer(question)
    if answer is not None:
        return prose(answer_text(question, answer), ANSWERED)
    if not sheet.is_empty:
        return prose(UNANSWERED, NOTE)
    options = sheet.options(question)
    return _boxes(options, width) if options else _blank(question, width)


def blank_line(unit: str, width: float, share: float = 0.45) -> Table:
    """Return a short line to write on with the unit after it."""
    room = width * share
    after = ("LEFTPADDING", (1, 0), (1, -1), 4)
    return plain_table([["", prose(unit, ASKED)]], [room, width - room], *_ruled(), after)


def _stretch(sheet: Sheet, run: Run) -> Iterator[Flowable]:
    """Give questions one after another, two short ones beside each other."""
    waiting: list[Question] = []
    apart = not run.condition
    for question in run.questions:
        short = is_short(sheet, question, with_condition=apart)
        if waiting and short:
            pair = [waiting.pop(), question]
            yield _pair(sheet, pair)
            yield from (line for one in pair for line in _to_reckon(sheet, one))
            continue
        yield from (row for one in waiting for row in _single(sheet, one, with_condition=apart))
        waiting = [question] if short else []
        if not short:
            yield from _single(sheet, question, with_condition=apart)
    yield from (row for one in waiting for row in _single(sheet, one, with_condition=apart))


def _pair(sheet: Sheet, questions: Sequence[Question]) -> Flowable:
    half = (sheet.width - PAIR_GAP) / 2
    label, answer = half * PAIR_LABEL_SHARE, half * (1 - PAIR_LABEL_SHARE)
    cells: list[object] = []
    for question in questions:
        cells += [sheet.asked(question, with_condition=False), answer_block(sheet, question, answer), ""]
    return plain_table([cells[:5]], [label, answer, PAIR_GAP, label, answer], *ROW, CLEAR_OF_ANSWER, CLEAR_OF_SECOND)


def _single(sheet: Sheet, question: Question, *, with_condition: bool) -> Iterator[Flowable]:
    asked = sheet.asked(question, with_condition=with_condition)
    notes = [prose(note, NOTE) for note in sheet.notes_on(question)]
    if question.kind is Kind.ROWS:
        yield from rows_block(sheet, question, asked)
    elif _needs_width(sheet, question):
        boxes = answer_block(sheet, question, sheet.width)
        yield kept(plain_table([[[asked, gap(1), boxes]]], [sheet.width], *ROW))
    else:
        left = sheet.width * LABEL_SHARE
        answer = [answer_block(sheet, question, sheet.width - left), *notes]
        yield kept(plain_table([[asked, answer]], [left, sheet.width - left], *ROW, CLEAR_OF_ANSWER))
    yield from _to_reckon(sheet, question)


def _to_reckon(sheet: Sheet, question: Question) -> Iterator[Flowable]:
    """Give a line for each value that is reckoned by hand from the answers."""
    left = sheet.width * LABEL_SHARE
    for value in sheet.form.computed if sheet.is_empty else ():
        if value.beside == question.code:
            cells = [prose(value.label, ASKED), blank_line(value.unit, sheet.width - left)]
            yield plain_table([cells], [left, sheet.width - left], *ROW)


def _grid(sheet: Sheet, run: Run) -> Iterator[Flowable]:
    """Give questions with like choices as rows under the choices."""
    columns = [column_width(option) for option in run.options]
    widths = [sheet.width - sum(columns), *columns]
    head = ["", *(prose(option.words, SMALL_BOLD_CENTRED) for option in run.options)]
    rows = [_grid_row(sheet, question, run) for question in run.questions]
    table = ruled([head, *rows], widths, *ROW, MIDDLE, ("ALIGN", (1, 0), (-1, -1), "CENTER"))
    table.repeatRows = 1
    yield table


def _grid_row(sheet: Sheet, question: Question, run: Run) -> list[object]:
    asked = sheet.asked(question, with_condition=not run.condition)
    answer = sheet.answer(question)
    if answer is None and not sheet.is_empty:
        return [asked, prose(UNANSWERED, NOTE), *([""] * (len(run.options) - 1))]
    are_headed = any(option.points for option in run.options)
    return [
        asked,
        *(
            Box(is_ticked=option.value in ticked(answer), points="" if are_headed else option.points)
            for option in sheet.options(question)
        ),
    ]


def _needs_width(sheet: Sheet, question: Question) -> bool:
    """Say whether many choices stand better under the question than beside it."""
    options = sheet.options(question) if sheet.is_empty else ()
    if not options:
        return False
    beside, under = (_lines(options, room) for room in (sheet.width * (1 - LABEL_SHARE), sheet.width))
    return beside > MOST_ROWS_BESIDE and under + 1 < beside


def _columns(options: Sequence[Option], width: float) -> int:
    return max(1, min(len(options), int(width // max(map(option_width, options)))))


def _flowing(options: Sequence[Option], width: float) -> list[list[Option]]:
    """Return the options in lines, each as full as their words leave room for."""
    lines: list[list[Option]] = [[]]
    for option in options:
        if lines[-1] and sum(map(option_width, [*lines[-1], option])) > width:
            lines.append([])
        lines[-1].append(option)
    return lines


def _lines(options: Sequence[Option], width: float) -> int:
    return min(-(-len(options) // _columns(options, width)), len(_flowing(options, width)))


def _boxes(options: Sequence[Option], width: float) -> Flowable:
    """Return the options as boxes in columns, or one after another where that takes fewer lines."""
    columns = _columns(options, width)
    flowing = _flowing(options, width)
    if len(flowing) < -(-len(options) // columns):
        return plain_table([[_line_of_boxes(line, width)] for line in flowing], [width])
    column = width / columns
    cells: list[object] = [_box(option, column) for option in options]
    cells += [""] * (-len(cells) % columns)
    return plain_table([cells[at : at + columns] for at in range(0, len(cells), columns)], [column] * columns)


def _line_of_boxes(line: Sequence[Option], width: float) -> Table:
    widths = [option_width(option) for option in line]
    cells: list[object] = [_box(option, room) for option, room in zip(line, widths, strict=True)]
    return plain_table([[*cells, ""]], [*widths, max(width - sum(widths), 0)])


def _box(option: Option, width: float) -> Table:
    return choice(option.words, width, ticked=False, styles=(ASKED, ANSWERED))


def _blank(question: Question, width: float) -> Table:
    """Return room to write by hand: whole lines for text, else a short line with the unit after it."""
    if question.kind is Kind.TEXT:
        return plain_table([[""]] * TEXT_LINES, [width], *_ruled())
    return blank_line(question.unit, width)


def _ruled() -> tuple[tuple[object, ...], ...]:
    return ("LINEBELOW", (0, 0), (0, -1), 0.5, INK), ("TOPPADDING", (0, 0), (-1, -1), WRITING_ROOM)
