"""Beyond which numbers an answer outside the forms is a slip of the keyboard."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ilp_desktop.reference import edition_on

SLIPS = {"cm": (100, "meter"), "kg": (0.001, "gram"), "gram": (1000, "kilogram")}
"""By what a number is multiplied that was typed in another unit, and that unit."""


def out_of_limits(answers: object, group: str, day: date) -> dict[str, str]:
    """Return which numbers cannot be: field name to message; ``group`` names the limits, those in force on a day."""
    return limit_problems(answers, edition_on("entry_limits", day).body[group])


def limit_problems(answers: object, limits: Mapping[str, Any]) -> dict[str, str]:
    """Return which numbers lie outside limits: field name to message."""
    problems = {}
    for key, limit in limits.items():
        value = getattr(answers, key)
        if value is not None and not limit["from"] <= value <= limit["to"]:
            words = f"Harus antara {limit['from']} dan {limit['to']} {limit['unit']}."
            problems[key] = f"{words}{_slip(value, limit)}"
    return problems


def _slip(value: float, limit: Mapping[str, Any]) -> str:
    """Return in which other unit a number seems to have been typed, empty when in none."""
    factor, unit = SLIPS.get(limit["unit"], (0, ""))
    return f" Tampaknya ditulis dalam {unit}." if limit["from"] <= value * factor <= limit["to"] else ""
