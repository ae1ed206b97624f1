"""Charts on the screen: axes hold every value, marks can be pointed at, bands and lines are drawn."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.growth.growth_curves import ZLine
from tests.ui.hands import click, press
from ui.palette import load_palette
from ui.widgets.growth_plot import LOOKS, GrowthPlot
from ui.widgets.marked_plot import Mark
from ui.widgets.plot_frame import MOST_ROWS, Axis, axis_around, frame_in, value_text
from ui.widgets.trend_plot import TrendPlot
from ui.widgets.view_switch import ViewSwitch

WEEKS = Axis("Minggu", 0, 40, 4)
BAND = (((0.0, 0.0), (40.0, 10.0)), ((0.0, 2.0), (40.0, 16.0)))
MARKS = (Mark(10, 2, "pertama"), Mark(20, 5, "kedua"), Mark(44, 9, "di luar"))


@pytest.fixture
def trend(themed: QApplication, in_window: Callable[..., QWidget]) -> TrendPlot:
    plot = TrendPlot()
    plot.show_trend("Kenaikan", WEEKS, "kg", BAND, MARKS)
    in_window(plot)
    return plot


@given(st.lists(st.floats(-1000, 1000), min_size=1, max_size=20))
def test_axis_holds_every_value_with_few_round_steps(values: list[float]) -> None:
    axis = axis_around("kg", values)
    slack = 1e-6 * max(1.0, *map(abs, values))
    assert axis.start - slack <= min(values)
    assert max(values) <= axis.stop + slack
    assert 2 <= len(axis.ticks()) <= MOST_ROWS + 3


def test_axis_of_nothing_still_is_one() -> None:
    assert axis_around("kg", []).ticks()[0] == 0


def test_frame_puts_the_corners_of_its_axes_into_its_corners() -> None:
    frame = frame_in(500, 300, WEEKS, Axis("kg", 0, 20, 5))
    assert frame.place(0, 0) == frame.area.bottomLeft()
    assert frame.place(40, 20) == frame.area.topRight()
    assert frame.places(((-1.0, 0.0), (40.0, 0.0), (41.0, 0.0))) == [frame.area.bottomRight()]


def test_value_is_written_with_a_comma() -> None:
    assert [value_text(value) for value in (2.5, 10.0, -0.25, 3)] == ["2,5", "10", "-0,25", "3"]


def test_click_near_a_mark_chooses_it_and_a_click_on_the_ground_nothing(trend: TrendPlot, qtbot: QtBot) -> None:
    with qtbot.waitSignal(trend.chosen) as told:
        click(trend, trend.place_of(1).toPoint() + QPoint(5, 5))
    assert told.args == [1]
    assert trend.accessibleDescription() == "kedua"
    with qtbot.assertNotEmitted(trend.chosen):
        click(trend, trend.place_of(1).toPoint() + QPoint(60, 0))
    assert trend.current() == 1


def test_hovering_says_what_a_mark_is(trend: TrendPlot, qtbot: QtBot) -> None:
    qtbot.mouseMove(trend, trend.place_of(0).toPoint())
    assert trend.toolTip() == "pertama"
    qtbot.mouseMove(trend, QPoint(3, 3))
    assert trend.toolTip() == ""


def test_arrows_stay_on_the_marks_that_are_seen(trend: TrendPlot) -> None:
    assert [mark.text for mark in trend.visible_marks()] == ["pertama", "kedua"]
    trend.setFocus()
    walked = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right):
        press(key)
        walked.append(trend.current())
    assert walked == [1, 0, 0, 1, 1]


def test_choice_stays_only_while_its_measurement_does(trend: TrendPlot) -> None:
    trend.select(1)
    trend.show_trend("Kenaikan", WEEKS, "kg", BAND, (Mark(5, 1, "baru"), *MARKS))
    assert trend.current() == 2
    trend.show_trend("Kenaikan", WEEKS, "kg", BAND, MARKS[:1])
    assert (trend.current(), trend.accessibleDescription()) == (-1, "")


@pytest.mark.parametrize("wrong", [-1, 3, 99])
def test_mark_that_is_not_there_is_not_chosen(trend: TrendPlot, wrong: int) -> None:
    trend.select(wrong)
    assert trend.current() == -1


def test_band_is_filled_between_its_lines_and_nowhere_else(trend: TrendPlot) -> None:
    trend.show_trend("Kenaikan", WEEKS, "kg", BAND, ())
    trend.show_trend("Kenaikan", WEEKS, "kg", BAND, MARKS[2:])
    picture = trend.grab().toImage()
    frame = frame_in(trend.width(), trend.height(), WEEKS, axis_around("kg", [0, 16]))
    fill = QColor(load_palette(dark=False)["goodFill"])
    inside, below = frame.place(38, 12.5).toPoint(), frame.place(38, 5.5).toPoint()
    assert picture.pixelColor(inside) == fill
    assert picture.pixelColor(below) != fill


def test_lines_of_growth_are_told_apart_without_colour() -> None:
    assert len({style for _, _, style in LOOKS.values()}) == len(LOOKS) == 4


def test_median_is_drawn_where_it_lies_in_the_colour_of_the_theme(
    themed: QApplication, in_window: Callable[..., QWidget]
) -> None:
    months = Axis("bulan", 0, 24, 2)
    plot = GrowthPlot()
    plot.show_growth("BB/U", months, "kg", [ZLine(0, ((0.0, 10.0), (24.0, 12.0)))], (Mark(30, 10, "lain"),))
    in_window(plot)
    picture = plot.grab().toImage()
    middle = frame_in(plot.width(), plot.height(), months, axis_around("kg", [10, 12])).place(9, 10.75).toPoint()
    column = {picture.pixelColor(middle.x(), middle.y() + step).name() for step in (-1, 0, 1)}
    assert load_palette(dark=False)["success"] in column


def test_one_view_is_always_shown_and_arrows_pass_over_what_is_not_offered(
    qtbot: QtBot, in_window: Callable[..., QWidget]
) -> None:
    switch = ViewSwitch("Indeks", [("a", "Satu"), ("b", "Dua"), ("c", "Tiga")])
    in_window(switch)
    assert switch.current() == "a"
    switch.set_offered("b", offered=False)
    switch.setFocus()
    with qtbot.waitSignal(switch.changed) as told:
        press(Qt.Key.Key_Right)
    assert told.args == ["c"]
    press(Qt.Key.Key_Right)
    assert switch.current() == "a"
    click(switch.button("a"))
    assert switch.button("a").isChecked()
