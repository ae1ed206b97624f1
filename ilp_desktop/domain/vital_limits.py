"""Which measured values are refused as impossible and which are asked about once."""

from dataclasses import dataclass

from ilp_desktop.domain.age import Age
from ilp_desktop.domain.bands import Row, rows_for_age
from ilp_desktop.reference import edition_on


@dataclass(frozen=True)
class LimitCheck:
    """What to do with a measured value.

    Attributes:
        refused: why it cannot be stored, in Indonesian; empty when it can.
        question: what to ask once before storing it; empty when nothing is odd.
    """

    refused: str = ""
    question: str = ""


def check_limits(measure: str, value: float, age: Age) -> LimitCheck:
    """Check a measured value against the limits of its age; raises ``LookupError`` for an unknown measure."""
    rows = rows_for_age(edition_on("vital_limits", age.day).body["limit"], age)
    row = next((row for row in rows if row["measure"] == measure), None)
    if row is None:
        raise LookupError(f"no limits for {measure}")
    if not row["refuse_below"] <= value <= row["refuse_above"]:
        return LimitCheck(refused=_refusal(row))
    if not row["ask_below"] <= value <= row["ask_above"]:
        return LimitCheck(question=f"{row['label']} {_number(value)} {row['unit']} tidak biasa. Sudah benar?")
    return LimitCheck()


def _refusal(row: Row) -> str:
    lowest, highest = _number(row["refuse_below"]), _number(row["refuse_above"])
    return f"{row['label']} harus {lowest} sampai {highest} {row['unit']}."


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")
