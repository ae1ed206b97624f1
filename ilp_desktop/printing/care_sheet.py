"""The sheet for the mother of a sick child, on half a page of A4."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, Table

from ilp_desktop.printing.blocks import boxed, gap, labelled, plain_table, prose, section
from ilp_desktop.printing.closing import build_closed
from ilp_desktop.printing.contents.care import CareMedicine, CareSheet
from ilp_desktop.printing.document import Furniture, Margins, build_pdf, text_width_of
from ilp_desktop.printing.fonts import register_fonts
from ilp_desktop.printing.letter_head import letter_head
from ilp_desktop.printing.paper import PageSetup, PaperSize
from ilp_desktop.printing.styles import BODY, BODY_BOLD, INK, LABEL, NOTE, TINT, TITLE

MARGINS = Margins(side=11, top=10, bottom=13)
SETUP = PageSetup(PaperSize.A5)
SHARES = (0.28, 0.42, 0.30)
HEADS = ("Obat", "Sekali pemberian", "Cara")
LABEL_PT = 74.0
SIGNING_SPACE = 26.0
REFERRED = "SEGERA KE {}"
BEFORE, AT_HOME = "Obat sebelum dirujuk", "Obat"


def print_care_sheet(sheet: CareSheet) -> bytes:
    """Return the sheet as PDF bytes."""
    register_fonts()
    width = text_width_of(SETUP, MARGINS)
    furniture = Furniture(
        sheet.title, sheet.heading.letterhead.name, (f"{sheet.title} (lanjutan)", sheet.heading.person[0][1])
    )
    return build_closed(
        lambda: list(_body(sheet, width)),
        lambda: _closing(sheet, width),
        lambda story: build_pdf(story, SETUP, MARGINS, furniture),
    )


def _body(sheet: CareSheet, width: float) -> Iterator[Flowable]:
    yield letter_head(sheet.heading.letterhead, SETUP, MARGINS, width)
    yield gap(6)
    yield prose(sheet.title, TITLE)
    yield gap(4)
    yield labelled(sheet.heading.person, width, LABEL_PT)
    if sheet.referred_to:
        yield gap(6)
        yield _framed(REFERRED.format(sheet.referred_to.upper()), width)
    yield section("Hasil pemeriksaan hari ini", width)
    yield from _lines(sheet.classes, width)
    if sheet.medicines:
        yield section(BEFORE if sheet.referred_to else AT_HOME, width)
        yield _medicines(sheet.medicines, width)
    if sheet.home and not sheet.referred_to:
        yield section("Di rumah", width)
        yield from _lines(sheet.home, width)
    if sheet.back and not sheet.referred_to:
        yield section("Segera bawa kembali bila anak", width)
        yield from _lines(sheet.back, width)
    if sheet.to_see:
        yield section("Periksakan ke", width)
        yield prose(sheet.to_see, BODY_BOLD)
    if sheet.again:
        yield section("Kunjungan ulang", width)
        yield from (prose(line, BODY_BOLD) for line in sheet.again)


def _framed(words: str, width: float) -> Table:
    return plain_table(
        [[prose(words, BODY_BOLD)]],
        [width],
        ("BOX", (0, 0), (-1, -1), 1.2, INK),
        ("LEFTPADDING", (0, 0), (-1, -1), 6),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
    )


def _lines(lines: Sequence[str], width: float) -> Iterator[Flowable]:
    for line in lines:
        yield plain_table([[prose("•", BODY), prose(line, BODY)]], [10, width - 10])


def _medicines(medicines: Sequence[CareMedicine], width: float) -> Table:
    rows: list[list[Flowable]] = [[prose(head, LABEL) for head in HEADS]]
    rows += [
        [prose(one.name, BODY_BOLD), prose(one.amount or one.problem, BODY), prose(one.how, BODY)] for one in medicines
    ]
    table = boxed(rows, [width * share for share in SHARES], ("BACKGROUND", (0, 0), (-1, 0), TINT))
    table.repeatRows = 1
    return table


def _closing(sheet: CareSheet, width: float) -> Table:
    right = width * 0.42
    signing = [prose("Petugas,", LABEL), gap(SIGNING_SPACE), prose(sheet.heading.examiner, BODY_BOLD)]
    return plain_table(
        [[[prose(f"Sumber: {sheet.source}", NOTE)], "", signing]],
        [width - right - 14, 14, right],
        ("TOPPADDING", (0, 0), (-1, -1), 8),
    )
