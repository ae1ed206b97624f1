"""The last value of every measure with its age and class, and the one looked at as a curve over its target."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import MONTHS_A_YEAR, indonesian_date, months_shifted, short_year
from ilp_desktop.domain.chronic.chronic_follow_up import ago, is_old
from ilp_desktop.services.chronic.chronic_trends import Point, Trend
from ilp_desktop.services.ncd.chronic_care import ChronicPicture
from ui.jobs import Jobs
from ui.models.paged_table import Column
from ui.models.shown_rows import ShownRows
from ui.palette import Tone
from ui.widgets.card import Card
from ui.widgets.form_view_words import PILL_TONES
from ui.widgets.marked_plot import Mark
from ui.widgets.plot_frame import Axis, Points
from ui.widgets.table import Table
from ui.widgets.trend_plot import TrendPlot
from ui.widgets.view_switch import ViewSwitch

TABLE_PX, PLOT_PX, HEIGHT_PX = 780, 360, 330
ALL = "0"
SPANS = (("12", "1 tahun"), ("36", "3 tahun"), (ALL, "Semua"))
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
MOST_MONTH_NAMES, EDGE_DAYS = 6, 10
NOTHING = "Belum ada yang diukur atau diperiksa."
OLD_MARK = "lama"


class TrendRow:
    """One measure as a row of the table."""

    def __init__(self, trend: Trend, today: date) -> None:
        self.id = trend.code
        self.trend = trend
        self.today = today
        self.before = next((one for one in reversed(trend.points) if one.day < trend.last.day), None)

    @property
    def value(self) -> str:
        """Return the newest value with its unit."""
        return f"{self.trend.last.text} {self.trend.unit}"

    @property
    def age(self) -> str:
        """Return how old the newest value is; an old one says so."""
        told = ago(self.trend.last.day, self.today).replace(" tahun", " th").replace(" bulan", " bl")
        told = told.removesuffix(" lalu")
        return f"{told} ({OLD_MARK})" if is_old(self.trend.last.day, self.today) else told

    @property
    def earlier(self) -> str:
        """Return the value before it with its day."""
        return "" if self.before is None else f"{self.before.text} ({short_year(self.before.day)})"

    @property
    def tone(self) -> Tone | None:
        """Return the tone of the class."""
        found = self.trend.last.found
        return None if found is None else PILL_TONES[found.urgency]

    @property
    def hint(self) -> str:
        """Return everything about the newest value."""
        return point_text(self.trend, self.trend.last)


COLUMNS: tuple[Column[TrendRow], ...] = (
    Column("Ukuran", lambda row: row.trend.label, 128, tooltip=lambda row: row.hint),
    Column("Terakhir", lambda row: row.value, 120, tooltip=lambda row: row.hint),
    Column("Umur nilai", lambda row: row.age, 130, tooltip=lambda row: indonesian_date(row.trend.last.day)),
    Column(
        "Kelas", lambda row: row.trend.last.conclusion, None, tooltip=lambda row: row.hint, colour=lambda row: row.tone
    ),
    Column("Sasaran", lambda row: row.trend.band.text, 82, tooltip=lambda row: f"Sumber: {row.trend.source}"),
    Column("Sebelumnya", lambda row: row.earlier, 136),
)


class NcdTrends(Card):
    """A table of measures beside the curve of the one that is selected.

    Attributes:
        table, plot, spans: the parts.
    """

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("Nilai dan perjalanannya", parent)
        self._day: date | None = None
        self.rows: ShownRows[TrendRow] = ShownRows(COLUMNS, jobs)
        self.table = Table(self.rows, NOTHING)
        self.table.setAccessibleName("Nilai terakhir")
        self.table.setMinimumWidth(TABLE_PX)
        self.table.setFixedHeight(HEIGHT_PX)
        self.table.selected.connect(lambda _row: self._draw())
        self.rows.loaded.connect(self._on_loaded)
        self.plot = TrendPlot()
        self.plot.setMinimumSize(PLOT_PX, HEIGHT_PX)
        self.spans = ViewSwitch("Rentang waktu", SPANS)
        self.spans.select("36")
        self.spans.changed.connect(lambda _code: self._draw())
        self.add_action(self.spans)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.table, 2)
        row.addWidget(self.plot, 1)
        self.body.addLayout(row)

    def show_picture(self, picture: ChronicPicture) -> None:
        """Show the measures of somebody."""
        self._day = picture.day
        self.plot.setVisible(bool(picture.trends))
        self.rows.show([TrendRow(one, picture.day) for one in picture.trends])

    def _on_loaded(self) -> None:
        if self.table.current_row() is None:
            self.table.select_first()
        self._draw()

    def _draw(self) -> None:
        row: TrendRow | None = self.table.current_row()
        self.plot.setVisible(row is not None)
        if row is None or self._day is None:
            return
        axis = time_axis(row.trend.points[0].day, self._day, int(self.spans.current()))
        marks = [
            Mark(float(point.day.toordinal()), point.value, point_text(row.trend, point)) for point in row.trend.points
        ]
        measure = row.trend.unit
        band, title = row.trend.band, f"{row.trend.label}, sasaran {row.trend.band.text or 'tidak ada'}"
        lines = (_across(axis, band.lower), _across(axis, band.upper))
        if band.second is not None:
            pair = (_across(axis, band.second), _across(axis, band.upper))
            second = tuple(
                (float(one.day.toordinal()), one.second) for one in row.trend.points if one.second is not None
            )
            self.plot.show_pair(title, axis, measure, pair, marks, second)
        else:
            self.plot.show_trend(title, axis, measure, lines, marks)


def time_axis(earliest: date, today: date, months: int) -> Axis:
    """Return the axis of time until today; from the earliest day where no number of months is said."""
    start = months_shifted(today, -months) if months else min(earliest, months_shifted(today, -1))
    months_shown = (today.year - start.year) * MONTHS_A_YEAR + today.month - start.month
    step = max(1, -(-months_shown // MOST_MONTH_NAMES))
    first = start.replace(day=1)
    firsts = [months_shifted(first, number) for number in range(step, months_shown + 1, step)]
    names = tuple((float(day.toordinal()), f"{MONTHS[day.month - 1]} {day:%y}") for day in firsts if day <= today)
    return Axis("", float(start.toordinal()), float(today.toordinal() + EDGE_DAYS), float(months_shown), names=names)


def point_text(trend: Trend, point: Point) -> str:
    """Return day, value, class and place of a value, for hovering."""
    words = [f"{indonesian_date(point.day)}: {trend.label} {point.text} {trend.unit}"]
    if point.found is not None:
        words.append(point.conclusion)
    if point.place:
        words.append(point.place)
    return ", ".join(words)


def _across(axis: Axis, value: float | None) -> Points:
    return () if value is None else ((axis.start, value), (axis.stop, value))
