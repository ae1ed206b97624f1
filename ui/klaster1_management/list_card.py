"""A card with a short list and, for those who may, a form beneath it that adds to the list."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Signal

from ilp_desktop.domain.errors import UserError
from ui.context import PageContext
from ui.klaster1_management.entry_form import EntryForm, Raw
from ui.models.paged_table import Column, PagedTable
from ui.widgets.buttons import plain_button
from ui.widgets.card import Card
from ui.widgets.table import Table

Row = TypeVar("Row")
HEAD_PX = 32
ADDED, CHANGED = "ditambahkan", "diubah"


class ListCard(Card, Generic[Row]):
    """A titled list; ``fetch`` gives all of its rows at once and runs on a reader thread.

    Signals:
        adding(): the form was opened.
        failed(UserError): the list could not be read.
    """

    adding = Signal()
    failed = Signal(object)

    def __init__(
        self,
        context: PageContext,
        title: str,
        columns: Sequence[Column[Row]],
        fetch: Callable[[], Sequence[Row]],
        empty_text: str,
    ) -> None:
        super().__init__(title)
        self._head.setFixedHeight(HEAD_PX)
        self.entry: EntryForm | None = None
        self._saved_word = ADDED
        self._messages = context.messages
        self.model: PagedTable[Row] = PagedTable(
            columns, lambda after, _limit: () if after is not None else fetch(), context.jobs, parent=self
        )
        self.table = Table(self.model, empty_text)
        self.add(self.table, 1)
        self.add_button = plain_button("Tambah", "plus")
        self.add_button.hide()
        self.model.failed.connect(self._on_failed)

    def offer_adding(self, entry: EntryForm, hint: str, *, refused: str = "") -> None:
        """Offer a form for one more row; with ``refused`` the button says why it cannot be pressed."""
        self.entry = entry
        entry.hide()
        self.add(entry)
        self.add_action(self.add_button)
        self.add_button.show()
        self.add_button.setEnabled(not refused)
        self.add_button.setToolTip(refused or hint)
        self.add_button.setAccessibleName(hint)
        self.add_button.clicked.connect(self._open)
        entry.closed.connect(self.close_entry)
        entry.saved.connect(self._on_saved)

    def open_to_change(self, raw: Raw) -> None:
        """Open the form with what a row holds, to be changed instead of added."""
        if self.entry is not None:
            self._open()
            self.entry.form.set_values(raw)
            self._saved_word = CHANGED

    def close_entry(self) -> None:
        """Put the form away; what was typed stays in it."""
        if self.entry is not None and not self.entry.isHidden():
            self.entry.hide()
            self.add_button.show()
            if self._saved_word == CHANGED:
                self.entry.form.clear()
                self._saved_word = ADDED

    def _open(self) -> None:
        if self.entry is not None:
            self.adding.emit()
            self.add_button.hide()
            self.entry.open()

    def _on_saved(self, name: str) -> None:
        self._messages.info(f"{name} {self._saved_word}.")
        if self._saved_word == CHANGED:
            self.close_entry()
        self.model.reload()

    def _on_failed(self, error: UserError) -> None:
        self.failed.emit(error)
