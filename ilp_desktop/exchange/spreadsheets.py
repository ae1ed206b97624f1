"""Tables as XLSX files, a row at a time, with every word as a word: nothing in a cell is ever a formula."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from openpyxl import Workbook

Cell = str | int | float | date | None
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST_CELL = 32_767
LONGEST_TITLE = 31
NOT_IN_TITLE = re.compile(r"[\\/*?:\[\]]")
DAY_FORMAT = "dd-mm-yyyy"
TEXT_FORMAT = "@"
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
    from openpyxl import Workbook  # noqa: PLC0415 - heavy, and wanted only for an export

    book = Workbook(write_only=True)
    try:
        sheet = _Sheet(book, title, [width for _, width in headings])
        sheet.append([heading for heading, _ in headings], bold=True)
        count = 0
        for row in rows:
            sheet.append(row)
            count += 1
        notes = _Sheet(book, ABOUT, [ABOUT_LETTERS])
        for line in about:
            notes.append([line])
    except BaseException:
        book.save(BytesIO())  # the only way to be rid of what was written aside so far
        raise
    book.save(stream)
    return count


class _Sheet:
    """One sheet; its cells are used again for every row, since making styled ones takes longest."""

    def __init__(self, book: "Workbook", title: str, widths: Sequence[float]) -> None:
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
        from openpyxl.styles import Font  # noqa: PLC0415
        from openpyxl.utils import get_column_letter  # noqa: PLC0415

        self._sheet = book.create_sheet(NOT_IN_TITLE.sub(" ", title)[:LONGEST_TITLE])
        self._sheet.freeze_panes = "A2" if len(widths) > 1 else None
        for number, width in enumerate(widths, 1):
            self._sheet.column_dimensions[get_column_letter(number)].width = width
        self._words, self._heads, self._days = ([WriteOnlyCell(self._sheet) for _ in widths] for _ in range(3))
        for cell in (*self._words, *self._heads):
            cell.number_format, cell.quotePrefix = TEXT_FORMAT, True
        for cell in self._heads:
            cell.font = Font(bold=True)
        for cell in self._days:
            cell.number_format = DAY_FORMAT

    def append(self, row: Sequence[Cell], *, bold: bool = False) -> None:
        """Write a row."""
        self._sheet.append([self._cell(number, value, bold=bold) for number, value in enumerate(row)])

    def _cell(self, column: int, value: Cell, *, bold: bool) -> Any:
        if isinstance(value, str):
            made = (self._heads if bold else self._words)[column]
            made.value = UNWRITABLE.sub("", value)[:LONGEST_CELL]
            made.data_type = "s"
            return made
        if isinstance(value, date):
            self._days[column].value = value
            return self._days[column]
        return value
