"""Rows of the first sheet of an XLSX file; a formula is told as such and never computed."""

import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from ilp_desktop.exchange.table_cells import FileLimits, Formula, Row, Value, day_of, unreadable

OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "Berkas ini berkata sandi, atau berformat Excel lama (.xls)."
UNLOCK = "Buka di Excel, hapus kata sandinya, simpan sebagai .xlsx, lalu pilih berkas itu."
DAMAGED = "Berkas XLSX ini rusak atau tidak lengkap."
FORMULA = "f"
BROKEN = (
    *(BadZipFile, zlib.error, SyntaxError, OSError, EOFError, RuntimeError, NotImplementedError),
    *(KeyError, IndexError, ValueError, TypeError, AttributeError),
)
"""What the reader of workbooks raises over one that is damaged; a fault of XML is a SyntaxError."""


def xlsx_rows(file: Path, limits: FileLimits) -> Iterator[Row]:
    """Give the rows of the first sheet that is shown; raises ``UserError`` when the file cannot be read."""
    _check(file, limits)
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy, and wanted only for an import

    try:
        with file.open("rb") as stream, closing(load_workbook(stream, read_only=True, keep_links=False)) as book:
            shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            sheet = (shown or book.worksheets)[0]
            sheet.reset_dimensions()
            for row in sheet.iter_rows(max_col=limits.most_columns):
                yield _without_blanks_behind([_value(cell) for cell in row])
    except BROKEN as error:
        raise unreadable(DAMAGED) from error


def _check(file: Path, limits: FileLimits) -> None:
    """Refuse what is no workbook, or would grow beyond measure while it is read."""
    with file.open("rb") as stream:
        if stream.read(len(OLD_OR_LOCKED)) == OLD_OR_LOCKED:
            raise unreadable(LOCKED, UNLOCK)
    try:
        with ZipFile(file) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
            names = set(packed.namelist())
    except (BadZipFile, OSError, ValueError) as error:
        raise unreadable(DAMAGED) from error
    if unpacked > limits.largest_unpacked_bytes:
        raise unreadable("Isi berkas ini terlalu besar bila dibuka.", "Bagi daftarnya menjadi beberapa berkas.")
    if "xl/workbook.xml" not in names:
        raise unreadable("Berkas ini bukan buku kerja Excel.")


def _without_blanks_behind(cells: list[Value]) -> list[Value]:
    """Return the cells of a row up to the last that says something."""
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _value(cell: Any) -> Value:
    if cell.data_type == FORMULA:
        return Formula()
    value = cell.value
    day = day_of(value)
    if day is not None:
        return day
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if value is None or isinstance(value, str | int | float):
        return value
    return str(value)
