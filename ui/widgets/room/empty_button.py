"""The button that makes a form blank."""

from PySide6.QtCore import Qt

from ui.widgets.buttons import Button
from ui.widgets.form_view import FormView
from ui.widgets.page import DELETE, on_key
from ui.widgets.room.room_context import RoomContext


class EmptyButton(Button):
    """Makes one form blank; answers that are stored are corrected by the next save.

    It never has the focus, so that an Enter out of habit empties nothing; Alt+H presses it.
    """

    def __init__(self, room: RoomContext, view: FormView) -> None:
        super().__init__("Kosongkan", "plain", "close")
        self._room = room
        self._view = view
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        on_key(DELETE, self, self.click)
        self.setToolTip(f"Kosongkan formulir ini ({DELETE.keys}); yang sudah tersimpan baru berubah saat disimpan")
        self.setAccessibleName(f"Kosongkan {view.form.title}")
        self.clicked.connect(self._empty)
        room.typed.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """Let it be pressed as long as something stands in the form."""
        self.setEnabled(not self._view.is_blank() and not self._room.file.finished)

    def _empty(self) -> None:
        self._room.empty(self._view.form.code)
        self._view.focus_first()
