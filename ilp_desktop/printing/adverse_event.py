"""The report of an event after immunisation (KIPI), one A4 page."""

from reportlab.platypus import Flowable

from ilp_desktop.printing.blocks import boxed, gap, labelled, plain_table, prose, section
from ilp_desktop.printing.contents.immunisation import EventSheet
from ilp_desktop.printing.document import Furniture, Margins, build_pdf, text_width_of
from ilp_desktop.printing.fonts import register_fonts
from ilp_desktop.printing.letter_head import letter_head
from ilp_desktop.printing.paper import A4_PAGE, Letterhead
from ilp_desktop.printing.styles import BODY, BODY_BOLD, CELL_HEAD, INK, NOTE, SMALL, TINT, TITLE
from ilp_desktop.printing.wording import long_date, recorded, short_date

MARGINS = Margins()
HEADING = "Laporan kejadian ikutan pasca imunisasi (KIPI)"
LABEL_WIDTH = 110
SIGNED_SHARE = 0.45


def print_event(sheet: EventSheet, letterhead: Letterhead) -> bytes:
    """Return the report as PDF bytes."""
    register_fonts()
    width = text_width_of(A4_PAGE, MARGINS)
    story: list[Flowable] = [
        letter_head(letterhead, A4_PAGE, MARGINS, width),
        gap(8),
        prose(HEADING, TITLE),
        gap(8),
        *_severity(sheet, width),
        section("Penderita", width),
        labelled(_person(sheet), width, LABEL_WIDTH),
        section("Vaksin", width),
        _doses(sheet, width),
        section("Kejadian", width),
        labelled(_event(sheet), width, LABEL_WIDTH),
        gap(20),
        _signed(sheet, width, letterhead),
    ]
    footer = f"{letterhead.name}. Dicetak oleh {sheet.printed_by}. Sumber: {sheet.source}."
    return build_pdf(story, A4_PAGE, MARGINS, Furniture("Laporan KIPI", footer, ("Laporan KIPI", letterhead.name)))


def _severity(sheet: EventSheet, width: float) -> list[Flowable]:
    """Return the frame that says whether it is serious, and what to do."""
    words = "KIPI SERIUS" if sheet.serious else "KIPI tidak serius"
    lines: list[Flowable] = [prose(words, BODY_BOLD)]
    if sheet.reasons:
        lines.append(prose(f"Karena: {', '.join(sheet.reasons)}.", BODY))
    lines += [prose(alarm, BODY) for alarm in sheet.alarms]
    frame = plain_table(
        [[lines]],
        [width],
        ("BOX", (0, 0), (-1, -1), 1.2 if sheet.serious else 0.5, INK),
        ("LEFTPADDING", (0, 0), (-1, -1), 6),
        ("RIGHTPADDING", (0, 0), (-1, -1), 6),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
    )
    return [frame, gap(4)]


def _person(sheet: EventSheet) -> list[tuple[str, str]]:
    return [
        ("Nama", f"{sheet.name} ({sheet.sex})"),
        ("Lahir", f"{long_date(sheet.birth_date)}, umur saat kejadian {sheet.age}"),
        ("NIK / No. RM", f"{sheet.nik or '-'} / {sheet.record_number or '-'}"),
        ("Nama ibu", recorded(sheet.mother)),
        ("Alamat, telepon", ", ".join(part for part in (sheet.address, sheet.phone) if part) or "-"),
    ]


def _doses(sheet: EventSheet, width: float) -> Flowable:
    heads = [prose(text, CELL_HEAD) for text in ("Vaksin dan dosis", "Tanggal", "Nomor batch", "Kedaluwarsa")]
    rows = [heads]
    for label, day, batch, expires_on in sheet.doses:
        cells = (label, short_date(day), batch or "-", short_date(expires_on))
        rows.append([prose(text, SMALL) for text in cells])
    shares = (0.34, 0.2, 0.26, 0.2)
    return boxed(rows, [width * share for share in shares], ("BACKGROUND", (0, 0), (-1, 0), TINT))


def _event(sheet: EventSheet) -> list[tuple[str, str]]:
    following = "-" if sheet.follow_up_on is None else long_date(sheet.follow_up_on)
    return [
        ("Reaksi", ", ".join(sheet.reactions)),
        ("Mulai gejala", sheet.onset),
        ("Keadaan", recorded(sheet.outcome)),
        ("Tindakan", recorded(sheet.treatment)),
        ("Catatan", sheet.note or "-"),
        ("Pelapor", sheet.reported_by),
        ("Dicatat", f"{long_date(sheet.reported_on)} oleh {sheet.recorded_by}"),
        ("Dilihat lagi", following),
    ]


def _signed(sheet: EventSheet, width: float, letterhead: Letterhead) -> Flowable:
    place = f"{letterhead.place}, " if letterhead.place else ""
    lines = [
        prose(f"{place}{long_date(sheet.reported_on)}", BODY),
        prose("Pelaksana imunisasi,", BODY),
        gap(44),
        prose("_______________________", BODY),
        prose("Nama dan NIP", NOTE),
    ]
    return plain_table([["", lines]], [width * (1 - SIGNED_SHARE), width * SIGNED_SHARE])
