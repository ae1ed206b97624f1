"""Rows of a CSV file, whatever sign stands between its columns and however its letters are coded."""

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ilp_desktop.exchange.table_cells import Row, unreadable

SEPARATORS = ";,\t|"
SAMPLE_LINES = 30
CHUNK_BYTES = 1 << 20
LONGEST_FIELD = 1 << 20


def csv_rows(file: Path) -> Iterator[Row]:
    """Give the rows of a file; every cell is text. Raises ``UserError`` when it is no text."""
    coding = _coding(file)
    csv.field_size_limit(LONGEST_FIELD)
    line = 0
    with file.open(encoding=coding, newline="", errors="replace") as stream:
        try:
            separator = _separator([one[:LONGEST_FIELD] for one in islice(stream, SAMPLE_LINES)])
            stream.seek(0)
            for line, row in enumerate(csv.reader(stream, delimiter=separator), 1):  # noqa: B007 - told when it breaks
                yield row
        except csv.Error as error:
            raise unreadable(f"Baris {line + 1} berkas CSV ini rusak.") from error


def _coding(file: Path) -> str:
    """Return how the letters are coded: by the mark at the beginning, UTF-8 where all of it is, else Windows-1252."""
    decoder = getincrementaldecoder("utf-8")()
    with file.open("rb") as stream:
        head = stream.read(4)
        if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            return "utf-16"
        stream.seek(0)
        plain = True
        while chunk := stream.read(CHUNK_BYTES):
            if b"\0" in chunk:
                raise unreadable("Berkas ini bukan teks.")
            try:
                plain = plain and decoder.decode(chunk) is not None
            except UnicodeDecodeError:
                plain = False
    if head.startswith(BOM_UTF8):
        return "utf-8-sig"
    return "utf-8" if plain else "cp1252"


def _separator(lines: list[str]) -> str:
    """Return the sign that stands between columns: the one that splits most of the first lines into as many."""
    counted = {sign: _agreeing(lines, sign) for sign in SEPARATORS}
    return max(SEPARATORS, key=lambda sign: counted[sign])


def _agreeing(lines: list[str], sign: str) -> int:
    counts = [len(row) - 1 for row in csv.reader(lines, delimiter=sign)]
    most = max(set(counts), key=lambda count: (counts.count(count) if count else 0, count), default=0)
    return counts.count(most) * most
