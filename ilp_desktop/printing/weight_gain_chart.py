"""Weight gain and other measures of a pregnancy before the band they should lie in, for paper."""

from reportlab.graphics.shapes import Drawing, Polygon

from ilp_desktop.printing.chart_frame import (
    Plot,
    Stroke,
    draw_line,
    draw_measurements,
    framed,
    label_end,
    plot_for,
)
from ilp_desktop.printing.contents.charts import LATER_WEEKS, WEEKS_OF_PREGNANCY, Points, VisitChart, WeightGainChart
from ilp_desktop.printing.fonts import register_fonts
from ilp_desktop.printing.styles import QUIET_INK, TINT
from ilp_desktop.printing.wording import figure

EDGE = Stroke(0.7, QUIET_INK, (4, 2))


def weight_gain_drawing(chart: WeightGainChart, width: float, height: float) -> Drawing:
    """Return the chart as a drawing of the given size in points."""
    register_fonts()
    lines = [chart.lower, chart.upper, chart.points, ((0.0, 0.0),)]
    plot = plot_for((width, height), WEEKS_OF_PREGNANCY, lines)
    notes = ("Titik: hasil ukur ibu. Bidang abu-abu: kenaikan yang dianjurkan.", f"Sumber: {chart.source}")
    drawing = framed(plot, f"Kenaikan berat badan, {chart.bmi_class}", "Kenaikan (kg)", notes)
    _draw_band(drawing, plot, chart.lower, chart.upper)
    for edge in (chart.lower, chart.upper):
        draw_line(drawing, plot, edge, EDGE)
        if edge:
            label_end(drawing, plot, edge, figure(edge[-1][1]))
    draw_measurements(drawing, plot, chart.points)
    return drawing


def visit_drawing(chart: VisitChart, width: float, height: float) -> Drawing:
    """Return a measure of the visits before its band, or two of them below a limit each."""
    register_fonts()
    lines = [chart.lower, chart.upper, chart.points, chart.second]
    plot = plot_for((width, height), LATER_WEEKS, lines)
    notes = ("Garis putus-putus: batas.",) if chart.second else ("Bidang abu-abu: yang diharapkan.",)
    drawing = framed(plot, chart.title, chart.measure, notes)
    if not chart.second:
        _draw_band(drawing, plot, chart.lower, chart.upper)
    for edge in (chart.lower, chart.upper):
        draw_line(drawing, plot, edge, EDGE)
        if edge:
            label_end(drawing, plot, edge, figure(edge[-1][1]))
    draw_measurements(drawing, plot, chart.points)
    if chart.second:
        draw_measurements(drawing, plot, chart.second)
    return drawing


def _draw_band(drawing: Drawing, plot: Plot, lower: Points, upper: Points) -> None:
    outline = [*plot.within(lower), *reversed(plot.within(upper))]
    if len(outline) > 2:
        places = [part for x, y in outline for part in (plot.x(x), plot.y(y))]
        drawing.add(Polygon(places, fillColor=TINT, strokeColor=None))
