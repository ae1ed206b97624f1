"""A field for a time of day, typed as ``0325``, ``3.25`` or ``3``."""

from datetime import time

from ilp_desktop.domain.typed.typed_time import parse_time
from ui.widgets.text_fields import LineField


class TimeField(LineField):
    """An hour and minute; what is none is passed on as typed, so that it is refused."""

    def __init__(self, name: str, label: str, *, required: bool = False, hint: str = "0325") -> None:
        super().__init__(name, label, required=required, hint=hint, max_length=5)

    def value(self) -> time | str | None:
        """Return the time, None when blank, or the text when it is no time."""
        if not self.text():
            return None
        return parse_time(self.text()).value or self.text()

    def hour(self) -> time | None:
        """Return the time, or None when there is none to be read."""
        return parse_time(self.text()).value if self.text() else None

    def set_value(self, value: object) -> None:
        """Show a time as 03.25, or a text as it is."""
        self.set_text(f"{value:%H.%M}" if isinstance(value, time) else str(value or ""))

    def problem(self) -> str:
        """Return why the text is no time, if so."""
        return parse_time(self.text()).problem if self.text() else ""

    def _on_left(self) -> None:
        """Write the time out, or say why it cannot be read."""
        if self.problem():
            self.set_error(self.problem())
        elif self.text():
            self.set_value(self.hour())
