"""The short papers of a referral: the slip with its return part, and the answer that came back (rujuk balik)."""

from collections.abc import Sequence
from datetime import date

from reportlab.platypus import Flowable, HRFlowable, Table

from ilp_desktop.printing.blocks import PLAIN_CELLS, Field, gap, kept, labelled, plain_table, prose, section
from ilp_desktop.printing.contents.referral import Diagnosis, ReferredPatient
from ilp_desktop.printing.contents.referral_slip import BackReferral, ReferralSlip
from ilp_desktop.printing.document import Furniture, Margins, build_pdf, text_width_of
from ilp_desktop.printing.fonts import printable, register_fonts
from ilp_desktop.printing.letter_head import letter_head
from ilp_desktop.printing.paper import Letterhead, PageSetup, PaperSize
from ilp_desktop.printing.qr import qr_code
from ilp_desktop.printing.referral_blocks import stamped
from ilp_desktop.printing.styles import (
    BODY,
    BODY_BOLD,
    LABEL,
    NOTE,
    QUIET_INK,
    RULE,
    SMALL,
    SMALL_LABEL,
    TITLE,
    TITLE_NOTE,
)
from ilp_desktop.printing.wording import long_date, recorded

MARGINS = Margins(side=11, top=10, bottom=13)
SETUP = PageSetup(PaperSize.A5)
LABEL_PT = 92.0
QR_SIDE = 52.0
SIGNING_SPACE = 26.0
WRITING_LINE = 17.0
SIGNED_PART = 0.5
RETURNED = ("Diperiksa, tanggal", "Hasil", "Tindakan dan anjuran")
LINES = {"Hasil": 2, "Tindakan dan anjuran": 2}


def print_referral_slip(slip: ReferralSlip, letterhead: Letterhead) -> bytes:
    """Return the slip as PDF bytes, A5, with a part below that goes back to who asked."""
    register_fonts()
    width = text_width_of(SETUP, MARGINS)
    urgent = [prose("SEGERA", BODY_BOLD), gap(2)] if slip.urgent else []
    facts: list[Field] = [
        ("Tanggal", long_date(slip.day)),
        ("Dari", recorded(slip.sent_from)),
        ("Kepada", recorded(slip.sent_to)),
    ]
    story: list[Flowable] = [
        letter_head(letterhead, SETUP, MARGINS, width),
        gap(4),
        *stamped(slip.mark),
        prose(slip.word.upper(), TITLE),
        prose(f"Nomor: {slip.number}", TITLE_NOTE),
        gap(6),
        *urgent,
        labelled(facts, width, LABEL_PT),
        *_patient(slip.patient, width),
        section("Isi rujukan", width),
        labelled([*slip.entries, *_diagnoses(slip.diagnoses)], width, LABEL_PT),
        kept(gap(6), _signing(slip.number, slip.day, slip.signed_by, letterhead, width)),
        kept(gap(6), _cut(width), gap(4), *_return_part(slip, letterhead, width)),
    ]
    return build_pdf(story, SETUP, MARGINS, _furniture(f"{slip.word} nomor {slip.number}", letterhead, slip.patient))


def print_back_referral(answer: BackReferral, letterhead: Letterhead) -> bytes:
    """Return the answer on record as PDF bytes, A5."""
    register_fonts()
    width = text_width_of(SETUP, MARGINS)
    facts: list[Field] = [
        ("Menjawab rujukan" if answer.ours else "Dicatat nomor", f"{answer.number}, {long_date(answer.day)}"),
        ("Dari", recorded(answer.answered_from)),
        ("Yang menjawab", recorded(answer.answered_by)),
        ("Tanggal jawaban", long_date(answer.answered_on)),
        ("Kepada", recorded(answer.sent_to)),
    ]
    said: list[Field] = [
        *(_diagnoses(answer.diagnoses) or [("Diagnosis", recorded(""))]),
        ("Terapi", recorded(answer.therapy)),
        ("Anjuran", recorded(answer.advice)),
        ("Kontrol", long_date(answer.control_on, "tidak ditentukan")),
    ]
    if answer.programme:
        said.append(("Program Rujuk Balik", answer.programme))
    note = [prose(f"Dibetulkan: {answer.corrected}", NOTE)] if answer.corrected else []
    story: list[Flowable] = [
        letter_head(letterhead, SETUP, MARGINS, width),
        gap(4),
        *stamped(answer.mark),
        prose("RUJUK BALIK", TITLE),
        gap(6),
        labelled(facts, width, LABEL_PT),
        *_patient(answer.patient, width),
        section("Jawaban", width),
        labelled(said, width, LABEL_PT),
        gap(8),
        *note,
        prose(f"Dicatat di {letterhead.name} oleh {answer.typed_by}.", NOTE),
    ]
    return build_pdf(
        story, SETUP, MARGINS, _furniture(f"Rujuk balik nomor {answer.number}", letterhead, answer.patient)
    )


