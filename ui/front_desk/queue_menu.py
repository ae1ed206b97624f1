"""What is done to a number of the queue by two keys at most, and from the menu beside the buttons."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.visit_words import Stage, TicketStatus
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.queue.queue_repairs import Undone
from ilp_desktop.services.queue.queue_rows import QueueRow
from ui.context import PageContext
from ui.front_desk.queue_action import RECEIVING
from ui.front_desk.queue_rows import HERE, QueueLine
from ui.widgets.buttons import quiet_button
from ui.widgets.page import HouseKey, on_key
from ui.widgets.table import Table

UNDO = HouseKey("Ctrl+Z", "Urungkan langkah terakhir nomor ini")
SKIP = HouseKey("L", "Lewati, menunggu beberapa orang di belakang")
HOLD = HouseKey("T", "Tunda")
GIVE = HouseKey("O", "Orang keliru: berikan nomor kepada orang lain")
IDENTIFY = HouseKey("I", "Lengkapi identitas")
CANCEL = HouseKey("Del, Del", "Batalkan nomor")
TRANSFERS = {
    klaster: HouseKey(f"K, {klaster.value}", f"Salah klaster: pindahkan ke {klaster.label}") for klaster in RECEIVING
}
WRONG_KLASTER, WRONG_NUMBER = "Salah klaster", "Salah ambil nomor"
MAY_SKIP = (TicketStatus.WAITING, TicketStatus.CALLED)


class QueueMenu(QObject):
    """The menu «Lainnya» of the queue and its keys, which work while the list has the focus.

    Signals:
        changed(): the queue has changed.
        identity_wanted(QueueRow): an emergency number is to get its person.
        giving(QueueRow): a number is to be given to a person who is looked for now.
        rule_wanted(): the rule of the order is to be shown.
        figures_wanted(): today's figures of waiting are to be shown.
    """

    changed = Signal()
    identity_wanted = Signal(object)
    giving = Signal(object)
    rule_wanted = Signal()
    figures_wanted = Signal()

    def __init__(self, context: PageContext, table: Table) -> None:
        super().__init__(table)
        self._context = context
        self._table = table
        self.undo_button = quiet_button("Urungkan")
        self.undo_button.setToolTip(f"{UNDO.does} ({UNDO.keys})")
        self.more_button = quiet_button("Lainnya", "chevron-down")
        self.menu = QMenu(self.more_button)
        self._actions: dict[HouseKey, QAction] = {}
        self.undo_button.clicked.connect(lambda _checked=False: self.undo())
        self.more_button.clicked.connect(lambda _checked=False: self._open())
        on_key(UNDO, table, self.undo, anywhere=False)
        queueing = context.house.queueing
        self._offer(SKIP, lambda row: self._write(queueing.skip, row))
        self._offer(HOLD, lambda row: self._write(queueing.hold, row))
        self._offer(IDENTIFY, self.identity_wanted.emit)
        self._offer(GIVE, self.giving.emit)
        self._offer(CANCEL, self._cancel)
        for klaster, key in TRANSFERS.items():
            self._offer(key, partial(self._transfer, klaster))
        self.menu.addSeparator()
        self.menu.addAction("Angka tunggu").triggered.connect(lambda _checked=False: self.figures_wanted.emit())
        self.menu.addAction("Aturan urutan").triggered.connect(lambda _checked=False: self.rule_wanted.emit())

    def undo(self) -> None:
        """Undo the last step of the number selected."""
        row = self.row()
        if row is not None and self._context.user.may(Act.MANAGE_QUEUE):
            repairs, user = self._context.house.queue_repairs, self._context.user
            self._run(lambda: repairs.undo(user, row.ticket_id), self._on_undone)

    def adapt(self) -> None:
        """Let what cannot be done to the number selected not be pressed."""
        row, may = self.row(), self._context.user.may(Act.MANAGE_QUEUE)
        here = may and row is not None and row.status in HERE
        self.undo_button.setEnabled(may and row is not None)
        can = {
            SKIP: here and row is not None and row.status in MAY_SKIP,
            HOLD: here and row is not None and row.status is not TicketStatus.HELD,
            IDENTIFY: here and row is not None and row.nobody_yet,
            GIVE: here and row is not None and row.encounter_id is not None,
            CANCEL: here,
            **dict.fromkeys(TRANSFERS.values(), here and row is not None and row.stage is Stage.KLASTER),
        }
        for key, action in self._actions.items():
            action.setEnabled(bool(can[key]))

    def row(self) -> QueueRow | None:
        """Return the number selected."""
        line = self._table.current_row()
        return line.row if isinstance(line, QueueLine) else None

    def _offer(self, key: HouseKey, act: Callable[[QueueRow], object]) -> None:
        action = self.menu.addAction(f"{key.does}\t{key.keys}".replace("&", "&&"))
        self._actions[key] = action

        def pressed() -> None:
            self.adapt()
            row = self.row()
            if row is not None and action.isEnabled():
                act(row)

        action.triggered.connect(lambda _checked=False: pressed())
        on_key(key, self._table, pressed, anywhere=False)

    def _transfer(self, klaster: Klaster, row: QueueRow) -> None:
        queueing, user = self._context.house.queueing, self._context.user
        self._run(
            lambda: queueing.transfer(user, row.ticket_id, klaster, WRONG_KLASTER),
            lambda number: self._context.messages.info(f"{row.number} dipindah, nomor barunya {number}."),
        )

    def _cancel(self, row: QueueRow) -> None:
        repairs, user = self._context.house.queue_repairs, self._context.user
        self._run(
            lambda: repairs.cancel(user, row.ticket_id, WRONG_NUMBER),
            lambda _: self._context.messages.info(f"{row.number} dibatalkan; Ctrl+Z mengembalikannya."),
        )

    def _write(self, act: Callable[[SignedIn, UUID], object], row: QueueRow) -> None:
        user = self._context.user
        self._run(lambda: act(user, row.ticket_id), lambda _: None)

    def _run(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        def finished(result: Any) -> None:
            done(result)
            self.changed.emit()

        self._context.jobs.write(work, finished, owner=self, failed=self._on_refused)

    def _on_refused(self, error: Any) -> None:
        self._context.messages.problem(error)
        self.changed.emit()

    def _on_undone(self, undone: Undone) -> None:
        self._context.messages.info(f"{undone.number}: «{undone.act.value}» diurungkan, kini {undone.status.value}.")

    def _open(self) -> None:
        self.adapt()
        height = self.menu.sizeHint().height()
        self.menu.popup(self.more_button.mapToGlobal(QPoint(0, -height)))
        self.menu.setActiveAction(self.menu.actions()[0])
