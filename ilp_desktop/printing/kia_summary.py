"""The ringkasan KIA: one page for the mother, one for the birth and the child, never more."""

from collections.abc import Callable, Sequence

from reportlab.platypus import Flowable, KeepInFrame, PageBreak, Table

from ilp_desktop.printing.blocks import plain_table, prose
from ilp_desktop.printing.contents.kia import KiaSummary
from ilp_desktop.printing.contents.kia_mother import MotherPage
from ilp_desktop.printing.document import Furniture, Margins, build_pdf, text_height_of, text_width_of
from ilp_desktop.printing.fonts import register_fonts
from ilp_desktop.printing.kia_blocks import page_head
from ilp_desktop.printing.kia_child_page import child_blocks, delivery_blocks
from ilp_desktop.printing.kia_mother_page import mother_blocks
from ilp_desktop.printing.paper import A4_PAGE, Letterhead
from ilp_desktop.printing.styles import SMALL_ABSENT
from ilp_desktop.printing.wording import date_and_time, one_line, recorded

MARGINS = Margins(side=12, top=11, bottom=15)
WIDTH = text_width_of(A4_PAGE, MARGINS)
HEIGHT = text_height_of(A4_PAGE, MARGINS) - 1
TITLE = "Ringkasan KIA"
# How much larger than the paper the page is laid out, and how many of the latest visits it shows; the first that fits.
MOTHERS_ATTEMPTS = ((1.0, 10), (1.0, 7), (1.15, 7), (1.3, 4), (1.6, 4))
CHILDS_ATTEMPTS = ((1.0, 0), (1.15, 0), (1.3, 0), (1.6, 0))
NAME_LIMIT = 80


def print_kia_summary(summary: KiaSummary, letterhead: Letterhead) -> bytes:
    """Return the summary as PDF bytes on one or two A4 pages."""
    register_fonts()
    pages: list[Flowable] = []
    if summary.mother is not None:
        pages.append(_mother_page(summary.mother, letterhead))
    if summary.delivery is not None or summary.child is not None:
        pages.append(_child_page(summary, letterhead))
    if not pages:
        pages.append(prose("Tidak ada data ibu atau anak yang dipilih.", SMALL_ABSENT))
    story = [part for page in pages for part in (PageBreak(), page)][1:]
    return build_pdf(story, A4_PAGE, MARGINS, Furniture(title=TITLE, footer=_footer(summary)))


def _mother_page(mother: MotherPage, letterhead: Letterhead) -> Flowable:
    who = _name_line(mother.identity.name, mother.identity.record_number)

    def build(width: float, visits: int) -> list[Flowable]:
        return [page_head(f"{TITLE}: Ibu", who, letterhead, width), *mother_blocks(mother, width, visits)]

    return _on_one_page(build, MOTHERS_ATTEMPTS)


def _child_page(summary: KiaSummary, letterhead: Letterhead) -> Flowable:
    delivery, child = summary.delivery, summary.child
    title, who = _child_title(summary)

    def build(width: float, _visits: int) -> list[Flowable]:
        return [
            page_head(title, who, letterhead, width),
            *([] if delivery is None else delivery_blocks(delivery, width)),
            *([] if child is None else child_blocks(child, width)),
        ]

    return _on_one_page(build, CHILDS_ATTEMPTS)


def _child_title(summary: KiaSummary) -> tuple[str, str]:
    if summary.child is not None:
        child = summary.child.identity
        return f"{TITLE}: Bayi dan anak", _name_line(child.name, child.record_number)
    name = "" if summary.mother is None else summary.mother.identity.name
    return f"{TITLE}: Persalinan", f"Ibu {recorded(name)}"


def _on_one_page(build: Callable[[float, int], list[Flowable]], attempts: Sequence[tuple[float, int]]) -> Flowable:
    """Return a page that fits: with fewer visits, then set on a larger sheet that is made smaller."""
    for scale, visits in attempts:
        width, height = WIDTH * scale, HEIGHT * scale
        page = _stacked(build(width, visits), width)
        if page.wrap(width, height)[1] <= height:
            break
    return KeepInFrame(WIDTH, HEIGHT, [page], mode="shrink", fakeWidth=False)


def _stacked(blocks: Sequence[Flowable], width: float) -> Table:
    """Return the blocks under each other as one, with the space each asks for before and after."""
    spacing = []
    for row, block in enumerate(blocks):
        spacing.append(("TOPPADDING", (0, row), (0, row), block.getSpaceBefore()))
        spacing.append(("BOTTOMPADDING", (0, row), (0, row), block.getSpaceAfter()))
    return plain_table([[block] for block in blocks], [width], *spacing)


def _name_line(name: str, record_number: str) -> str:
    return f"{one_line(recorded(name), NAME_LIMIT)}  ·  No. RM {recorded(record_number)}"


def _footer(summary: KiaSummary) -> str:
    who = one_line(recorded(summary.printed_by), NAME_LIMIT)
    when = date_and_time(summary.printed_at)
    return f"Dicetak oleh {who}, {when}. Ringkasan ini bukan pengganti sah Buku KIA."
