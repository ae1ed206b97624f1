"""Charts on paper hold every point, say when there is none, and need no colour."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.graphics.shapes import Circle, Drawing, Polygon, PolyLine, String

from ilp_desktop.printing.chart_frame import BOTTOM, LEFT, MOST_STEPS, RIGHT, TOP, plot_for
from ilp_desktop.printing.contents.charts import (
    MONTHS_0_TO_24,
    MONTHS_24_TO_60,
    WEEKS_OF_PREGNANCY,
    Axis,
    WeightGainChart,
)
from ilp_desktop.printing.growth_chart import growth_drawing
from ilp_desktop.printing.weight_gain_chart import weight_gain_drawing
from tests.printing.samples import WEIGHT_GAIN, growth_chart

SIZE = (260.0, 190.0)
NO_POINTS = "belum ada hasil ukur pada rentang ini"
values = st.floats(min_value=-1000, max_value=1000)


def _shapes(drawing: Drawing, kind: type[Any]) -> list[Any]:
    return [shape for shape in drawing.contents if isinstance(shape, kind)]


def _words(drawing: Drawing) -> list[str]:
    return [shape.text for shape in _shapes(drawing, String)]


def _colours(drawing: Drawing) -> Iterator[Any]:
    for shape in drawing.contents:
        for name in ("strokeColor", "fillColor"):
            colour = getattr(shape, name, None)
            if colour is not None:
                yield colour


@pytest.mark.parametrize("axis", [MONTHS_0_TO_24, MONTHS_24_TO_60], ids=["first two years", "two to five years"])
def test_growth_chart_names_its_axes_curves_and_source(axis: Axis) -> None:
    words = _words(growth_drawing(growth_chart(axis), *SIZE))
    for expected in ("BB/U, perempuan", "Umur (bulan)", "Berat badan (kg)", "Sumber: kurva contoh"):
        assert expected in words
    for label in ("-3", "-2", "+2", "+3", f"{axis.start:.0f}", f"{axis.stop:.0f}"):
        assert label in words


def test_growth_chart_draws_every_curve_and_every_measurement() -> None:
    chart = growth_chart()
    drawing = growth_drawing(chart, *SIZE)
    assert len(_shapes(drawing, PolyLine)) == len(chart.curves) + 1
    assert len(_shapes(drawing, Circle)) == len(chart.points)
    assert NO_POINTS not in _words(drawing)


def test_curves_are_told_apart_by_dashes_and_width() -> None:
    lines = _shapes(growth_drawing(growth_chart(), *SIZE), PolyLine)
    looks = [(line.strokeWidth, line.strokeDashArray) for line in lines]
    low_3, low_2, median, high_2, high_3, child = looks
    assert (low_3, low_2) == (high_3, high_2)
    assert len({low_3, low_2, median, child}) == 4


def test_measurement_stands_where_its_age_and_weight_are() -> None:
    chart = replace(growth_chart(), points=((0, 4.0), (24, 10.0)))
    first, last = _shapes(growth_drawing(chart, *SIZE), Circle)
    assert (first.cx, last.cx) == (LEFT, SIZE[0] - RIGHT)
    curve_at_birth = _shapes(growth_drawing(replace(chart, points=((0, 3.3),)), *SIZE), Circle)[0]
    assert curve_at_birth.cy == pytest.approx(_shapes(growth_drawing(chart, *SIZE), PolyLine)[2].points[1])
    assert last.cy > first.cy


def test_measurements_of_another_age_are_not_drawn_and_that_is_said() -> None:
    drawing = growth_drawing(growth_chart(MONTHS_24_TO_60), *SIZE)
    assert _shapes(drawing, Circle) == []
    assert NO_POINTS in _words(drawing)


def test_weight_gain_is_drawn_before_its_band() -> None:
    drawing = weight_gain_drawing(WEIGHT_GAIN, *SIZE)
    assert len(_shapes(drawing, Polygon)) == 1
    assert len(_shapes(drawing, Circle)) == len(WEIGHT_GAIN.points)
    words = _words(drawing)
    for expected in ("Kenaikan berat badan, IMT 18,5-24,9", "Kenaikan (kg)", "Umur kehamilan (minggu)", "11,5", "16"):
        assert expected in words


def test_chart_without_curves_or_points_is_still_a_chart() -> None:
    empty = growth_drawing(replace(growth_chart(), curves=(), points=()), *SIZE)
    bare = weight_gain_drawing(WeightGainChart("IMT belum diketahui", (), (), (), "-"), *SIZE)
    assert NO_POINTS in _words(empty)
    assert NO_POINTS in _words(bare)
    assert _shapes(bare, Polygon) == []


@pytest.mark.parametrize("drawing", [growth_drawing(growth_chart(), *SIZE), weight_gain_drawing(WEIGHT_GAIN, *SIZE)])
def test_charts_are_black_white_and_grey(drawing: Drawing) -> None:
    colours = list(_colours(drawing))
    assert colours
    assert all(colour.red == colour.green == colour.blue for colour in colours)


@given(st.lists(st.tuples(st.floats(0, 42), values), max_size=20))
def test_every_point_lies_inside_the_axes(points: list[tuple[float, float]]) -> None:
    plot = plot_for(SIZE, WEEKS_OF_PREGNANCY, [tuple(points)])
    assert 1 <= plot.y_steps <= MOST_STEPS + 1
    for x, y in points:
        assert LEFT - 0.01 <= plot.x(x) <= SIZE[0] - RIGHT + 0.01
        assert BOTTOM - 0.01 <= plot.y(y) <= SIZE[1] - TOP + 0.01
