"""The small button beneath a field that says an unlikely value is right all the same."""

from collections.abc import Callable

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


class DoubtAsks:
    """The buttons of one form, each made when it is first wanted."""

    def __init__(self, field: Callable[[str], Field], confirmed: Callable[[str, str], object]) -> None:
        """``field`` gives the field of a question; ``confirmed`` is told its code and the key said to be right."""
        self._field = field
        self._confirmed = confirmed
        self._asks: dict[str, DoubtAsk] = {}

    def of(self, code: str) -> DoubtAsk:
        """Return the button of a question."""
        if code not in self._asks:
            self._asks[code] = DoubtAsk(self._field(code))
            self._asks[code].confirmed.connect(lambda key: self._confirmed(code, key))
        return self._asks[code]

    def withdraw(self, code: str) -> None:
        """Ask about a question no longer, if it was asked about."""
        if code in self._asks:
            self._asks[code].withdraw()

    def clear(self) -> None:
        """Forget every button: the fields are made anew."""
        self._asks.clear()
