"""A form on paper: empty to be filled in by hand, or with the answers that were stored."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from reportlab.platypus import Flowable, Paragraph, Table

from ilp_desktop.forms.computed_words import computed_text
from ilp_desktop.forms.condition_words import condition_on_paper as condition_text
from ilp_desktop.forms.groups import Wording
from ilp_desktop.forms.schema import Form, Kind, Question, Section
from ilp_desktop.printing.blocks import gap, kept, plain_table, prose, section
from ilp_desktop.printing.contents.form_sheet import SheetAnswers, SheetHeading
from ilp_desktop.printing.document import Furniture, Margins, build_pdf, text_width_of
from ilp_desktop.printing.fonts import register_fonts
from ilp_desktop.printing.form_sheet_answers import UNANSWERED, answer_block, blank_line, rows_block
from ilp_desktop.printing.form_sheet_score import conclusion_block, scoring_block
from ilp_desktop.printing.letter_head import letter_head
from ilp_desktop.printing.paper import A4_PAGE, PageSetup
from ilp_desktop.printing.styles import BODY, BODY_BOLD, HAIRLINE, INK, LABEL, NOTE, TITLE, TITLE_NOTE

__all__ = ("UNANSWERED", "form_sheet")

MARGINS = Margins()
LABEL_SHARE = 0.42
SIGNING_SPACE = 36.0
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
    by question code, where the Puskesmas has entered them.
    """
    register_fonts()
    sheet = _Sheet(form, filled, words or {}, text_width_of(setup, MARGINS))
    shown = sheet.shown(asked)
    story: list[Flowable] = [
        letter_head(heading.letterhead, setup, MARGINS, sheet.width),
        gap(8),
        prose(form.title, TITLE),
        prose(f"Edisi {form.version}", TITLE_NOTE),
        gap(6),
        _person(heading, sheet.width),
    ]
    if sheet.needs_official_sheet():
        story.append(prose(READ_OFFICIAL_SHEET if filled is None else ASKED_FROM_SHEET, NOTE))
    for part in form.sections:
        story += sheet.section(part, shown)
    story += sheet.outcome()
    notes = [prose(f"Sumber: {form.source}", NOTE), prose(f"Hak: {form.rights}", NOTE)]
    story.append(kept(gap(8), *notes, gap(8), _signing(heading, sheet.width)))
    furniture = Furniture(
        title=form.title,
        footer=heading.letterhead.name,
        running_head=(f"{form.title} (lanjutan)", heading.person[0][1] if heading.person else ""),
    )
    return build_pdf(story, setup, MARGINS, furniture)


@dataclass(frozen=True)
class _Sheet:
    """One form with what is known of it, laid out at a width."""

    form: Form
    filled: SheetAnswers | None
    words: Mapping[str, str]
    width: float

    def shown(self, asked: Collection[str] | None) -> frozenset[str]:
        every = frozenset(question.code for question in self.form.questions)
        if self.filled is None:
            return every if asked is None else frozenset(asked)
        return frozenset(self.filled.answers if self.filled.asked is None else self.filled.asked)

    def needs_official_sheet(self) -> bool:
        official = self.form.wording is Wording.OFFICIAL
        return official and any(q.item and q.code not in self.words for q in self.form.questions)

    def section(self, part: Section, shown: Collection[str]) -> list[Flowable]:
        groups = [self.group(question) for question in part.questions if question.code in shown]
        if not groups:
            return []
        return [kept(section(part.title, self.width), *groups[0]), *(kept(*group) for group in groups[1:])]

    def group(self, question: Question) -> list[Flowable]:
        """Return a question with its answer, and what is reckoned beside it."""
        answers = None if self.filled is None else self.filled.answers
        if question.kind is Kind.ROWS:
            lines = None if answers is None else answers.get(question.code)
            table = rows_block(question, lines, self.width, empty=answers is None)
            return [*self.asked(question), table, gap(3)]
        left = self.width * LABEL_SHARE
        answer = answer_block(self.form, question, answers, self.width - left)
        return [self.line([self.asked(question), answer]), *self.reckoned(question)]

    def line(self, cells: list[object]) -> Table:
        left = self.width * LABEL_SHARE
        return plain_table(
            [cells],
            [left, self.width - left],
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, HAIRLINE),
            ("TOPPADDING", (0, 0), (-1, -1), 2.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ("RIGHTPADDING", (0, 0), (0, -1), 8),
        )

    def asked(self, question: Question) -> list[Paragraph]:
        label = self.words.get(question.code) or question.label
        words = [prose(f"{question.item}. {label}" if question.item else label, BODY)]
        if self.filled is None and question.shown_when is not None:
            words.append(prose(f"Bila {condition_text(question.shown_when, self.form)}", NOTE))
        if self.filled is None and question.hint:
            words.append(prose(question.hint, NOTE))
        return words

    def reckoned(self, question: Question) -> list[Table]:
        """Return the values shown beside a question: what was reckoned, or on an empty sheet how to reckon it."""
        beside = [value for value in self.form.computed if value.beside == question.code]
        if self.filled is None:
            room = self.width * (1 - LABEL_SHARE)
            return [self.line([prose(value.label, BODY), blank_line(value.unit, room)]) for value in beside]
        known = [(value, self.filled.computed[value.code]) for value in beside if value.code in self.filled.computed]
        return [
            self.line([prose(value.label, BODY), prose(computed_text(self.form, value, found), BODY_BOLD)])
            for value, found in known
        ]

    def outcome(self) -> list[Flowable]:
        """Return what was concluded, or on an empty sheet how to conclude."""
        if self.filled is None:
            return scoring_block(self.form, self.width)
        return conclusion_block(self.filled, self.width)


def _person(heading: SheetHeading, width: float) -> Table:
    column = width / 2
    cells = [_to_write_on(label, value, column - 12) for label, value in heading.person]
    pairs = [cells[at : at + 2] + [""] * (2 - len(cells[at : at + 2])) for at in range(0, len(cells), 2)]
    return plain_table(pairs or [["", ""]], [column, column], ("BOTTOMPADDING", (0, 0), (-1, -1), 2))


def _to_write_on(label: str, value: str, width: float) -> Table:
    row = [prose(f"{label}:", LABEL), prose(value, BODY)]
    lines = [] if value else [("LINEBELOW", (1, 0), (1, 0), 0.5, INK)]
    return plain_table([row], [width * 0.36, width * 0.64], *lines)


def _signing(heading: SheetHeading, width: float) -> Table:
    right = width * 0.4
    name = prose(heading.examiner, BODY_BOLD) if heading.examiner else _to_write_on("Nama", "", right)
    return plain_table([["", [prose("Petugas,", LABEL), gap(SIGNING_SPACE), name]]], [width - right, right])
