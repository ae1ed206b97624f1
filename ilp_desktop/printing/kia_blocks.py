"""The small pieces that both pages of the KIA summary are set from."""

from collections.abc import Sequence
from typing import TypeVar

from reportlab.platypus import Flowable, Paragraph, Table

from ilp_desktop.printing.blocks import Field, boxed, gap, plain_table, prose, section
from ilp_desktop.printing.contents.kia_child import VisitMark
from ilp_desktop.printing.contents.kia_mother import DueService
from ilp_desktop.printing.letter_head import address_line
from ilp_desktop.printing.paper import Letterhead
from ilp_desktop.printing.styles import (
    CELL,
    CELL_ABSENT,
    CELL_BOLD,
    CELL_HEAD,
    HAIRLINE,
    INK,
    RULE,
    RUNNING_RIGHT,
    SMALL,
    SMALL_ABSENT,
    SMALL_BOLD,
    SMALL_BOLD_RIGHT,
    SMALL_LABEL,
    SMALL_SECTION,
    SUMMARY_TITLE,
    TINT,
)
from ilp_desktop.printing.wording import NOT_RECORDED, one_line, short_date

FACT_LIMIT = 120
CELL_LIMIT = 48
MOST_WARNINGS = 6
MOST_DUE = 8
Item = TypeVar("Item")


def page_head(title: str, subtitle: str, letterhead: Letterhead, width: float) -> Table:
    """Return what the page is about at the left and who prints it at the right."""
    left = [prose(title, SUMMARY_TITLE), prose(one_line(subtitle, FACT_LIMIT), SMALL)]
    right = [
        prose(one_line(letterhead.name, FACT_LIMIT), SMALL_BOLD_RIGHT),
        prose(one_line(address_line(letterhead), FACT_LIMIT), RUNNING_RIGHT),
    ]
    return plain_table(
        [[left, right]],
        [width * 0.55, width * 0.45],
        ("LINEBELOW", (0, 0), (-1, -1), 1.2, INK),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    )


def heading(text: str, width: float) -> Table:
    """Return the heading of a part."""
    return section(text, width, SMALL_SECTION)


def facts(columns: Sequence[tuple[float, Sequence[Field]]], width: float, between: float = 12) -> Table:
    """Return columns of label and value side by side; each column comes with the width of its labels."""
    share = (width - between * (len(columns) - 1)) / len(columns)
    blocks: list[Flowable] = []
    widths: list[float] = []
    for label_width, fields in columns:
        if blocks:
            blocks.append(gap(0))
            widths.append(between)
        rows = [[prose(label, SMALL_LABEL), prose(":", SMALL_LABEL), fact(value)] for label, value in fields]
        blocks.append(plain_table(rows, [label_width, 6, share - label_width - 6]))
        widths.append(share)
    return plain_table([blocks], widths)


def fact(value: str) -> Paragraph:
    """Return one value, slanted when it says that there is none."""
    words = one_line(value, FACT_LIMIT)
    return prose(words or NOT_RECORDED, SMALL if words and not words.startswith("belum ") else SMALL_ABSENT)


def cell(text: str, *, strong: bool = False) -> Paragraph:
    """Return one value of a dense table; a dash where there is none."""
    words = one_line(text, CELL_LIMIT)
    if not words:
        return prose("-", CELL_ABSENT)
    return prose(words, CELL_BOLD if strong else CELL)


def ruled(headings: Sequence[str], rows: Sequence[Sequence[Flowable]], widths: Sequence[float]) -> Table:
    """Return a dense table with a tinted line of headings and hairlines between its rows."""
    return plain_table(
        [[prose(text, CELL_HEAD) for text in headings], *rows],
        widths,
        ("BACKGROUND", (0, 0), (-1, 0), TINT),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, RULE),
        ("LINEBELOW", (0, 1), (-1, -1), 0.3, HAIRLINE),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 1),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    )


def visit_marks(marks: Sequence[VisitMark], width: float, absent: str) -> Flowable:
    """Return expected visits in a row, each with its date or the word that it has not been."""
    kept, left_out = bounded(marks, 8)
    if not kept:
        return prose(absent, SMALL_ABSENT)
    cells = [[prose(one_line(mark.code, CELL_LIMIT), CELL_HEAD), cell(_done(mark))] for mark in kept]
    if left_out:
        cells.append([prose(f"dan {left_out} lainnya", CELL_ABSENT)])
    return boxed([cells], [width / len(cells)] * len(cells))


def warning_list(warnings: Sequence[str], width: float, most: int = MOST_WARNINGS) -> list[Flowable]:
    """Return what must not be overlooked, framed; or the plain words that nothing is recorded."""
    if not warnings:
        return [heading("Peringatan", width), prose("Tidak ada peringatan yang tercatat.", SMALL_ABSENT)]
    kept, left_out = bounded(warnings, most)
    lines = [prose(f"• {one_line(text, FACT_LIMIT)}", SMALL_BOLD) for text in kept]
    if left_out:
        lines.append(prose(f"dan {left_out} peringatan lain, lihat rekam medis", SMALL_ABSENT))
    frame = plain_table(
        [[lines]],
        [width],
        ("BOX", (0, 0), (-1, -1), 0.9, INK),
        ("LEFTPADDING", (0, 0), (-1, -1), 5),
        ("RIGHTPADDING", (0, 0), (-1, -1), 5),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
    )
    return [heading("Peringatan", width), frame]


def due_list(due: Sequence[DueService], width: float) -> list[Flowable]:
    """Return the services that come next with their dates."""
    if not due:
        words = "Tidak ada layanan berikutnya yang tercatat."
        return [heading("Layanan berikutnya", width), prose(words, SMALL_ABSENT)]
    kept, left_out = bounded(due, MOST_DUE)
    rows = [[cell(each.service, strong=True), cell(short_date(each.due_on)), cell(each.note)] for each in kept]
    if left_out:
        rows.append([prose(f"dan {left_out} layanan lain", CELL_ABSENT), gap(0), gap(0)])
    widths = [width * 0.42, width * 0.22, width * 0.36]
    return [heading("Layanan berikutnya", width), ruled(("Layanan", "Tanggal", "Keterangan"), rows, widths)]


def bounded(items: Sequence[Item], most: int) -> tuple[Sequence[Item], int]:
    """Return the first items and how many were left out."""
    return items[:most], max(0, len(items) - most)


def _done(mark: VisitMark) -> str:
    return short_date(mark.done_on, "belum")
