"""Reading a table out of a file that somebody else made: XLSX or CSV, refused with its reason when it cannot be."""

from collections.abc import Iterator
from pathlib import Path

from ilp_desktop.exchange.csv_tables import csv_rows
from ilp_desktop.exchange.table_cells import FileLimits, Row, unreadable
from ilp_desktop.exchange.xlsx_tables import OLD_OR_LOCKED, xlsx_rows

PACKED = b"PK\x03\x04"
MEGABYTE = 1_000_000


def table_rows(file: Path, limits: FileLimits) -> Iterator[tuple[int, Row]]:
    """Give every row with its number in the file; raises ``UserError`` when the file cannot be read.

    What a file is, is told by what stands in it, not by its name.
    """
    head = _head(file, limits)
    rows = xlsx_rows(file, limits) if head.startswith((PACKED, OLD_OR_LOCKED)) else csv_rows(file)
    for number, row in enumerate(rows, 1):
        if number > limits.most_rows:
            raise unreadable(f"Berkas ini lebih dari {limits.most_rows} baris.", "Bagi menjadi beberapa berkas.")
        yield number, row[: limits.most_columns]


def _head(file: Path, limits: FileLimits) -> bytes:
    try:
        size = file.stat().st_size
        if size > limits.largest_bytes:
            told = f"Berkas ini {size // MEGABYTE} MB; yang dibaca paling besar {limits.largest_bytes // MEGABYTE} MB."
            raise unreadable(told, "Bagi daftarnya menjadi beberapa berkas, misalnya satu berkas per desa.")
        with file.open("rb") as stream:
            head = stream.read(len(OLD_OR_LOCKED))
    except OSError as error:
        raise unreadable("Berkas ini tidak dapat dibuka.", "Tutup di program lain, lalu pilih lagi.") from error
    if not head:
        raise unreadable("Berkas ini kosong.")
    return head
