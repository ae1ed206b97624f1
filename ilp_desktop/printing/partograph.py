"""The partograph, an A4 page for each of its charts."""

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak

from ilp_desktop.domain.birth.partograph_chart import PartographChart
from ilp_desktop.domain.birth.partograph_drawing import (
    ALARM,
    LABEL,
    QUIET,
    STRONG,
    Drawing,
    Sign,
    Square,
    Stroke,
    Words,
    partograph_drawing,
)
from ilp_desktop.printing.blocks import gap, labelled, prose, side_by_side
from ilp_desktop.printing.contents.partograph import PartographHead, PartographPaper
from ilp_desktop.printing.document import Furniture, Margins, build_pdf, text_width_of
from ilp_desktop.printing.fonts import BOLD, REGULAR, printable, register_fonts
from ilp_desktop.printing.letter_head import letter_head
from ilp_desktop.printing.paper import A4_PAGE, Letterhead
from ilp_desktop.printing.styles import HAIRLINE, INK, QUIET_INK, SMALL, SMALL_BOLD, SMALL_LABEL, TITLE
from ilp_desktop.printing.wording import clock_time, date_and_time, recorded

MARGINS = Margins(side=12, top=9, bottom=13)
INKS: dict[str, Color] = {QUIET: HAIRLINE, LABEL: QUIET_INK, STRONG: INK, ALARM: INK}
SIGN = 3.0
RAISED = 0.36  # of the size: from the middle of a line of words down to its base
SPACED = 2.2


def print_partograph(paper: PartographPaper, letterhead: Letterhead) -> bytes:
    """Return the partograph as PDF bytes."""
    register_fonts()
    width = text_width_of(A4_PAGE, MARGINS)
    story: list[Flowable] = [
        letter_head(letterhead, A4_PAGE, MARGINS, width),
        gap(4),
        prose("PARTOGRAF", TITLE),
        gap(3),
        *_head(paper.head, width),
        gap(2),
    ]
    for number, chart in enumerate(paper.charts, start=1):
        if number > 1:
            story += [PageBreak(), prose(f"Lembar {number}, mulai {date_and_time(chart.began_at)}", SMALL_BOLD), gap(3)]
        story += _chart(chart, width)
    footer = f"{letterhead.name} · dicetak {paper.printed_by}, {date_and_time(paper.printed_at)}"
    record = f"No. RM {recorded(paper.head.record_number)}"
    return build_pdf(story, A4_PAGE, MARGINS, Furniture("Partograf", footer, ("Partograf (lanjutan)", record)))


def _chart(chart: PartographChart, width: float) -> list[Flowable]:
    drugs = "; ".join(f"{number}) {clock_time(at)} {words}" for number, at, words in chart.drugs)
    parts = [DrawnShapes(partograph_drawing(chart, width)), gap(3)]
    parts.append(prose(f"Obat dan cairan: {recorded(drugs, 'tidak ada')}", SMALL))
    if chart.left_out:
        parts.append(prose(f"{chart.left_out} pemeriksaan fase laten, sebelum jam grafik, tidak digambar.", SMALL))
    return parts


def _head(head: PartographHead, width: float) -> list[Flowable]:
    half = (width - 14) / 2
    styles = (SMALL_LABEL, SMALL)
    left = labelled(
        [("Nama", recorded(head.name)), ("No. RM", recorded(head.record_number)), ("GPA", head.gpa)], half, 60, styles
    )
    ruptured = "belum dicatat pecah" if head.ruptured_at is None else date_and_time(head.ruptured_at)
    right = labelled(
        [
            ("Umur kehamilan", head.gestation),
            ("Mulai dicatat", date_and_time(head.began_at)),
            ("Ketuban pecah", ruptured),
        ],
        half,
        78,
        styles,
    )
    said = [prose(f"{one.conclusion}. {one.advice}".strip(), SMALL_BOLD) for one in head.standing]
    return [side_by_side(left, right, (half, half)), gap(2), *said]


