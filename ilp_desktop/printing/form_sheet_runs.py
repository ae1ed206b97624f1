"""Which questions of a printed form stand together: a grid of like choices, short ones in pairs, or each by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ilp_desktop.forms.schema import Kind, Question
from ilp_desktop.forms.wording import answer_text
from ilp_desktop.printing.fonts import BOLD, printable, text_width
from ilp_desktop.printing.form_sheet_content import Option, Sheet
from ilp_desktop.printing.styles import ANSWERED, SMALL_BOLD

FEWEST_IN_GRID, MOST_COLUMNS = 3, 7
LEAST_LABEL_SHARE = 0.4
HEAD_LINES = 3
HEAD_PADDING = 8.0
LEAST_COLUMN = 30.0
BOX_AND_GAP = 23.0
PAIR_GAP = 16.0
PAIR_LABEL_SHARE = 0.52
MOST_SHORT_LABEL, MOST_SHORT_HINT = 46, 60


@dataclass(frozen=True)
class Run:
    """Consecutive questions; ``condition`` is what all of them are asked under, said once before them."""

    questions: tuple[Question, ...]
    condition: str = ""
    options: tuple[Option, ...] = ()

    @property
    def is_grid(self) -> bool:
        """Say whether the choices are the columns of a grid."""
        return bool(self.options)


def runs_of(sheet: Sheet, questions: Sequence[Question]) -> Iterator[Run]:
    """Give the questions of a section in runs, none left out and in their order."""
    at = 0
    while at < len(questions):
        length = _grid_length(sheet, questions[at:])
        if not length:
            length = _stretch_length(sheet, questions[at:])
            yield Run(tuple(questions[at : at + length]), _shared(sheet, questions[at : at + length]))
        else:
            members = questions[at : at + length]
            yield Run(tuple(members), _shared(sheet, members), _headings(sheet, members))
        at += length


def is_short(sheet: Sheet, question: Question, *, with_condition: bool) -> bool:
    """Say whether half the width holds a question with its answer."""
    hint = question.hint if sheet.is_empty else ""
    if len(sheet.label(question)) > MOST_SHORT_LABEL or len(hint) > MOST_SHORT_HINT or question.kind is Kind.ROWS:
        return False
    if (with_condition and sheet.condition(question)) or sheet.notes_on(question):
        return False
    return _answer_width(sheet, question) <= (sheet.width - PAIR_GAP) / 2 * (1 - PAIR_LABEL_SHARE)


def _answer_width(sheet: Sheet, question: Question) -> float:
    """Return the width of an answer, or of the room to give one."""
    answer = sheet.answer(question)
    if answer is not None:
        return text_width(printable(answer_text(question, answer)), BOLD, ANSWERED.fontSize)
    if not sheet.is_empty or question.kind.is_number or question.kind is Kind.DATE:
        return 0.0
    return sum(map(option_width, sheet.options(question))) or sheet.width


def option_width(option: Option) -> float:
    """Return the width of a choice with its box."""
    return text_width(printable(option.words), BOLD, ANSWERED.fontSize) + BOX_AND_GAP


def column_width(option: Option) -> float:
    """Return the width that the heading of a column of a grid needs."""
    text = printable(option.words)
    longest = max(text_width(word, BOLD, SMALL_BOLD.fontSize) for word in text.split() or [""])
    whole = text_width(text, BOLD, SMALL_BOLD.fontSize)
    return max(longest, whole / HEAD_LINES * 1.15, LEAST_COLUMN) + HEAD_PADDING


def _grid_length(sheet: Sheet, questions: Sequence[Question]) -> int:
    """Return how many questions from here on make a grid, or none."""
    options = _grid_options(sheet, questions[0])
    length = 0
    while options and length < len(questions) and _grid_options(sheet, questions[length]) == options:
        length += 1
    return length if length >= FEWEST_IN_GRID else 0


def _headings(sheet: Sheet, questions: Sequence[Question]) -> tuple[Option, ...]:
    """Return the choices that head a grid, with their points where these are the same for every question."""
    every = {sheet.options(question) for question in questions}
    first = sheet.options(questions[0])
    return first if len(every) == 1 else tuple(Option(option.value, option.text) for option in first)


def _grid_options(sheet: Sheet, question: Question) -> tuple[str, ...]:
    """Return the words that would head the columns if a question stood in a grid, or nothing."""
    if question.kind not in (Kind.BOOLEAN, Kind.CHOICE) or not sheet.is_offered(question, sheet.answer(question)):
        return ()
    options = sheet.options(question)
    fits = sum(map(column_width, options)) <= sheet.width * (1 - LEAST_LABEL_SHARE)
    may = len(options) <= MOST_COLUMNS and fits and not sheet.notes_on(question)
    return tuple(option.text for option in options) if may else ()


def _stretch_length(sheet: Sheet, questions: Sequence[Question]) -> int:
    """Return how many questions from here on are asked under the same condition before a grid begins."""
    condition = sheet.condition(questions[0])
    length = 1
    while (
        length < len(questions)
        and sheet.condition(questions[length]) == condition
        and not _grid_length(sheet, questions[length:])
    ):
        length += 1
    return length


def _shared(sheet: Sheet, questions: Sequence[Question]) -> str:
    conditions = {sheet.condition(question) for question in questions}
    return conditions.pop() if len(questions) > 1 and len(conditions) == 1 else ""
