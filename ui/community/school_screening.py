"""Penjaringan: a class typed row by row, stored when Simpan is pressed; what is not stored is kept as a draft."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.school.school_days import DayEntry, DaySaved, DayTable, SchoolDays
from ui.community.school_grid import SchoolGrid
from ui.community.school_row import RowEntry
from ui.context import PageContext
from ui.widgets.buttons import primary_button
from ui.widgets.draft_keeper import DraftKeeper
from ui.widgets.draft_places import SCHOOL_DAY, place_of
from ui.widgets.labels import EmptyState, label
from ui.widgets.page import SAVE, bind

EMPTY = "Pilih sekolah dan kelas.", "Anak dimasukkan ke kelas pada Daftar kelas."
NOBODY = "Belum ada anak di kelas ini.", "Masukkan anak pada Daftar kelas."
SURE = "{} Enter sekali lagi bila benar."
SAVED = "{} baris tersimpan, {} di antaranya belum lengkap."
ALL_SAVED = "{} baris tersimpan."
NOT_STORED = "{} baris belum dapat disimpan: {}"
NOTHING_NEW = "Tidak ada yang berubah."
Outcome = tuple[UUID, DaySaved | UserError]


class ScreeningPanel(QWidget):
    """The table, what the cell in front means, and Simpan.

    Attributes:
        grid: the table.
        told: what the cell in front is and means; result: what its row comes to.
        keeper: keeps what is typed and not stored.
    """

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._table: DayTable | None = None
        self._saving = False
        self._left: dict[str, Mapping[str, Any]] = {}
        self.keeper = DraftKeeper(context, self._snapshot, self, lambda: self._saving)
        self.grid = SchoolGrid()
        self.empty = EmptyState(*EMPTY, "people")
        self.told = label("", "")
        self.told.setWordWrap(True)
        self.result = label("", "muted")
        self.result.setWordWrap(True)
        self.save_button = primary_button("Simpan", "save")
        self.save_button.clicked.connect(self.save)
        bind(SAVE, self.save_button)
        self.grid.moved.connect(self._tell)
        self.grid.grid.typed.connect(self.keeper.touched)
        self.grid.finished.connect(lambda: self.save_button.setFocus(Qt.FocusReason.TabFocusReason))
        foot = QHBoxLayout()
        words = QVBoxLayout()
        words.addWidget(self.told)
        words.addWidget(self.result)
        foot.addLayout(words, 1)
        foot.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.empty, self.grid):
            layout.addWidget(part, 1)
        layout.addLayout(foot)
        self.show_table(None)

    def rows(self) -> Sequence[RowEntry]:
        """Return the rows shown."""
        return self.grid.grid.rows

    def show_table(self, table: DayTable | None) -> None:
        """Show a class of a day, with what was typed for it before and not stored."""
        self._leave()
        self._table = table
        rows = [self._entry(table, row) for row in table.rows] if table else []
        self.empty.set_text(*(NOBODY if table else EMPTY))
        self.empty.setVisible(not rows)
        self.grid.setVisible(bool(rows))
        self.save_button.setEnabled(bool(rows))
        if table is not None and rows:
            self._take_up(_place(table), rows)
        self.grid.show_class(table, rows)
        self._tell()

    def save(self) -> None:
        """Store every row that changed and has nothing wrong; a second press meanwhile does nothing."""
        changed = [row for row in self.rows() if row.is_changed()]
        ready = [row for row in changed if not row.problem()]
        if self._saving or not ready:
            self._say_left(changed)
            return
        self._saving = True
        self.save_button.setEnabled(False)
        entries, days, user = [row.entry() for row in ready], self._context.house.school_days, self._context.user
        self.keeper.save(lambda: _store(days, user, entries), self._on_saved, owner=self, failed=self._on_failed)

    def _entry(self, table: DayTable, row: Any) -> RowEntry:
        house = self._context.house
        return RowEntry(table, row, house.screening, house.uow.identities.new())

    def _leave(self) -> None:
        """Keep what is typed of the class shown, also for when it is shown again."""
        if self._table is not None:
            self._left[_place(self._table)] = self._snapshot() or {}
        self.keeper.leave()

    def _take_up(self, place: str, rows: Sequence[RowEntry]) -> None:
        kept = self.keeper.take_up(place)
        left = self._left.pop(place, None)
        found: Mapping[str, Any] = left if left is not None else kept.typed if kept else {}
        for row in rows:
            typed = found.get(str(row.row.pupil.person_id))
            if typed:
                row.take(typed)
        if kept is not None and left is None:
            self.keeper.say_shown(kept)

    def _snapshot(self) -> Mapping[str, Any] | None:
        found = {str(row.row.pupil.person_id): row.unsaved() for row in self.rows() if row.unsaved()}
        return found or None

    def _on_saved(self, outcomes: Sequence[Outcome]) -> None:
        self._end()
        by_person = {row.row.pupil.person_id: row for row in self.rows()}
        stored = 0
        for person_id, outcome in outcomes:
            row = by_person.get(person_id)
            if row is None:
                continue
            if isinstance(outcome, UserError):
                row.refused |= _by_question(outcome)
            else:
                stored += 1
                self._note_stored(row, outcome)
        self.grid.grid.refresh()
        self._tell()
        open_rows = [row for row in self.rows() if row.is_changed() and not row.problem()]
        self._context.messages.info(SAVED.format(stored, len(open_rows)) if open_rows else ALL_SAVED.format(stored))
        self._say_left([row for row in self.rows() if row.is_changed()])
        self.keeper.touched()

    def _note_stored(self, row: RowEntry, saved: DaySaved) -> None:
        """Note what of a row is stored; the next save of it is another one."""
        assert self._table is not None  # noqa: S101 - it was saved from a table
        whole = not saved.left
        forms = [self._table.vitals, *([self._table.screening] if whole else [])]
        row.stored(complete=whole, codes=frozenset(one.code for form in forms for one in form.questions))
        row.client_id = self._context.house.uow.identities.new()

    def _on_failed(self, error: UserError) -> None:
        self._end()
        self._context.messages.problem(error)

    def _end(self) -> None:
        self._saving = False
        self.save_button.setEnabled(bool(self.rows()))

    def _say_left(self, changed: Sequence[RowEntry]) -> None:
        wrong = [row for row in changed if row.problem()]
        if wrong:
            first = f"{wrong[0].row.pupil.name}, {wrong[0].problem()}"
            self._context.messages.note(NOT_STORED.format(len(wrong), first))
        elif not changed:
            self._context.messages.note(NOTHING_NEW)

    def _tell(self) -> None:
        """Say what the cell in front is, what is wrong with it or what it means, and what its row comes to."""
        found = self.grid.current()
        if found is None:
            self.told.setText("")
            self.result.setText("")
            return
        row, column = found
        doubt = row.doubt(column)
        said = row.error(column) or (SURE.format(doubt) if doubt else "") or row.note(column)
        names = " / ".join(question.label for question in column.questions)
        self.told.setText(f"{names}: {said or row.hint(column)}")
        self.result.setText(f"{row.row.pupil.name}: {row.result()}" if row.result() else row.row.pupil.name)


def _store(days: SchoolDays, user: SignedIn, entries: Sequence[DayEntry]) -> list[Outcome]:
    """Store rows one after the other, each by itself; what is refused of one leaves the others alone."""
    return [(entry.person_id, _stored(days, user, entry)) for entry in entries]


def _place(table: DayTable) -> str:
    return place_of(SCHOOL_DAY, f"{table.school_id}.{table.name.text}.{table.day.isoformat()}")


def _stored(days: SchoolDays, user: SignedIn, entry: DayEntry) -> DaySaved | WrongAnswers:
    try:
        return days.save(user, entry)
    except WrongAnswers as error:
        return error


def _by_question(error: UserError) -> dict[str, str]:
    fields = error.fields if isinstance(error, WrongAnswers) else {}
    return {key.rpartition(".")[2]: text for key, text in fields.items()}
