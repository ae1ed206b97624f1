"""Files that other programs and people made: read as they are, or refused with the reason."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from ilp_desktop.domain.errors import UserError
from ilp_desktop.exchange.table_cells import FileLimits, Formula, Row
from ilp_desktop.exchange.tables import table_rows

LIMITS = FileLimits(40_000_000, 400_000_000, 1000, 20)
ROWS = [["Nama", "Desa"], ["Siti Nur'aini", "Sukamaju; RT 2"], ["Ñoño é", "Sukamaju"]]


def read(file: Path, limits: FileLimits = LIMITS) -> list[Row]:
    return [row for _, row in table_rows(file, limits)]


def workbook(file: Path, rows: list[list[object]]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(file)
    return file


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_is_read_whatever_its_separator_and_coding(tmp_path: Path, separator: str, coding: str) -> None:
    lines = [separator.join(f'"{cell}"' for cell in row) for row in ROWS]
    file = tmp_path / "daftar.csv"
    file.write_bytes("\r\n".join(lines).encode(coding))
    assert read(file) == ROWS


def test_a_workbook_gives_days_numbers_and_text_and_never_computes(tmp_path: Path) -> None:
    cells: list[object] = ["Budi", 3201010201700001, datetime(1970, 1, 2, 8, 0), 25569, None, "=1+1"]  # noqa: DTZ001 - a cell has no zone
    (row,) = read(workbook(tmp_path / "a.xlsx", [cells]))
    assert list(row[:5]) == ["Budi", 3201010201700001, date(1970, 1, 2), 25569, None]
    assert isinstance(row[5], Formula)


def test_a_name_that_lies_about_what_the_file_is_changes_nothing(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", [["Nama"]]).rename(tmp_path / "a.csv")
    assert read(file) == [["Nama"]]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "kosong"),
        (b"PK\x03\x04 damaged", "rusak"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "berkata sandi"),
        (b"Nama;\0\0\0", "bukan teks"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(tmp_path: Path, content: bytes, told: str) -> None:
    file = tmp_path / "daftar.xlsx"
    file.write_bytes(content)
    with pytest.raises(UserError, match=told):
        read(file)


def test_a_workbook_cut_off_anywhere_is_refused_and_never_a_fault_of_the_program(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "a.xlsx", [[f"Orang {n}"] for n in range(200)]).read_bytes()
    file = tmp_path / "b.xlsx"
    for length in range(10, len(whole), len(whole) // 12):
        file.write_bytes(whole[:length])
        with pytest.raises(UserError):
            read(file)


def test_a_workbook_with_a_spoilt_sheet_is_refused(tmp_path: Path) -> None:
    whole = bytearray(workbook(tmp_path / "a.xlsx", [[f"Orang {n}"] for n in range(300)]).read_bytes())
    start = whole.find(b"xl/worksheets/sheet1.xml") + 60
    whole[start : start + 40] = b"\xff" * 40
    file = tmp_path / "b.xlsx"
    file.write_bytes(whole)
    with pytest.raises(UserError, match="rusak"):
        read(file)


def test_a_file_of_200_megabytes_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "besar.csv"
    with file.open("wb") as stream:
        stream.truncate(200_000_000)
    with pytest.raises(UserError, match=r"200 MB; yang dibaca paling besar 40 MB"):
        read(file)


def test_too_many_rows_and_what_grows_when_unpacked_are_refused(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", [[f"Orang {n}"] for n in range(50)])
    with pytest.raises(UserError, match="lebih dari 20 baris"):
        read(file, FileLimits(40_000_000, 400_000_000, 20, 20))
    with pytest.raises(UserError, match="terlalu besar"):
        read(file, FileLimits(40_000_000, 1_000, 1000, 20))


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="tidak dapat dibuka"):
        read(tmp_path / "tiada.csv")
