"""The immunisation table of the KIA summary: three short columns instead of one long one."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from ilp_desktop.printing.blocks import gap, plain_table, prose
from ilp_desktop.printing.contents.kia_child import ImmunisationLine
from ilp_desktop.printing.kia_blocks import bounded, cell, ruled
from ilp_desktop.printing.styles import CELL_ABSENT, SMALL_ABSENT
from ilp_desktop.printing.wording import short_date

ACROSS = 3
BETWEEN = 9.0
MOST_LINES = 36


def immunisation_table(lines: Sequence[ImmunisationLine], width: float) -> list[Flowable]:
    """Return every dose with the day it was given or is due."""
    if not lines:
        return [prose("Riwayat imunisasi: belum dicatat", SMALL_ABSENT)]
    kept, left_out = bounded(lines, MOST_LINES)
    height = -(-len(kept) // ACROSS)
    each = (width - BETWEEN * (ACROSS - 1)) / ACROSS
    blocks: list[Flowable] = []
    for start in range(0, ACROSS * height, height):
        part = kept[start : start + height]
        blocks += [_column(part, each) if part else gap(0), gap(0)]
    table = plain_table([blocks[:-1]], ([each, BETWEEN] * ACROSS)[:-1])
    return [table, prose(f"dan {left_out} dosis lain", SMALL_ABSENT)] if left_out else [table]


def _column(lines: Sequence[ImmunisationLine], width: float) -> Flowable:
    rows = [[cell(line.vaccine, strong=True), cell(short_date(line.given_on, "belum")), _next(line)] for line in lines]
    return ruled(("Vaksin", "Diberikan", "Jatuh tempo"), rows, [width * 0.4, width * 0.27, width * 0.33])


def _next(line: ImmunisationLine) -> Flowable:
    due = "" if line.given_on else short_date(line.due_on, "")
    words = " ".join(part for part in (due, line.note) if part)
    return cell(words) if words else prose("-", CELL_ABSENT)
