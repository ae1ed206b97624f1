"""Prescribing again what was prescribed before: each medicine is ticked by itself, none beforehand."""

from collections.abc import Sequence
from itertools import groupby
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.services.order.order_data import Prescribed
from ilp_desktop.services.record.past_medicines import EarlierMedicine
from ui.widgets.buttons import plain_button, quiet_button
from ui.widgets.labels import label
from ui.widgets.room.room_context import RoomContext
from ui.widgets.room.ticked_list import TickedList

LEAST_PX, MOST_PX, ROOM_PX = 32, 200, 4
HINT = "Spasi mencentang, Enter menambah ke resep hari ini. Ubah aturan atau jumlahnya sesudah itu."
NONE = "Belum ada obat yang diresepkan pada kunjungan sebelumnya."
READING = "Membaca …"
UNLISTED = " · tidak ada dalam daftar obat hari ini"


class RepeatPanel(QWidget):
    """Every medicine of earlier visits once, as it was prescribed last; hidden until asked for.

    Signals:
        wanted(object): these ``Prescribed`` are to be prescribed again.
        closed(): the panel was closed.
    """

    wanted = Signal(object)
    closed = Signal()

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self._room = room
        self._shown: UUID | None = None
        self.hint = label(HINT, "muted")
        self.hint.setWordWrap(True)
        self.list = TickedList()
        self.list.setAccessibleName("Obat yang pernah diresepkan")
        self.add_button = quiet_button("Tambah yang dicentang", "plus")
        self.close_button = plain_button("Tutup")
        self.close_button.setToolTip("Tutup (Esc)")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        column.addWidget(self.hint)
        column.addWidget(self.list)
        column.addLayout(foot)
        self.list.itemChanged.connect(lambda _: self._adapt())
        self.list.taken.connect(self._take)
        self.add_button.clicked.connect(self._take)
        self.close_button.clicked.connect(self.close_panel)
        self.hide()

    def show_visit(self, encounter_id: UUID) -> None:
        """Forget what belongs to another visit."""
        if encounter_id != self._shown:
            self._shown = None
            self.list.clear()
            self.hide()

    def begin(self) -> None:
        """Show the panel, with the medicines as soon as they are read."""
        self.show()
        self.list.setFocus(Qt.FocusReason.TabFocusReason)
        encounter_id = self._room.file.encounter_id
        if self._shown == encounter_id:
            return
        self.hint.setText(READING)
        world = self._room.context
        world.jobs.read(
            lambda: world.house.past_medicines.earlier(world.user, encounter_id),
            lambda found: self._show(encounter_id, found),
            owner=self,
            key="past medicines",
        )

    def close_panel(self) -> None:
        """Hide the panel; what is ticked stays ticked until another visit is opened."""
        self.hide()
        self.closed.emit()

    def done(self, line: Prescribed) -> None:
        """Take the tick from a medicine that is prescribed now; nothing left to prescribe closes the panel."""
        self.list.untick(line)
        if not self.list.ticked():
            self.close_panel()

    def event(self, event: QEvent) -> bool:
        """Take Esc before the page does."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _show(self, encounter_id: UUID, found: Sequence[EarlierMedicine]) -> None:
        if encounter_id != self._room.file.encounter_id:
            return
        self._shown = encounter_id
        self.list.clear()
        for (day, by), medicines in groupby(found, lambda one: (one.day, one.by)):
            self.list.add_heading(f"{indonesian_date(day)} · {by}")
            for one in medicines:
                told = f"{one.line.label}: {one.detail}{'' if one.listed else UNLISTED}"
                self.list.add_line(told, one.line)
        self.hint.setText(HINT if found else NONE)
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        self.list.setFixedHeight(max(LEAST_PX, min(rows + 2 * self.list.frameWidth() + ROOM_PX, MOST_PX)))
        self.list.go_to_first()
        self._adapt()

    def _take(self) -> None:
        lines = self.list.ticked()
        if lines:
            self.wanted.emit(lines)

    def _adapt(self) -> None:
        count = len(self.list.ticked())
        self.add_button.setText(f"Tambah {count} obat" if count else "Tambah yang dicentang")
        self.add_button.setEnabled(bool(count))
