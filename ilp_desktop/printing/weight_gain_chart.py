"""Weight gained in pregnancy before the advised band, for paper."""

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
from ilp_desktop.printing.contents.charts import WEEKS_OF_PREGNANCY, WeightGainChart
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
    _draw_band(drawing, plot, chart)
    for edge in (chart.lower, chart.upper):
        draw_line(drawing, plot, edge, EDGE)
        if edge:
            label_end(drawing, plot, edge, figure(edge[-1][1]))
    draw_measurements(drawing, plot, chart.points)
    return drawing


def _draw_band(drawing: Drawing, plot: Plot, chart: WeightGainChart) -> None:
    outline = [*plot.within(chart.lower), *reversed(plot.within(chart.upper))]
    if len(outline) > 2:
        places = [part for x, y in outline for part in (plot.x(x), plot.y(y))]
        drawing.add(Polygon(places, fillColor=TINT, strokeColor=None))
