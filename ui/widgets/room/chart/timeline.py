"""The record of a patient as a list that can be narrowed, with what lies over it: a visit, trends, the copy."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.chart.listing import PAGE
from ilp_desktop.services.chart.rows import Beside, RecordFilter, RecordKind, RecordOutline, TimelineEntry
from ui.models.paged_table import Column, PagedTable
from ui.palette import Tone
from ui.widgets.buttons import hide_unless, quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import label
from ui.widgets.room.chart.copy_page import CopyPage
from ui.widgets.room.chart.filter_bar import FilterBar
from ui.widgets.room.chart.move_page import MovePage
from ui.widgets.room.chart.side_page import SidePage
from ui.widgets.room.chart.trend_page import TrendPage
from ui.widgets.room.chart.visit_page import VisitPage
from ui.widgets.room.chart.words import row_text
from ui.widgets.room.world import RoomWorld
from ui.widgets.table import Table

EMPTY = "Belum ada kunjungan yang tercatat."
AWAY = "Riwayat sebelumnya menunggu server."
NONE_SUCH = "Tidak ada yang cocok. Alt+2 menampilkan semua."
CHOOSE = "Pilih satu baris untuk melihat ringkasnya; Enter membukanya."
NOTHING = "-"
SIDE_PX = 320
HEIGHT_PX = 400
SEALED_WORD, MOVED_WORD = "terbatas", "pindahan"


def _what(entry: TimelineEntry) -> str:
    """Return what a row holds in one line: diagnoses first, then forms, doses and letters."""
    if entry.kind is RecordKind.MOVE:
        return entry.moved
    parts = [*entry.diagnoses, *entry.doses]
    if not parts:
        parts = [*entry.forms]
    return "; ".join(parts) or NOTHING


def _mark(entry: TimelineEntry) -> str:
    if entry.sealed:
        return SEALED_WORD
    return MOVED_WORD if entry.moved else ""


def _tone(entry: TimelineEntry) -> Tone | None:
    if entry.sealed:
        return Tone.WARN
    return Tone.INFO if entry.moved else None


COLUMNS: tuple[Column[TimelineEntry], ...] = (
    Column("Tanggal", lambda entry: indonesian_date(entry.day), 96),
    Column("Klaster", lambda entry: entry.where, 138, tooltip=lambda entry: entry.where),
    Column("Diagnosis dan isi", _what, tooltip=_what),
    Column("Pengukuran", lambda entry: entry.measured or NOTHING, 184, tooltip=lambda entry: entry.measured),
    Column("Keluhan", lambda entry: entry.complaint or NOTHING, 200, tooltip=lambda entry: entry.complaint),
    Column("", _mark, 92, colour=_tone),
)


class RecordTimeline(QWidget):
    """Visits, the newest first, narrowed by filters; Enter opens one over the list, Esc comes back.

    ``above`` stands above what the selected row says.

    Attributes:
        filters: what is listed.
        table: the rows; the row selected is told in ``details``.
        pages: the list, and what lies over it.

    Signals:
        moved(UUID): a visit went over to another person.
    """

    moved = Signal(object)

    def __init__(self, world: RoomWorld, above: QWidget | None = None) -> None:
        super().__init__()
        self._world = world
        self._shown: Beside | None = None
        self._entries: tuple[TimelineEntry, ...] = ()
        self._away = False
        self._wanted = RecordFilter()
        self._outline = RecordOutline()
        self.model = PagedTable(COLUMNS, self._fetch, world.jobs, PAGE, key=lambda entry: entry.id, parent=self)
        self.table = Table(self.model, EMPTY)
        self.table.setAccessibleName("Riwayat")
        self.table.setMinimumHeight(240)
        self.filters = FilterBar()
        self.trend_button = quiet_button("Tren", "chart")
        self.copy_button = quiet_button("Salin rekam medis …", "copy")
        self.details = label(CHOOSE)
        self._visit_card = Card("Rincian")
        self.visit_page = VisitPage(world)
        self.trend_page = TrendPage(world)
        self.move_page = MovePage(world)
        self.copy_page = CopyPage(world)
        self._list = QWidget()
        self.pages = QStackedWidget()
        self._lay_out(above)
        self._connect()

    def show_record(self, beside: Beside, entries: tuple[TimelineEntry, ...], *, away: bool = False) -> None:
        """Show the first page of a record; what is read from elsewhere than before begins at its list.

        While the record is ``away`` with its server, that is said, and nothing of it is looked for.
        """
        another = self._shown != beside or self._away != away
        self._away = away
        self.table.set_empty_text(AWAY if away else EMPTY)
        for part in (self.filters, self.trend_button, self.copy_button):
            part.setEnabled(not away)
        self._shown = beside
        if another:
            self.filters.reset()
            self._wanted = RecordFilter()
            self.pages.setCurrentWidget(self._list)
        if another or entries != self._entries:
            self._entries = entries
            self.model.reload()
            if not away:
                self._read_outline()

    def covered(self) -> bool:
        """Say whether something lies over the list."""
        return self.pages.currentWidget() is not self._list

    def go_in(self) -> None:
        """Start with the list, or with the page that lies over it."""
        over = self.pages.currentWidget()
        (self.table if over is None or over is self._list else over).setFocus()

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the room while a page lies over the list."""
        is_key = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride
        if is_key and self._covers(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the list with Esc."""
        if self._covers(event):
            self._to_list()
            event.accept()
            return
        super().keyPressEvent(event)

    def _over_pages(self) -> tuple[SidePage, ...]:
        return self.visit_page, self.trend_page, self.move_page, self.copy_page

    def _covers(self, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        return pressed and self.covered()

    def _lay_out(self, above: QWidget | None) -> None:
        self._visit_card.add(self.details)
        self.details.setWordWrap(True)
        side = QVBoxLayout()
        side.setSpacing(12)
        for card in (above, self._visit_card):
            if card is not None:
                side.addWidget(card)
                card.setFixedWidth(SIDE_PX)
        side.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.filters, 1)
        head.addWidget(self.trend_button)
        head.addWidget(self.copy_button)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(head)
        left.addWidget(self.table, 1)
        row = QHBoxLayout(self._list)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(left, 1)
        row.addLayout(side)
        for page in (self._list, *self._over_pages()):
            self.pages.addWidget(page)
        self.pages.setMinimumHeight(HEIGHT_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)

    def _connect(self) -> None:
        self.table.selected.connect(self._show_entry)
        self.table.chosen.connect(self._open)
        self.model.failed.connect(self._world.messages.problem)
        self.filters.changed.connect(self._on_filtered)
        self.trend_button.clicked.connect(lambda _checked: self._open_trend())
        hide_unless(self.copy_button, may=self._world.user.may(Act.COPY_RECORD))
        self.copy_button.clicked.connect(lambda _checked: self._open_copy())
        self.visit_page.move_wanted.connect(self._open_move)
        self.visit_page.print_wanted.connect(self._print_visit)
        self.move_page.moved.connect(self._on_moved)
        for page in self._over_pages():
            page.closed.connect(self._to_list)

    def _fetch(self, after: TimelineEntry | None, limit: int) -> Sequence[TimelineEntry]:
        """Return a page; runs on a reader thread. The first one came with the visit."""
        if self._shown is None:
            return ()
        if after is None and self._wanted.is_open and limit == PAGE:
            return self._entries
        records, user = self._world.house.records, self._world.user
        return records.page(user, self._shown, self._wanted, after, limit)

    def _read_outline(self) -> None:
        """Read what the record can be narrowed to, behind the first page."""
        beside = self._shown
        if beside is None:
            return
        records, user = self._world.house.records, self._world.user
        self._world.jobs.read(lambda: records.outline(user, beside), self._show_outline, owner=self, key="outline")

    def _show_outline(self, outline: RecordOutline) -> None:
        self._outline = outline
        self.filters.offer(outline)
        self.trend_button.setEnabled(bool(outline.measures))

    def _on_filtered(self) -> None:
        self._wanted = self.filters.wanted()
        self.table.set_empty_text(EMPTY if self._wanted.is_open else NONE_SUCH)
        self.model.clear()
        self.model.reload()

    def _show_entry(self, entry: TimelineEntry | None) -> None:
        if entry is None:
            self._visit_card.set_title("Rincian")
            self.details.setText(CHOOSE)
            return
        self._visit_card.set_title(f"{entry.kind.value} {indonesian_date(entry.day)}")
        self.details.setText(row_text(entry, treating=isinstance(self._shown, UUID)))

    def _open(self, entry: TimelineEntry) -> None:
        if entry.kind is not RecordKind.MOVE and self._shown is not None:
            beside = self._shown
            self._over(self.visit_page, lambda: self.visit_page.show_row(beside, entry))

    def _open_trend(self) -> None:
        if self._shown is not None:
            beside, measures = self._shown, self._outline.measures
            self._over(self.trend_page, lambda: self.trend_page.open(beside, measures))

    def _open_move(self, visit: object) -> None:
        self._over(self.move_page, lambda: self.move_page.open(visit))  # type: ignore[arg-type]

    def _open_copy(self) -> None:
        if self._shown is not None:
            beside = self._shown
            self._over(self.copy_page, lambda: self.copy_page.open(beside))

    def _print_visit(self, visit_id: UUID) -> None:
        if self._shown is not None:
            self.copy_page.show_visit(self._shown, visit_id)

    def _over(self, page: SidePage, begin: Callable[[], object]) -> None:
        """Let a page lie over the list, and begin it once it is seen, so that it may take the focus."""
        self.pages.setCurrentWidget(page)
        begin()

    def _to_list(self) -> None:
        self.pages.setCurrentWidget(self._list)
        self.table.setFocus()

    def _on_moved(self, visit_id: UUID) -> None:
        """Show the list without the visit that moved; whose the open one is now, others read."""
        self._to_list()
        self.moved.emit(visit_id)
        if visit_id != self._shown:
            self.model.reload()
