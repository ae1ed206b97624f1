"""A reference table laid out to be read: its lists as tables, its single values as lines."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.forms.parsing import decimal_text
from ilp_desktop.reference import Edition
from ilp_desktop.services.edition.outline import LONGEST_ITEM, Outline, OutlinePart, OutlineRow
from ilp_desktop.services.edition.table_words import heading_of, word_of

VALUES = "Nilai"
NAME = "Nama"
VERIFIED = "verified"
CODE = "code"
WIDE_HEADINGS = ("Baris", "Isi")
MOST_COLUMNS = 7
PROGRAM_NAME = re.compile(r"[a-z][a-z0-9_]*")
WORDING_KEYS = ("label", "name", "conclusion")
NAMING_KEYS = ("label", "name", "title", "conclusion", "code", "antigen", "number", "years")
Row = Mapping[str, Any]


def outline_of_table(edition: Edition) -> Outline:
    """Return the values of a table; lines that its file marks as not verified can be signed one by one."""
    return tuple(_parts("", edition.body, ""))


def _parts(title: str, body: Row, path: str) -> Iterator[OutlinePart]:
    """Give single values first, then each list and each inner table under a title of its own."""
    single = {key: value for key, value in body.items() if not _is_inner(value)}
    item = _item(path, body)
    if single:
        rows = [OutlineRow((heading_of(key), word_of(key, value_text(value)))) for key, value in single.items()]
        yield OutlinePart(title or VALUES, (NAME, VALUES), tuple(_signable(row, item, title) for row in rows))
    for key, value in body.items():
        if _is_inner(value):
            inner = " · ".join(part for part in (title, heading_of(key)) if part)
            yield from _inner_parts(inner, value, f"{path}.{key}" if path else key)


def _inner_parts(title: str, value: Any, path: str) -> Iterator[OutlinePart]:
    if isinstance(value, Mapping):
        if all(isinstance(inner, Mapping) for inner in value.values()):
            rows = [{NAME: heading_of(key)} | dict(inner) for key, inner in value.items()]
            yield from _table(title, rows, [f"{path}.{key}" for key in value])
        else:
            yield from _parts(title, value, path)
        return
    yield from _table(title, value, [f"{path}[{number}]" for number in range(1, len(value) + 1)])


def _table(title: str, rows: Sequence[Row], paths: Sequence[str]) -> Iterator[OutlinePart]:
    """Give a list of rows as one table, and what lies deeper in a row as parts after it."""
    deep = {key for row in rows for key, value in row.items() if _is_inner(value)}
    flat = tuple(key for key in dict.fromkeys(key for row in rows for key in row if key not in deep))
    shown = tuple(key for key in flat if key != CODE) if _is_called_otherwise(rows) else flat
    is_wide = len(shown) > MOST_COLUMNS
    line = _sentence if is_wide else _line
    headings = WIDE_HEADINGS if is_wide else tuple(heading_of(key) for key in shown)
    lines = [line(row, shown, path) for row, path in zip(rows, paths, strict=True)]
    yield OutlinePart(title, headings, tuple(lines))
    for row, path in zip(rows, paths, strict=True):
        for key, value in row.items():
            if _is_inner(value):
                yield from _inner_parts(f"{title} · {_called(row, path)} · {heading_of(key)}", value, f"{path}.{key}")


def _line(row: Row, keys: Sequence[str], path: str) -> OutlineRow:
    cells = tuple(word_of(key, value_text(row[key])) if key in row else "" for key in keys)
    return _signable(OutlineRow(cells), _item(path, row), _called(row, path))


def _sentence(row: Row, keys: Sequence[str], path: str) -> OutlineRow:
    """Return a line of a wide table as its name and everything else that it holds."""
    name = _called(row, path)
    told = [
        f"{heading_of(key)}: {word_of(key, value_text(row[key]))}"
        for key in keys
        if key in row and value_text(row[key]) != name
    ]
    return _signable(OutlineRow((name, " · ".join(told))), _item(path, row), name)


def _is_called_otherwise(rows: Sequence[Row]) -> bool:
    """Say whether every code is only the program's own name for what has words beside it."""
    return all(PROGRAM_NAME.fullmatch(str(row.get(CODE, ""))) and row.keys() & set(WORDING_KEYS) for row in rows)


def _signable(row: OutlineRow, item: str, name: str) -> OutlineRow:
    return OutlineRow(row.cells, item, name) if item else row


def _item(path: str, body: Row) -> str:
    """Return the key of a part that its file marks as not verified, else nothing."""
    return path[-LONGEST_ITEM:] if path and body.get(VERIFIED) is False else ""


def _called(row: Row, path: str) -> str:
    """Return a row in a few words."""
    found = next((value_text(row[key]) for key in (NAME, *NAMING_KEYS) if key in row), "")
    return found or path


def value_text(value: Any) -> str:
    """Return a value of a table as people write it."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, date):
        return indonesian_date(value)
    if isinstance(value, (int, float)):
        return decimal_text(value)
    if isinstance(value, list):
        return ", ".join(map(value_text, value))
    return " ".join(str(value).split())


def _is_inner(value: Any) -> bool:
    """Say whether a value is a table, or a list of tables."""
    is_list = isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)
    return is_list or isinstance(value, Mapping)