class DrawnShapes(Flowable):  # type: ignore[misc] # ReportLab carries no types
    """A drawing of lines, words and signs."""

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self._drawing = drawing

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the room the drawing takes."""
        self.width, self.height = self._drawing.width, self._drawing.height
        return self.width, self.height

    def draw(self) -> None:
        """Draw every shape, from the top down."""
        canvas: Canvas = self.canv
        canvas.saveState()
        for shape in self._drawing.shapes:
            if isinstance(shape, Stroke):
                self._stroke(canvas, shape)
            elif isinstance(shape, Words):
                self._words(canvas, shape)
            elif isinstance(shape, Sign):
                self._sign(canvas, shape.x, self.height - shape.y, shape.kind)
            else:
                self._square(canvas, shape)
        canvas.restoreState()

    def _stroke(self, canvas: Canvas, stroke: Stroke) -> None:
        canvas.setStrokeColor(INKS[stroke.tone])
        canvas.setLineWidth(stroke.width)
        canvas.setDash([4, 2.5] if stroke.dashed else [])
        path = canvas.beginPath()
        (x, y), *rest = stroke.points
        path.moveTo(x, self.height - y)
        for each_x, each_y in rest:
            path.lineTo(each_x, self.height - each_y)
        canvas.drawPath(path, stroke=1, fill=0)
        canvas.setDash([])

    def _words(self, canvas: Canvas, words: Words) -> None:
        canvas.setFillColor(INKS[words.tone])
        canvas.setFont(BOLD if words.bold else REGULAR, words.size)
        draw = {"left": canvas.drawString, "middle": canvas.drawCentredString, "right": canvas.drawRightString}
        draw[words.align](words.x, self.height - words.y - words.size * RAISED, printable(words.text))

    def _sign(self, canvas: Canvas, x: float, y: float, kind: str) -> None:
        canvas.setStrokeColor(INK)
        canvas.setFillColor(INK)
        canvas.setLineWidth(1.3)
        if kind == "x":
            canvas.line(x - SIGN, y - SIGN, x + SIGN, y + SIGN)
            canvas.line(x - SIGN, y + SIGN, x + SIGN, y - SIGN)
        elif kind == "o":
            canvas.setFillColorRGB(1, 1, 1)
            canvas.circle(x, y, SIGN, stroke=1, fill=1)
        elif kind == "dot":
            canvas.circle(x, y, 2, stroke=0, fill=1)
        else:
            tip = -1 if kind == "down" else 1
            canvas.line(x - SIGN, y - tip * SIGN, x, y)
            canvas.line(x + SIGN, y - tip * SIGN, x, y)

    def _square(self, canvas: Canvas, square: Square) -> None:
        x, y, width, height = square.x, self.height - square.y - square.height, square.width, square.height
        canvas.setStrokeColor(QUIET_INK if square.fill else HAIRLINE)
        canvas.setFillColor(INK)
        canvas.setLineWidth(0.4)
        canvas.rect(x, y, width, height, stroke=1, fill=1 if square.fill == "full" else 0)
        if square.fill in ("dots", "lines"):
            canvas.saveState()
            path = canvas.beginPath()
            path.rect(x, y, width, height)
            canvas.clipPath(path, stroke=0, fill=0)
            (_dotted if square.fill == "dots" else _hatched)(canvas, (x, y, width, height))
            canvas.restoreState()
        elif square.fill == "none":
            canvas.drawCentredString(x + width / 2, y + 2.5, "?")


def _dotted(canvas: Canvas, place: tuple[float, float, float, float]) -> None:
    x, y, width, height = place
    for across in range(int(width / SPACED) + 1):
        for up in range(int(height / SPACED) + 1):
            canvas.circle(x + 1 + across * SPACED, y + 1 + up * SPACED, 0.45, stroke=0, fill=1)


def _hatched(canvas: Canvas, place: tuple[float, float, float, float]) -> None:
    x, y, width, height = place
    canvas.setStrokeColor(INK)
    for step in range(int((width + height) / SPACED) + 1):
        start = x - height + step * SPACED
        canvas.line(start, y, start + height, y + height)
