"""Numbers before the desk: who is called to this counter, who waits, and the keys that call and issue."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.visit_words import Stage, TicketStatus, Wish
from ilp_desktop.services.queue.arrivals import TakenNumber
from ilp_desktop.services.queue.queue_rows import QueueRow
from ui.context import PageContext
from ui.front_desk.person_card import NO_RIGHT
from ui.front_desk.ticket_card import BigNumber
from ui.front_desk.wording import waited_minutes
from ui.widgets.buttons import Button, danger_button, plain_button, quiet_button
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.labels import label
from ui.widgets.one_press import OnePress
from ui.widgets.page import CALL, CALL_AGAIN, HouseKey, bind, on_key
from ui.widgets.room.waiting_rows import minutes_text

NUMBER_PX = 34
TAKE = HouseKey("Ctrl+T", "Ambil nomor umum")
TAKE_PRIORITY = HouseKey("Ctrl+Shift+T", "Ambil nomor prioritas")
EMERGENCY = HouseKey("F12", "Gawat: nomor langsung ke gawat darurat, identitas menyusul")
LET_GO = "Lepas nomor ini; pendaftaran berikutnya tidak memakainya"
NOBODY_CALLED = "Belum ada nomor dipanggil"
NOBODY_WAITS = "Tidak ada yang menunggu pendaftaran"


class ArrivalStrip(QFrame):
    """The line at the top of the desk.

    Attributes:
        held: the number that the next registered visit takes over, None when there is none.
        calling, taking: let a key pressed twice call, or issue, once.

    Signals:
        taken(TakenNumber): a number was issued and is to be printed.
        kiosk_wanted(): the screen for those who come in is to be opened.
        changed(): the queue has changed.
    """

    taken = Signal(object)
    kiosk_wanted = Signal()
    changed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._context = context
        self.held: QueueRow | None = None
        self._rows: tuple[QueueRow, ...] = ()
        self._let_go: UUID | None = None
        self._asks_identity = False
        self.calling, self.taking = OnePress(), OnePress()
        self.number = BigNumber(NUMBER_PX)
        self.told_label = ElidedLabel("strong", snug=True)
        self.summary_label = ElidedLabel("muted", snug=True)
        self.counter_box = QComboBox()
        self.counter_box.setAccessibleName("Loket di komputer ini")
        self.counter_box.setToolTip("Loket di komputer ini")
        self._make_buttons()
        self._lay_out()
        self._offer_counters()
        self._connect()
        self._show()

    def counter(self) -> str:
        """Return the name of the counter at this workstation."""
        return self.counter_box.currentText()

    def show_rows(self, rows: Sequence[QueueRow]) -> None:
        """Take over how the numbers before the desk stand, and find the one called to this counter."""
        self._rows = tuple(row for row in rows if row.stage is Stage.REGISTRATION)
        if self._asks_identity and self.held is not None:
            kept = next((row for row in rows if row.ticket_id == self.held.ticket_id and row.nobody_yet), None)
            self._asks_identity, self.held = kept is not None, kept
        if not self._asks_identity:
            self.held = self._called_here()
        self._show()

    def hold_for_identity(self, row: QueueRow) -> None:
        """Let the next registered visit give an emergency number its identity."""
        self.held, self._asks_identity = row, True
        self._show()

    def let_go(self) -> None:
        """Let the next registered visit have a number of its own."""
        if self.held is not None and not self._asks_identity:
            self._let_go = self.held.ticket_id
        self.held, self._asks_identity = None, False
        self._show()

    def call_next(self) -> None:
        """Call the next number to this counter."""
        if not self.calling.begin():
            return
        arrivals, user, counter = self._context.house.arrivals, self._context.user, self.counter()
        self._context.jobs.write(
            lambda: arrivals.call_next(user, counter),
            self._on_called,
            owner=self,
            failed=partial(self._on_refused, self.calling),
        )

    def call_again(self) -> None:
        """Call the number of this counter once more."""
        held = self._called_here() if self._asks_identity else self.held
        if held is None:
            self._context.messages.warn("Belum ada nomor yang dipanggil ke loket ini.", "Panggil berikutnya dengan F9.")
            return
        arrivals, user, counter = self._context.house.arrivals, self._context.user, self.counter()
        self._context.jobs.write(
            lambda: arrivals.call_again(user, held.ticket_id, counter), self._on_called, owner=self
        )

    def take(self, wish: Wish, *_: object) -> None:
        """Issue a number, which is printed at once."""
        if not self.taking.begin(wish):
            return
        house, user, client_id = self._context.house, self._context.user, self._context.house.uow.identities.new()
        self._context.jobs.write(
            lambda: house.arrivals.take(user, client_id, wish),
            self._on_taken,
            owner=self,
            failed=partial(self._on_refused, self.taking),
        )

    def _make_buttons(self) -> None:
        self.call_button = quiet_button("Panggil", "bell")
        self.again_button = quiet_button("Ulang", "speaker")
        self.absent_button = quiet_button("Lewati")
        self.take_button = quiet_button("Ambil nomor", "ticket")
        self.emergency_button = danger_button("Gawat", "warning")
        self.release_button = plain_button("", "close")
        self.release_button.setAccessibleName("Lepas nomor")
        self.release_button.setToolTip(LET_GO)
        self.take_menu = QMenu(self)

    def _buttons(self) -> tuple[Button, ...]:
        return (self.call_button, self.again_button, self.absent_button, self.take_button, self.emergency_button)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.told_label)
        words.addWidget(self.summary_label)
        inside = QWidget()
        inside.setLayout(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.number)
        row.addWidget(self.release_button)
        row.addWidget(inside, 1)
        row.addWidget(label("Loket ini", "muted"))
        row.addWidget(self.counter_box)
        for button in self._buttons():
            row.addWidget(button)

    def _offer_counters(self) -> None:
        names = self._context.house.arrivals.counters(self._context.user)
        self.counter_box.addItems(list(names))
        chosen = self._context.settings.value.counter
        self.counter_box.setCurrentIndex(max(0, self.counter_box.findText(chosen)))

    def _connect(self) -> None:
        bind(CALL, self.call_button)
        bind(CALL_AGAIN, self.again_button)
        bind(EMERGENCY, self.emergency_button)
        self.call_button.clicked.connect(self.call_next)
        self.again_button.clicked.connect(self.call_again)
        self.absent_button.clicked.connect(self._on_skip)
        self.absent_button.setToolTip("Belum datang: nomor menunggu lagi beberapa orang di belakang")
        self.emergency_button.clicked.connect(lambda: self.take(Wish.EMERGENCY))
        self.take_button.clicked.connect(self._open_menu)
        self.release_button.clicked.connect(self.let_go)
        self.take_button.setToolTip(f"Ambil nomor pendaftaran ({TAKE.keys} umum, {TAKE_PRIORITY.keys} prioritas)")
        self.counter_box.currentTextChanged.connect(self._on_counter_chosen)
        for key, wish in ((TAKE, Wish.GENERAL), (TAKE_PRIORITY, Wish.PRIORITY)):
            action = self.take_menu.addAction(f"{key.does}\t{key.keys}")
            take = partial(self.take, wish)
            action.triggered.connect(take)
            on_key(key, self, take)
        self.take_menu.addAction("Layar ambil nomor").triggered.connect(lambda _checked=False: self.kiosk_wanted.emit())
        if not self._context.user.may(Act.OPEN_VISIT):
            for button in self._buttons():
                button.setToolTip(NO_RIGHT)

    def _open_menu(self) -> None:
        self.take_menu.popup(self.take_button.mapToGlobal(self.take_button.rect().bottomLeft()))
        self.take_menu.setActiveAction(self.take_menu.actions()[0])

    def _on_counter_chosen(self, name: str) -> None:
        self._context.settings.set_counter(name)
        self.changed.emit()

    def _on_skip(self) -> None:
        held = self.held
        if held is None:
            return
        queueing, user = self._context.house.queueing, self._context.user
        self._context.jobs.write(lambda: queueing.skip(user, held.ticket_id), lambda _: self.changed.emit(), owner=self)

    def _on_called(self, row: QueueRow | None) -> None:
        self.calling.end()
        if row is None:
            self._context.messages.info(f"{NOBODY_WAITS}.")
        else:
            self.held, self._asks_identity, self._let_go = row, False, None
            self._show()
        self.changed.emit()

    def _on_refused(self, press: OnePress, error: UserError) -> None:
        press.fail()
        self._context.messages.problem(error)

    def _on_taken(self, number: TakenNumber) -> None:
        self.taking.end()
        self.taken.emit(number)
        self.changed.emit()

    def _called_here(self) -> QueueRow | None:
        """Return the number called last to this counter that was neither registered nor let go."""
        here = [
            row
            for row in self._rows
            if row.status is TicketStatus.CALLED and row.room == self.counter() and row.ticket_id != self._let_go
        ]
        return max(here, key=lambda row: row.called_at or row.issued_at, default=None)

    def _show(self) -> None:
        now = self._context.house.uow.clock.now()
        held = self.held
        self.number.setVisible(held is not None)
        self.release_button.setVisible(held is not None)
        if held is not None:
            self.number.set_text(held.number)
        self.told_label.setText(_told(held, self._asks_identity, now))
        self.summary_label.setText(waiting_summary(self._rows, now))
        may = self._context.user.may(Act.OPEN_VISIT)
        for button in self._buttons():
            button.setEnabled(may)
        self.absent_button.setEnabled(may and held is not None and not self._asks_identity)


def waiting_summary(rows: Sequence[QueueRow], now: datetime) -> str:
    """Return how many wait for the desk and who waits longest."""
    waiting = [row for row in rows if row.status is TicketStatus.WAITING]
    if not waiting:
        return NOBODY_WAITS
    longest = min(waiting, key=lambda row: row.since)
    return (
        f"{len(waiting)} menunggu pendaftaran · terlama {longest.number}, {minutes_text(waited_minutes(longest, now))}"
    )


def _told(held: QueueRow | None, asks_identity: bool, now: datetime) -> str:  # noqa: FBT001 - private
    if held is None:
        return NOBODY_CALLED
    if asks_identity:
        return "Lengkapi identitas: cari atau daftarkan orangnya, lalu simpan kunjungan"
    waited = minutes_text(max(0, int((now - held.since).total_seconds() // 60)))
    return f"Dipanggil ke {held.room} · datang {waited} lalu · dipakai kunjungan berikutnya"
