"""Every edge of the tables of adults has its reference cases: the value at the edge, and the one before it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from ilp_desktop.reference import edition_on
from tests.domain.cases import TODAY, cases

ONE, TENTH = Decimal(1), Decimal("0.1")
LIMITS = {"at_least": -1, "below": -1, "above": 1, "at_most": 1}
"""On which side of an edge its neighbour lies: before what begins there, after what ends there."""


def edges(rows: Any) -> Iterator[tuple[Decimal, int]]:
    """Give every limit of some bands, however deep they stand, with the side of its neighbour."""
    if isinstance(rows, dict):
        for key, value in rows.items():
            if key in LIMITS and isinstance(value, int | float):
                yield Decimal(str(value)), LIMITS[key]
            else:
                yield from edges(value)
    elif isinstance(rows, list):
        for row in rows:
            yield from edges(row)


def wanted() -> list[Any]:
    """Return each edge with the values that must be among the cases of its table."""
    found: list[Any] = []
    glucose, lipids = edition_on("blood_glucose", TODAY).body, edition_on("lipids", TODAY).body
    for name, body, column, step in (
        ("blood_glucose", glucose, "kind", None),
        ("lipids", lipids, "lipid", ONE),
    ):
        for kind, rows in body.items():
            values = {Decimal(row["value"]) for row in cases(name) if row[column] == kind}
            width = step or (TENTH if kind == "hba1c" else ONE)
            found += [
                pytest.param(values, edge, edge + side * width, id=f"{kind} {edge}") for edge, side in edges(rows)
            ]
    indices = {Decimal(row["score"]) for row in cases("body_measures") if row["measure"] == "bmi_adult"}
    for edge, side in edges(edition_on("bmi_adult", TODAY).body):
        found.append(pytest.param(indices, edge, edge + side * TENTH, id=f"IMT {edge}"))
    pregnant = {Decimal(row["value"]) for row in cases("haemoglobin_pregnancy")}
    for edge, side in edges(edition_on("haemoglobin_pregnancy", TODAY).body):
        found.append(pytest.param(pregnant, edge, edge + side * TENTH, id=f"haemoglobin_pregnancy {edge}"))
    for number, table in enumerate(edition_on("haemoglobin", TODAY).body["table"]):
        values = {Decimal(row["value"]) for row in cases("haemoglobin") if is_of(table, row)}
        for edge, side in edges(table["rows"]):
            found.append(pytest.param(values, edge, edge + side * TENTH, id=f"haemoglobin {number} {edge}"))
    return found


def is_of(table: Any, row: dict[str, str]) -> bool:
    """Say whether a case is of the people whom a table of haemoglobin is for."""
    months = int(row["months"])
    fits_age = table.get("from_months", 0) <= months < table.get("until_months", 10_000)
    fits_sex = "sex" not in table or table["sex"] == row["sex"]
    return fits_age and fits_sex and bool(table.get("postpartum")) == (row["postpartum"] == "ya")


@pytest.mark.parametrize(("values", "edge", "neighbour"), wanted())
def test_both_sides_of_an_edge_are_among_the_cases(values: set[Decimal], edge: Decimal, neighbour: Decimal) -> None:
    assert edge in values
    assert neighbour in values


def test_there_are_edges_of_every_table() -> None:
    names = {str(param.id).partition(" ")[0] for param in wanted()}
    assert {"random", "fasting", "after_load", "hba1c", "total", "ldl", "hdl", "triglycerides", "IMT"} <= names
    assert {"haemoglobin", "haemoglobin_pregnancy"} <= names