def _furniture(name: str, letterhead: Letterhead, patient: ReferredPatient) -> Furniture:
    return Furniture(name, letterhead.name, (f"{name} (lanjutan)", f"No. RM {recorded(patient.record_number)}"))


def _patient(patient: ReferredPatient, width: float) -> list[Flowable]:
    born = f"{long_date(patient.birth_date)} ({recorded(patient.age, 'umur belum dicatat')})"
    facts: list[Field] = [
        ("Nama", recorded(patient.name)),
        ("No. RM / NIK", f"{recorded(patient.record_number)} / {recorded(patient.nik)}"),
        ("Lahir (umur), JK", f"{born}, {patient.sex.word}"),
        ("Alamat", recorded(patient.address)),
        ("Telepon", recorded(patient.phone)),
    ]
    return [section("Pasien", width), labelled(facts, width, LABEL_PT)]


def _diagnoses(diagnoses: Sequence[Diagnosis]) -> list[Field]:
    if not diagnoses:
        return []
    return [("Diagnosis", "\n".join(f"{one.code} {one.title}" for one in diagnoses))]


def _signing(number: str, day: date, signed_by: tuple[str, str], letterhead: Letterhead, width: float) -> Flowable:
    """Return the QR code of the number at the left, and who signs at the right."""
    name, what = signed_by
    place = f"{letterhead.place}, " if letterhead.place else ""
    right = width * SIGNED_PART
    code = plain_table(
        [[qr_code(printable(number), QR_SIDE), prose("Kode QR memuat nomor ini.", NOTE)]],
        [QR_SIDE + 4, 70],
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    )
    signature = [
        prose(f"{place}{long_date(day)}", BODY),
        prose(recorded(what, "Yang merujuk"), LABEL),
        gap(SIGNING_SPACE),
        prose(recorded(name), BODY_BOLD),
    ]
    return plain_table([[code, signature]], [width - right, right])


def _cut(width: float) -> HRFlowable:
    return HRFlowable(width=width, thickness=0.7, color=QUIET_INK, dash=(4, 3))


def _return_part(slip: ReferralSlip, letterhead: Letterhead, width: float) -> list[Flowable]:
    """Return what is torn off and goes back, with lines to write on."""
    to = f"Kembali kepada {recorded(slip.sent_from)}, {letterhead.name}"
    return [
        prose("JAWABAN RUJUKAN", BODY_BOLD),
        prose(f"Nomor {slip.number}, {long_date(slip.day)}. Pasien: {recorded(slip.patient.name)}", SMALL),
        prose(to, SMALL),
        *(_lines(name, width, LINES.get(name, 1)) for name in RETURNED),
        _lines("Nama, tanda tangan", width, 1),
    ]


def _lines(name: str, width: float, count: int) -> Table:
    rows = [[prose(name, SMALL_LABEL) if line == 0 else gap(0), gap(0)] for line in range(count)]
    return Table(
        rows,
        colWidths=[LABEL_PT, width - LABEL_PT],
        rowHeights=[WRITING_LINE] * count,
        style=[
            *PLAIN_CELLS,
            ("LINEBELOW", (1, 0), (1, -1), 0.4, RULE, None, (1, 1.5)),
            ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
        ],
    )
