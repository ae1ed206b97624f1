"""One measure over all visits, as a curve that can be walked along with the arrows."""

from datetime import date

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.forms.parsing import decimal_text
from ilp_desktop.services.chart.rows import Beside, Trend
from ui.widgets.labels import label
from ui.widgets.marked_plot import Mark
from ui.widgets.plot_frame import Axis
from ui.widgets.room.chart.filter_bar import Choice
from ui.widgets.room.chart.side_page import SidePage
from ui.widgets.room.world import RoomWorld
from ui.widgets.trend_plot import TrendPlot

CHOOSE = "Pilih ukuran"
NONE_YET = "Belum ada ukuran yang tercatat dua kali."
CHOICE_PX = 260
DAYS_A_YEAR = 365.25
MONTHS_A_YEAR = 12
MANY_YEARS = 12
PLOT_PX = 320


class TrendPage(SidePage):
    """The measure chosen and its values.

    Attributes:
        measure: which measure; those measured most often come first.
        plot: its values; the one pointed at is told beneath.
    """

    def __init__(self, world: RoomWorld) -> None:
        super().__init__("Tren")
        self._world = world
        self._beside: Beside | None = None
        self.measure = Choice("Ukuran", CHOOSE, CHOICE_PX)
        self.add_button_widget()
        self.plot = TrendPlot()
        self.plot.setMinimumHeight(PLOT_PX)
        self.told = label("", "muted")
        self.told.setWordWrap(True)
        self.body.addWidget(self.plot, 1)
        self.body.addWidget(self.told)
        self.measure.currentIndexChanged.connect(self._on_chosen)
        self.plot.chosen.connect(self._tell)

    def add_button_widget(self) -> None:
        """Put the list of measures at the right of the heading."""
        self._head.addWidget(self.measure)

    def open(self, beside: Beside, measures: tuple[tuple[str, str], ...]) -> None:
        """Show the measure measured most often, or the one chosen before where this patient has it."""
        self._beside = beside
        self.measure.offer(list(measures))
        if self.measure.chosen() is None and measures:
            self.measure.choose(measures[0][0])
        else:
            self._on_chosen()
        self.measure.setFocus()

    def _on_chosen(self) -> None:
        code, beside = self.measure.chosen(), self._beside
        if not isinstance(code, str) or beside is None:
            self.show_trend(Trend("", "", ""))
            self.told.setText(NONE_YET if self.measure.count() == 1 else "")
            return
        records, user = self._world.house.records, self._world.user
        self._world.jobs.read(
            lambda: records.trend(user, beside, code),
            self.show_trend,
            owner=self,
            key="trend",
            failed=self._world.messages.problem,
        )

    def show_trend(self, trend: Trend) -> None:
        """Show the values of a measure."""
        unit = f" ({trend.unit})" if trend.unit else ""
        marks = [Mark(_year(point.day), point.value, _told(point.day, point.value, trend)) for point in trend.points]
        self.plot.show_trend(trend.label, _axis(trend), f"{trend.label}{unit}", ((), ()), marks)
        count = len(trend.points)
        self.told.setText(f"{count} nilai. Panah kiri dan kanan menunjuk nilai berikutnya." if count else "")
        self.plot.select(count - 1)

    def _tell(self, number: int) -> None:
        marks = self.plot.marks()
        if 0 <= number < len(marks):
            self.told.setText(marks[number].text)


def _told(day: date, value: float, trend: Trend) -> str:
    return f"{indonesian_date(day)}: {decimal_text(value)} {trend.unit}".rstrip()


def _year(day: date) -> float:
    """Return a day as a place among years."""
    return day.year + (day.timetuple().tm_yday - 1) / DAYS_A_YEAR


def _axis(trend: Trend) -> Axis:
    """Return an axis of whole years that holds every day measured."""
    if not trend.points:
        return Axis("Tahun", 0, 1, 1)
    first, last = trend.points[0].day.year, trend.points[-1].day.year + 1
    step = max(1, (last - first) // MANY_YEARS)
    return Axis("Tahun", first, last, step)
