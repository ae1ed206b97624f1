"""The table beside an emergency referral in which whoever goes along writes how the patient fares on the way."""

from reportlab.platypus import Flowable

from ilp_desktop.printing.blocks import boxed, gap, kept, prose, section
from ilp_desktop.printing.contents.referral import ReferralKind, ReferralLetter, Vitals
from ilp_desktop.printing.styles import CELL_HEAD, NOTE, RULE, SMALL, TINT
from ilp_desktop.printing.wording import figure

TITLE = "Lembar pemantauan selama rujukan"
COLUMNS = (
    ("Jam", 0.075),
    ("TD (mmHg)", 0.10),
    ("N (x/mnt)", 0.085),
    ("RR (x/mnt)", 0.09),
    ("S (°C)", 0.075),
    ("SpO2 (%)", 0.08),
    ("Kesadaran", 0.15),
    ("Tindakan", 0.245),
    ("Paraf", 0.10),
)
BLANK_ROWS = 8
WRITING_HEIGHT = 16.0  # points, enough for handwriting in a moving car
HOW = "Baris pertama: yang diukur di Puskesmas dan jam pencatatannya. Baris berikutnya diisi pendamping di jalan."
AT_THE_ENDS = "Berangkat pukul ............   Tiba pukul ............   Diterima oleh (nama, tanda tangan) "
DOTS = "." * 44


def monitoring(letter: ReferralLetter, width: float) -> list[Flowable]:
    """Return the table of an emergency: a row of what was measured, the others empty; nothing on other letters."""
    if letter.kind is not ReferralKind.EMERGENCY:
        return []
    blank = [gap(WRITING_HEIGHT), *[""] * (len(COLUMNS) - 1)]
    table = boxed(
        [
            [prose(name, CELL_HEAD) for name, _ in COLUMNS],
            [prose(value, SMALL) for value in (*_measured(letter.findings.vitals), "", "")],
            *[blank] * BLANK_ROWS,
        ],
        [width * share for _, share in COLUMNS],
        ("GRID", (0, 0), (-1, -1), 0.5, RULE),
        ("BACKGROUND", (0, 0), (-1, 0), TINT),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
    )
    ends = prose(f"{AT_THE_ENDS}{DOTS}", SMALL)
    return [kept(section(TITLE, width), table, gap(3), prose(HOW, NOTE), gap(8), ends)]


def _measured(vitals: Vitals) -> tuple[str, ...]:
    """Return when, and what, was measured before leaving; what was not stays empty, to be written in."""
    pressure = (vitals.systolic_mmhg, vitals.diastolic_mmhg)
    return (
        vitals.taken_at,
        "" if pressure == (None, None) else "/".join(figure(each, absent="?") for each in pressure),
        figure(vitals.pulse_per_minute, absent=""),
        figure(vitals.breaths_per_minute, absent=""),
        figure(vitals.temperature_c, absent=""),
        figure(vitals.oxygen_percent, absent=""),
        vitals.consciousness,
    )
