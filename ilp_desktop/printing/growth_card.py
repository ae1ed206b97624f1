"""The growth card (KMS) on paper: bands told apart by tint, pattern and words, so that a photocopy can be read."""

from collections.abc import Sequence
from itertools import pairwise

from reportlab.graphics.shapes import Drawing, Line, Polygon, String
from reportlab.lib.colors import Color
from reportlab.platypus import Flowable, PageBreak, Table

from ilp_desktop.printing.blocks import PLAIN_CELLS, gap, prose, tick_box
from ilp_desktop.printing.chart_frame import (
    Plot,
    Stroke,
    draw_hollow,
    draw_line,
    draw_measurements,
    framed,
    label_end,
    plot_for,
)
from ilp_desktop.printing.contents.charts import GrowthChart, Points
from ilp_desktop.printing.contents.growth import CardMonth, GrowthCard
from ilp_desktop.printing.document import Furniture, Margins, build_pdf, text_width_of
from ilp_desktop.printing.fonts import BOLD, register_fonts
from ilp_desktop.printing.growth_sheet import child_head, footer_of, who_line
from ilp_desktop.printing.paper import A4_PAGE, Letterhead
from ilp_desktop.printing.styles import CELL, CELL_BOLD, CELL_HEAD, CELL_NARROW, HAIRLINE, INK, RULE, TINT
from ilp_desktop.printing.wording import figure

MARGINS = Margins(side=10, top=10, bottom=14)
WIDTH = text_width_of(A4_PAGE, MARGINS)
TITLE = "Kartu Menuju Sehat (KMS)"
CHART_HEIGHT = 430.0
HEAD_SHARE = 0.115
MOST_MONTHS = 25
LABEL_SIZE = 6.5
HATCH_GAP = 7.0
RED, YELLOW = Color(0.98, 0.80, 0.78), Color(1.0, 0.95, 0.72)
GREEN, ORANGE = Color(0.83, 0.93, 0.82), Color(0.99, 0.88, 0.70)
LINES = {
    -3: (Stroke(1.6), "garis merah -3"),
    -2: (Stroke(0.8, INK, (4, 2)), "-2"),
    -1: (Stroke(0.4, INK, (1, 2)), "-1"),
    0: (Stroke(1.0), "median"),
    1: (Stroke(1.3, INK, (6, 2, 1, 2)), "garis oranye +1"),
    2: (Stroke(0.8, INK, (4, 2)), "+2"),
    3: (Stroke(0.5, INK, (1, 2)), "+3"),
}
RED_LINE, YELLOW_TOP, ORANGE_LINE = -3, -2, 1
LEGEND = (
    "Di bawah garis merah (BGM): arsir rapat miring. -3 sampai -2: arsir jarang miring. -2 sampai +1: tanpa arsir. "
    "Di atas garis oranye: arsir mendatar. N naik, T tidak naik, 2T dua kali T, O tidak ditimbang bulan lalu, B baru."
)
RIGHT_PT = 62.0


def print_growth_card(card: GrowthCard, letterhead: Letterhead) -> bytes:
    """Return the card as PDF bytes, one page for each stretch of age."""
    register_fonts()
    title = f"{TITLE}: {card.head.sex.word.lower()}"
    story: list[Flowable] = []
    for page in card.pages:
        story += [PageBreak()] if story else []
        story += [*child_head(title, card.head, letterhead, WIDTH), card_drawing(page.chart, WIDTH, CHART_HEIGHT)]
        for part in _parts(page.months):
            story += [gap(3), _months(part, WIDTH)]
        story += [gap(3), prose(LEGEND, CELL), prose(f"Sumber: {card.source}", CELL)]
    running = (title, who_line(card.head))
    furniture = Furniture(
        TITLE, running_head=("", "") if len(card.pages) == 1 else running, footer=footer_of(card.head)
    )
    return build_pdf(story, A4_PAGE, MARGINS, furniture)


def card_drawing(chart: GrowthChart, width: float, height: float) -> Drawing:
    """Return weight for age before the bands of the card."""
    curves = {curve.z: curve.points for curve in chart.curves}
    plot = plot_for((width - RIGHT_PT, height), chart.x_axis, [*curves.values(), chart.points])
    drawing = framed(plot, chart.title, chart.measure, ())
    drawing.width = width
    for part in _bands(plot, curves):
        drawing.contents.insert(0, part)
    for z, points in curves.items():
        stroke, words = LINES[z]
        draw_line(drawing, plot, points, stroke)
        label_end(drawing, plot, points, "")
        _label(drawing, plot, points, words)
    draw_hollow(drawing, plot, chart.calendar)
    draw_measurements(drawing, plot, chart.points)
    return drawing


