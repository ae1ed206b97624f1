"""The small button beneath a field that says an unlikely value is right all the same."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from ilp_desktop.forms.filling import Doubt
from ui.palette import Tone
from ui.widgets.buttons import Button
from ui.widgets.field import Field


class DoubtAsk(Button):
    """Asks once about an unlikely value; gone when the value changes or is confirmed.

    Signals:
        confirmed(str): the person says the value of this key is right.
    """

    confirmed = Signal(str)

    def __init__(self, field: Field) -> None:
        super().__init__("Ya, sudah benar", "quiet", "check", field)
        self._field = field
        self._key = ""
        self.setAccessibleName(f"{field.label}: ya, sudah benar")
        layout = field.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addWidget(self, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()
        self.clicked.connect(lambda: self.confirmed.emit(self._key))

    def ask(self, doubt: Doubt) -> None:
        """Ask about a value."""
        self._key = doubt.key
        self._field.set_note(doubt.message, Tone.WARN)
        self.show()

    def withdraw(self) -> None:
        """Ask no longer."""
        self._key = ""
        self.hide()
