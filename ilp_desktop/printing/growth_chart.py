"""A child's growth before the curves of the standard, for paper."""

from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import Color

from ilp_desktop.printing.chart_frame import (
    Stroke,
    draw_curve,
    draw_hollow,
    draw_measurements,
    framed,
    label_end,
    plot_for,
)
from ilp_desktop.printing.contents.charts import GrowthChart
from ilp_desktop.printing.fonts import register_fonts

GREY = Color(0.35, 0.35, 0.35)
# The further from the median, the lighter to the eye: told by dashes, so that it survives a photocopy.
STROKES = {
    0: Stroke(1.0, GREY),
    1: Stroke(0.5, GREY, (1, 2)),
    2: Stroke(0.7, GREY, (4, 2)),
    3: Stroke(0.6, GREY, (1.5, 1.2)),
}


def growth_drawing(chart: GrowthChart, width: float, height: float) -> Drawing:
    """Return the chart as a drawing of the given size in points."""
    register_fonts()
    lines = [*(curve.points for curve in chart.curves), chart.points]
    plot = plot_for((width, height), chart.x_axis, lines)
    hollow = " Lingkaran: menurut umur kalender." if chart.calendar else ""
    notes = (f"Titik: hasil ukur anak. Angka di kanan: z-score.{hollow}", f"Sumber: {chart.source}")
    drawing = framed(plot, chart.title, chart.measure, notes)
    for curve in chart.curves:
        draw_curve(drawing, plot, curve.points, STROKES.get(abs(curve.z), STROKES[3]))
        label_end(drawing, plot, curve.points, f"{curve.z:+d}" if curve.z else "0")
    draw_hollow(drawing, plot, chart.calendar)
    draw_measurements(drawing, plot, chart.points)
    return drawing
