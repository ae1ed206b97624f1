"""A number that hardly fits the unit of its question, told in another unit to whoever typed it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from ilp_desktop.domain.bands import rounded
from ilp_desktop.forms.parsing import NUMBER, decimal_text
from ilp_desktop.forms.schema import Question
from ilp_desktop.reference import edition_on

TABLE = "other_units"


@dataclass(frozen=True)
class OtherUnit:
    """A number as it would be in the unit of its question: what is said, and the value as it is typed."""

    message: str
    value: str


def in_other_unit(question: Question, text: str, day: date) -> OtherUnit | None:
    """Return what the number typed would be, were it in another unit; None where it hardly can be that.

    Nothing is converted: whoever typed it writes or takes the value that is right.
    """
    row = _units(day).get(question.code)
    if row is None or not NUMBER.fullmatch(text.strip()):
        return None
    typed = Decimal(text.strip().replace(",", "."))
    if not row["low"] <= typed <= row["high"]:
        return None
    value = Decimal(str(row["factor"])) * typed + Decimal(str(row["plus"]))
    told = decimal_text(float(rounded(value, min(question.decimals, 1))))
    said = f"{decimal_text(float(typed))} {row['unit']} = {told} {question.unit}; tulis {told} bila itu maksudnya."
    return OtherUnit(said, told)


@lru_cache(maxsize=64)
def _units(day: date) -> Mapping[str, Mapping[str, Any]]:
    return {code: row for row in edition_on(TABLE, day).body["unit"] for code in row["questions"]}
