"""A form on paper: empty to be filled in by hand, or with the answers that were stored."""

from collections.abc import Collection, Sequence

from reportlab.platypus import Flowable, Paragraph, Table

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.conditions import YES_NO
from ilp_desktop.forms.schema import Answer, Answers, Form, Kind, Question, Section
from ilp_desktop.forms.wording import answer_text, condition_text
from ilp_desktop.printing.blocks import choice, gap, kept, plain_table, prose, section
from ilp_desktop.printing.contents.form_sheet import SheetHeading
from ilp_desktop.printing.document import Furniture, Margins, build_pdf, text_width_of
from ilp_desktop.printing.fonts import BOLD, printable, register_fonts, text_width
from ilp_desktop.printing.letter_head import letter_head
from ilp_desktop.printing.paper import A4_PAGE, PageSetup
from ilp_desktop.printing.styles import BODY, BODY_BOLD, HAIRLINE, INK, LABEL, NOTE, TITLE, TITLE_NOTE

MARGINS = Margins()
LABEL_SHARE = 0.42
UNANSWERED = "tidak diisi"
BOX_AND_GAP = 26.0
WRITING_ROOM = 4.0
TEXT_LINES = 2
SIGNING_SPACE = 36.0


def form_sheet(
    form: Form,
    answers: Answers | None,
    heading: SheetHeading,
    asked: Collection[str] | None = None,
    conclusion: Assessment | None = None,
    setup: PageSetup = A4_PAGE,
) -> bytes:
    """Return the sheet as PDF bytes; without answers it is to be filled in by hand.

    ``asked`` are the questions to print, so that one asked but not answered shows. Without it an empty sheet has them
    all and a filled one those that were answered.
    """
    register_fonts()
    width = text_width_of(setup, MARGINS)
    shown = _shown(form, answers, asked)
    story: list[Flowable] = [
        letter_head(heading.letterhead, setup, MARGINS, width),
        gap(8),
        prose(form.title, TITLE),
        prose(f"Edisi {form.version}", TITLE_NOTE),
        gap(6),
        _person(heading, width),
    ]
    for part in form.sections:
        story += _section(part, form, answers, shown, width)
    story += _conclusion(conclusion, width)
    story.append(kept(gap(8), prose(f"Sumber: {form.source}", NOTE), gap(8), _signing(heading, width)))
    furniture = Furniture(
        title=form.title,
        footer=heading.letterhead.name,
        running_head=(f"{form.title} (lanjutan)", heading.person[0][1] if heading.person else ""),
    )
    return build_pdf(story, setup, MARGINS, furniture)


def _shown(form: Form, answers: Answers | None, asked: Collection[str] | None) -> frozenset[str]:
    if asked is not None:
        return frozenset(asked)
    return frozenset(question.code for question in form.questions if answers is None or question.code in answers)


def _person(heading: SheetHeading, width: float) -> Table:
    column = width / 2
    cells = [_to_write_on(label, value, column - 12) for label, value in heading.person]
    pairs = [cells[at : at + 2] + [""] * (2 - len(cells[at : at + 2])) for at in range(0, len(cells), 2)]
    return plain_table(pairs or [["", ""]], [column, column], ("BOTTOMPADDING", (0, 0), (-1, -1), 2))


def _to_write_on(label: str, value: str, width: float) -> Table:
    row = [prose(f"{label}:", LABEL), prose(value, BODY)]
    lines = [] if value else [("LINEBELOW", (1, 0), (1, 0), 0.5, INK)]
    return plain_table([row], [width * 0.36, width * 0.64], *lines)


def _section(
    part: Section, form: Form, answers: Answers | None, shown: Collection[str], width: float
) -> list[Flowable]:
    questions = [question for question in part.questions if question.code in shown]
    if not questions:
        return []
    rows = [_row(question, form, answers, width) for question in questions]
    return [kept(section(part.title, width), rows[0]), *map(kept, rows[1:])]


def _row(question: Question, form: Form, answers: Answers | None, width: float) -> Table:
    left = width * LABEL_SHARE
    words = _asked(question, form, empty=answers is None)
    return plain_table(
        [[words, _answer(question, answers, width - left)]],
        [left, width - left],
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, HAIRLINE),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (0, -1), 8),
    )


def _asked(question: Question, form: Form, *, empty: bool) -> list[Paragraph]:
    words = [prose(question.label, BODY)]
    if empty and question.shown_when is not None:
        words.append(prose(f"Bila {condition_text(question.shown_when, form)}", NOTE))
    if empty and question.hint:
        words.append(prose(question.hint, NOTE))
    return words


def _answer(question: Question, answers: Answers | None, width: float) -> Flowable:
    answer = None if answers is None else answers.get(question.code)
    if answers is not None and answer is None:
        return prose(UNANSWERED, NOTE)
    options = _options(question)
    if options:
        return _boxes(options, _ticked(answer), width)
    return _blank(question, width) if answer is None else prose(answer_text(question, answer), BODY_BOLD)


def _options(question: Question) -> Sequence[tuple[str, str]]:
    if question.kind is Kind.BOOLEAN:
        return tuple(YES_NO.items())
    return tuple((option.value, option.text) for option in question.choices)


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


def _blank(question: Question, width: float) -> Table:
    """Return room to write by hand: whole lines for text, else a short line with the unit after it."""
    if question.kind is Kind.TEXT:
        return plain_table([[""]] * TEXT_LINES, [width], *_ruled())
    room = width * 0.45
    unit = ("LEFTPADDING", (1, 0), (1, -1), 4)
    return plain_table([["", prose(question.unit, BODY)]], [room, width - room], *_ruled(), unit)


def _ruled() -> tuple[tuple[object, ...], ...]:
    return ("LINEBELOW", (0, 0), (0, -1), 0.5, INK), ("TOPPADDING", (0, 0), (-1, -1), WRITING_ROOM)


def _conclusion(conclusion: Assessment | None, width: float) -> list[Flowable]:
    if conclusion is None:
        return []
    words: list[Flowable] = [prose(conclusion.conclusion, BODY_BOLD)]
    if conclusion.advice:
        words.append(prose(conclusion.advice, BODY))
    return [kept(section("Kesimpulan", width), *words)]


def _signing(heading: SheetHeading, width: float) -> Table:
    right = width * 0.4
    name = prose(heading.examiner, BODY_BOLD) if heading.examiner else _to_write_on("Nama", "", right)
    return plain_table([["", [prose("Petugas,", LABEL), gap(SIGNING_SPACE), name]]], [width - right, right])
