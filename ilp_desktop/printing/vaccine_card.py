"""The stock card of a batch of vaccine (kartu stok), A4."""

from reportlab.platypus import Flowable

from ilp_desktop.printing.blocks import gap
from ilp_desktop.printing.contents.vaccine_card import CardLine, StockCardSheet
from ilp_desktop.printing.document import Furniture, Margins, build_pdf, text_width_of
from ilp_desktop.printing.fonts import register_fonts
from ilp_desktop.printing.kia_blocks import cell, facts, page_head, ruled
from ilp_desktop.printing.paper import A4_PAGE, Letterhead
from ilp_desktop.printing.wording import date_and_time, long_date, short_date

MARGINS = Margins(side=12, top=11, bottom=15)
WIDTH = text_width_of(A4_PAGE, MARGINS)
TITLE = "Kartu stok vaksin"
HEADINGS = ("Tanggal", "Uraian", "Masuk", "Keluar", "Sisa", "Dosis", "Catatan", "Petugas")
SHARES = (0.11, 0.17, 0.06, 0.06, 0.06, 0.18, 0.2, 0.16)
COUNTED = "Masuk, keluar, dan sisa: vial tertutup."


def print_stock_card(sheet: StockCardSheet, letterhead: Letterhead) -> bytes:
    """Return the card as PDF bytes."""
    register_fonts()
    named = f"{sheet.vaccine}, batch {sheet.batch}"
    left = [("Vaksin", sheet.vaccine), ("Batch", sheet.batch)]
    right = [("Kedaluwarsa", long_date(sheet.expires_on)), ("Dosis per vial", str(sheet.doses_per_vial))]
    table = ruled(HEADINGS, [_row(line) for line in sheet.lines], [WIDTH * share for share in SHARES])
    table.repeatRows = 1
    story: list[Flowable] = [
        page_head(TITLE, named, letterhead, WIDTH),
        gap(4),
        facts(((50, left), (64, right)), WIDTH),
        gap(6),
        table,
    ]
    footer = f"{COUNTED} Dicetak oleh {sheet.printed_by}, {date_and_time(sheet.printed_at)}."
    return build_pdf(story, A4_PAGE, MARGINS, Furniture(TITLE, footer, (TITLE, named)))


def _row(line: CardLine) -> list[Flowable]:
    day, what, came, went, left, doses, note, by = line
    counts = (str(came) if came else "", str(went) if went else "", str(left))
    return [cell(text) for text in (short_date(day), what, *counts, doses, note, by)]
