"""The files of the tables: whole, in the right places, and read only when asked for."""

import csv
from dataclasses import replace
from datetime import date
from importlib import import_module

import pytest

from ilp_desktop.domain.growth.growth import growth
from ilp_desktop.domain.growth.growth_result import Measurement
from ilp_desktop.domain.growth.growth_tables import NAME, LmsTable, read_rows, standard_on
from ilp_desktop.domain.sex import Sex
from ilp_desktop.resources import resource_path

DAY = date(2024, 1, 1)
PACKAGE_TABLES = {
    "weight_for_age_2006.tsv": "by_day.wfa",
    "length_for_age_2006.tsv": "by_day.lfa",
    "bmi_for_age_2006.tsv": "by_day.bmifa",
    "head_for_age_2006.tsv": "by_day.hcfa",
    "arm_for_age_2006.tsv": "by_day.acfa",
    "weight_for_length_2006.tsv": "by_day.wfl",
    "weight_for_height_2006.tsv": "by_day.wfh",
    "weight_for_age_2007.tsv": "by_month.wfa",
    "height_for_age_2007.tsv": "by_month.lfa",
    "bmi_for_age_2007.tsv": "by_month.bmifa",
}


def tables() -> dict[str, LmsTable]:
    standard = standard_on(DAY)
    return {
        table.code: table
        for stretch in ("lying", "standing", "school")
        for table in getattr(standard.males, stretch)
        if table.file
    }


def positions(file: str) -> list[float]:
    with resource_path("reference", NAME, file).open(encoding="ascii") as lines:
        return [float(row["x"]) for row in csv.DictReader(lines, delimiter="\t")]


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.code)
def test_every_row_stands_where_the_header_says(table: LmsTable) -> None:
    held = positions(table.file)
    expected = [table.origin + row / table.rows_per_unit for row in range(len(held))]
    assert held == pytest.approx(expected)
    assert held[0] <= table.first < table.last <= held[-1]
    assert len(table.rows) == len(held)


@pytest.mark.parametrize("file", PACKAGE_TABLES)
def test_every_number_is_the_one_of_the_package_it_was_taken_from(file: str) -> None:
    data = import_module(f"pygrowup.tables.{PACKAGE_TABLES[file]}").DATA
    for sex, rows in zip(("male", "female"), read_rows(file), strict=True):
        package = {float(position): row for position, row in data[sex].items()}
        for position, lms in zip(positions(file), rows, strict=True):
            if position in package:
                assert lms == tuple(float(package[position][key]) for key in "lms"), (sex, position)
        assert len(set(positions(file)) - set(package)) <= 1


@pytest.mark.parametrize(
    ("file", "males", "females"),
    [
        ("bmi_for_age_2007.tsv", (-0.7151, 15.2679, 0.08366), (-0.8702, 15.2453, 0.09646)),
        ("height_for_age_2007.tsv", (1, 109.7265, 0.04156), (1, 109.0725, 0.04346)),
        ("weight_for_age_2007.tsv", (-0.1922, 18.3328, 0.12947), (-0.4650, 18.0823, 0.14240)),
    ],
)
def test_month_60_of_who_2007_is_there(file: str, males: tuple[float, ...], females: tuple[float, ...]) -> None:
    assert positions(file)[0] == 60
    assert tuple(rows[0] for rows in read_rows(file)) == (males, females)


def test_between_two_rows_each_number_is_interpolated() -> None:
    table = tables()["weight_for_length"]
    lower, upper, between = table.at(70.0), table.at(70.1), table.at(70.05)
    assert lower is not None
    assert upper is not None
    assert between == pytest.approx(tuple((low + high) / 2 for low, high in zip(lower, upper, strict=True)))


@pytest.mark.parametrize(
    ("code", "below", "above"),
    [
        ("weight_for_length", 44.99, 110.01),
        ("weight_for_height", 64.99, 120.01),
        ("arm_for_age", 90, 1827),
        ("length_for_age", -1, 731),
        ("height_for_age", 730, 1827),
        ("school_weight_for_age", 59.99, 120.01),
        ("school_bmi_for_age", 59.99, 228.01),
        ("school_height_for_age", 59.99, 228.01),
    ],
)
def test_a_table_holds_to_its_ends_and_no_further(code: str, below: float, above: float) -> None:
    table = tables()[code]
    assert table.at(below) is None
    assert table.at(above) is None
    assert table.at(table.first) is not None
    assert table.at(table.last) is not None


def test_only_the_tables_that_are_asked_for_are_read() -> None:
    read_rows.cache_clear()
    table = tables()["weight_for_age"]
    assert read_rows.cache_info().currsize == 0
    assert replace(table).at(0) is not None
    assert read_rows.cache_info().currsize == 1


def test_a_visit_before_the_first_edition_is_judged_by_the_first() -> None:
    child = Measurement(Sex.MALE, 100, date(2001, 1, 1), weight_kg=6.5)
    assert growth(child).weight_for_age.z == growth(Measurement(Sex.MALE, 100, DAY, weight_kg=6.5)).weight_for_age.z
