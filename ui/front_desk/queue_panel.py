"""Today's queue of every klaster, and what the desk may change in it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.visit_words import TicketStatus
from ilp_desktop.services.queue_rows import QueueRow
from ui.context import PageContext
from ui.front_desk.queue_action import KLASTER, PRIORITY, RECEIVING, QueueAction
from ui.front_desk.queue_rows import HERE, QueueLine, chosen_lines, queue_columns, summary_of
from ui.front_desk.wording import waited_minutes
from ui.models.shown_rows import ShownRows
from ui.widgets.buttons import Button, quiet_button
from ui.widgets.card import Card
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.table import Table

COUNT_EVERY_MS = 30_000
EMPTY = "Belum ada antrean. Cari orangnya, lalu buka kunjungan."
NONE_CHOSEN = "Tidak ada antrean dengan klaster dan status ini."
EVERY_STATUS = tuple(TicketStatus)
STATUS_FILTERS: tuple[tuple[str, tuple[TicketStatus, ...]], ...] = (
    ("Semua status", EVERY_STATUS),
    ("Masih di sini", HERE),
    *((status.value.capitalize(), (status,)) for status in TicketStatus),
)
MAY_WAIT_AGAIN = (TicketStatus.ABSENT, TicketStatus.CALLED)


class QueuePanel(QWidget):
    """The queue with its filters and actions; minutes go on counting while it is shown.

    Signals:
        person_opened(UUID): somebody in the queue was chosen.
        print_wanted(UUID, str): a ticket is to be printed again.
    """

    person_opened = Signal(object)
    print_wanted = Signal(object, str)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._lines: tuple[QueueLine, ...] = ()
        self.summary_label = ElidedLabel("strong", snug=True)
        self.rows = ShownRows(queue_columns(context.today), context.jobs)
        self.table = Table(self.rows, EMPTY)
        self.table.setAccessibleName("Antrean hari ini")
        self.action = QueueAction(context)
        self.klaster_filter = _filter("Klaster", ["Semua klaster", *(one.label for one in RECEIVING)])
        self.status_filter = _filter("Status", [words for words, _ in STATUS_FILTERS])
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_time_passed)
        self._timer.start(COUNT_EVERY_MS)

    def reload(self) -> None:
        """Read the queue again."""
        queueing, user = self._context.house.queueing, self._context.user
        self._context.jobs.read(lambda: queueing.board(user), self._on_read, owner=self, key="queue")

    def lines(self) -> tuple[QueueLine, ...]:
        """Return the lines shown."""
        return self.rows.rows()

    def _make_buttons(self) -> None:
        self.priority_button = quiet_button("Ubah prioritas", "arrow-right")
        self.klaster_button = quiet_button("Pindah klaster", "send")
        self.absent_button = quiet_button("Tidak hadir", "close")
        self.again_button = quiet_button("Menunggu lagi", "undo")
        self.print_button = quiet_button("Cetak tiket", "printer")
        self.open_button = quiet_button("Buka orangnya", "user")

    def _buttons(self) -> tuple[Button, ...]:
        return (
            self.open_button,
            self.priority_button,
            self.klaster_button,
            self.absent_button,
            self.again_button,
            self.print_button,
        )

    def _lay_out(self) -> None:
        card = Card("Antrean hari ini")
        card.add_action(self.klaster_filter)
        card.add_action(self.status_filter)
        card.add(self.summary_label)
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
        self.status_filter.currentIndexChanged.connect(self._show_chosen)
        self.table.selected.connect(lambda _line: self._show_what_may_be_done())
        self.table.chosen.connect(lambda line: self.person_opened.emit(line.row.person_id))
        self.rows.loaded.connect(self._show_what_may_be_done)
        self.action.done.connect(self.table.setFocus)
        self.action.back_wanted.connect(self._on_action_left)
        self._do(self.open_button, lambda row: self.person_opened.emit(row.person_id))
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

    def _on_time_passed(self) -> None:
        if self.isVisible():
            self.reload()

    def _show_chosen(self) -> None:
        place = self.klaster_filter.currentIndex()
        klaster: Klaster | None = RECEIVING[place - 1] if place else None
        self.table.set_empty_text(NONE_CHOSEN if self._lines else EMPTY)
        self.rows.show(chosen_lines(self._lines, klaster, STATUS_FILTERS[self.status_filter.currentIndex()][1]))

    def _show_what_may_be_done(self) -> None:
        line = self.table.current_row()
        status = line.row.status if isinstance(line, QueueLine) else None
        may = self._context.user.may(Act.MANAGE_QUEUE)
        for button in (self.open_button, self.print_button):
            button.setEnabled(status is not None)
        for button in (self.priority_button, self.klaster_button, self.absent_button):
            button.setEnabled(may and status in HERE)
        self.again_button.setEnabled(may and status in MAY_WAIT_AGAIN)


def _filter(name: str, choices: Sequence[str]) -> QComboBox:
    box = QComboBox()
    box.addItems(list(choices))
    box.setAccessibleName(f"Saring menurut {name.lower()}")
    return box
