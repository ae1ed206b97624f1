"""Beyond which numbers an answer outside the forms is a slip of the keyboard."""

from datetime import date

from ilp_desktop.reference import edition_on


def out_of_limits(answers: object, group: str, day: date) -> dict[str, str]:
    """Return which numbers cannot be: field name to message; ``group`` names the limits, those in force on a day."""
    problems = {}
    for key, limit in edition_on("entry_limits", day).body[group].items():
        value = getattr(answers, key)
        if value is not None and not limit["from"] <= value <= limit["to"]:
            problems[key] = f"Harus antara {limit['from']} dan {limit['to']} {limit['unit']}."
    return problems
