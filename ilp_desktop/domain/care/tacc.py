"""TACC: the reasons a referral names besides the diagnosis (Time, Age, Complication, Comorbidity)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ilp_desktop.domain.age import Age
from ilp_desktop.domain.bands import rows_for_age
from ilp_desktop.reference import edition_on

NO_REASON = "-1"


@dataclass(frozen=True)
class TaccReason:
    """One kind of reason.

    Attributes:
        code: as in P-Care, ``-1`` for none.
        name: as in P-Care.
        label: what the screen says.
        kind: what the reason is chosen by: ``none``, ``days``, ``age`` or ``diagnosis`` (code and name typed).
        choices: the texts P-Care accepts, in order.
        source: where the list stands.
    """

    code: str
    name: str
    label: str
    kind: str
    choices: tuple[str, ...]
    source: str


def tacc_reasons(day: date) -> tuple[TaccReason, ...]:
    """Return the reasons in force on a day, 'Tanpa TACC' first."""
    edition = edition_on("tacc", day)
    return tuple(_reason(row, edition.source) for row in edition.body["reason"])


def age_choice(age: Age) -> str:
    """Return the choice of the reason 'Age' that holds for an age."""
    return str(rows_for_age(_choices("age", age.day), age)[0]["text"])


def duration_choice(days_ill: int, day: date) -> str:
    """Return the choice of the reasons 'Time' and 'Comorbidity' that holds for days of illness."""
    rows = _choices("days", day)
    return str(next(row["text"] for row in rows if "until_days" not in row or days_ill < row["until_days"]))


def _choices(kind: str, day: date) -> list[Mapping[str, Any]]:
    rows = edition_on("tacc", day).body["reason"]
    return list(next(row["choices"] for row in rows if row["kind"] == kind))


def _reason(row: Mapping[str, Any], source: str) -> TaccReason:
    choices = tuple(choice["text"] for choice in row["choices"])
    return TaccReason(row["code"], row["name"], row["label"], row["kind"], choices, source)
