"""A number that hardly fits the unit of its question, told in another unit to whoever typed it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from ilp_desktop.domain.bands import rounded
from ilp_desktop.forms.parsing import NUMBER, decimal_text
from ilp_desktop.forms.schema import Question
from ilp_desktop.reference import edition_on

TABLE = "other_units"


def in_other_unit(question: Question, text: str, day: date) -> str:
    """Return what the number typed would be, were it in another unit; nothing where it hardly can be that.

    Nothing is converted: whoever typed it writes the value that is right.
    """
    row = _units(day).get(question.code)
    if row is None or not NUMBER.fullmatch(text.strip()):
        return ""
    typed = Decimal(text.strip().replace(",", "."))
    if not row["low"] <= typed <= row["high"]:
        return ""
    value = Decimal(str(row["factor"])) * typed + Decimal(str(row["plus"]))
    told = decimal_text(float(rounded(value, min(question.decimals, 1))))
    return f"{decimal_text(float(typed))} {row['unit']} = {told} {question.unit}; tulis {told} bila itu maksudnya."


@lru_cache(maxsize=64)
def _units(day: date) -> Mapping[str, Mapping[str, Any]]:
    return {code: row for row in edition_on(TABLE, day).body["unit"] for code in row["questions"]}
