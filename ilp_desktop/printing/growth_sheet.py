"""The growth of a child on paper: each index on WHO's curves, and every measurement as a table."""

from reportlab.platypus import Flowable

from ilp_desktop.printing.blocks import gap, kept, prose
from ilp_desktop.printing.contents.growth import GrowthHead, GrowthSheet
from ilp_desktop.printing.document import Furniture, Margins, build_pdf, text_width_of
from ilp_desktop.printing.fonts import register_fonts
from ilp_desktop.printing.growth_chart import growth_drawing
from ilp_desktop.printing.kia_blocks import cell, facts, page_head, ruled
from ilp_desktop.printing.paper import A4_PAGE, Letterhead
from ilp_desktop.printing.styles import CELL, SMALL_ABSENT, SMALL_BOLD, SMALL_SECTION
from ilp_desktop.printing.wording import date_and_time, long_date, one_line, recorded

MARGINS = Margins(side=12, top=11, bottom=15)
WIDTH = text_width_of(A4_PAGE, MARGINS)
TITLE = "Grafik pertumbuhan"
CHART_HEIGHT, SPEED_HEIGHT = 318.0, 232.0
NAME_LIMIT = 80
SHARES = (0.095, 0.12, 0.05, 0.055, 0.05, 0.055, 0.065, 0.07, 0.075, 0.065, 0.065, 0.065, 0.1, 0.055)
NOTHING = "Belum ada pengukuran."


def print_growth_sheet(sheet: GrowthSheet, letterhead: Letterhead) -> bytes:
    """Return the sheet as PDF bytes: two charts a page, three of velocities, then the table."""
    register_fonts()
    story: list[Flowable] = [*child_head(TITLE, sheet.head, letterhead, WIDTH)]
    for chart in sheet.charts:
        story += [kept(growth_drawing(chart, WIDTH, CHART_HEIGHT)), gap(4)]
    for chart in sheet.speeds:
        story += [kept(growth_drawing(chart, WIDTH, SPEED_HEIGHT)), gap(4)]
    story += [prose("Semua pengukuran", SMALL_SECTION), gap(3), _table(sheet)]
    story += [prose(sheet.note, CELL)] if sheet.note else []
    running = (TITLE, who_line(sheet.head))
    return build_pdf(story, A4_PAGE, MARGINS, Furniture(TITLE, running_head=running, footer=footer_of(sheet.head)))


def child_head(title: str, head: GrowthHead, letterhead: Letterhead, width: float) -> list[Flowable]:
    """Return what stands at the top: whose growth, and what must be known to read it."""
    left = [("Nama", head.name), ("No. RM", head.record_number)]
    middle = [("Lahir", long_date(head.birth_date)), ("Umur", head.age)]
    right = [("Jenis kelamin", head.sex.word), ("Ibu", head.mother_name)]
    blocks = [page_head(title, who_line(head), letterhead, width), gap(2)]
    blocks += [facts(((40, left), (30, middle), (62, right)), width)]
    if head.birth:
        blocks += [prose(head.birth, CELL)]
    return [*blocks, *(prose(remark, SMALL_BOLD) for remark in head.remarks), gap(3)]


def who_line(head: GrowthHead) -> str:
    """Return whose sheet it is in one line."""
    return f"{one_line(recorded(head.name), NAME_LIMIT)}  ·  No. RM {recorded(head.record_number)}"


def footer_of(head: GrowthHead) -> str:
    """Return who printed the sheet, and when."""
    return f"Dicetak oleh {one_line(recorded(head.printed_by), NAME_LIMIT)}, {date_and_time(head.printed_at)}."


def _table(sheet: GrowthSheet) -> Flowable:
    if not sheet.lines:
        return prose(NOTHING, SMALL_ABSENT)
    rows = [[cell(text, strong=place == 0) for place, text in enumerate(line.cells)] for line in sheet.lines]
    widths = [WIDTH * share / sum(SHARES) for share in SHARES[: len(sheet.columns)]]
    table = ruled(sheet.columns, rows, widths)
    table.repeatRows = 1
    return table
