"""The button that makes a form blank."""

from ui.widgets.buttons import Button
from ui.widgets.form_view import FormView
from ui.widgets.room.room_context import RoomContext


class EmptyButton(Button):
    """Makes one form blank; answers that are stored are corrected by the next save."""

    def __init__(self, room: RoomContext, view: FormView) -> None:
        super().__init__("Kosongkan", "plain", "close")
        self._room = room
        self._view = view
        self.setToolTip("Kosongkan formulir ini; yang sudah tersimpan baru berubah saat disimpan")
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
