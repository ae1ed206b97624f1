"""Reading the tables of reference cases, and ages made from months and days."""

import csv
from datetime import date, timedelta
from pathlib import Path

from ilp_desktop.domain.age import Age, age_on
from ilp_desktop.domain.calendar_dates import months_shifted

FOLDER = Path(__file__).parent.parent / "reference_cases"
TODAY = date(2026, 11, 23)


def cases(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of reference cases; every row says where it comes from, lines with # how."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    assert rows
    assert all(row["source"] for row in rows)
    return rows


def told(row: dict[str, str]) -> str:
    """Name a case by what stands in it."""
    return " ".join(value for key, value in row.items() if key != "source" and value)[:60]


def age_of(months: int, days: int = 0) -> Age:
    """Return the age of somebody with so many completed months and further days today."""
    return age_on(months_shifted(TODAY - timedelta(days=days), -months), TODAY)


def date_of(text: str) -> date | None:
    """Return the date of a cell, None when it is empty."""
    return date.fromisoformat(text) if text else None
