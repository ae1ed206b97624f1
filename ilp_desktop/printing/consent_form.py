"""Consent to an act, or its refusal, on one page with lines to sign."""

from reportlab.platypus import Flowable

from ilp_desktop.printing.blocks import gap, labelled, plain_table, prose, section
from ilp_desktop.printing.contents.consent_form import ConsentForm
from ilp_desktop.printing.document import Furniture, Margins, build_pdf, text_width_of
from ilp_desktop.printing.fonts import register_fonts
from ilp_desktop.printing.letter_head import letter_head
from ilp_desktop.printing.paper import A4_PAGE, Letterhead, PageSetup
from ilp_desktop.printing.styles import BODY, BODY_BOLD, LABEL, NOTE, TITLE
from ilp_desktop.printing.wording import clock_time, long_date, recorded

MARGINS = Margins()
LABELS = 130.0
SIGNING_SPACE = 46.0
TICK_WIDTH = 56.0
BLANK = "." * 36


def print_consent_form(form: ConsentForm, letterhead: Letterhead, setup: PageSetup = A4_PAGE) -> bytes:
    """Return the form as PDF bytes."""
    register_fonts()
    width = text_width_of(setup, MARGINS)
    title = "PERSETUJUAN TINDAKAN" if form.given else "PENOLAKAN TINDAKAN"
    patient = [
        ("Nama", form.patient),
        ("No. RM", recorded(form.record_number)),
        ("Lahir, jenis kelamin", f"{long_date(form.born)}, {form.sex.word}"),
    ]
    ticks = [[prose("dijelaskan" if told else "-", LABEL), prose(text, BODY)] for text, told in form.explained]
    story: list[Flowable] = [
        letter_head(letterhead, setup, MARGINS, width),
        gap(12),
        prose(title, TITLE),
        gap(8),
        *([prose(f"DICABUT: {form.withdrawn}", BODY_BOLD), gap(6)] if form.withdrawn else []),
        section("Pasien", width),
        labelled(patient, width, LABELS),
        section("Tindakan dan penjelasan", width),
        labelled(
            [("Tindakan", form.action), ("Dijelaskan oleh", f"{form.explained_by} ({recorded(form.profession)})")],
            width,
            LABELS,
            (LABEL, BODY),
        ),
        gap(4),
        plain_table(ticks, [TICK_WIDTH, width - TICK_WIDTH]),
        *([gap(4), prose(f"Catatan: {form.note}", BODY)] if form.note else []),
        section("Pernyataan", width),
        labelled([("Nama", form.signer), ("Hubungan dengan pasien", form.signer_relation)], width, LABELS),
        gap(4),
        prose(form.statement),
        gap(6),
        prose(f"{_place(letterhead)}{long_date(form.at)}, pukul {clock_time(form.at)}", BODY),
        gap(14),
        _signing(form, width),
        gap(14),
        prose(f"Dasar: {form.source}.", NOTE),
    ]
    return build_pdf(story, setup, MARGINS, Furniture(title.capitalize(), letterhead.name))


def _place(letterhead: Letterhead) -> str:
    return f"{letterhead.place}, " if letterhead.place else ""


def _signing(form: ConsentForm, width: float) -> Flowable:
    """Return three places to sign side by side."""
    licence = f"SIP {form.sip}" if form.sip else ""
    columns = [
        _place_to_sign("Yang menyatakan,", form.signer, form.signer_relation),
        _place_to_sign("Saksi,", form.witness or BLANK, ""),
        _place_to_sign("Yang menjelaskan,", form.explained_by, licence),
    ]
    return plain_table([columns], [width / len(columns)] * len(columns))


def _place_to_sign(role: str, name: str, below: str) -> list[Flowable]:
    return [prose(role, LABEL), gap(SIGNING_SPACE), prose(name, BODY_BOLD), prose(below, NOTE)]
