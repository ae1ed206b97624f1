"""A prescription on A5: black on white, one medicine after the other, with room for the pharmacy's initials."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, Table

from ilp_desktop.printing.blocks import gap, labelled, plain_table, prose
from ilp_desktop.printing.closing import build_closed
from ilp_desktop.printing.contents.prescription import PrescribedLine, Prescription
from ilp_desktop.printing.document import Furniture, Margins, build_pdf, text_width_of
from ilp_desktop.printing.fonts import register_fonts
from ilp_desktop.printing.letter_head import letter_head
from ilp_desktop.printing.paper import Letterhead, PageSetup, PaperSize
from ilp_desktop.printing.styles import BODY, BODY_BOLD, INK, LABEL, NOTE, TITLE
from ilp_desktop.printing.wording import figure, long_date

MARGINS = Margins(side=11, top=10, bottom=13)
SETUP = PageSetup(PaperSize.A5)
KIND = "Resep"
NO_ALLERGY = "tidak ada catatan"
NOT_WEIGHED = "tidak ditimbang pada kunjungan ini"
LABEL_PT = 74.0
SIGN_PT, COUNT_PT = 24.0, 62.0
SIGNING_SPACE = 26.0
HANDED_OUT = "sudah diserahkan"
CHECKED = "Telaah: ______   Siap: ______   Serah: ______"


def print_prescription(sheet: Prescription, letterhead: Letterhead) -> bytes:
    """Return the prescription as PDF bytes."""
    register_fonts()
    width = text_width_of(SETUP, MARGINS)
    furniture = Furniture(KIND, letterhead.name, (f"{KIND} (lanjutan)", sheet.name))
    return build_closed(
        lambda: list(_body(sheet, letterhead, width)),
        lambda: _closing(sheet, width),
        lambda story: build_pdf(story, SETUP, MARGINS, furniture),
    )


def _body(sheet: Prescription, letterhead: Letterhead, width: float) -> Iterator[Flowable]:
    yield letter_head(letterhead, SETUP, MARGINS, width)
    yield gap(6)
    yield prose(KIND, TITLE)
    yield gap(4)
    who = [
        ("Nama", sheet.name),
        ("Umur", f"{sheet.age}, {sheet.sex}"),
        ("Berat badan", figure(sheet.weight_kg, "kg", absent=NOT_WEIGHED)),
        ("No. RM", sheet.record_number or "-"),
        ("Penjamin", sheet.payer or "-"),
        ("Alergi", sheet.allergies or NO_ALLERGY),
        ("Tanggal", long_date(sheet.day)),
        ("Ruangan", sheet.room or "-"),
    ]
    yield labelled(who, width, LABEL_PT)
    yield gap(4)
    for line in sheet.lines:
        yield _medicine(line, width)


def _medicine(line: PrescribedLine, width: float) -> Table:
    told = [prose(line.medicine, BODY_BOLD), prose(line.directions, BODY)]
    more = [part for part in (line.note, line.confirmed and f"Dipastikan penulis: {line.confirmed}") if part]
    if line.handed_out:
        more.append(HANDED_OUT)
    told += [prose(part, NOTE) for part in more]
    count = prose(f"No. {line.quantity}", BODY_BOLD)
    return plain_table(
        [[prose("R/", BODY_BOLD), told, count]],
        [SIGN_PT, width - SIGN_PT - COUNT_PT, COUNT_PT],
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, INK),
    )


def _closing(sheet: Prescription, width: float) -> Table:
    right = width * 0.45
    licence = [prose(f"SIP {sheet.licence}", NOTE)] if sheet.licence else []
    signing = [prose("Penulis resep,", LABEL), gap(SIGNING_SPACE), prose(sheet.writer, BODY_BOLD), *licence]
    return plain_table(
        [[prose(CHECKED, NOTE), "", signing]],
        [width - right - 14, 14, right],
        ("TOPPADDING", (0, 0), (-1, -1), 8),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    )
