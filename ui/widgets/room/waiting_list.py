"""Who waits for the rooms of a klaster: calling, opening, absence."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.sub_rooms import SubRoom
from ilp_desktop.domain.queue.visit_words import TicketStatus
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.facility.facilities import RoomInfo
from ilp_desktop.services.queue.queue_rows import QueueRow
from ui.models.paged_table import PagedTable
from ui.widgets.buttons import Button, plain_button, primary_button, quiet_button
from ui.widgets.labels import label
from ui.widgets.one_press import OnePress
from ui.widgets.page import SHOW_ALL, HouseKey, bind
from ui.widgets.room.sub_room_bar import SubRoomBar
from ui.widgets.room.waiting_rows import OPEN, summary_text, waiting_columns
from ui.widgets.room.world import RoomWorld
from ui.widgets.table import Table

REFRESH_EVERY_MS = 20_000
EMPTY = "Belum ada yang menunggu. Nomor muncul di sini begitu loket membuka kunjungan."
NOBODY = "Tidak ada yang menunggu."
BACK_AGAIN = (TicketStatus.ABSENT, TicketStatus.HELD)
UNDO = HouseKey("Ctrl+Z", "Urungkan langkah terakhir nomor ini")


class WaitingList(QWidget):
    """The list of a klaster's tickets with the room it is called to.

    Attributes:
        calling: lets a key pressed twice call one person.
        parts: the parts of the list, where the klaster has some.

    Signals:
        opened(QueueRow): somebody is to be opened.
        back_wanted(): back to the patient who is open.
        read(): the list was read again.
    """

    opened = Signal(object)
    back_wanted = Signal()
    read = Signal()

    def __init__(self, world: RoomWorld, klaster: Klaster, is_kept: Callable[[QueueRow], bool]) -> None:
        super().__init__()
        self._world = world
        self._klaster = klaster
        self._rooms: tuple[RoomInfo, ...] = ()
        self._rooms_known = False
        self._call_awaits = False
        self._last_called: UUID | None = None
        self._board: tuple[QueueRow, ...] = ()
        self.calling = OnePress()
        self.parts = SubRoomBar()
        self.model = PagedTable(
            waiting_columns(world, is_kept, lambda row: self.parts.name_of(row.sub_room)),
            self._fetch,
            world.jobs,
            key=lambda row: row.ticket_id,
            parent=self,
        )
        self.table = Table(self.model, EMPTY)
        self.room_box = QComboBox()
        self.room_box.setAccessibleName("Ruang")
        self.room_box.setMinimumWidth(200)
        self.summary = label("", "muted")
        self.back_button = plain_button("", "arrow-right")
        self.unsigned_button = plain_button("Belum ditandatangani", "edit")
        self.all_button = quiet_button("Tampilkan semua")
        self.all_button.setCheckable(True)
        self.undo_button = quiet_button("Urungkan", "undo")
        self.skip_button = quiet_button("Lewati")
        self.hold_button = quiet_button("Tunda")
        self.absent_button = quiet_button("Tidak hadir")
        self.again_button = quiet_button("Panggil ulang", "speaker")
        self.call_button = primary_button("Panggil berikutnya", "bell")
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Read the tickets again."""
        self.model.reload()

    def show_rooms(self, rooms: Sequence[RoomInfo]) -> None:
        """Offer the rooms of this klaster; the one chosen stays chosen."""
        own = tuple(room for room in rooms if self._klaster.value in room.klasters)
        if own != self._rooms:
            chosen = self.room_box.currentText()
            self._rooms = own
            self.room_box.clear()
            self.room_box.addItems([room.name for room in own])
            self.room_box.setCurrentIndex(max(self.room_box.findText(chosen), 0) if own else -1)
        self._rooms_known = True
        awaited, self._call_awaits = self._call_awaits, False
        if awaited:
            self.call_next()

    def show_parts(self, parts: Sequence[SubRoom]) -> None:
        """Offer the parts of this klaster's list."""
        own = [part for part in parts if part.active and part.klaster is self._klaster]
        self.parts.show_parts(own, self._world.settings.value.part)

    def room(self) -> RoomInfo | None:
        """Return the room chosen, or None when this klaster has none."""
        place = self.room_box.currentIndex()
        return self._rooms[place] if 0 <= place < len(self._rooms) else None

    def rows(self) -> tuple[QueueRow, ...]:
        """Return the tickets shown."""
        return self.model.rows()

    def offer_back(self, name: str) -> None:
        """Offer the way back to a patient who is open; an empty name takes it away."""
        self.back_button.setText(f"Kembali ke {name}" if name else "")
        self.back_button.setVisible(bool(name))

    def call_next(self) -> None:
        """Call the next one to the room chosen, as soon as it is known which rooms there are."""
        if not self._rooms_known:
            self._call_awaits = True
            return
        room = self.room()
        if room is None:
            self.warn_no_room()
            return
        if not self.calling.begin():
            return
        queueing, user, part = self._world.house.queueing, self._world.user, self.parts.current()
        self._world.jobs.write(
            lambda: queueing.call_next(user, room.id, part), self._on_called, owner=self, failed=self._on_not_called
        )

    def call_again(self) -> None:
        """Call the one selected again, or the one called last."""
        room, ticket_id = self.room(), self._to_call_again()
        if room is None or ticket_id is None:
            self._world.messages.warn("Belum ada yang dipanggil.", "Pilih nomornya, lalu panggil ulang.")
            return
        queueing, user, row = self._world.house.queueing, self._world.user, self.table.current_row()
        seen = row.status if row is not None and row.ticket_id == ticket_id else TicketStatus.CALLED
        self._world.jobs.write(lambda: queueing.call(user, ticket_id, room.id, seen), self._on_called, owner=self)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(f"Antrean {self._klaster.label}", "title"))
        head.addSpacing(8)
        head.addWidget(self.summary)
        head.addStretch(1)
        head.addWidget(self.unsigned_button)
        self.head = head
        head.addWidget(self.back_button)
        actions = QHBoxLayout()
        actions.setSpacing(8)
        actions.addWidget(label("Ruang", "muted"))
        actions.addWidget(self.room_box)
        actions.addStretch(1)
        for button in self._buttons():
            actions.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addLayout(actions)
        layout.addWidget(self.parts)
        layout.addWidget(self.table, 1)
        self.offer_back("")

    def _buttons(self) -> tuple[Button, ...]:
        return (
            *(self.all_button, self.undo_button, self.skip_button, self.hold_button),
            *(self.absent_button, self.again_button, self.call_button),
        )

    def _connect(self) -> None:
        queueing, repairs = self._world.house.queueing, self._world.house.queue_repairs
        self.undo_button.clicked.connect(lambda _checked=False: self._change(repairs.undo))
        self.skip_button.clicked.connect(lambda _checked=False: self._change(queueing.skip))
        self.hold_button.clicked.connect(lambda _checked=False: self._change(queueing.hold))
        bind(UNDO, self.undo_button, within=self)
        self.skip_button.setToolTip("Belum datang: menunggu lagi beberapa orang di belakang")
        self.hold_button.setToolTip("Sisihkan; Menunggu lagi mengembalikan waktunya")
        self.room_box.currentIndexChanged.connect(lambda _place: self.model.reload())
        self.parts.chosen.connect(self._on_part_chosen)
        self.parts.move_wanted.connect(self._move_to)
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(self._world.messages.problem)
        self.table.chosen.connect(self.opened)
        self.table.selected.connect(self._adapt)
        self.back_button.clicked.connect(self.back_wanted)
        self.absent_button.clicked.connect(self._mark_absent)
        self.again_button.clicked.connect(self.call_again)
        self.call_button.clicked.connect(self.call_next)
        self.all_button.toggled.connect(self.reload)
        bind(SHOW_ALL, self.all_button)
        self.call_button.setToolTip("Panggil berikutnya (F9)")
        self.again_button.setToolTip("Panggil ulang (Shift+F9)")
        clock = QTimer(self)
        clock.timeout.connect(self._on_time_passed)
        clock.start(REFRESH_EVERY_MS)
        self._adapt()

    def _fetch(self, after: QueueRow | None, _limit: int) -> Sequence[QueueRow]:
        if after is not None:
            return ()
        self._board = self._world.house.queueing.board(self._world.user, *self._klasters())
        rows = tuple(row for row in self._board if self._belongs(row))
        return rows if self.all_button.isChecked() else tuple(row for row in rows if row.status in OPEN)

    def _belongs(self, row: QueueRow) -> bool:
        """Tell whether a number stands in the part shown, or is in front of us whatever its part."""
        here, room = row.status in (TicketStatus.CALLED, TicketStatus.SERVED), self.room()
        in_front = here and room is not None and row.room == room.name
        return self.parts.current() in ("", row.sub_room) or in_front

    def _klasters(self) -> tuple[Klaster, ...]:
        """Return the klaster whose people are called to the room chosen."""
        room = self.room()
        served = room.klasters if room is not None else ()
        return (self._klaster, *(Klaster(number) for number in served if number != self._klaster.value))

    def _on_loaded(self) -> None:
        self._on_time_passed()
        self._adapt()
        self.parts.show_counts(self._board)
        self.read.emit()

    def _on_time_passed(self) -> None:
        """Word anew how long everybody has waited."""
        self.summary.setText(summary_text(self.rows(), self._world.house.uow.clock.now()))
        self.table.viewport().update()

    def _on_not_called(self, error: UserError) -> None:
        self.calling.fail()
        self._world.messages.problem(error)

    def _on_called(self, row: QueueRow | None) -> None:
        self.calling.end()
        self.reload()
        if row is None:
            part = self.parts.name_of(self.parts.current())
            self._world.messages.info(f"Tidak ada yang menunggu di {part}." if part else NOBODY)
            return
        self._last_called = row.ticket_id
        self._world.messages.info(f"Memanggil {row.number}, {row.name}, ke {row.room}.")
        self.table.select_key(row.ticket_id)

    def _to_call_again(self) -> UUID | None:
        row: QueueRow | None = self.table.current_row()
        if row is not None and row.status in (TicketStatus.CALLED, TicketStatus.WAITING):
            return row.ticket_id
        return self._last_called

    def _mark_absent(self) -> None:
        """Note that nobody came, or let somebody absent or set aside wait again."""
        row: QueueRow | None = self.table.current_row()
        queueing = self._world.house.queueing
        self._change(queueing.put_back if row is not None and row.status in BACK_AGAIN else queueing.mark_absent)

    def _on_part_chosen(self, code: str) -> None:
        self._world.settings.set_part(code)
        self.model.reload()

    def _move_to(self, code: str) -> None:
        """Let the number selected wait in another part of the list."""
        self._change(lambda user, ticket_id: self._world.house.sub_rooms.move(user, ticket_id, code))

    def _change(self, act: Callable[[SignedIn, UUID], object]) -> None:
        """Do something to the number selected."""
        row: QueueRow | None = self.table.current_row()
        if row is None:
            return
        user, ticket_id = self._world.user, row.ticket_id
        self._world.jobs.write(lambda: act(user, ticket_id), lambda _: self.reload(), owner=self)

    def _adapt(self, *_: object) -> None:
        """Let the buttons say what they do to the row selected."""
        row: QueueRow | None = self.table.current_row()
        status = None if row is None else row.status
        self.absent_button.setText("Menunggu lagi" if status in BACK_AGAIN else "Tidak hadir")
        self.absent_button.setEnabled(status in (*BACK_AGAIN, TicketStatus.CALLED, TicketStatus.WAITING))
        self.skip_button.setEnabled(status in (TicketStatus.CALLED, TicketStatus.WAITING))
        self.hold_button.setEnabled(status in (TicketStatus.CALLED, TicketStatus.WAITING, TicketStatus.SERVED))
        self.undo_button.setEnabled(status is not None)
        self.parts.move_button.setEnabled(status in OPEN)

    def warn_no_room(self) -> None:
        """Say that this klaster has no room anybody could be called to."""
        self._world.messages.warn(
            f"Belum ada ruang untuk klaster {self._klaster.label}.", "Minta kepala Puskesmas menambahkan ruangnya."
        )
