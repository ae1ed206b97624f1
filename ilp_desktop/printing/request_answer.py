"""The answer to a patient who asked to have data corrected, on one page."""

from reportlab.platypus import Flowable

from ilp_desktop.printing.blocks import gap, labelled, plain_table, prose, section
from ilp_desktop.printing.contents.request_answer import RequestAnswer
from ilp_desktop.printing.document import Furniture, Margins, build_pdf, text_width_of
from ilp_desktop.printing.fonts import register_fonts
from ilp_desktop.printing.letter_head import letter_head
from ilp_desktop.printing.paper import A4_PAGE, Letterhead
from ilp_desktop.printing.styles import BODY, BODY_BOLD, LABEL, SMALL, TITLE, TITLE_NOTE
from ilp_desktop.printing.wording import date_and_time, long_date, recorded

MARGINS = Margins()
LABELS = 130.0
SIGNING_SPACE = 44.0
GRANTED = "Permintaan dikabulkan. Data diperbaiki; yang tertulis sebelumnya tetap tersimpan sebagai riwayat."
REFUSED = "Permintaan tidak dikabulkan."


def print_request_answer(sheet: RequestAnswer, letterhead: Letterhead) -> bytes:
    """Return the sheet as PDF bytes."""
    register_fonts()
    width = text_width_of(A4_PAGE, MARGINS)
    story: list[Flowable] = [
        letter_head(letterhead, A4_PAGE, MARGINS, width),
        gap(10),
        prose("JAWABAN ATAS PERMINTAAN PERBAIKAN DATA", TITLE),
        prose(f"Diterima {date_and_time(sheet.asked_at)}", TITLE_NOTE),
        gap(8),
        section("Pasien", width),
        labelled(
            [
                ("Nama", sheet.name),
                ("No. RM", recorded(sheet.record_number)),
                ("Tanggal lahir", long_date(sheet.birth_date)),
                ("Diminta oleh", recorded(sheet.asked_by)),
            ],
            width,
            LABELS,
        ),
        section("Permintaan", width),
        labelled(
            [("Tentang", sheet.subject), ("Tertulis sekarang", sheet.stands), ("Seharusnya", sheet.wanted)],
            width,
            LABELS,
        ),
        section("Keputusan", width),
        prose(GRANTED if sheet.granted else REFUSED, BODY_BOLD),
        gap(4),
        prose(sheet.answer, BODY),
        gap(14),
        _signing(sheet, letterhead, width),
        gap(14),
        prose(f"Dasar: {sheet.law}", SMALL),
    ]
    footer = f"Dicetak oleh {sheet.printed_by}."
    return build_pdf(story, A4_PAGE, MARGINS, Furniture("Jawaban permintaan perbaikan data", footer))


def _signing(sheet: RequestAnswer, letterhead: Letterhead, width: float) -> Flowable:
    half = width * 0.45
    place = f"{letterhead.place}, " if letterhead.place else ""
    taker = [
        prose("Yang menerima jawaban,", LABEL),
        gap(SIGNING_SPACE + 12),
        prose("nama, tanda tangan, tanggal", LABEL),
    ]
    giver = [
        prose(f"{place}{long_date(sheet.decided_at)}", BODY),
        prose("Yang memutuskan,", LABEL),
        gap(SIGNING_SPACE),
        prose(sheet.decided_by, BODY_BOLD),
    ]
    return plain_table([[taker, giver]], [width - half, half])
