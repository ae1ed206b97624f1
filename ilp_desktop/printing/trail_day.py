"""The report of a day, A4, to be signed and kept in a binder: its heads show a trail that was written anew later."""

from reportlab.platypus import Flowable

from ilp_desktop.printing.blocks import gap, plain_table, prose, section
from ilp_desktop.printing.contents.trail_day import ChainHead, TrailDay
from ilp_desktop.printing.document import Furniture, Margins, build_pdf, text_width_of
from ilp_desktop.printing.fonts import register_fonts
from ilp_desktop.printing.kia_blocks import cell, page_head, ruled
from ilp_desktop.printing.paper import A4_PAGE, Letterhead
from ilp_desktop.printing.styles import LABEL, SMALL
from ilp_desktop.printing.wording import date_and_time, long_date

MARGINS = Margins(side=14, top=12, bottom=15)
WIDTH = text_width_of(A4_PAGE, MARGINS)
TITLE = "Laporan harian"
GROUP = 8
SIGNING_SPACE = 40.0
HEADS = (
    "Kepala rantai jejak menyegel semua baris hari ini. Simpan lembar ini di luar komputer: «ilp-desktop check» "
    "menampilkan kepala rantai setiap hari, dan yang tidak sama dengan lembar ini berarti jejaknya ditulis ulang."
)
NOT_ENDED = "Hari ini belum berakhir: kepala rantai masih bergerak. Cetak lagi sesudah tutup."
NOTHING = "Tidak ada baris jejak pada hari ini."


def print_trail_day(sheet: TrailDay, letterhead: Letterhead) -> bytes:
    """Return the report as PDF bytes."""
    register_fonts()
    story: list[Flowable] = [page_head(TITLE, long_date(sheet.day), letterhead, WIDTH), gap(6)]
    for title, heading, rows in (
        ("Kunjungan", "Klaster", sheet.visits),
        ("Yang dilakukan menurut jejak", "Tindakan", sheet.counts),
    ):
        story.append(section(title, WIDTH))
        if rows:
            told = [[cell(word), cell(str(count))] for word, count in rows]
            story.append(ruled((heading, "Jumlah"), told, [WIDTH * 0.8, WIDTH * 0.2]))
        else:
            story.append(prose("Tidak ada.", SMALL))
        story.append(gap(6))
    story.append(section("Kepala rantai jejak", WIDTH))
    story.append(prose(HEADS, SMALL))
    if not sheet.ended:
        story.append(prose(NOT_ENDED, SMALL))
    story.append(gap(4))
    if sheet.heads:
        widths = [WIDTH * share for share in (0.22, 0.12, 0.66)]
        story.append(ruled(("Komputer", "Baris", "Kepala rantai"), [_head(one) for one in sheet.heads], widths))
    else:
        story.append(prose(NOTHING, SMALL))
    story += [gap(18), _signing(sheet)]
    footer = f"Dicetak oleh {sheet.printed_by}, {date_and_time(sheet.printed_at)}."
    return build_pdf(story, A4_PAGE, MARGINS, Furniture(TITLE, footer, (TITLE, long_date(sheet.day))))


def _head(head: ChainHead) -> list[Flowable]:
    groups = (head.hash[start : start + GROUP] for start in range(0, len(head.hash), GROUP))
    return [cell(head.workstation), cell(str(head.seq)), prose(" ".join(groups), SMALL)]


def _signing(sheet: TrailDay) -> Flowable:
    columns = [
        [prose(role, LABEL), gap(SIGNING_SPACE), prose("nama, tanda tangan", LABEL)]
        for role in ("Yang mencetak,", "Kepala Puskesmas,")
    ]
    return plain_table([columns], [WIDTH / 2, WIDTH / 2])
