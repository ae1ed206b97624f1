"""How quantities are spoken of when they are compared: completed years and weeks, measures with their unit."""

from collections.abc import Mapping
from dataclasses import dataclass

from ilp_desktop.forms.parsing import decimal_text
from ilp_desktop.forms.schema import Question

BETWEEN: Mapping[str, str] = {
    "=": "sama dengan",
    "!=": "berbeda dari",
    "<": "kurang dari",
    "<=": "tidak lebih dari",
    ">": "lebih dari",
    ">=": "tidak kurang dari",
}
MEASURED: Mapping[str, str] = {
    "=": "{label} tepat {number}",
    "!=": "{label} bukan {number}",
    "<": "{label} kurang dari {number}",
    "<=": "{label} {number} atau kurang",
    ">": "{label} lebih dari {number}",
    ">=": "{label} {number} atau lebih",
}
COMPLETED: Mapping[str, str] = {
    "=": "{label} {number}",
    "!=": "{label} bukan {number}",
    "<": "{label} belum {number}",
    ">=": "{label} {number} atau lebih",
}
NEXT_WHOLE: Mapping[str, str] = {"<=": "<", ">": ">="}
"""For what is counted in completed units, these signs say the same of the next whole number."""


@dataclass(frozen=True)
class Spoken:
    """A quantity or a choice as people name it.

    Attributes:
        lowest: the least that can be typed at all; None where nothing limits it.
        is_completed: whether it is counted in completed units, as ages are.
    """

    label: str
    unit: str = ""
    lowest: float | None = None
    is_completed: bool = False

    def is_any(self, sign: str, number: float) -> bool:
        """Say whether a comparison holds for whatever can be typed, so that it only asks for an answer."""
        if self.lowest is None:
            return False
        return (sign == ">" and number < self.lowest) or (sign == ">=" and number <= self.lowest)

    def compared(self, sign: str, number: float) -> str:
        """Return a comparison with a number."""
        if self.is_completed and number == int(number):
            number += 1 if sign in NEXT_WHOLE else 0
            return COMPLETED[NEXT_WHOLE.get(sign, sign)].format(label=self.label, number=self._with_unit(number))
        return MEASURED[sign].format(label=self.label, number=self._with_unit(number))

    def compared_with(self, sign: str, other: "Spoken") -> str:
        """Return a comparison with another quantity."""
        return f"{self.label} {BETWEEN[sign]} {other.label}"

    def between(self, low: float, high: float, sign: str) -> str:
        """Return a lower limit, and the sign and number of an upper one, as one range."""
        if self.is_completed and sign == "<" and high == int(high):
            high, sign = high - 1, "<="
        if low == high and sign == "<=":
            return f"{self.label} {self._with_unit(low)}"
        until = "sampai" if sign == "<=" else "sampai kurang dari"
        return f"{self.label} {decimal_text(low)} {until} {self._with_unit(high)}"

    def _with_unit(self, number: float) -> str:
        unit = "" if self.unit.casefold() == self.label.casefold() else self.unit
        return f"{decimal_text(number)} {unit}".rstrip()


SPOKEN_FACTS: Mapping[str, Spoken] = {
    "umur_hari": Spoken("umur", "hari", is_completed=True),
    "umur_bulan": Spoken("umur", "bulan", is_completed=True),
    "umur_tahun": Spoken("umur", "tahun", is_completed=True),
    "jenis_kelamin": Spoken("jenis kelamin"),
    "hamil": Spoken("hamil"),
    "usia_kehamilan_minggu": Spoken("usia kehamilan", "minggu", is_completed=True),
    "masa_nifas": Spoken("masa nifas", "hari", lowest=0, is_completed=True),
}


def spoken_of(question: Question, label: str) -> Spoken:
    """Return how a question is spoken of under a label."""
    lowest = min((limit.low for limit in question.hard), default=None) if question.kind.is_number else None
    return Spoken(label, question.unit, lowest)
