from datetime import date

import pytest

from ilp_desktop.domain.immunisation.immunisation import next_doses
from ilp_desktop.domain.immunisation.immunisation_book import age_columns, book_rows, cell_window
from ilp_desktop.domain.immunisation.immunisation_schedule import Window, schedule_on
from tests.domain.cases import TODAY, cases, told
from tests.domain.vaccine_records import record_of
from tests.every_row import every_row

BIRTH = date(2024, 1, 10)
DOSES = {dose.label: dose for dose in schedule_on(TODAY).doses}


@every_row("row", cases("immunisation_grid"), ids=told)
def test_dose_is_what_the_table_says_on_the_days_around_each_edge(row: dict[str, str]) -> None:
    birth, today = date.fromisoformat(row["birth"]), date.fromisoformat(row["today"])
    assert DOSES[row["label"]].window(birth, today).value == row["window"]


def test_every_dose_of_the_schedule_has_its_edges_among_the_cases() -> None:
    assert {row["label"] for row in cases("immunisation_grid")} == set(DOSES)


def test_every_cell_of_the_table_means_what_the_book_shows() -> None:
    told_cells = {(row["label"], row["column"]): row["window"] for row in cases("immunisation_book")}
    columns = age_columns(TODAY)
    found = {
        (label, column.label): cell_window(dose, column, BIRTH).value
        for label, dose in DOSES.items()
        for column in columns
    }
    assert found == told_cells


@pytest.mark.parametrize("day", [date(2024, 1, 10), date(2025, 2, 28), date(2029, 1, 9)])
def test_columns_follow_one_another_without_a_gap(day: date) -> None:
    assert sum(column.holds(BIRTH, day) for column in age_columns(day)) == 1


def test_row_shows_where_the_dose_was_given_and_where_today_stands() -> None:
    today = date(2024, 12, 1)
    statuses = next_doses(BIRTH, record_of("BCG:1@2024-02-12;MR:1@2024-09-01"), today)
    rows = {row.status.label: row for row in book_rows(BIRTH, statuses, today)}
    assert (rows["BCG"].given_column, rows["BCG"].today_column) == (1, 10)
    assert (rows["MR1"].given_column, rows["MR1"].windows[9]) == (None, Window.IDEAL)


def test_dose_given_above_the_ages_of_the_table_stands_in_no_column() -> None:
    today = date(2029, 3, 1)
    statuses = next_doses(BIRTH, record_of("BCG:1@2029-02-01"), today)
    row = next(each for each in book_rows(BIRTH, statuses, today) if each.status.label == "BCG")
    assert (row.given_column, row.today_column) == (None, None)
