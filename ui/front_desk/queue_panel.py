"""Today's queue of every klaster, and what the desk may change in it."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.visit_words import Stage, TicketStatus
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.queue.queue_rows import QueueRow
from ilp_desktop.services.queue.queueing import UNSERVED, Queueing
from ui.context import PageContext
from ui.front_desk.queue_action import KLASTER, PRIORITY, RECEIVING, QueueAction
from ui.front_desk.queue_menu import QueueMenu
from ui.front_desk.queue_rows import HERE, QueueLine, chosen_lines, figures_text, queue_columns, summary_of
from ui.front_desk.wording import waited_minutes
from ui.models.shown_rows import ShownRows
from ui.widgets.buttons import Button, quiet_button
from ui.widgets.card import Card
from ui.widgets.date_field import date_text
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.labels import label
from ui.widgets.page import PRINT
from ui.widgets.table import Table

COUNT_EVERY_MS = 30_000
EMPTY = "Belum ada antrean. Cari orangnya, lalu buka kunjungan."
NONE_CHOSEN = "Tidak ada antrean dengan klaster dan status ini."
DAY_BEFORE = "Hari sebelumnya"
EVERY_STATUS = tuple(TicketStatus)
STATUS_FILTERS: tuple[tuple[str, tuple[TicketStatus, ...]], ...] = (
    ("Semua status", EVERY_STATUS),
    ("Masih di sini", HERE),
    *((status.value.capitalize(), (status,)) for status in TicketStatus),
    ("Belum dilayani", UNSERVED),
    (DAY_BEFORE, UNSERVED),
)
WHERE = (Stage.REGISTRATION.value.capitalize(), *(one.label for one in RECEIVING))
MAY_WAIT_AGAIN = (TicketStatus.ABSENT, TicketStatus.CALLED, TicketStatus.HELD)


class QueuePanel(QWidget):
    """The queue with its filters and actions; minutes go on counting while it is shown.

    Signals:
        read(tuple): today's numbers were read, those before the desk among them.
        identity_wanted(QueueRow): an emergency number is to get its person.
        giving(QueueRow): a number is to be given to another person.
        person_opened(UUID): somebody in the queue was chosen.
        print_wanted(UUID, str): a ticket is to be printed again.
    """

    read = Signal(object)
    identity_wanted = Signal(object)
    giving = Signal(object)
    person_opened = Signal(object)
    print_wanted = Signal(object, str)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._lines: tuple[QueueLine, ...] = ()
        self._left_over: tuple[QueueLine, ...] = ()
        self.summary_label = ElidedLabel("strong", snug=True)
        self.rows = ShownRows(queue_columns(context.today), context.jobs)
        self.table = Table(self.rows, EMPTY)
        self.table.setAccessibleName("Antrean hari ini")
        self.action = QueueAction(context)
        self.more = QueueMenu(context, self.table)
        self.rule_label = label("", "small")
        self.rule_label.setWordWrap(True)
        self.rule_label.hide()
        self.klaster_filter = _filter("Klaster", ["Semua klaster", *WHERE])
        self.status_filter = _filter("Status", [words for words, _ in STATUS_FILTERS])
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_time_passed)
        self._timer.start(COUNT_EVERY_MS)
        self._tell_of_day_before()

    def reload(self) -> None:
        """Read the queue again."""
        if self._context.today() != self._told_on:
            self._tell_of_day_before()
        queueing, user = self._context.house.queueing, self._context.user
        self._context.jobs.read(lambda: queueing.board(user), self._on_read, owner=self, key="queue")
        if self.status_filter.currentText() == DAY_BEFORE:
            self._context.jobs.read(lambda: _left_over(queueing, user), self._on_left_over, owner=self, key="left")

    def lines(self) -> tuple[QueueLine, ...]:
        """Return the lines shown."""
        return self.rows.rows()

    def _make_buttons(self) -> None:
        self.priority_button = quiet_button("Prioritas")
        self.klaster_button = quiet_button("Pindah klaster")
        self.absent_button = quiet_button("Tidak hadir")
        self.again_button = quiet_button("Menunggu lagi")
        self.print_button = quiet_button("Cetak", "printer")
        self.print_button.setToolTip(f"{PRINT.does} ({PRINT.keys})")
        self.open_button = quiet_button("Buka", "user")

    def _buttons(self) -> tuple[Button, ...]:
        return (
            self.open_button,
            self.priority_button,
            self.klaster_button,
            self.absent_button,
            self.again_button,
            self.more.undo_button,
            self.print_button,
            self.more.more_button,
        )

    def _lay_out(self) -> None:
        card = Card("Antrean hari ini")
        card.add_action(self.klaster_filter)
        card.add_action(self.status_filter)
        card.add(self.summary_label)
        card.add(self.rule_label)
        card.add(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in self._buttons():
            row.addWidget(button)
        row.addStretch(1)
        card.body.addLayout(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(card, 1)
        layout.addWidget(self.action)
        self._show_what_may_be_done()

    def _connect(self) -> None:
        queueing, user = self._context.house.queueing, self._context.user
        self.klaster_filter.currentIndexChanged.connect(self._show_chosen)
        self.status_filter.currentIndexChanged.connect(self._on_status_chosen)
        self.more.changed.connect(self.reload)
        self.more.identity_wanted.connect(self.identity_wanted)
        self.more.giving.connect(self.giving)
        self.more.rule_wanted.connect(self._show_rule)
        self.more.figures_wanted.connect(self._show_figures)
        self.table.selected.connect(lambda _line: self._show_what_may_be_done())
        self.table.chosen.connect(lambda line: self._open(line.row))
        self.rows.loaded.connect(self._show_what_may_be_done)
        self.action.done.connect(self.table.setFocus)
        self.action.back_wanted.connect(self._on_action_left)
        self._do(self.open_button, self._open)
        self._do(self.print_button, lambda row: self.print_wanted.emit(row.ticket_id, row.number))
        self._do(self.priority_button, lambda _row: self._start_action(PRIORITY))
        self._do(self.klaster_button, lambda _row: self._start_action(KLASTER))
        self._do(self.absent_button, lambda row: self._write(lambda: queueing.mark_absent(user, row.ticket_id)))
        self._do(self.again_button, lambda row: self._write(lambda: queueing.put_back(user, row.ticket_id)))

    def _do(self, button: Button, act: Callable[[QueueRow], object]) -> None:
        """Let a button act on the line that is selected."""

        def pressed() -> None:
            line = self.table.current_row()
            if isinstance(line, QueueLine):
                act(line.row)

        button.clicked.connect(lambda _checked: pressed())

    def _open(self, row: QueueRow) -> None:
        """Open who holds a number, or look for who that is."""
        if row.person_id is not None:
            self.person_opened.emit(row.person_id)
        elif row.nobody_yet:
            self.identity_wanted.emit(row)

    def _show_rule(self) -> None:
        self._tell("\n".join(self._context.house.queueing.rule(self._context.user)))

    def _show_figures(self) -> None:
        times, user = self._context.house.waiting_times, self._context.user
        self._context.jobs.read(lambda: times.today(user), lambda day: self._tell(figures_text(day)), owner=self)

    def _tell(self, text: str) -> None:
        """Show something above the list, or put the same away."""
        again = not self.rule_label.isHidden() and self.rule_label.text() == text
        self.rule_label.setText(text)
        self.rule_label.setVisible(not again)

    def _start_action(self, kind: str) -> None:
        self.action.start(self.table.current_row(), kind)

    def _write(self, work: Callable[[], None]) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)  # the button pressed may be of no more use
        self._context.jobs.write(work, lambda _: self.reload(), owner=self, failed=self._on_refused)

    def _on_refused(self, error: UserError) -> None:
        self._context.messages.problem(error)
        self.reload()

    def _on_action_left(self) -> None:
        self.action.hide()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_read(self, rows: Sequence[QueueRow]) -> None:
        now = self._context.house.uow.clock.now()
        self._lines = tuple(QueueLine(row, waited_minutes(row, now)) for row in rows)
        self.summary_label.setText(summary_of(self._lines))
        self._show_chosen()
        self.read.emit(tuple(rows))

    def _on_status_chosen(self) -> None:
        self._show_chosen()
        if self.status_filter.currentText() == DAY_BEFORE:
            self.reload()

    def _on_left_over(self, found: tuple[date | None, Sequence[QueueRow]]) -> None:
        self._left_over = tuple(QueueLine(row, 0) for row in found[1])
        self._show_chosen()

    def _tell_of_day_before(self) -> None:
        """Say in the morning that numbers of the last day were left without anybody serving them."""
        self._told_on = self._context.today()
        queueing, user = self._context.house.queueing, self._context.user

        def told(found: tuple[date | None, Sequence[QueueRow]]) -> None:
            day, rows = found
            if rows and day is not None:
                self._context.messages.note(
                    f"{len(rows)} nomor {date_text(day)} belum dilayani. Lihat status «{DAY_BEFORE}»."
                )

        self._context.jobs.read(lambda: _left_over(queueing, user), told, owner=self, key="day before")

    def _on_time_passed(self) -> None:
        if self.isVisible():
            self.reload()

    def _show_chosen(self) -> None:
        place, (words, statuses) = self.klaster_filter.currentIndex(), STATUS_FILTERS[self.status_filter.currentIndex()]
        lines = self._left_over if words == DAY_BEFORE else self._lines
        self.table.set_empty_text(NONE_CHOSEN if self._lines else EMPTY)
        self.rows.show(chosen_lines(lines, WHERE[place - 1] if place else "", statuses))

    def _show_what_may_be_done(self) -> None:
        line = self.table.current_row()
        status = line.row.status if isinstance(line, QueueLine) else None
        may = self._context.user.may(Act.MANAGE_QUEUE)
        self.more.adapt()
        for button in (self.open_button, self.print_button):
            button.setEnabled(status is not None)
        for button in (self.priority_button, self.absent_button):
            button.setEnabled(may and status in HERE)
        self.klaster_button.setEnabled(may and status in HERE and line.row.stage is Stage.KLASTER)
        self.again_button.setEnabled(may and status in MAY_WAIT_AGAIN)


def _left_over(queueing: Queueing, user: SignedIn) -> tuple[date | None, tuple[QueueRow, ...]]:
    """Return the last day before today that had a queue, and whom nobody served on it."""
    day = queueing.last_day(user)
    return day, (queueing.unserved(user, day) if day is not None else ())


def _filter(name: str, choices: Sequence[str]) -> QComboBox:
    box = QComboBox()
    box.addItems(list(choices))
    box.setAccessibleName(f"Saring menurut {name.lower()}")
    return box
