"""The immunisation card: one A4 page across, the table of Buku KIA with days, batches and places.

What a cell means is told by its pattern, so that it stays readable without colour.
"""

from datetime import date

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import Color, white
from reportlab.platypus import Flowable, Table

from ilp_desktop.domain.calendar_dates import short_year
from ilp_desktop.domain.immunisation.immunisation_schedule import Window
from ilp_desktop.printing.blocks import PLAIN_CELLS, gap, plain_table, prose
from ilp_desktop.printing.contents.immunisation import CardRow, CardSheet
from ilp_desktop.printing.document import Furniture, Margins, build_pdf, text_width_of
from ilp_desktop.printing.fonts import BOLD, REGULAR, fitting_size, register_fonts
from ilp_desktop.printing.kia_blocks import facts, page_head
from ilp_desktop.printing.paper import Letterhead, PageSetup
from ilp_desktop.printing.styles import CELL, CELL_BOLD, CELL_HEAD, HAIRLINE, INK, NOTE, QUIET_INK, RULE, SMALL_BOLD
from ilp_desktop.printing.wording import one_line, short_date

PAGE = PageSetup(landscape=True)
MARGINS = Margins(side=10, top=9, bottom=12)
TITLE = "Kartu imunisasi"
HEIGHT, HEAD_HEIGHT = 13.4, 13.0
LABEL_SHARE, DETAIL_SHARE = 0.085, 0.275
WIDE_COLUMN = 1.35
DATE_SIZE = 6.4
MOST_LATER, MOST_LINES = 8, 6
PATTERNS = (
    (Window.IDEAL, "waktu tepat"),
    (Window.ALLOWED, "masih boleh"),
    (Window.CATCH_UP, "kejar"),
    (Window.CLOSED, "tidak diberikan"),
)
SOLID = (Window.CLOSED, Window.TOO_YOUNG)
NOT_GIVEN = Color(0.72, 0.72, 0.72)
HATCH_GAP = {Window.ALLOWED: 4.5, Window.CATCH_UP: 2.2}


def print_card(sheet: CardSheet, letterhead: Letterhead) -> bytes:
    """Return the card as PDF bytes."""
    register_fonts()
    width = text_width_of(PAGE, MARGINS)
    subtitle = f"{sheet.name}, lahir {short_date(sheet.birth_date)}, umur {sheet.age}"
    left = [("NIK", sheet.nik), ("No. RM", sheet.record_number), ("Buku KIA", sheet.kia_book)]
    right = [("Nama ibu", sheet.mother), ("Alamat", sheet.address)]
    story: list[Flowable] = [
        page_head(TITLE, subtitle, letterhead, width),
        gap(3),
        facts(((44, left), (44, right)), width),
        gap(4),
        _table(sheet, width),
        gap(2),
        _legend(width),
        gap(3),
        _below(sheet, width),
    ]
    footer = f"{letterhead.name}. Dicetak {short_date(sheet.day)} oleh {sheet.printed_by}. Sumber: {sheet.source}."
    return build_pdf(story, PAGE, MARGINS, Furniture(TITLE, footer))


def _table(sheet: CardSheet, width: float) -> Table:
    shares = [WIDE_COLUMN if "-" in label else 1.0 for label in sheet.columns]
    ages = width * (1 - LABEL_SHARE - DETAIL_SHARE)
    widths = [width * LABEL_SHARE, *(ages * share / sum(shares) for share in shares), width * DETAIL_SHARE]
    head = [prose("Vaksin", CELL_HEAD), *(prose(label, CELL_HEAD) for label in sheet.columns)]
    rows = [[*head, prose("Diberikan (batch, tempat) atau jatuh tempo", CELL_HEAD)]]
    rows += [_row(row, widths) for row in sheet.rows]
    style = [
        *PLAIN_CELLS,
        ("GRID", (0, 0), (-1, -1), 0.4, RULE),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (0, -1), 2),
        ("LEFTPADDING", (-1, 0), (-1, -1), 3),
        ("LEFTPADDING", (1, 0), (-2, 0), 2),
    ]
    return Table(rows, colWidths=widths, rowHeights=[HEAD_HEIGHT] + [HEIGHT] * len(sheet.rows), style=style)


