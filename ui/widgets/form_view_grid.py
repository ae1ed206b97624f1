"""The grid a form's fields stand in: an Enter on a doubtful value stops there, on the last field it leaves the form."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.field import Field
from ui.widgets.field_form import ENTER_KEYS, FieldForm


class FormGrid(FieldForm):
    """A ``FieldForm`` that asks, before Enter leaves a field, whether something has to be settled there first."""

    def __init__(self, columns: int, is_held: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__(columns, parent)
        self._is_held = is_held
        self._next: QWidget | None = None

    def set_next(self, widget: QWidget | None) -> None:
        """Say where Enter goes from the last field."""
        self._next = widget

    def leave(self, field: Field) -> None:
        """Go on from a field, as Enter does."""
        shown = self.shown_fields()
        if self._next is not None and shown and field is shown[-1]:
            self._next.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._go_on(field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk on with Enter unless the value has to be confirmed first."""
        here = self._current()
        if event.key() not in ENTER_KEYS or here is None or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif not self._is_held(here.name):
            self.leave(here)
