"""What a copy of a record holds: visit by visit, each part a heading with its lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class RecordLine:
    """One thing written: a title, what it says, and by whom and when where that is told."""

    title: str
    text: str = ""
    signed: str = ""


@dataclass(frozen=True)
class RecordPart:
    """What stands under one heading of a visit."""

    heading: str
    lines: tuple[RecordLine, ...]


@dataclass(frozen=True)
class RecordVisit:
    """One visit: its heading, sentences about it, and its parts."""

    heading: str
    about: tuple[str, ...]
    parts: tuple[RecordPart, ...]


@dataclass(frozen=True)
class RecordSheet:
    """A copy of a record.

    Attributes:
        title: what it is, e.g. a resume or the whole record.
        person: what stands above it about the person: label and value.
        running: name and No. RM, on every page after the first.
        scope: which period and which parts, and what is left out.
        visits: the visits in the order they are told.
        signed_by: name and licence of whoever made it; ``place`` stands before the date.
    """

    title: str
    person: tuple[tuple[str, str], ...]
    running: str
    scope: tuple[str, ...]
    visits: Sequence[RecordVisit]
    day: date
    signed_by: tuple[str, str]
    place: str = ""
