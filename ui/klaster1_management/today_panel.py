"""1 Manajemen > Hari ini: visits by klaster, waiting times, when people came, who they were."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.queue.waiting_times import WaitingDay
from ilp_desktop.services.record.overview import DayFigures
from ui.context import PageContext
from ui.klaster1_management.charts import HourBars, ShareBars
from ui.klaster1_management.figures_table import EXPLANATION, FiguresTable
from ui.klaster1_management.panel import Panel
from ui.klaster1_management.permits_card import PermitsCard
from ui.klaster1_management.step_table import StepTable
from ui.widgets.card import Card
from ui.widgets.labels import label

EVERY_MINUTE_MS = 60_000
USUAL_HOURS = (7, 14)
TALLEST_PX = 400
NOBODY_CAME = "Belum ada kunjungan hari ini."
MINUTES_AN_HOUR = 60


class TodayPanel(Panel):
    """The day in figures; waits grow by themselves, so it is read again every minute while it is seen."""

    subjects = frozenset({"ticket", "encounter", "correction_permit"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.visits, self.waiting, self.average, self.finished = (FigureCard() for _ in range(4))
        self.permits = PermitsCard(context)
        self.table = FiguresTable()
        self.hour_bars, self.wait_bars = HourBars(), HourBars()
        self.steps = StepTable()
        self.busiest = label("", "muted")
        self.taken_at = label("", "small")
        self.sickness, self.kinds, self.payers = (ShareBars() for _ in range(3))
        self.minute = QTimer(self)
        self.minute.timeout.connect(self._on_minute)
        self.minute.start(EVERY_MINUTE_MS)

    def fill(self, column: QVBoxLayout) -> None:
        """Put figures on top, table and hours in the middle, shares below."""
        column.addWidget(self.permits)
        top, middle, bottom = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (top, middle, bottom):
            row.setSpacing(12)
            column.addLayout(row)
        column.setStretchFactor(middle, 1)
        column.addStretch()
        for figure in (self.visits, self.waiting, self.average, self.finished):
            top.addWidget(figure, 1)
        for card, share in ((self._klaster_card(), 8), (self._hours_card(), 5)):
            card.setMaximumHeight(TALLEST_PX)
            middle.addWidget(card, share)
        steps = Card("Waktu tiap langkah")
        steps.add(self.steps)
        steps.body.addStretch(1)
        bottom.addWidget(steps, 2)
        shares = (("Sakit dan sehat", self.sickness), ("Jenis kunjungan", self.kinds), ("Penjamin", self.payers))
        for title, bars in shares:
            card = Card(title)
            card.add(bars)
            card.body.addStretch(1)
            bottom.addWidget(card, 1)

    def reload(self, _subjects: frozenset[str]) -> None:
        """Read the figures again."""
        overview, user = self.context.house.overview, self.context.user
        self.context.jobs.read(
            lambda: overview.today(user), self._show, owner=self, failed=self.on_failed, key="figures"
        )
        if user.may(Act.PERMIT_CORRECTION):
            self.permits.reload()
        times = self.context.house.waiting_times
        self.context.jobs.read(
            lambda: times.today(user), self._show_waiting, owner=self, failed=self.on_failed, key="waiting"
        )

    def _klaster_card(self) -> Card:
        card = Card("Kunjungan menurut klaster")
        card.add_action(self.taken_at)
        card.add(self.table)
        card.body.addStretch(1)
        explanation = label(EXPLANATION, "small")
        explanation.setWordWrap(True)
        card.add(explanation)
        return card

    def _hours_card(self) -> Card:
        card = Card("Kedatangan per jam")
        card.add(self.hour_bars, 1)
        card.add(self.busiest)
        card.add(label("Rata-rata tunggu, menit, menurut jam mulai menunggu", "small"))
        card.add(self.wait_bars, 1)
        return card

    def _show(self, figures: DayFigures) -> None:
        everyone = figures.everyone
        self.taken_at.setText(f"Keadaan pukul {figures.at:%H.%M}")
        self.visits.say(str(everyone.total), "Kunjungan hari ini", f"{figures.sick} sakit, {figures.healthy} sehat")
        since = "paling lama " + minutes_text(everyone.longest_waiting) if everyone.waiting else "tidak ada antrean"
        self.waiting.say(str(everyone.waiting), "Menunggu sekarang", since)
        longest = f"terlama {minutes_text(everyone.longest_wait)}" if everyone.longest_wait is not None else ""
        self.average.say(minutes_text(everyone.average_wait), "Rata-rata tunggu", longest or "belum ada yang dipanggil")
        rest = f"{everyone.in_service} sedang dilayani, {everyone.absent} tidak hadir"
        self.finished.say(str(everyone.done), "Selesai", rest)
        self.table.show_figures(figures)
        self.hour_bars.show_hours(padded_hours(figures.arrivals))
        self.busiest.setText(busiest_text(figures.arrivals))
        self.sickness.show_parts((("Sakit", figures.sick), ("Sehat", figures.healthy)))
        self.kinds.show_parts([(headed(kind.value), count) for kind, count in figures.by_kind])
        self.payers.show_parts([(headed(payer.value), count) for payer, count in figures.by_payer])

    def _show_waiting(self, day: WaitingDay) -> None:
        self.steps.show_day(day)
        self.wait_bars.show_hours(
            padded_hours(tuple((hour, figures.average or 0) for hour, figures in day.by_hour)), "menit"
        )

    def _on_minute(self) -> None:
        if self.isVisible():
            self.reload(self.subjects)


class FigureCard(Card):
    """One large figure with its name and a line that explains it."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.figure, self.name, self.rest = label("", "figure"), label("", "strong"), label("", "small")
        words = QVBoxLayout()
        words.setSpacing(0)
        for part in (self.name, self.rest):
            words.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.figure)
        row.addLayout(words, 1)
        self.body.addLayout(row)

    def say(self, figure: str, name: str, rest: str) -> None:
        """Show a figure."""
        for part, text in ((self.figure, figure), (self.name, name), (self.rest, rest)):
            part.setText(text)


def headed(word: str) -> str:
    """Return a word with a capital at its head and the rest as it is, e.g. ``BPJS PBI``."""
    return word[:1].upper() + word[1:]


def minutes_text(minutes: int | None) -> str:
    """Return a wait as words, e.g. ``1 jam 5 menit``."""
    if minutes is None:
        return "-"
    hours, rest = divmod(minutes, MINUTES_AN_HOUR)
    if not hours:
        return f"{rest} menit"
    return f"{hours} jam {rest} menit" if rest else f"{hours} jam"


def padded_hours(arrivals: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Return the arrivals of the usual working hours, with nobody where nobody came, and of any hour beyond."""
    counts = dict(arrivals)
    hours = (*counts, *USUAL_HOURS)
    return tuple((hour, counts.get(hour, 0)) for hour in range(min(hours), max(hours) + 1))


def busiest_text(arrivals: tuple[tuple[int, int], ...]) -> str:
    """Return which hour most people came in."""
    if not arrivals:
        return NOBODY_CAME
    hour, count = max(arrivals, key=lambda one: one[1])
    return f"Paling ramai pukul {hour:02}.00 sampai {hour + 1:02}.00: {count} orang."
