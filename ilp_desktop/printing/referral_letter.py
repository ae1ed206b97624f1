"""The surat rujukan: a letter to the hospital with a tear-off answer."""

from reportlab.platypus import Flowable

from ilp_desktop.printing import referral_blocks as blocks
from ilp_desktop.printing.blocks import gap, kept, plain_table, prose
from ilp_desktop.printing.contents.referral import ReferralLetter
from ilp_desktop.printing.document import Furniture, Margins, build_pdf, text_height_of, text_width_of
from ilp_desktop.printing.fonts import printable, register_fonts
from ilp_desktop.printing.letter_head import letter_head
from ilp_desktop.printing.paper import A4_PAGE, Letterhead, PageSetup
from ilp_desktop.printing.qr import qr_code
from ilp_desktop.printing.referral_monitoring import monitoring
from ilp_desktop.printing.referral_reply import ReplySlip
from ilp_desktop.printing.styles import BODY, BODY_BOLD, LABEL, NOTE
from ilp_desktop.printing.wording import long_date, recorded

MARGINS = Margins()
QR_SIDE = 74.0
SIGNING_SPACE = 40.0


def print_referral_letter(letter: ReferralLetter, letterhead: Letterhead, setup: PageSetup = A4_PAGE) -> bytes:
    """Return the letter as PDF bytes, on as many pages as its text needs."""
    register_fonts()
    width = text_width_of(setup, MARGINS)
    story: list[Flowable] = [
        letter_head(letterhead, setup, MARGINS, width),
        *blocks.title(letter),
        blocks.addressee(letter, width),
        gap(8),
        prose("Dengan hormat, mohon pemeriksaan dan penanganan lebih lanjut bagi pasien berikut."),
        *blocks.identity(letter.patient, width),
        *blocks.findings(letter.findings, width),
        *blocks.diagnoses(letter, width),
        *blocks.care(letter, width),
        *blocks.reason(letter, width),
        *blocks.dangers(letter, width),
        *blocks.handover(letter, width),
        *monitoring(letter, width),
        kept(
            gap(6),
            prose("Atas kerja sama Sejawat kami ucapkan terima kasih."),
            gap(6),
            _signing(letter, letterhead, width),
        ),
        ReplySlip(letter, letterhead, text_height_of(setup, MARGINS)),
    ]
    return build_pdf(story, setup, MARGINS, _furniture(letter, letterhead))


def _furniture(letter: ReferralLetter, letterhead: Letterhead) -> Furniture:
    name = f"{letter.word} nomor {letter.number}"
    record = f"No. RM {recorded(letter.patient.record_number)}"
    return Furniture(title=name, footer=letterhead.name, running_head=(f"{name} (lanjutan)", record))


def _signing(letter: ReferralLetter, letterhead: Letterhead, width: float) -> Flowable:
    """Return the QR code of the number at the left and the doctor's signature at the right."""
    right = width * 0.42
    place = f"{letterhead.place}, " if letterhead.place else ""
    code = plain_table(
        [[qr_code(printable(letter.number), QR_SIDE), prose("Kode QR memuat nomor surat ini.", NOTE)]],
        [QR_SIDE + 4, 90],
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    )
    signature = [
        prose(f"{place}{long_date(letter.day)}", BODY),
        prose("Dokter yang merujuk,", LABEL),
        gap(SIGNING_SPACE),
        prose(recorded(letter.doctor.name), BODY_BOLD),
        prose(f"SIP {recorded(letter.doctor.sip)}", BODY),
    ]
    return plain_table([[code, signature]], [width - right, right])
