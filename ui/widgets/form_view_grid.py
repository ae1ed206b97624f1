"""The grid a form's fields stand in: an Enter on a doubtful value stops there, on the last field it leaves the form."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.field import Field
from ui.widgets.field_form import ENTER_KEYS, FieldForm
from ui.widgets.item_field import ItemField

ROW_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class FormGrid(FieldForm):
    """A ``FieldForm`` that asks, before Enter leaves a field, whether something has to be settled there first.

    An item answered by a digit or a letter is left at once for the next field; an Enter that follows out of habit
    does not pass over the next item. Up and down go from item to item.

    Attributes:
        before_last: called before the last field made so far is left, so that those still to be made come next.
    """

    def __init__(self, columns: int, is_held: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__(columns, parent)
        self._is_held = is_held
        self._next: QWidget | None = None
        self._arrived: Field | None = None
        self.before_last: Callable[[], object] = lambda: None

    def has(self, name: str) -> bool:
        """Tell whether there is a field of a name."""
        return name in self._fields

    def set_next(self, widget: QWidget | None) -> None:
        """Say where Enter goes from the last field."""
        self._next = widget

    def hand_on(self, other: "FormGrid") -> None:
        """Let the grid drawn in place of this one lead where it led."""
        other.set_next(self._next)
        if self._save_button is not None:
            other.set_save_button(self._save_button)

    def leave(self, field: Field) -> None:
        """Go on from a field, as Enter does."""
        if self._is_last(field):
            self.before_last()
        if self._next is not None and self._is_last(field):
            self._next.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._go_on(field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk on with Enter unless the value has to be confirmed first."""
        here = self._current()
        arrived, self._arrived = self._arrived, None
        step = ROW_STEPS.get(Qt.Key(event.key()))
        if isinstance(here, ItemField) and step is not None:
            self._step(here, step)
        elif event.key() not in ENTER_KEYS or here is None or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif here is arrived and here.value() is None:
            event.accept()
        elif not self._is_held(here.name):
            self.leave(here)

    def _take(self, added: Field, span: int, *, new_row: bool = False) -> None:
        super()._take(added, span, new_row=new_row)
        if isinstance(added, ItemField):
            added.answered.connect(lambda: self._on_answered(added))

    def _is_last(self, field: Field) -> bool:
        shown = self.shown_fields()
        return bool(shown) and field is shown[-1]

    def _on_answered(self, item: ItemField) -> None:
        """Go on to the next field; from the last one only Enter goes on."""
        if self._is_last(item):
            self.before_last()
        if not self._is_last(item):
            self._go_on(item)
            self._arrived = self._current()

    def _step(self, here: Field, step: int) -> None:
        if step > 0 and self._is_last(here):
            self.before_last()
        fields = self._reachable()
        self.go_to(fields[max(0, min(fields.index(here) + step, len(fields) - 1))])
