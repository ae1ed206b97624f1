"""A form on paper: empty to be filled in by hand, or with the answers that were stored."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from reportlab.platypus import Flowable, Table

from ilp_desktop.forms.schema import Form
from ilp_desktop.printing.blocks import gap, plain_table, prose, room_for, section
from ilp_desktop.printing.closing import build_closed
from ilp_desktop.printing.contents.form_sheet import SheetAnswers, SheetHeading
from ilp_desktop.printing.document import Furniture, Margins, build_pdf, text_width_of
from ilp_desktop.printing.fonts import register_fonts
from ilp_desktop.printing.form_sheet_blocks import UNANSWERED, question_blocks
from ilp_desktop.printing.form_sheet_conclusion import conclusion_blocks
from ilp_desktop.printing.form_sheet_content import Sheet
from ilp_desktop.printing.form_sheet_rows import rows_width
from ilp_desktop.printing.form_sheet_score import scoring_blocks
from ilp_desktop.printing.letter_head import letter_head
from ilp_desktop.printing.paper import A4_PAGE, PageSetup
from ilp_desktop.printing.styles import BODY, BODY_BOLD, INK, LABEL, NOTE, TITLE, TITLE_NOTE

__all__ = ("UNANSWERED", "form_sheet")

MARGINS = Margins()
SIGNING_SPACE = 34.0
SIGNING_SHARE = 0.36
SECTION_ROOM = 64.0
READ_OFFICIAL_SHEET = "Bacakan kalimat dari lembar resmi; di sini hanya nomor dan topik butir."
ASKED_FROM_SHEET = "Kalimat butir ada pada lembar resmi; di sini hanya nomor dan topiknya."


def form_sheet(
    form: Form,
    filled: SheetAnswers | None,
    heading: SheetHeading,
    setup: PageSetup = A4_PAGE,
    *,
    asked: Collection[str] | None = None,
    words: Mapping[str, str] | None = None,
) -> bytes:
    """Return the sheet as PDF bytes; without answers it is to be filled in by hand.

    ``asked`` are the questions an empty sheet has; without it, all of them. ``words`` are the official words of items
    by question code, where the Puskesmas has entered them. A form with a wide table lies across the paper.
    """
    register_fonts()
    if rows_width(form) > text_width_of(setup, MARGINS):
        setup = replace(setup, landscape=True)
    sheet = Sheet(form, filled, text_width_of(setup, MARGINS), words or {}, heading.titles, heading.known)
    shown = _shown(sheet, asked)
    furniture = Furniture(
        title=form.title,
        footer=heading.letterhead.name,
        running_head=(f"{form.title} (lanjutan)", heading.person[0][1] if heading.person else ""),
    )
    return build_closed(
        lambda: [
            letter_head(heading.letterhead, setup, MARGINS, sheet.width),
            *_top(sheet, heading),
            *_body(sheet, shown),
        ],
        lambda: _closing(sheet, heading),
        lambda story: build_pdf(story, setup, MARGINS, furniture),
    )


def _shown(sheet: Sheet, asked: Collection[str] | None) -> frozenset[str]:
    if sheet.filled is not None:
        return frozenset(sheet.filled.answers if sheet.filled.asked is None else sheet.filled.asked)
    return frozenset(question.code for question in sheet.form.questions) if asked is None else frozenset(asked)


def _top(sheet: Sheet, heading: SheetHeading) -> Iterator[Flowable]:
    yield gap(8)
    yield prose(sheet.form.title, TITLE)
    yield prose(f"Edisi {sheet.form.version}", TITLE_NOTE)
    yield gap(6)
    yield _person(heading, sheet.width)
    if sheet.needs_official_sheet():
        yield gap(5)
        yield prose(READ_OFFICIAL_SHEET if sheet.is_empty else ASKED_FROM_SHEET, BODY_BOLD)


def _body(sheet: Sheet, shown: Collection[str]) -> Iterator[Flowable]:
    for part in sheet.form.sections:
        questions = [question for question in part.questions if question.code in shown]
        if questions:
            yield room_for(SECTION_ROOM)
            yield section(part.title, sheet.width)
            yield from question_blocks(sheet, questions)
    if sheet.filled is None:
        yield from scoring_blocks(sheet)
    else:
        yield from conclusion_blocks(sheet.filled, sheet.width)


def _person(heading: SheetHeading, width: float) -> Table:
    column = width / 2
    cells = [_to_write_on(label, value, column - 12) for label, value in heading.person]
    pairs = [cells[at : at + 2] + [""] * (2 - len(cells[at : at + 2])) for at in range(0, len(cells), 2)]
    return plain_table(pairs or [["", ""]], [column, column], ("BOTTOMPADDING", (0, 0), (-1, -1), 2))


def _to_write_on(label: str, value: str, width: float) -> Table:
    row = [prose(f"{label}:", LABEL), prose(value, BODY)]
    lines = [] if value else [("LINEBELOW", (1, 0), (1, 0), 0.5, INK)]
    return plain_table([row], [width * 0.36, width * 0.64], *lines)


def _closing(sheet: Sheet, heading: SheetHeading) -> Table:
    """Return source and rights beside the place to sign."""
    right = sheet.width * SIGNING_SHARE
    notes = [prose(f"Sumber: {sheet.form.source}", NOTE), prose(f"Hak: {sheet.form.rights}", NOTE)]
    name = prose(heading.examiner, BODY_BOLD) if heading.examiner else _to_write_on("Nama", "", right)
    signing = [prose("Petugas,", LABEL), gap(SIGNING_SPACE), name]
    return plain_table(
        [[notes, "", signing]], [sheet.width - right - 24, 24, right], ("TOPPADDING", (0, 0), (-1, -1), 8)
    )
