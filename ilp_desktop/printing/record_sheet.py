"""A copy of a record on A4: who it is about, then visit after visit; 500 visits are a matter of seconds."""

from collections.abc import Callable, Iterator, Sequence

from reportlab.platypus import CondPageBreak, Flowable, Table

from ilp_desktop.printing.blocks import gap, kept, labelled, plain_table, prose
from ilp_desktop.printing.contents.record import RecordLine, RecordSheet, RecordVisit
from ilp_desktop.printing.document import Furniture, Margins, build_pdf, text_width_of
from ilp_desktop.printing.fonts import register_fonts
from ilp_desktop.printing.letter_head import letter_head
from ilp_desktop.printing.paper import A4_PAGE, Letterhead
from ilp_desktop.printing.styles import BODY, NOTE, SMALL, SMALL_BOLD, SMALL_LABEL, TITLE
from ilp_desktop.printing.text_lines import ABOUT, HEADING, PART, SIGNED, TEXT, TextLine, TextLines, broken
from ilp_desktop.printing.wording import long_date

MARGINS = Margins(side=16, top=15, bottom=15)
PRIVATE = "Rahasia: isi rekam medis milik pasien. Simpan baik-baik; jangan difoto atau dibagikan."
NO_VISITS = "Tidak ada kunjungan pada periode ini."
LABEL_POINTS = 92.0
BETWEEN_VISITS = 7.0
HEADING_AND_SOME = 60.0
SIGNATURE_POINTS = 40.0

Begun = Callable[[int], object]


def print_record(sheet: RecordSheet, letterhead: Letterhead, begun: Begun = lambda _page: None) -> bytes:
    """Return the copy as PDF bytes; ``begun`` is told each page as it begins."""
    register_fonts()
    width = text_width_of(A4_PAGE, MARGINS)
    story: list[Flowable] = [
        letter_head(letterhead, A4_PAGE, MARGINS, width),
        gap(8),
        prose(sheet.title.upper(), TITLE),
        gap(6),
        _person(sheet, width),
        gap(4),
        *(prose(line, NOTE) for line in sheet.scope),
        gap(6),
        *(() if sheet.visits else (prose(NO_VISITS, BODY),)),
        *visit_texts(sheet.visits, width),
        _signature(sheet, width),
    ]
    footer = f"{letterhead.name}. {PRIVATE}"
    furniture = Furniture(title=sheet.title, footer=footer, running_head=(sheet.title, sheet.running))
    return build_pdf(story, A4_PAGE, MARGINS, furniture, begun)


def _person(sheet: RecordSheet, width: float) -> Table:
    half = width / 2 - 6
    middle = (len(sheet.person) + 1) // 2
    styles = (SMALL_LABEL, SMALL)
    left, right = (
        labelled(part, half, LABEL_POINTS, styles) for part in (sheet.person[:middle], sheet.person[middle:])
    )
    return plain_table([[left, gap(0), right]], [half, 12, half])


def visit_texts(visits: Sequence[RecordVisit], width: float) -> Iterator[Flowable]:
    """Give visits one after the other, each with its headings kept to what follows."""
    for visit in visits:
        yield CondPageBreak(HEADING_AND_SOME)
        yield TextLines(_lines(visit, width), width, BETWEEN_VISITS)


def _lines(visit: RecordVisit, width: float) -> list[TextLine]:
    found = broken(visit.heading, HEADING, width, keep=True)
    for sentence in visit.about:
        found += broken(sentence, ABOUT, width, keep=True)
    for part in visit.parts:
        found += broken(part.heading, PART, width, keep=True)
        for line in part.lines:
            found += _line(line, width)
    return found


def _line(line: RecordLine, width: float) -> list[TextLine]:
    text = "\n".join(part for part in (line.title, line.text) if part)
    found = broken(text, TEXT, width)
    return found + broken(line.signed, SIGNED, width) if line.signed else found


def _signature(sheet: RecordSheet, width: float) -> Flowable:
    name, licence = sheet.signed_by
    where = f"{sheet.place}, {long_date(sheet.day)}" if sheet.place else long_date(sheet.day)
    right = [
        prose(where, SMALL),
        prose("Disalin oleh,", SMALL),
        gap(SIGNATURE_POINTS),
        prose(name, SMALL_BOLD),
        prose(licence, SMALL),
    ]
    return kept(gap(8), plain_table([["", right]], [width * 0.62, width * 0.38]))
