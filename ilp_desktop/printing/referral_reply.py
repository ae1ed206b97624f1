"""The tear-off answer (rujuk balik) at the foot of a referral letter, for the hospital to fill in by hand."""

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, HRFlowable, Table

from ilp_desktop.printing.blocks import PLAIN_CELLS, gap, labelled, plain_table, prose, side_by_side
from ilp_desktop.printing.contents.referral import ReferralLetter
from ilp_desktop.printing.paper import Letterhead
from ilp_desktop.printing.styles import (
    BODY_BOLD,
    NOTE,
    NOTE_CENTRED,
    QUIET_INK,
    RULE,
    SMALL,
    SMALL_LABEL,
)
from ilp_desktop.printing.wording import long_date, one_line, recorded

MOST_LINES = 5
WRITING_LINE = 19.0  # points between dotted lines, enough for handwriting
CUT_SPACE = 16.0
SIGNING_SPACE = 30.0
NAME_LIMIT = 130
BLANKS = ("Diagnosis", "Terapi dan tindakan", "Anjuran bagi FKTP")


class ReplySlip(Flowable):  # type: ignore[misc]  # ReportLab carries no types
    """The answer slip: whole on one page, with as many writing lines as there is room for.

    At the foot of the page where the letter ends, or at the top of a page of its own.
    """

    def __init__(self, letter: ReferralLetter, letterhead: Letterhead, page_height: float) -> None:
        super().__init__()
        self._letter = letter
        self._letterhead = letterhead
        self._page_height = page_height
        self._slip_height = 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take all that is left of the page, or ask for the next one when the shortest slip does not fit."""
        self.width = width
        self._alone = height > self._page_height - 1
        self._set_slip(width, lines=1)
        spare = max(0.0, height - CUT_SPACE - self._slip_height)
        more_lines = min(int(spare / (WRITING_LINE * len(BLANKS))), MOST_LINES - 1)
        if more_lines:
            self._set_slip(width, lines=1 + more_lines)
        self.height = max(self._slip_height + CUT_SPACE, height - 1)
        return width, self.height

    def _set_slip(self, width: float, lines: int) -> None:
        self._slip = _slip(self._letter, self._letterhead, width, lines)
        _, self._slip_height = self._slip.wrapOn(self.canv, width, self._page_height)

    def draw(self) -> None:
        """Draw the slip and the line to cut along: above it at the foot of a page, below it on a page of its own."""
        slip_y, cut_y = 0.0, self._slip_height + CUT_SPACE / 2
        if self._alone:
            slip_y = self.height - self._slip_height
            cut_y = slip_y - CUT_SPACE / 2
        self._slip.drawOn(self.canv, 0, slip_y)
        _draw_cut_line(self.canv, cut_y, self.width)


def _draw_cut_line(canvas: Canvas, y: float, width: float) -> None:
    words = prose("potong di sini", NOTE_CENTRED)
    _, height = words.wrapOn(canvas, 70, 20)
    words.drawOn(canvas, (width - 70) / 2, y - height / 2)
    canvas.saveState()
    canvas.setStrokeColor(QUIET_INK)
    canvas.setLineWidth(0.7)
    canvas.setDash(4, 3)
    canvas.line(0, y, (width - 70) / 2, y)
    canvas.line((width + 70) / 2, y, width, y)
    canvas.restoreState()


def _slip(letter: ReferralLetter, letterhead: Letterhead, width: float, lines: int) -> Table:
    blanks = [_blank(label, width, lines) for label in BLANKS]
    parts = [_heading(letter, width), gap(3), _parties(letter, letterhead, width), gap(2), *blanks]
    parts += [_blank("Kontrol, tanggal", width, 1), gap(6), _signature(width)]
    return plain_table([[part] for part in parts], [width])


def _heading(letter: ReferralLetter, width: float) -> Table:
    left = prose("LEMBAR JAWABAN RUJUKAN (RUJUK BALIK)", BODY_BOLD)
    answers = prose(f"Menjawab surat nomor {letter.number}, {long_date(letter.day)}", SMALL)
    return plain_table([[left], [answers]], [width])


def _parties(letter: ReferralLetter, letterhead: Letterhead, width: float) -> Table:
    half = (width - 14) / 2
    patient = letter.patient
    to = labelled(
        [
            ("Kepada", one_line(recorded(letter.doctor.name), NAME_LIMIT)),
            ("Puskesmas", one_line(letterhead.name, NAME_LIMIT)),
            ("Alamat", one_line(recorded(letterhead.address), NAME_LIMIT)),
        ],
        half,
        48,
        (SMALL_LABEL, SMALL),
    )
    about = labelled(
        [
            ("Pasien", one_line(recorded(patient.name), NAME_LIMIT)),
            ("Tanggal lahir", long_date(patient.birth_date)),
            ("No. RM", one_line(recorded(patient.record_number), NAME_LIMIT)),
        ],
        half,
        56,
        (SMALL_LABEL, SMALL),
    )
    return side_by_side(to, about, (half, half))


def _blank(label: str, width: float, lines: int) -> Table:
    """Return a label with ruled lines to write on."""
    label_width = 92.0
    rows = [[prose(label, SMALL_LABEL) if line == 0 else gap(0), gap(0)] for line in range(lines)]
    return Table(
        rows,
        colWidths=[label_width, width - label_width],
        rowHeights=[WRITING_LINE] * lines,
        style=[
            *PLAIN_CELLS,
            ("LINEBELOW", (1, 0), (1, -1), 0.4, RULE, None, (1, 1.5)),
            ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
        ],
    )


def _signature(width: float) -> Table:
    """Return where the answering hospital writes its name and the doctor signs."""
    left, right = width * 0.58, width * 0.42
    hospital = [prose("Rumah sakit, tanggal", SMALL_LABEL), gap(SIGNING_SPACE), _dots(left * 0.7)]
    doctor = [
        prose("Dokter yang menjawab,", SMALL_LABEL),
        gap(SIGNING_SPACE),
        _dots(right * 0.85),
        prose("nama, SIP, tanda tangan, cap", NOTE),
    ]
    return plain_table([[hospital, doctor]], [left, right])


def _dots(width: float) -> HRFlowable:
    return HRFlowable(width=width, thickness=0.5, color=QUIET_INK, hAlign="LEFT", dash=(1, 1.5), spaceAfter=1)
