"""A field of rows, each chosen from a search and then told more about."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import plain_button
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.field import Field, mark_wrong
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.look_up import ENTER_KEYS, NOT_CHOSEN, SearchBox
from ui.widgets.suggestion_popup import Suggestion

REMOVE_PX = 30
REMOVE = "Hapus dari daftar"


class ChosenRow(QWidget):
    """One thing chosen: its name, a button that takes it away, and fields about it beneath.

    Signals:
        changed(): a field changed.
        removed(): is to be taken out.
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, code: str, name: str, more: str, columns: int) -> None:
        super().__init__()
        self.name = name
        title = ElidedLabel()
        title.setText(name)
        title.setToolTip("\n".join(part for part in (name, more) if part))
        self.remove_button = plain_button("", "trash")
        self.remove_button.setFixedWidth(REMOVE_PX)
        self.remove_button.setToolTip(REMOVE)
        self.remove_button.setAccessibleName(f"{REMOVE}: {name}")
        self.remove_button.clicked.connect(self.removed)
        head = QHBoxLayout()
        head.setSpacing(8)
        if code:
            head.addWidget(label(code, "strong"))
        head.addWidget(title, 1)
        head.addWidget(self.remove_button)
        self.form = FieldForm(columns=columns)
        self.form.changed.connect(lambda _: self.changed.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.form)

    def value(self) -> Any:
        """Return the thing as its fields say."""
        raise NotImplementedError

    def problem(self) -> str:
        """Return what the fields themselves know to be wrong, or nothing."""
        return next((f"{self.name}: {text}" for one in self.form.shown_fields() if (text := one.problem())), "")


class ChosenRows(Field):
    """Any number of things chosen from a search box, the first chosen first."""

    def __init__(self, name: str, label_text: str, box: SearchBox) -> None:
        self._stay = False
        self.box = box
        self.area = QWidget()
        super().__init__(name, label_text, self.area)
        column = QVBoxLayout(self.area)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.box)
        self._rows_layout = QVBoxLayout()
        self._rows_layout.setContentsMargins(0, 4, 0, 0)
        self._rows_layout.setSpacing(0)
        column.addLayout(self._rows_layout)
        self.area.setFocusProxy(self.box)
        self.box.setAccessibleName(label_text)
        self.box.installEventFilter(self)
        self.box.chosen.connect(self._on_chosen)
        self.box.textEdited.connect(self._on_edited)

    def make_row(self, thing: Any) -> ChosenRow:
        """Return the row of a thing."""
        raise NotImplementedError

    def chosen(self, found: Suggestion) -> Any:
        """Return the thing that was chosen, or None when it is there already."""
        raise NotImplementedError

    def value(self) -> tuple[Any, ...]:
        """Return the things as typed."""
        return tuple(row.value() for row in self.rows())

    def text(self) -> str:
        """Return the names."""
        return ", ".join(row.name for row in self.rows())

    def set_value(self, value: object) -> None:
        """Show things without reporting a change; what was typed into the search is gone."""
        self.box.setText("")
        wanted = tuple(value) if isinstance(value, Sequence) else ()
        if wanted != self.value():
            self.draw(wanted)

    def problem(self) -> str:
        """Return that something is typed but nothing chosen, or what a row knows to be wrong."""
        if self.box.text().strip():
            return NOT_CHOSEN
        return next((wrong for row in self.rows() if (wrong := row.problem())), "")

    def rows(self) -> list[ChosenRow]:
        """Return the rows."""
        items = (self._rows_layout.itemAt(index) for index in range(self._rows_layout.count()))
        return [row for item in items if item and isinstance(row := item.widget(), ChosenRow)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stay in the search after a choice made with Enter, since another may follow."""
        stay, self._stay = self._stay, False
        if stay and event.key() in ENTER_KEYS:
            event.accept()
        else:
            super().keyPressEvent(event)

    def draw(self, things: Iterable[Any]) -> None:
        """Show rows for exactly these things."""
        for row in self.rows():
            self._drop(row)
        for thing in things:
            self._add(thing)

    def _on_chosen(self, found: Suggestion) -> None:
        self._stay = self.box.hasFocus()
        thing = self.chosen(found)
        if thing is not None:
            self._add(thing)
            self._on_edited()

    def _on_left(self) -> None:
        if self.problem():
            self.set_error(self.problem())

    def _add(self, thing: Any) -> None:
        row = self.make_row(thing)
        row.changed.connect(self._on_edited)
        row.removed.connect(lambda: self._remove(row))
        self._rows_layout.addWidget(row)

    def _remove(self, row: ChosenRow) -> None:
        self._drop(row)
        self.box.setFocus()
        self._on_edited()

    def _drop(self, row: ChosenRow) -> None:
        self._rows_layout.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _mark_wrong(self, *, wrong: bool) -> None:
        mark_wrong(self.box, wrong=wrong)
