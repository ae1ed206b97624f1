"""Tables as XLSX files, a row at a time, with every word as a word: nothing in a cell is ever a formula."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import IO, BinaryIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.exchange.workbook_parts import (
    DAY,
    HEAD,
    SHEET_END,
    WORD,
    column_letters,
    sheet_part,
    sheet_start,
    workbook_parts,
)

Cell = str | int | float | date | None
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST_CELL = 32_767
LONGEST_TITLE = 31
NOT_IN_TITLE = re.compile(r"[\\/*?:\[\]]")
DAY_ZERO, FIRST_DAY = date(1899, 12, 30), 61
"""A spreadsheet counts days from the one and knows them right from 1 March 1900."""
RETURNS = {"\r": "&#13;"}
PART = ".bagian"
ABOUT, ABOUT_LETTERS = "Keterangan", 100.0


def write_table(
    file: Path, title: str, headings: Sequence[tuple[str, float]], rows: Iterable[Sequence[Cell]], about: Sequence[str]
) -> int:
    """Write a table and return how many rows it has; ``headings`` carry their widths in letters.

    ``about`` are lines on a second sheet. The file appears whole or not at all, also when ``rows`` raises; raises
    ``OSError`` when it cannot be written.
    """
    part = file.with_name(file.name + PART)
    try:
        with part.open("wb") as stream:
            count = _write(stream, title, headings, rows, about)
        part.replace(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return count


def _write(
    stream: BinaryIO,
    title: str,
    headings: Sequence[tuple[str, float]],
    rows: Iterable[Sequence[Cell]],
    about: Sequence[str],
) -> int:
    name = NOT_IN_TITLE.sub(" ", title)[:LONGEST_TITLE]
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for part, text in workbook_parts((name, ABOUT)).items():
            archive.writestr(part, text)
        with archive.open(sheet_part(1), "w") as sheet:
            count = _fill(sheet, [width for _, width in headings], [[head for head, _ in headings]], rows)
        with archive.open(sheet_part(2), "w") as sheet:
            _fill(sheet, [ABOUT_LETTERS], (), ([line] for line in about))
    return count


def _fill(
    sheet: IO[bytes], widths: Sequence[float], heads: Sequence[Sequence[Cell]], rows: Iterable[Sequence[Cell]]
) -> int:
    """Write a sheet row after row; returns how many there are below the heading."""
    letters = [column_letters(number) for number in range(1, len(widths) + 1)]
    sheet.write(sheet_start(widths, frozen=bool(heads)).encode())
    count = 0
    for number, row in enumerate(heads, 1):
        sheet.write(_row(letters, number, row, HEAD).encode())
    for row in rows:
        count += 1
        sheet.write(_row(letters, len(heads) + count, row, WORD).encode())
    sheet.write(SHEET_END.encode())
    return count


def _row(letters: Sequence[str], number: int, row: Sequence[Cell], word: int) -> str:
    cells = [_cell(f"{letters[place]}{number}", value, word) for place, value in enumerate(row) if value is not None]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(place: str, value: Cell, word: int) -> str:
    if isinstance(value, date):
        since = (value - DAY_ZERO).days
        if since >= FIRST_DAY:
            return f'<c r="{place}" s="{DAY}"><v>{since}</v></c>'
        value = indonesian_date(value)
    if isinstance(value, str):
        text = escape(UNWRITABLE.sub("", value)[:LONGEST_CELL], RETURNS)
        return f'<c r="{place}" s="{word}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f'<c r="{place}"><v>{value!r}</v></c>'
