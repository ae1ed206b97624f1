"""The list of whoever opened a person's record, A4: given to that person who asks for it."""

from reportlab.platypus import Flowable

from ilp_desktop.printing.blocks import gap, prose
from ilp_desktop.printing.contents.access_list import AccessLine, AccessSheet
from ilp_desktop.printing.document import Furniture, Margins, build_pdf, text_width_of
from ilp_desktop.printing.fonts import register_fonts
from ilp_desktop.printing.kia_blocks import cell, facts, page_head, ruled
from ilp_desktop.printing.paper import A4_PAGE, Letterhead
from ilp_desktop.printing.styles import SMALL
from ilp_desktop.printing.wording import date_and_time, long_date, short_date

MARGINS = Margins(side=14, top=12, bottom=15)
WIDTH = text_width_of(A4_PAGE, MARGINS)
TITLE = "Daftar akses rekam medis"
SUBTITLE = "Siapa membuka rekam medis ini"
HEADINGS = ("Tanggal", "Petugas", "Profesi", "Yang dilakukan", "Kali")
SHARES = (0.13, 0.27, 0.2, 0.32, 0.08)
NOBODY = "Belum ada yang tercatat membuka rekam medis ini."


def print_access_list(sheet: AccessSheet, letterhead: Letterhead) -> bytes:
    """Return the list as PDF bytes."""
    register_fonts()
    left = [("Nama", sheet.name), ("No. RM", sheet.record_number)]
    right = [("Tanggal lahir", long_date(sheet.birth_date)), ("Keadaan", short_date(sheet.printed_at.date()))]
    story: list[Flowable] = [
        page_head(TITLE, SUBTITLE, letterhead, WIDTH),
        gap(4),
        facts(((50, left), (70, right)), WIDTH),
        gap(6),
    ]
    if sheet.lines:
        table = ruled(HEADINGS, [_row(line) for line in sheet.lines], [WIDTH * share for share in SHARES])
        table.repeatRows = 1
        story.append(table)
    else:
        story.append(prose(NOBODY, SMALL))
    story.append(gap(6))
    story += [prose(text, SMALL) for text in sheet.rest]
    footer = f"Dicetak oleh {sheet.printed_by}, {date_and_time(sheet.printed_at)}."
    running = f"{sheet.name}, No. RM {sheet.record_number}"
    return build_pdf(story, A4_PAGE, MARGINS, Furniture(TITLE, footer, (TITLE, running)))


def _row(line: AccessLine) -> list[Flowable]:
    return [cell(text) for text in (short_date(line.day), line.by, line.profession, line.what, str(line.times))]
