"""Reference data: thresholds, schedules and tables as dated editions in ``resources/reference/``.

Each folder holds one TOML file an edition. A rule asks for the edition valid on the day of the event, so a visit
of last year is judged by last year's table.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from ilp_desktop.resources import resource_path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HEADER = ("version", "source", "valid_from", "verified")


@dataclass(frozen=True)
class Edition:
    """One edition of a reference table: who says so, since when, and the table itself.

    Attributes:
        title: what people call the table; the name where the file gives none.
    """

    name: str
    title: str
    version: str
    source: str
    valid_from: date
    verified: bool
    note: str
    body: Mapping[str, Any]


class ReferenceFault(Exception):
    """A shipped reference file is missing a header field or does not exist."""


def parse_edition(name: str, text: str) -> Edition:
    """Read one edition from TOML text; raises ``ReferenceFault`` when its header is incomplete."""
    body = tomllib.loads(text)
    missing = [key for key in HEADER if key not in body]
    if missing:
        raise ReferenceFault(f"{name}: header lacks {', '.join(missing)}")
    header = {key: body.pop(key) for key in HEADER}
    return Edition(
        name=name,
        title=str(body.pop("title", name)),
        version=str(header["version"]),
        source=str(header["source"]),
        valid_from=header["valid_from"],
        verified=bool(header["verified"]),
        note=str(body.pop("note", "")),
        body=body,
    )


@cache
def editions(name: str) -> tuple[Edition, ...]:
    """Return every edition of a table, oldest first."""
    files = sorted(resource_path("reference", name).glob("*.toml"))
    if not files:
        raise ReferenceFault(f"{name}: no edition shipped")
    found = [parse_edition(name, file.read_text(encoding="utf-8")) for file in files]
    return tuple(sorted(found, key=lambda edition: edition.valid_from))


@lru_cache(maxsize=4096)
def edition_on(name: str, day: date) -> Edition:
    """Return the edition in force on a day; before the first edition, the first."""
    known = editions(name)
    in_force = [edition for edition in known if edition.valid_from <= day]
    return in_force[-1] if in_force else known[0]


@cache
def names() -> tuple[str, ...]:
    """Return the names of all shipped reference tables that are kept as editions."""
    root = resource_path("reference")
    return tuple(sorted({file.parent.name for file in root.glob("*/*.toml")}))
