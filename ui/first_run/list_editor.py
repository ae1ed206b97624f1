"""A short list with a form above it: add, change, take away. Nothing of it is stored yet."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import WrongAnswers
from ui.jobs import Jobs
from ui.models.paged_table import Column, PagedTable
from ui.widgets.buttons import danger_button, quiet_button
from ui.widgets.field import Field
from ui.widgets.field_form import FieldForm
from ui.widgets.page import DELETE, EDIT, NEW, bind
from ui.widgets.table import Table

Row = TypeVar("Row")
MOST_ROWS = 500


class ListModel(PagedTable[Row], Generic[Row]):
    """Rows that are in memory already, shown through the one list view of the program."""

    def __init__(self, columns: Sequence[Column[Row]], jobs: Jobs, key: Callable[[Row], Any], parent: QObject) -> None:
        self._all: tuple[Row, ...] = ()
        super().__init__(columns, self._after, jobs, MOST_ROWS, key=key, parent=parent)

    def put(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        self._all = tuple(rows)
        self.reload()

    def _after(self, after: Row | None, limit: int) -> Sequence[Row]:
        return self._all[:limit] if after is None else ()


class ListEditor(QWidget, Generic[Row]):
    """A form whose entries gather in a list.

    ``make(raw, others, before)`` returns the row of what is typed, or raises ``WrongAnswers``; ``others`` are the
    rows it must not clash with, ``before`` is the row that is being changed.

    Signals:
        changed(): the rows are others now.
        selected(object): a row is selected, or None.
        left_empty(): Enter on the button with nothing typed: the list is complete.
    """

    changed = Signal()
    selected = Signal(object)
    left_empty = Signal()

    def __init__(
        self,
        fields: Sequence[Field],
        columns: Sequence[Column[Row]],
        make: Callable[[Mapping[str, object], Sequence[Row], Row | None], Row],
        raw_of: Callable[[Row], Mapping[str, object]],
        jobs: Jobs,
        empty_text: str,
    ) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()
        self._make = make
        self._raw_of = raw_of
        self._changing: Row | None = None
        self._wanted: Row | None = None
        self.form = FieldForm(columns=len(fields))
        self.form.add_all(*fields)
        self.put_button = quiet_button("Tambah", "plus")
        self.change_button = quiet_button("Ganti", "edit")
        self.remove_button = danger_button("Hapus", "trash")
        self.model: ListModel[Row] = ListModel(columns, jobs, columns[0].text, self)
        self.table = Table(self.model, empty_text)
        self._lay_out()
        self._connect()
        self.put((), None)

    def rows(self) -> tuple[Row, ...]:
        """Return the rows gathered so far."""
        return self._rows

    def put(self, rows: Sequence[Row], select: Row | None) -> None:
        """Show these rows."""
        self._rows = tuple(rows)
        self.model.put(self._rows)
        self._wanted = select
        for button in (self.change_button, self.remove_button):
            button.setEnabled(bool(self._rows))

    def is_clean(self) -> bool:
        """Say whether nothing is typed that is not in the list."""
        return self._changing is None and not any(value is not None for value in self.form.raw().values())

    def settle(self) -> bool:
        """Take what is typed into the list; False when something is wrong with it."""
        if not self.is_clean():
            self._on_put()
        return self.is_clean()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.put_button, self.change_button, self.remove_button):
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.form)
        layout.addLayout(row)
        layout.addWidget(self.table, 1)
        self.form.set_save_button(self.put_button)

    def _connect(self) -> None:
        self.put_button.clicked.connect(self._on_put)
        self.change_button.clicked.connect(self._on_change)
        self.remove_button.clicked.connect(self._on_remove)
        self.table.chosen.connect(lambda _row: self._on_change())
        self.table.selected.connect(self.selected)
        self.model.loaded.connect(self._on_loaded)
        bind(NEW, self.put_button)
        bind(EDIT, self.change_button)
        bind(DELETE, self.remove_button)

    def _on_loaded(self) -> None:
        if self._wanted is not None:
            self.table.select_key(self.model.key(self._wanted))
            self._wanted = None
        elif self.table.current_row() is None:
            self.table.select_first()

    def _on_put(self) -> None:
        """Take what is typed into the list; with nothing typed the list is complete."""
        if self._rows and self.is_clean():
            self.left_empty.emit()
            return
        before = self._changing
        others = [row for row in self._rows if row is not before]
        try:
            made = self._make(self.form.raw(), others, before)
        except WrongAnswers as error:
            self.form.show_errors(error.fields)
            return
        rows = [made if row is before else row for row in self._rows]
        self._end_change()
        self.put(rows if before is not None else [*rows, made], made)
        self.changed.emit()
        self.form.focus_first()

    def _on_change(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._changing = row
            self.form.set_values(self._raw_of(row))
            self.put_button.setText("Simpan perubahan")
            self.form.focus_first()

    def _on_remove(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._end_change()
            self.put([one for one in self._rows if one is not row], None)
            self.changed.emit()

    def _end_change(self) -> None:
        self._changing = None
        self.form.clear()
        self.put_button.setText("Tambah")
