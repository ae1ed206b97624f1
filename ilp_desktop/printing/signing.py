"""The foot of a letter: the QR code of its number at the left, place, day and signature at the right."""

from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable

from ilp_desktop.printing.blocks import gap, plain_table, prose
from ilp_desktop.printing.fonts import printable
from ilp_desktop.printing.qr import qr_code
from ilp_desktop.printing.styles import BODY, BODY_BOLD, LABEL, NOTE
from ilp_desktop.printing.wording import long_date, recorded

QR_SIDE = 70.0
SIGNING_SPACE = 46.0


@dataclass(frozen=True)
class Signing:
    """Who signs, where and when; ``code`` is what the QR code holds, ``told`` the words beside it."""

    code: str
    told: str
    place: str
    day: date
    role: str
    signer: str
    sip: str


def signing(signed: Signing, width: float) -> Flowable:
    """Return the foot."""
    right = width * 0.45
    place = f"{signed.place}, " if signed.place else ""
    code = plain_table(
        [[qr_code(printable(signed.code), QR_SIDE), prose(signed.told, NOTE)]],
        [QR_SIDE + 4, 90],
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    )
    licence = f"SIP {signed.sip}" if signed.sip else recorded("", "SIP belum dicatat")
    signature = [
        prose(f"{place}{long_date(signed.day)}", BODY),
        prose(signed.role, LABEL),
        gap(SIGNING_SPACE),
        prose(signed.signer, BODY_BOLD),
        prose(licence, BODY),
    ]
    return plain_table([[code, signature]], [width - right, right])
