"""A birth date, or the age where the date is unknown."""

from collections.abc import Callable
from datetime import date

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.typed.typed_date import TypedDate, parse_birth
from ui.palette import Tone
from ui.widgets.date_field import DateField


class BirthField(DateField):
    """Typed as ``17051990`` or ``2th 4bl``; remembers that a date was reckoned from an age."""

    def __init__(self, name: str, label: str, today: Callable[[], date]) -> None:
        self._today = today
        self._estimated = False
        super().__init__(name, label, self._read, required=True, hint="17-5-1990, atau umur: 2th 4bl")

    def birth_date(self) -> date | None:
        """Return the date, or None when there is none to be read."""
        value = self.value()
        return value if isinstance(value, date) else None

    def is_estimated(self) -> bool:
        """Tell whether the date was reckoned from an age."""
        reading = self.reading()
        return self._estimated or (isinstance(reading, TypedDate) and reading.estimated)

    def set_estimated(self, *, estimated: bool) -> None:
        """Say whether the date shown was reckoned from an age."""
        self._estimated = estimated
        self.describe()

    def describe(self) -> None:
        """Show the age beneath, and that it is only reckoned."""
        born = self.birth_date()
        if born is None or born > self._today():
            self.set_note("")
        elif self.is_estimated():
            self.set_note("Perkiraan dari umur", Tone.WARN)
        else:
            self.set_note(age_on(born, self._today()).text)

    def _read(self, text: str) -> TypedDate:
        return parse_birth(text, self._today())

    def _on_edited(self) -> None:
        self._estimated = False
        super()._on_edited()
        self.describe()

    def _on_left(self) -> None:
        estimated = self.is_estimated()
        super()._on_left()
        self.set_estimated(estimated=estimated)
