"""The list of people to look for, by RT, with boxes to tick: A4 lying across."""

from collections.abc import Callable

from reportlab.platypus import CondPageBreak, Flowable, Table

from ilp_desktop.printing.blocks import PLAIN_CELLS, gap, plain_table, prose
from ilp_desktop.printing.contents.sweeping import SweepingBlock, SweepingLine, SweepingList
from ilp_desktop.printing.document import Furniture, Margins, build_pdf, text_width_of
from ilp_desktop.printing.fonts import register_fonts
from ilp_desktop.printing.paper import PageSetup
from ilp_desktop.printing.styles import (
    CELL,
    CELL_BOLD,
    CELL_HEAD,
    HAIRLINE,
    NOTE,
    NOTE_RIGHT,
    RULE,
    RUNNING_RIGHT,
    SMALL,
    SMALL_SECTION,
    SUMMARY_TITLE,
    TINT,
)
from ilp_desktop.printing.tick_lines import TickLines
from ilp_desktop.printing.wording import long_date

MARGINS = Margins(side=12, top=13, bottom=14)
PAGE = PageSetup(landscape=True)
TITLE = "Daftar sasaran untuk kader"
PRIVATE = "Berisi data pribadi. Kembalikan ke Puskesmas setelah selesai; jangan difoto atau dibagikan."
LEGEND = "Tebal: sudah terlambat. Centang layanan yang akan diikuti."
HEADINGS = ("No.", "Nama", "Alamat", "Layanan", "Kunjungan rumah")
RESULTS = (("Akan datang", False), ("Tidak di rumah", False), ("Menolak", False), ("Pindah", False))
WIDTHS = (0.03, 0.19, 0.17, 0.43, 0.18)
HEADING_AND_ONE = 70.0
ABOVE_RULE = 4.0

Begun = Callable[[int], object]


def print_sweeping_list(listed: SweepingList, begun: Begun = lambda _page: None) -> bytes:
    """Return the list as PDF bytes; ``begun`` is told each page as it begins."""
    register_fonts()
    width = text_width_of(PAGE, MARGINS)
    story: list[Flowable] = [_head(listed, width), gap(4), _legend(width)]
    number = 0
    for block in listed.blocks:
        story += [CondPageBreak(HEADING_AND_ONE), prose(block.heading, SMALL_SECTION), gap(3)]
        story.append(_block(block, number, width))
        number += len(block.lines)
    furniture = Furniture(title=TITLE, footer=f"{listed.facility}. {PRIVATE}", running_head=(TITLE, listed.place))
    return build_pdf(story, PAGE, MARGINS, furniture, begun)


def _head(listed: SweepingList, width: float) -> Table:
    left = [prose(TITLE, SUMMARY_TITLE), prose(listed.place, SMALL), prose(listed.what, SMALL)]
    count = f"{listed.people} orang"
    right = [prose(text, RUNNING_RIGHT) for text in (listed.facility, f"Keadaan {long_date(listed.day)}", count)]
    rule, room = ("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE), ("BOTTOMPADDING", (0, 0), (-1, -1), ABOVE_RULE)
    return plain_table([[left, right]], [width * 0.7, width * 0.3], rule, room)


def _legend(width: float) -> Table:
    signed = prose("Kader: ____________________", NOTE_RIGHT)
    return plain_table([[prose(LEGEND, NOTE), signed]], [width * 0.75, width * 0.25])


def _block(block: SweepingBlock, before: int, width: float) -> Table:
    rows: list[list[object]] = [[prose(heading, CELL_HEAD) for heading in HEADINGS]]
    rows += [_row(line, before + number) for number, line in enumerate(block.lines, 1)]
    style = [
        *PLAIN_CELLS,
        ("GRID", (0, 0), (-1, -1), 0.4, HAIRLINE),
        ("BACKGROUND", (0, 0), (-1, 0), TINT),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    return Table(rows, colWidths=[width * share for share in WIDTHS], style=style, repeatRows=1, hAlign="LEFT")


def _row(line: SweepingLine, number: int) -> list[object]:
    facts = f"{line.sex}, {line.age}"
    who = [prose(line.name, CELL_BOLD), prose(facts, CELL)]
    if line.mother:
        who.append(prose(f"Ibu: {line.mother}", CELL))
    where = [prose(text, CELL) for text in (line.address, f"HP {line.phone}" if line.phone else "") if text]
    services = TickLines([(one.label, one.late) for one in line.services], 2)
    return [prose(str(number), CELL), who, where or "", services, TickLines(RESULTS, 2)]
