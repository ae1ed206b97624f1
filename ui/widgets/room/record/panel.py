"""What every panel beside the note is made of: a card with a way to close it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.record.encounters import EncounterFile
from ui.widgets.buttons import plain_button
from ui.widgets.card import Card
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.one_press import OnePress
from ui.widgets.room.room_context import RoomContext


class RecordPanel(Card):
    """A panel in the place of the vital signs; a subclass overrides ``show_file`` and ``begin``.

    Signals:
        closed(): the panel is to go.
    """

    closed = Signal()

    def __init__(self, title: str, room: RoomContext) -> None:
        super().__init__(title)
        self.room = room
        self.presses = OnePress()
        self.close_button = plain_button("Tutup")
        self.close_button.setToolTip("Kembali ke tanda vital (Esc)")
        self.close_button.clicked.connect(self.closed)
        self.add_action(self.close_button)

    def event(self, event: QEvent) -> bool:
        """Take Esc before the page does."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def show_file(self, file: EncounterFile) -> None:
        """Show what a visit says, when it is opened and when it is read again."""

    def begin(self) -> None:
        """Read what is shown only when asked for, and put the focus where one starts."""
        self.close_button.setFocus()

    def fail(self, error: UserError, form: FieldForm | None = None) -> None:
        """Show what went wrong: beside its field, where the form has it."""
        self.presses.fail()
        if isinstance(error, WrongAnswers) and form is not None:
            left = form.show_errors(error.fields)
            if not left:
                return
            error = UserError(next(iter(left.values())))
        self.room.context.messages.problem(error)

    def same_visit(self, encounter_id: object) -> bool:
        """Tell whether a visit that was asked for in the background is still the one open."""
        return self.room.file.encounter_id == encounter_id


def wrapped(text: str, role: str = "") -> QLabel:
    """Return a label of as many lines as its words take."""
    made = label(text, role)
    made.setWordWrap(True)
    return made


def empty_layout(holder: QWidget) -> None:
    """Take every widget out of a layout."""
    layout = holder.layout()
    while layout is not None and layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
