"""Tables as XLSX: words stay words, dates stay dates, and a file is whole or not there."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from ilp_desktop.exchange.spreadsheets import LONGEST_CELL, PART, Cell, write_table
from ilp_desktop.exchange.workbook_parts import column_letters

FORMULAS = ("=1+1", "+62812", "-3", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "1/2", "001", "{=1}")
HEADINGS = (("Nama", 20.0), ("Umur", 6.0), ("Sejak", 12.0))


def _written(file: Path, *rows: tuple[Cell, ...]) -> list[list[Any]]:
    """Write rows and read their cells back."""
    assert write_table(file, "Sasaran", HEADINGS, rows, ("Puskesmas Contoh",)) == len(rows)
    return [list(row) for row in load_workbook(file).worksheets[0].iter_rows(min_row=2)]


def _plain(value: object) -> object:
    """Return a day as a day: a spreadsheet knows only moments."""
    return value.date() if isinstance(value, datetime) else value


@pytest.mark.parametrize("typed", FORMULAS)
def test_nothing_typed_becomes_a_formula_or_a_number(tmp_path: Path, typed: str) -> None:
    ((cell, *_),) = _written(tmp_path / "x.xlsx", (typed, 1, None))
    assert (cell.value, cell.data_type, cell.number_format, cell.quotePrefix) == (typed, "s", "@", True)


@given(st.text(max_size=30))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_word_can_be_written_and_stays_a_word(tmp_path: Path, typed: str) -> None:
    ((cell, *_),) = _written(tmp_path / "x.xlsx", (typed, 1, None))
    assert cell.value is None or cell.data_type == "s"


def test_figures_and_dates_are_kept_as_such(tmp_path: Path) -> None:
    (row,) = _written(tmp_path / "x.xlsx", ("Budi", 56, date(1970, 5, 17)))
    assert [_plain(cell.value) for cell in row] == ["Budi", 56, date(1970, 5, 17)]
    assert row[2].number_format == "dd-mm-yyyy"


def test_cells_of_one_row_do_not_leak_into_the_next(tmp_path: Path) -> None:
    rows = (("Budi", 1, date(2026, 1, 1)), ("=x", None, None), ("Ani", 2, date(2026, 1, 2)))
    found = _written(tmp_path / "x.xlsx", *rows)
    assert [tuple(_plain(cell.value) for cell in row) for row in found] == list(rows)


def test_too_long_a_word_is_cut_rather_than_refused(tmp_path: Path) -> None:
    ((cell, *_),) = _written(tmp_path / "x.xlsx", ("x" * (LONGEST_CELL + 5), None, None))
    assert len(cell.value) == LONGEST_CELL


def test_a_day_before_spreadsheets_count_is_a_word(tmp_path: Path) -> None:
    (row,) = _written(tmp_path / "x.xlsx", ("Mbah", 130.5, date(1896, 2, 29)))
    assert [cell.value for cell in row] == ["Mbah", 130.5, "29-02-1896"]


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")])
def test_columns_are_called_as_spreadsheets_call_them(number: int, letters: str) -> None:
    assert column_letters(number) == letters


def test_heading_is_bold_and_stays_when_rows_scroll(tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    write_table(file, "Sasaran", HEADINGS, [("A & <b>\r\n  c", None, None)], ())
    sheet = load_workbook(file).worksheets[0]
    assert [cell.font.b for cell in sheet[1]] == [True] * 3
    assert sheet.freeze_panes == "A2"
    assert [sheet.column_dimensions[letter].width for letter in "ABC"] == [20.0, 6.0, 12.0]
    assert sheet["A2"].value == "A & <b>\r\n  c"


def test_headings_and_notes_stand_in_their_places(tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    write_table(file, "Daftar: a/b [c]", HEADINGS, [], ("Puskesmas Contoh", "=x"))
    book = load_workbook(file)
    assert book.sheetnames == ["Daftar  a b  c ", "Keterangan"]
    assert [cell.value for cell in book.worksheets[0][1]] == ["Nama", "Umur", "Sejak"]
    assert [row[0].value for row in book.worksheets[1].iter_rows()] == ["Puskesmas Contoh", "=x"]


def test_work_that_is_stopped_leaves_nothing_behind(tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def rows() -> Iterator[tuple[Cell, ...]]:
        yield ("Budi", 1, None)
        raise Stopped

    with pytest.raises(Stopped):
        write_table(tmp_path / "x.xlsx", "Sasaran", HEADINGS, rows(), ())
    assert list(tmp_path.iterdir()) == []


def test_file_that_was_there_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    file.write_bytes(b"lama")
    with pytest.raises(ZeroDivisionError):
        write_table(file, "Sasaran", HEADINGS, ((str(1 // number),) for number in (1, 0)), ())
    assert file.read_bytes() == b"lama"
    write_table(file, "Sasaran", HEADINGS, [], ())
    assert file.read_bytes().startswith(b"PK")


def test_folder_that_cannot_be_written_is_an_error_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=PART):
        write_table(tmp_path / "tidak-ada" / "x.xlsx", "Sasaran", HEADINGS, [], ())
