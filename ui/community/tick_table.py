"""A list of people with a tick each, that Space turns from blank to yes, to no, and back to blank."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from ui.jobs import Jobs
from ui.models.paged_table import Column
from ui.models.shown_rows import ShownRows
from ui.palette import Tone
from ui.widgets.table import Table

NEXT = {None: True, True: False, False: None}
WORDS = {None: "", True: "minum", False: "tidak"}
TONES = {None: None, True: Tone.GOOD, False: Tone.WARN}


@dataclass(frozen=True)
class Tick:
    """A person, how often she took her tablet lately, and what is ticked now; None where nobody said."""

    person_id: UUID
    name: str
    lately: int
    taken: bool | None


COLUMNS = (
    Column[Tick]("Nama", lambda tick: tick.name),
    Column[Tick]("4 minggu terakhir", lambda tick: f"{tick.lately} tablet", 150, align_right=True),
    Column[Tick]("Hari ini", lambda tick: WORDS[tick.taken], 120, colour=lambda tick: TONES[tick.taken]),
)


class TickTable(Table):
    """The list; a press on a line ticks it as well."""

    def __init__(self, jobs: Jobs, empty_text: str) -> None:
        self.lines: ShownRows[Tick] = ShownRows(COLUMNS, jobs, key=lambda tick: tick.person_id)
        super().__init__(self.lines, empty_text)
        self.setAccessibleName("TTD mingguan")
        self._ticks: list[Tick] = []
        self._stored: dict[UUID, bool | None] = {}
        self.lines.loaded.connect(self._on_loaded)

    def show_ticks(self, ticks: Sequence[Tick]) -> None:
        """Show people with what is stored of them."""
        self._stored = {tick.person_id: tick.taken for tick in ticks}
        self._show(list(ticks))
        self.select_first()

    def ticks(self) -> tuple[Tick, ...]:
        """Return the lines as they stand."""
        return tuple(self._ticks)

    def changed(self) -> dict[UUID, bool]:
        """Return the ticks that are not stored; one made blank again is left as it is stored."""
        return {
            tick.person_id: tick.taken
            for tick in self._ticks
            if tick.taken is not None and tick.taken != self._stored[tick.person_id]
        }

    def note_stored(self) -> None:
        """Note that all ticks are stored."""
        self._stored |= {tick.person_id: tick.taken for tick in self._ticks if tick.taken is not None}

    def tick_blanks(self) -> None:
        """Tick everybody of whom nothing is said yet."""
        self._show([replace(tick, taken=True) if tick.taken is None else tick for tick in self._ticks])

    def turn(self, person_id: UUID) -> None:
        """Turn one tick on."""
        self._show(
            [replace(tick, taken=NEXT[tick.taken]) if tick.person_id == person_id else tick for tick in self._ticks]
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space, and go down with Enter."""
        row = self.current_row()
        if event.key() == Qt.Key.Key_Space and isinstance(row, Tick):
            if not event.isAutoRepeat():
                self.turn(row.person_id)
            event.accept()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick what is pressed in the last column."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self.lines.row(index) if index.isValid() else None
        if isinstance(row, Tick) and index.column() == len(COLUMNS) - 1:
            self.turn(row.person_id)

    def _on_loaded(self) -> None:
        """Let Space tick somebody as soon as there is anybody."""
        if self.current_row() is None:
            self.select_first()

    def _show(self, ticks: list[Tick]) -> None:
        self._ticks = ticks
        self.lines.show(ticks)