def _row(row: CardRow, widths: list[float]) -> list[Flowable]:
    cells = [
        _cell(window, widths[number + 1], row.given_on if row.given_column == number else None)
        for number, window in enumerate(row.windows)
    ]
    return [prose(row.label, CELL_BOLD), *cells, prose(one_line(_detail(row), 52), CELL)]


def _detail(row: CardRow) -> str:
    if row.given_on is None:
        return row.following
    more = ", ".join(part for part in (row.batch, row.place) if part)
    return f"{short_date(row.given_on)}, {more}" if more else short_date(row.given_on)


def _cell(window: Window, width: float, given_on: date | None) -> Drawing:
    """Draw what an age means, and over it the day on which the dose was given."""
    drawing = Drawing(width, HEIGHT)
    _pattern(drawing, window, width, HEIGHT)
    if given_on is not None:
        day = short_year(given_on)
        drawing.add(Rect(0.8, 1.8, width - 1.6, HEIGHT - 3.6, fillColor=white, strokeColor=INK, strokeWidth=0.9))
        size = min(DATE_SIZE, fitting_size(day, BOLD, DATE_SIZE, width - 3))
        drawing.add(
            String(width / 2, HEIGHT / 2 - 2.2, day, fontName=BOLD, fontSize=size, textAnchor="middle", fillColor=INK)
        )
    return drawing


def _pattern(drawing: Drawing, window: Window, width: float, height: float) -> None:
    if window in SOLID:
        drawing.add(Rect(0, 0, width, height, fillColor=NOT_GIVEN, strokeColor=None, strokeWidth=0))
        return
    step = HATCH_GAP.get(window)
    if step is None:
        return
    x = step - height
    while x < width:
        start, end = max(x, 0.0), min(x + height, width)
        drawing.add(Line(start, start - x, end, end - x, strokeColor=QUIET_INK, strokeWidth=0.3))
        x += step


def _legend(width: float) -> Table:
    cells: list[Flowable] = []
    widths: list[float] = []
    for window, words in PATTERNS:
        sample = Drawing(18, 9)
        _pattern(sample, window, 18, 9)
        sample.add(Rect(0, 0, 18, 9, fillColor=None, strokeColor=HAIRLINE, strokeWidth=0.5))
        cells += [sample, prose(words, NOTE)]
        widths += [22, 78]
    cells.append(prose("Umur dalam bulan. Bingkai tebal: tanggal dosis yang dihitung.", NOTE))
    return plain_table([cells], [*widths, width - sum(widths)], ("VALIGN", (0, 0), (-1, -1), "MIDDLE"))


def _below(sheet: CardSheet, width: float) -> Table:
    """Return what stands under the table: status, what is next, doses of school and of women."""
    status = [prose("Status", SMALL_BOLD), *(prose(line, CELL) for line in sheet.complete)]
    status += [prose(f"• {line}", CELL) for line in sheet.remarks[:MOST_LINES]]
    following = [prose("Imunisasi berikutnya", SMALL_BOLD)]
    following += [prose(line, CELL) for line in sheet.following] or [prose("Tidak ada yang perlu diberikan.", CELL)]
    later = [prose("Imunisasi anak sekolah dan Td", SMALL_BOLD)]
    for label, day, batch, place in sheet.later[-MOST_LATER:]:
        more = ", ".join(part for part in (batch, place) if part)
        later.append(prose(f"{label}: {short_date(day)}{f', {more}' if more else ''}", CELL))
    if len(later) == 1:
        later.append(prose("Belum ada yang tercatat.", CELL))
    third = width / 3
    return plain_table(
        [[status, following, later]],
        [third, third, third],
        ("RIGHTPADDING", (0, 0), (1, -1), 10),
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
    )
