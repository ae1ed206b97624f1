"""Taking lines over from earlier visits: each is ticked by itself, and what was measured then cannot be."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.services.record.encounters import EncounterFile
from ilp_desktop.services.record.past_notes import EarlierNote
from ilp_desktop.services.record.visit_writing import NOTE_LABELS
from ui.widgets.buttons import quiet_button
from ui.widgets.labels import label
from ui.widgets.room.record.panel import RecordPanel
from ui.widgets.room.room_context import RoomContext
from ui.widgets.room.ticked_list import TickedList

LIST_PX = 320
NONE = "Belum ada catatan kunjungan sebelumnya."
MEASURED = "Nilai ukur hari itu; ukur lagi hari ini."
HINT = "Spasi mencentang baris, Enter menyalin; hanya yang dicentang masuk ke catatan hari ini."


class CopyPanel(RecordPanel):
    """The lines of earlier notes, visit by visit.

    Signals:
        lines_wanted(object): these lines, as (part of the note, text), go into the note.
    """

    lines_wanted = Signal(object)

    def __init__(self, room: RoomContext) -> None:
        super().__init__("Salin baris dari kunjungan lalu", room)
        self._notes: list[EarlierNote] = []
        self._shown: UUID | None = None
        self.hint = label(HINT, "muted")
        self.list = TickedList()
        self.list.setMinimumHeight(LIST_PX)
        self.take_button = quiet_button("Salin yang dicentang", "copy")
        self.more_button = quiet_button("Kunjungan lebih lama")
        row = QHBoxLayout()
        row.addWidget(self.more_button)
        row.addStretch(1)
        row.addWidget(self.take_button)
        self.add(self.hint)
        self.add(self.list, 1)
        self.body.addLayout(row)
        self.list.itemChanged.connect(lambda _: self._adapt())
        self.list.taken.connect(self._take)
        self.take_button.clicked.connect(self._take)
        self.more_button.clicked.connect(lambda: self._read(self._notes[-1]))

    def show_file(self, file: EncounterFile) -> None:
        """Forget the lines of another visit."""
        if file.encounter_id != self._shown:
            self._shown = file.encounter_id
            self._notes = []
            self.list.clear()
            if self.isVisible():
                self._read(None)

    def begin(self) -> None:
        """Read the earlier notes and go to the list."""
        if not self._notes:
            self._read(None)
        self.list.setFocus()
        self._adapt()

    def ticked(self) -> tuple[tuple[str, str], ...]:
        """Return the lines ticked, as part and text."""
        return tuple((line.part, line.text) for line in self.list.ticked())

    def _read(self, after: EarlierNote | None) -> None:
        world, encounter_id = self.room.context, self.room.file.encounter_id
        world.jobs.read(
            lambda: world.house.past_notes.earlier(world.user, encounter_id, after),
            lambda notes: self._show(encounter_id, notes),
            owner=self,
            key="earlier",
        )

    def _show(self, encounter_id: UUID, notes: Sequence[EarlierNote]) -> None:
        if not self.same_visit(encounter_id):
            return
        self._notes += notes
        for note in notes:
            codes = f" · {', '.join(note.diagnoses)}" if note.diagnoses else ""
            self.list.add_heading(f"{indonesian_date(note.day)} · {note.by}{codes}")
            for line in note.lines:
                text = f"{NOTE_LABELS[line.part]}: {line.text}"
                self.list.add_line(text, line, MEASURED if line.measured else "")
        if not self._notes:
            self.hint.setText(NONE)
        self.more_button.setVisible(bool(notes))
        self.list.go_to_first()
        self._adapt()

    def _take(self) -> None:
        lines = self.ticked()
        if not lines:
            return
        self.lines_wanted.emit(lines)
        self.list.untick()
        self.closed.emit()

    def _adapt(self) -> None:
        count = len(self.ticked())
        self.take_button.setText(f"Salin {count} baris" if count else "Salin yang dicentang")
        self.take_button.setEnabled(bool(count))
