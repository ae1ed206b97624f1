"""A field for a number, typed as a person writes it."""

import re

from ui.widgets.text_fields import LineField

NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)", re.ASCII)
NOT_A_NUMBER = "Isi dengan angka."


class NumberField(LineField):
    """A number with comma or point; what is no number is passed on as typed, so that it is refused."""

    def __init__(self, name: str, label: str, *, unit: str = "", required: bool = False, hint: str = "") -> None:
        super().__init__(name, label, required=required, hint=hint)
        self.set_unit(unit)

    def value(self) -> int | float | str | None:
        """Return the number, None when blank, or the text when it is no number."""
        text = self.text()
        if not text:
            return None
        if not NUMBER.fullmatch(text):
            return text
        pointed = text.replace(",", ".")
        return float(pointed) if "." in pointed else int(pointed)

    def number(self) -> float | None:
        """Return the number, or None when there is none to be read."""
        value = self.value()
        return None if isinstance(value, str) else value

    def set_value(self, value: object) -> None:
        """Show a number with a decimal comma, or a text as it is."""
        self.set_text(number_text(value) if isinstance(value, int | float) else str(value or ""))

    def problem(self) -> str:
        """Return that the text is no number, if so."""
        return NOT_A_NUMBER if isinstance(self.value(), str) else ""

    def _on_left(self) -> None:
        if self.problem():
            self.set_error(self.problem())


def number_text(value: float) -> str:
    """Return a number as it is written here: decimal comma, no needless zero."""
    text = repr(value)
    return text.removesuffix(".0").replace(".", ",")
