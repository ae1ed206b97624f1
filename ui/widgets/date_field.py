"""A field for a date, typed as ``17051990`` or ``17-5-90``."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from ilp_desktop.domain.calendar_dates import indonesian_date
from ui.widgets.text_fields import LineField

HINT = "hh-bb-tttt"


class DateReading(Protocol):
    """What a typed date was read as: a date, or a problem in Indonesian."""

    @property
    def value(self) -> date | None:
        """Return the date, or None when it cannot be read."""

    @property
    def problem(self) -> str:
        """Return what is wrong, or nothing."""


class DateField(LineField):
    """A date; how typed text is read is handed in, since it depends on today and on what is asked."""

    def __init__(
        self,
        name: str,
        label: str,
        parse: Callable[[str], DateReading],
        *,
        required: bool = False,
        hint: str = HINT,
    ) -> None:
        self._parse = parse
        super().__init__(name, label, required=required, hint=hint)

    def reading(self) -> DateReading | None:
        """Return what the text was read as, None when blank."""
        return self._parse(self.text()) if self.text() else None

    def value(self) -> date | str | None:
        """Return the date, None when blank, or the text when it is no date."""
        reading = self.reading()
        if reading is None:
            return None
        return reading.value if reading.value is not None else self.text()

    def set_value(self, value: object) -> None:
        """Show a date as dd/mm/yyyy, or a text as it is."""
        self.set_text(date_text(value) if isinstance(value, date) else str(value or ""))

    def problem(self) -> str:
        """Return why the text is no date, if so."""
        reading = self.reading()
        return reading.problem if reading is not None and reading.value is None else ""

    def _on_left(self) -> None:
        """Write the date out, or say why it cannot be read."""
        reading = self.reading()
        if reading is None:
            return
        if reading.value is None:
            self.set_error(reading.problem)
        else:
            self.set_value(reading.value)


def date_text(day: date) -> str:
    """Return a date as dd-mm-yyyy."""
    return indonesian_date(day)
