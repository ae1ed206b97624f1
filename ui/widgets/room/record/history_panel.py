"""What stood in the record before: each change with who, when and why, the old text struck through above the new."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_moment
from ilp_desktop.services.record.encounters import EncounterFile
from ilp_desktop.services.record.past_notes import Step
from ui.widgets.buttons import inline_button
from ui.widgets.room.record.panel import RecordPanel, empty_layout, wrapped
from ui.widgets.room.room_context import RoomContext

SHOWN = 20
NONE = "Belum ada yang disimpan pada kunjungan ini."


class HistoryPanel(RecordPanel):
    """The changes, the latest first."""

    def __init__(self, room: RoomContext) -> None:
        super().__init__("Riwayat perubahan", room)
        self._steps: tuple[Step, ...] = ()
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.more_button = inline_button("")
        self.more_button.clicked.connect(lambda: self._draw(len(self._steps)))
        self.add(self._list)
        self.add(self.more_button)
        self.body.addStretch(1)

    def show_file(self, _file: EncounterFile) -> None:
        """Read the changes again while they are seen."""
        if self.isVisible():
            self._read()

    def begin(self) -> None:
        """Read the changes."""
        self._read()
        self.close_button.setFocus()

    def texts(self) -> list[str]:
        """Return what is shown, from top to bottom; what is struck through stands in brackets of dashes."""
        found = []
        for number in range(self._column.count()):
            item = self._column.itemAt(number)
            part = item.widget() if item is not None else None
            if part is not None and hasattr(part, "text"):
                found.append(f"--{part.text()}--" if part.font().strikeOut() else str(part.text()))
        return found

    def _read(self) -> None:
        world, encounter_id = self.room.context, self.room.file.encounter_id
        world.jobs.read(
            lambda: world.house.past_notes.history(world.user, encounter_id),
            lambda steps: self._show(encounter_id, steps),
            owner=self,
            key="history",
        )

    def _show(self, encounter_id: UUID, steps: Sequence[Step]) -> None:
        if self.same_visit(encounter_id):
            self._steps = tuple(steps)
            self._draw(SHOWN)

    def _draw(self, most: int) -> None:
        empty_layout(self._list)
        for step in self._steps[:most]:
            why = f" · {step.reason}" if step.reason else ""
            self._column.addWidget(wrapped(f"{indonesian_moment(step.at)} · {step.by} · {step.what}{why}", "muted"))
            if step.before:
                old = wrapped(step.before)
                font = old.font()
                font.setStrikeOut(True)
                old.setFont(font)
                self._column.addWidget(old)
            if step.after:
                self._column.addWidget(wrapped(step.after))
        if not self._steps:
            self._column.addWidget(wrapped(NONE, "muted"))
        left = len(self._steps) - most
        self.more_button.setText(f"{left} lagi")
        self.more_button.setVisible(left > 0)
