"""Reading a value off a table of bands, and off the part of a table that holds for an age."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ilp_desktop.domain.age import Age
from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.domain.expressions.conditions import Quantity

Row = Mapping[str, Any]


def rounded(value: Decimal, digits: int) -> Decimal:
    """Round half up, as people do by hand."""
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def row_for(rows: Sequence[Row], value: Quantity) -> Row:
    """Return the first row whose limits hold the value; raises ``LookupError`` where the table has a gap."""
    for row in rows:
        if within(row, value):
            return row
    raise LookupError(f"no band holds {value}")


def rows_for_age(rows: Sequence[Row], age: Age) -> list[Row]:
    """Return the rows whose ``from_``/``until_`` days or months hold the age; ``until_`` is not included."""
    return [row for row in rows if _in_age(row, age)]


def assessed(row: Row, source: str, score: float | None = None, flags: tuple[str, ...] = ()) -> Assessment:
    """Return the assessment a row of a table stands for."""
    return Assessment(
        code=row["code"],
        conclusion=row["conclusion"],
        urgency=Urgency(row["urgency"]),
        source=row.get("source", source),
        score=score,
        advice=row.get("advice", ""),
        flags=flags,
        follow_up=row.get("follow_up", ""),
        refer_to=row.get("refer_to", ""),
        repeat_days=row.get("repeat_days"),
    )


def within(row: Row, value: Quantity) -> bool:
    """Say whether a value lies within the limits of a row."""
    return (
        ("at_least" not in row or value >= row["at_least"])
        and ("above" not in row or value > row["above"])
        and ("below" not in row or value < row["below"])
        and ("at_most" not in row or value <= row["at_most"])
    )


def _in_age(row: Row, age: Age) -> bool:
    return (
        row.get("from_days", 0) <= age.total_days
        and row.get("from_months", 0) <= age.total_months
        and ("until_days" not in row or age.total_days < row["until_days"])
        and ("until_months" not in row or age.total_months < row["until_months"])
    )
