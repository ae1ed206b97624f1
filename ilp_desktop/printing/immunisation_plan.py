"""The plan of immunisation a parent takes home, on A5 in plain words."""

from reportlab.platypus import Flowable

from ilp_desktop.domain.calendar_dates import DAY_NAMES
from ilp_desktop.printing.blocks import boxed, gap, kept, labelled, prose, room_for
from ilp_desktop.printing.contents.immunisation import PlanSheet, PlanVisit
from ilp_desktop.printing.document import Furniture, Margins, build_pdf, text_width_of
from ilp_desktop.printing.fonts import register_fonts
from ilp_desktop.printing.letter_head import letter_head
from ilp_desktop.printing.paper import Letterhead, PageSetup, PaperSize
from ilp_desktop.printing.styles import (
    BODY,
    BODY_BOLD,
    CELL_HEAD,
    NOTE,
    SMALL,
    SMALL_BOLD,
    SMALL_LABEL,
    SUMMARY_TITLE,
    TINT,
)
from ilp_desktop.printing.wording import long_date, short_date

PAGE = PageSetup(PaperSize.A5)
MARGINS = Margins(side=11, top=11, bottom=13)
TITLE = "Rencana imunisasi"
WIDTHS = (0.3, 0.12, 0.58)
LABEL_WIDTH = 62
BRING = (
    "Bawa Buku KIA setiap kali datang. Bila tidak dapat datang pada hari itu, datanglah sesudahnya: imunisasi "
    "dilanjutkan, tidak diulang dari awal. Batuk pilek ringan bukan alasan menunda."
)
PROTECTS = "Yang dicegah:"
LOST = "Tidak dapat diberikan lagi:"
LEAST_ROOM = 90.0


def print_plan(sheet: PlanSheet, letterhead: Letterhead) -> bytes:
    """Return the plan as PDF bytes."""
    register_fonts()
    width = text_width_of(PAGE, MARGINS)
    who = [
        ("Nama", sheet.name),
        ("Lahir", f"{long_date(sheet.birth_date)}, umur {sheet.age}"),
        *((("Ibu", sheet.mother),) if sheet.mother else ()),
        ("No. RM", sheet.record_number or "-"),
        ("Tempat", sheet.place),
    ]
    story: list[Flowable] = [
        letter_head(letterhead, PAGE, MARGINS, width),
        gap(6),
        prose(TITLE, SUMMARY_TITLE),
        gap(4),
        labelled(who, width, LABEL_WIDTH, (SMALL_LABEL, SMALL_BOLD)),
        gap(6),
        _visits(sheet, width),
        gap(6),
        room_for(LEAST_ROOM),
        kept(prose(BRING, SMALL)),
        gap(6),
        kept(prose(PROTECTS, SMALL_BOLD), *(prose(f"• {name}: {words}", SMALL) for name, words in sheet.protects)),
    ]
    if sheet.lost:
        lines = [prose(f"• {line}", SMALL) for line in sheet.lost]
        story += [gap(6), kept(prose(LOST, SMALL_BOLD), *lines)]
    story += [gap(6), prose(f"Disusun {long_date(sheet.day)} oleh {sheet.printed_by}.", NOTE)]
    return build_pdf(story, PAGE, MARGINS, Furniture(TITLE, letterhead.name, (TITLE, letterhead.name)))


def _visits(sheet: PlanSheet, width: float) -> Flowable:
    rows: list[list[object]] = [[prose(text, CELL_HEAD) for text in ("Hari dan tanggal", "Umur", "Imunisasi")]]
    rows += [_row(visit, sheet) for visit in sheet.visits]
    table = boxed(rows, [width * share for share in WIDTHS], ("BACKGROUND", (0, 0), (-1, 0), TINT))
    table.repeatRows = 1
    return table


def _row(visit: PlanVisit, sheet: PlanSheet) -> list[object]:
    when = "Hari ini" if visit.day == sheet.day else DAY_NAMES[visit.day.weekday()]
    doses = prose(", ".join(visit.doses), BODY_BOLD)
    return [[prose(when, BODY_BOLD), prose(short_date(visit.day), BODY)], prose(visit.age, SMALL), doses]
