"""The letterhead on top of a letter, or the room left for one that is already printed."""

from reportlab.platypus import Flowable

from ilp_desktop.printing.blocks import gap, plain_table, prose
from ilp_desktop.printing.document import Margins
from ilp_desktop.printing.paper import Letterhead, PageSetup, mm
from ilp_desktop.printing.styles import HEAD_ADDRESS, HEAD_LINE, HEAD_NAME, INK


def letter_head(letterhead: Letterhead, setup: PageSetup, margins: Margins, width: float) -> Flowable:
    """Return the head of the first page."""
    if setup.preprinted_top_mm is not None:
        return gap(mm(max(0.0, setup.preprinted_top_mm - margins.top)))
    lines = [[prose(line, HEAD_LINE)] for line in letterhead.head_lines]
    lines += [[prose(letterhead.name, HEAD_NAME)], [prose(address_line(letterhead), HEAD_ADDRESS)]]
    return plain_table(
        lines,
        [width],
        ("BOTTOMPADDING", (0, -1), (-1, -1), 5),
        ("LINEBELOW", (0, -1), (-1, -1), 1.6, INK),
        ("LINEBELOW", (0, -1), (-1, -1), 0.5, INK, None, None, None, 2, 1.4),
    )


def address_line(letterhead: Letterhead) -> str:
    """Return address, telephone and code in one line."""
    parts = [
        letterhead.address,
        f"Telp. {letterhead.phone}" if letterhead.phone else "",
        f"Kode {letterhead.code}" if letterhead.code else "",
    ]
    return "  ·  ".join(part for part in parts if part)
