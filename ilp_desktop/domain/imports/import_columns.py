"""Which column of somebody else's list holds what: guessed by the words in its titles, decided by the user."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.search.search_text import normalised
from ilp_desktop.reference import edition_on

TABLE = "family_import"


@dataclass(frozen=True)
class ImportField:
    """What a column may hold; ``words`` are the titles it goes by."""

    code: str
    label: str
    required: bool
    words: tuple[str, ...]


@dataclass(frozen=True)
class Header:
    """The row of titles; ``columns`` says which field stands where, as far as it could be guessed.

    ``row`` counts from 1; it is 0 when no row looks like titles.
    """

    row: int
    titles: tuple[str, ...]
    columns: Mapping[str, int]


def import_fields(day: date) -> tuple[ImportField, ...]:
    """Return everything a list may bring."""
    return tuple(
        ImportField(
            one["code"],
            one["label"],
            bool(one.get("required", False)),
            tuple(dict.fromkeys(normalised(word) for word in one["words"])),
        )
        for one in edition_on(TABLE, day).body["field"]
    )


def find_header(rows: Sequence[tuple[int, Sequence[object]]], day: date) -> Header:
    """Find the row of titles among the first rows: the one in which the most fields are recognised."""
    rules = edition_on(TABLE, day).body
    fields = import_fields(day)
    best = Header(0, _numbered(rows), {})
    for number, row in rows[: rules["header_within"]]:
        titles = tuple(" ".join(cell.split()) if isinstance(cell, str) else "" for cell in row)
        columns = guess_columns(titles, fields)
        if len(columns) >= rules["least_header_words"] and len(columns) > len(best.columns):
            best = Header(number, titles, columns)
    return best


def guess_columns(titles: Sequence[str], fields: Sequence[ImportField]) -> dict[str, int]:
    """Return the column of each field: titles that are its words before titles that contain them, the longest first."""
    plain = [normalised(title) for title in titles]
    found: dict[str, int] = {}
    for field in fields:
        column = next((plain.index(word) for word in field.words if word in plain), None)
        if column is not None and column not in found.values():
            found[field.code] = column
    contained = sorted(
        ((len(word), field.code, column) for field in fields for word in field.words for column in _with(word, plain)),
        reverse=True,
    )
    for _, code, column in contained:
        if code not in found and column not in found.values():
            found[code] = column
    return found


def missing_fields(columns: Mapping[str, int], day: date) -> tuple[str, ...]:
    """Return the labels of the fields without which nobody can be imported."""
    missing = [field.label for field in import_fields(day) if field.required and field.code not in columns]
    if "nik" not in columns and "kk_number" not in columns:
        missing.append("NIK atau No. KK")
    return tuple(missing)


def _with(word: str, plain: Sequence[str]) -> list[int]:
    return [column for column, title in enumerate(plain) if f" {word} " in f" {title} "]


def _numbered(rows: Sequence[tuple[int, Sequence[object]]]) -> tuple[str, ...]:
    widest = max((len(row) for _, row in rows), default=0)
    return tuple(f"Kolom {number}" for number in range(1, widest + 1))
