"""1 Manajemen > Darurat: what was written in Mode darurat and the server could not take over by itself."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.clock import local_time
from ilp_desktop.domain.calendar_dates import indonesian_moment
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.stand_in.conflict_rows import Conflict, Decision
from ilp_desktop.services.stand_in.conflicts import LONGEST_NOTE
from ui.context import PageContext
from ui.klaster1_management.panel import Panel
from ui.klaster1_management.replay_words import BUTTONS, DONE, explained
from ui.models.paged_table import Column, PagedTable
from ui.widgets.buttons import Button, danger_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import label
from ui.widgets.table import Table
from ui.widgets.text_fields import TextField

SHARES = (5, 4)
NOTHING = "Tidak ada yang perlu diputuskan."
CHOOSE = "Pilih catatan di daftar."


class ReplayPanel(Panel):
    """The list beside the entry selected, with what can be decided about it."""

    subjects = frozenset({"darurat"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.model: PagedTable[Conflict] = PagedTable(self._columns(), self._fetch, context.jobs, parent=self)
        self.table = Table(self.model, NOTHING)
        self.table.setAccessibleName("Catatan Mode darurat")
        self.detail = ReplayDetail(context)
        for part in (self.table, self.detail):
            part.setParent(self)  # else they outlive a tab that is never opened

    def fill(self, column: QVBoxLayout) -> None:
        """Put the list beside its detail."""
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.table, SHARES[0])
        row.addWidget(self.detail, SHARES[1])
        column.addLayout(row, 1)
        self.table.selected.connect(self.detail.show_conflict)
        self.model.failed.connect(self.on_failed)
        self.model.loaded.connect(self._on_loaded)
        self.detail.decided.connect(self.model.reload)

    def reload(self, _subjects: frozenset[str]) -> None:
        """Read the list again."""
        self.model.reload()

    def _fetch(self, after: Conflict | None, limit: int) -> Sequence[Conflict]:
        return self.context.house.replay_conflicts.open_list(self.context.user, after, limit)

    def _on_loaded(self) -> None:
        if self.table.current_row() is None:
            self.table.select_first()
        self.detail.show_conflict(self.table.current_row())

    def _columns(self) -> tuple[Column[Conflict], ...]:
        zone = self.context.user.time_zone
        return (
            Column("Waktu", lambda row: indonesian_moment(local_time(row.at, zone)), 128),
            Column("Catatan", lambda row: row.title, 168),
            Column("Tentang", lambda row: row.about or row.number, tooltip=lambda row: row.about),
            Column("Nomor", lambda row: row.number, 92),
            Column("Komputer", lambda row: row.workstation, 108, tooltip=lambda row: row.workstation),
        )


class ReplayDetail(Card):
    """The entry selected: why it is here, and the decisions.

    Signals:
        decided(): somebody decided.
    """

    decided = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__("Catatan Mode darurat")
        self._context = context
        self.conflict: Conflict | None = None
        self.who = label("", "strong")
        self.told = label(CHOOSE)
        self.help = label("", "muted")
        self.note = TextField("note", "Alasan atau catatan", max_length=LONGEST_NOTE)
        self.buttons: dict[Decision, Button] = {
            one: (danger_button if one is Decision.DROP else quiet_button)(text) for one, text in BUTTONS.items()
        }
        self._deciding = QWidget()
        self._lay_out()
        self.show_conflict(None)

    def show_conflict(self, conflict: Conflict | None) -> None:
        """Show an entry, or none."""
        if conflict is None or self.conflict is None or conflict.id != self.conflict.id:
            self.note.clear()
        self.conflict = conflict
        self._deciding.setVisible(conflict is not None)
        self.told.setText(CHOOSE if conflict is None else conflict.told)
        self.who.setText("" if conflict is None else self._who(conflict))
        self.help.setText("" if conflict is None else explained(conflict))
        for decision, button in self.buttons.items():
            button.setVisible(conflict is not None and decision in conflict.may)
            button.setEnabled(True)

    def decide(self, decision: Decision) -> None:
        """Decide about the entry shown; a second press meanwhile does nothing."""
        conflict = self.conflict
        if conflict is None:
            return
        conflicts, user, note = self._context.house.replay_conflicts, self._context.user, self.note.text()
        self._set_enabled(enabled=False)
        self._context.jobs.write(
            lambda: conflicts.decide(user, conflict.id, decision, note),
            lambda told: self._on_decided(decision, told),
            owner=self,
            failed=self._on_refused,
        )

    def _who(self, conflict: Conflict) -> str:
        at = indonesian_moment(local_time(conflict.at, self._context.user.time_zone))
        about = " · ".join(part for part in (conflict.title, conflict.about, conflict.number) if part)
        return f"{about}\n{at} oleh {conflict.by} di {conflict.workstation}"

    def _lay_out(self) -> None:
        for one in (self.who, self.told, self.help):
            one.setWordWrap(True)
            self.add(one)
        inside = QVBoxLayout(self._deciding)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.note)
        for decision, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, decision=decision: self.decide(decision))
            inside.addWidget(button)
        self.add(self._deciding)
        self.body.addStretch(1)

    def _on_decided(self, decision: Decision, told: str) -> None:
        self._context.messages.info(" ".join(part for part in (DONE[decision], told) if part))
        self._set_enabled(enabled=True)
        self.decided.emit()

    def _on_refused(self, error: UserError) -> None:
        self._set_enabled(enabled=True)
        if isinstance(error, WrongAnswers):
            self.note.set_error(error.fields.get("note", error.remedy))
            self.note.setFocus()
            return
        self._context.messages.problem(error)
        self.decided.emit()

    def _set_enabled(self, *, enabled: bool) -> None:
        for button in self.buttons.values():
            button.setEnabled(enabled)
