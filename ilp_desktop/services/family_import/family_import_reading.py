"""The rows of a file as people or refusals, with the villages they name, and the rows again to be put right."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Village
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.imports.import_cells import text_of
from ilp_desktop.domain.imports.import_columns import TABLE
from ilp_desktop.domain.imports.import_rows import ImportedPerson, RefusedRow, RowReader
from ilp_desktop.domain.search.search_text import normalised
from ilp_desktop.exchange.spreadsheets import Cell
from ilp_desktop.exchange.table_cells import FileLimits, Formula
from ilp_desktop.exchange.tables import table_rows
from ilp_desktop.reference import edition_on
from ilp_desktop.services.family_import.family_import_data import ImportWanted

Progress = Callable[[float, str], object]
"""Told how much is done, 0 to 1, and with what one is busy; may raise to stop the work."""
TOLD_EVERY = 500
COMPUTED = "(rumus)"
KINDS = ("desa", "kelurahan", "kel", "ds", "kampung", "nagari", "pekon")


def limits_on(day: date) -> FileLimits:
    """Return what is too large to be read."""
    rules = edition_on(TABLE, day).body
    return FileLimits(**{name: rules[name] for name in FileLimits.__dataclass_fields__})


def villages_of(session: Session, facility_id: UUID) -> list[Village]:
    """Return the villages of the working area."""
    return list(session.scalars(select(Village).where(Village.facility_id == facility_id).order_by(Village.number)))


@dataclass(frozen=True)
class ReadRows:
    """The rows of a file by themselves; ``cells`` holds what stands in the first of those refused, by field."""

    people: list[ImportedPerson]
    refused: list[RefusedRow]
    cells: dict[int, dict[str, str]]

    def words(self, line: int) -> dict[str, str]:
        """Return what stands in a row, by field."""
        if line in self.cells:
            return self.cells[line]
        return next((words_of(one) for one in self.people if one.line == line), {})


class Places:
    """The villages of the working area by the names and codes a list may call them."""

    def __init__(self, villages: list[Village], otherwise: UUID | None) -> None:
        self._otherwise = otherwise
        self._by_name = {_plain(village.name): village.id for village in villages}
        self._by_name |= {village.code: village.id for village in villages if village.code}

    def of(self, row: ImportedPerson) -> UUID | None:
        """Return the village of a row, None when it is not of the working area."""
        if not row.village:
            return self._otherwise
        return self._by_name.get(_plain(row.village)) or self._by_name.get(row.village.replace(".", ""))


def read_rows(wanted: ImportWanted, places: Places, today: date, progress: Callable[[int], object]) -> ReadRows:
    """Return the people of a file, and the rows that cannot be any; empty rows and titles repeated are passed over."""
    reader = RowReader(wanted.columns, today)
    read, most = ReadRows([], [], {}), edition_on(TABLE, today).body["shown_rows"]
    for line, row in table_rows(wanted.file, limits_on(today)):
        if line % TOLD_EVERY == 0:
            progress(line)
        if line <= wanted.header.row or reader.is_empty(row) or _is_header(wanted, row):
            continue
        found = reader.read(line, row)
        if isinstance(found, ImportedPerson) and places.of(found) is None:
            found = RefusedRow(line, {"village": _no_village(found.village)})
        if isinstance(found, RefusedRow):
            read.refused.append(found)
            if len(read.refused) <= most:
                read.cells[line] = reader.texts(row)
        else:
            read.people.append(found)
    return read


def rows_again(wanted: ImportWanted, refused: Mapping[int, RefusedRow], limits: FileLimits) -> Iterator[list[Cell]]:
    """Give the refused rows as they stand in the file, each with its line and its reasons behind."""
    width = len(wanted.header.titles)
    for line, row in table_rows(wanted.file, limits):
        one = refused.get(line)
        if one is not None:
            cells = [_cell(value) for value in row][:width]
            yield [*cells, *[""] * (width - len(cells)), str(line), " ".join(one.reasons.values())]


def words_of(row: ImportedPerson) -> dict[str, str]:
    """Return what a row says, by field, as text."""
    shown: dict[str, Any] = {name: getattr(row, name) for name in ("kk_number", "nik", "name", "village", "rw", "rt")}
    shown["sex"] = row.sex.value
    shown["birth_date"] = indonesian_date(row.birth_date)
    shown["relation"] = row.relation.word if row.relation else ""
    return shown


def _is_header(wanted: ImportWanted, row: Any) -> bool:
    """Tell whether a row repeats the titles, as lists of several printed pages do."""
    titles = wanted.header.titles
    return all(
        column < len(row) and text_of(row[column]) == titles[column] for column in wanted.columns.values()
    ) and bool(wanted.header.row)


def _no_village(typed: str) -> str:
    if not typed:
        return "Desa/kelurahan harus diisi, atau pilih desa untuk seluruh berkas."
    return f"Desa «{typed[:40]}» tidak ada dalam wilayah kerja."


def _plain(name: str) -> str:
    words = normalised(name).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in KINDS else words)


def _cell(value: object) -> Cell:
    if isinstance(value, Formula):
        return COMPUTED
    return value if isinstance(value, date) else text_of(value)
