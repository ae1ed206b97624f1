"""Visits with entries that wait for the signature of whoever is signed in."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.record.signing import UnsignedVisit
from ui.models.paged_table import Column, PagedTable
from ui.widgets.buttons import plain_button, quiet_button
from ui.widgets.labels import label
from ui.widgets.page import BACK, bind
from ui.widgets.room.world import RoomWorld
from ui.widgets.table import Table

TITLE = "Belum ditandatangani"
EMPTY = "Semua catatan Anda sudah ditandatangani."
HINT = "Enter membuka kunjungan untuk dibaca dahulu; Tandatangani menandatangani yang dipilih."


class UnsignedList(QWidget):
    """The list; Enter opens a visit, the button signs the one selected.

    Signals:
        opened(object): this ``UnsignedVisit`` is to be opened.
    """

    opened = Signal(object)

    def __init__(
        self, world: RoomWorld, stack: QStackedWidget, button: QAbstractButton, leave: Callable[[], object]
    ) -> None:
        """It is a page of the room's stack, which ``button`` opens and says how many wait; ``leave`` leads back."""
        super().__init__()
        self._stack = stack
        self._button = button
        stack.addWidget(self)
        self._world = world
        self.model: PagedTable[UnsignedVisit] = PagedTable(
            (
                Column("Tanggal", lambda row: indonesian_date(row.day), 110),
                Column("Nama", lambda row: row.name),
                Column("Klaster", lambda row: row.klaster.label, 180),
                Column("Kunjungan", lambda row: "selesai" if row.finished else "masih dibuka", 130),
            ),
            self._fetch,
            world.jobs,
            key=lambda row: row.encounter_id,
            parent=self,
        )
        self.table = Table(self.model, EMPTY)
        self.back_button = plain_button("Kembali ke antrean", "arrow-left")
        self.sign_button = quiet_button("Tandatangani", "check")
        self.sign_button.setEnabled(False)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(TITLE, "title"))
        head.addWidget(label(HINT, "muted"))
        head.addStretch(1)
        head.addWidget(self.back_button)
        head.addWidget(self.sign_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        bind(BACK, self.back_button)
        self.back_button.clicked.connect(lambda _checked=False: leave())
        self.sign_button.clicked.connect(self._sign)
        self.table.chosen.connect(self.opened)
        self.table.selected.connect(lambda row: self.sign_button.setEnabled(row is not None))
        self.model.failed.connect(world.messages.problem)
        button.clicked.connect(lambda _checked=False: self.come())

    def come(self) -> None:
        """Stand in place of the waiting list."""
        self._stack.setCurrentWidget(self)
        self.reload()
        self.table.setFocus()

    def reload(self) -> None:
        """Count anew what waits, and read the list again where it is shown."""
        signing, user = self._world.house.signing, self._world.user
        if user.may(Act.WRITE_RECORD):
            self._world.jobs.read(
                lambda: signing.unsigned_count(user),
                self._on_counted,
                owner=self,
                failed=lambda _error: self._on_counted(0),  # a number nobody asked for is no reason for a banner
                key="unsigned",
            )
        if self._stack.currentWidget() is self:
            self.model.reload()

    def _on_counted(self, count: int) -> None:
        self._button.setText(f"{TITLE} · {count}" if count else TITLE)

    def _fetch(self, after: UnsignedVisit | None, _limit: int) -> Sequence[UnsignedVisit]:
        """Return a page; runs on a reader thread."""
        return self._world.house.signing.unsigned(self._world.user, after)

    def _sign(self) -> None:
        row: UnsignedVisit | None = self.table.current_row()
        if row is None:
            return
        self.sign_button.setEnabled(False)
        signing, user = self._world.house.signing, self._world.user
        self._world.jobs.write(
            lambda: signing.sign(user, row.encounter_id),
            lambda _: self._on_signed(row),
            owner=self,
            failed=self._on_refused,
        )

    def _on_refused(self, error: UserError) -> None:
        self.sign_button.setEnabled(True)
        self._world.messages.problem(error)

    def _on_signed(self, row: UnsignedVisit) -> None:
        self._world.messages.info(f"Catatan {row.name} {indonesian_date(row.day)} ditandatangani.")
        self.reload()