def _bands(plot: Plot, curves: dict[int, Points]) -> list[Polygon | Line]:
    """Return the bands, to be drawn beneath everything else, the topmost first."""
    red, yellow, orange = (plot.within(curves[z]) for z in (RED_LINE, YELLOW_TOP, ORANGE_LINE))
    foot = tuple((x, plot.y_start) for x, _ in red)
    head = tuple((x, plot.y_stop) for x, _ in orange)
    parts: list[Polygon | Line] = []
    parts += _hatched(plot, foot, red, HATCH_GAP / 2)
    parts += _hatched(plot, red, yellow, HATCH_GAP)
    parts += _ruled(plot, orange, head)
    fills = ((foot, red, RED), (red, yellow, YELLOW), (yellow, orange, GREEN), (orange, head, ORANGE))
    return [*parts, *(_filled(plot, low, high, colour) for low, high, colour in fills)]


def _filled(plot: Plot, low: Points, high: Points, colour: Color) -> Polygon:
    places = [(plot.x(x), plot.y(y)) for x, y in (*low, *reversed(high))]
    return Polygon([part for place in places for part in place], fillColor=colour, strokeColor=None)


def _hatched(plot: Plot, low: Points, high: Points, between: float) -> list[Line]:
    """Return slanted strokes between two lines."""
    lines, x = [], plot.x(plot.x_axis.start)
    while x < plot.x(plot.x_axis.stop):
        bottom, top = _height(plot, low, x), _height(plot, high, x)
        slant = min((top - bottom) / 2, between)
        lines.append(Line(x, bottom, x + slant, top, strokeColor=RULE, strokeWidth=0.25))
        x += between
    return lines


def _ruled(plot: Plot, low: Points, high: Points) -> list[Line]:
    """Return level strokes above a line."""
    lines, y = [], plot.y(plot.y_start)
    left, right = plot.x(plot.x_axis.start), plot.x(plot.x_axis.stop)
    while y < plot.y(plot.y_stop):
        ends = [x for x, value in low if plot.y(value) <= y]
        if ends:
            lines.append(Line(left, y, min(right, plot.x(ends[-1])), y, strokeColor=RULE, strokeWidth=0.25))
        y += HATCH_GAP
    return lines if high else []


def _height(plot: Plot, points: Points, x: float) -> float:
    """Return how high a line stands at a place across, in points."""
    for (x0, y0), (x1, y1) in pairwise(points):
        if plot.x(x0) <= x <= plot.x(x1):
            share = (x - plot.x(x0)) / max(plot.x(x1) - plot.x(x0), 1e-6)
            return plot.y(y0 + share * (y1 - y0))
    return plot.y(points[-1][1]) if points else 0.0


def _label(drawing: Drawing, plot: Plot, points: Points, words: str) -> None:
    seen = plot.within(points)
    if seen:
        x, y = plot.x(plot.x_axis.stop) + 3, plot.y(seen[-1][1]) - LABEL_SIZE * 0.35
        drawing.add(String(x, y, words, fontName=BOLD, fontSize=LABEL_SIZE, fillColor=INK))


def _parts(months: Sequence[CardMonth]) -> list[Sequence[CardMonth]]:
    return [months[start : start + MOST_MONTHS] for start in range(0, len(months), MOST_MONTHS)]


def _months(months: Sequence[CardMonth], width: float) -> Table:
    """Return the months as columns, as on the card."""
    rows: list[list[object]] = [
        ["Umur (bulan)", *(prose(str(month.number), CELL_HEAD) for month in months)],
        ["Bulan", *(prose(month.month, CELL) for month in months)],
        ["BB (kg)", *(prose(_weight(month), CELL_NARROW) for month in months)],
        ["KBM (g)", *(prose(_gain(month), CELL) for month in months)],
        ["N / T", *(prose(month.mark, CELL_BOLD) for month in months)],
        *([["ASI eksklusif", *(_breastfed(month) for month in months)]] if months[0].number == 0 else []),
        ["Vitamin A", *(tick_box(7, ticked=True) if month.vitamin_a else "" for month in months)],
    ]
    for row in rows:
        row[0] = prose(str(row[0]), CELL_HEAD)
    head = width * HEAD_SHARE
    each = (width - head) / MOST_MONTHS
    style = [
        *PLAIN_CELLS,
        ("GRID", (0, 0), (-1, -1), 0.4, HAIRLINE),
        ("BACKGROUND", (0, 0), (-1, 0), TINT),
        ("LEFTPADDING", (0, 0), (-1, -1), 1.5),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
    ]
    return Table(rows, colWidths=[head, *([each] * len(months))], style=style, hAlign="LEFT")


def _weight(month: CardMonth) -> str:
    return "" if month.weight_kg is None else figure(round(month.weight_kg, 2))


def _gain(month: CardMonth) -> str:
    return "" if month.least_gain_g is None else str(month.least_gain_g)


def _breastfed(month: CardMonth) -> object:
    return "" if month.breastfed is None else tick_box(7, ticked=month.breastfed)
