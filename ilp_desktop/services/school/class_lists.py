"""A class list pasted from a file: each line is looked up by name and birth date, and what is certain is enrolled."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from uuid import UUID

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.search.name_key import name_key
from ilp_desktop.domain.search.search_text import search_words
from ilp_desktop.domain.typed.typed_date import parse_date
from ilp_desktop.exchange.tables import table_rows
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, require
from ilp_desktop.services.family_import.family_import_reading import limits_on
from ilp_desktop.services.person.person_finding import find_people

MOST_LINES = 200
LOOKED_AT = 6
CUT = re.compile(r"\t|;|\s{2,}|,(?=\s*\d)")
NUMBERED = re.compile(r"^\s*\d{1,3}[.)]?\s+")
HEADINGS = ("nama", "no", "nama siswa", "nama peserta didik", "nama lengkap")


class Match(Enum):
    """What became of a line."""

    FOUND = "ditemukan"
    SEVERAL = "beberapa orang"
    NONE = "tidak ditemukan"


@dataclass(frozen=True)
class ListedChild:
    """One line of a list: what stands there, and who that is.

    Attributes:
        people: id and words of everybody it may be, the likeliest first.
    """

    line: str
    match: Match
    people: tuple[tuple[UUID, str], ...] = ()


class ClassLists:
    """Reads class lists."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def read_file(self, user: SignedIn, file: Path) -> str:
        """Return the rows of a spreadsheet as lines to look up; raises ``UserError`` when it cannot be read."""
        require(user, Act.FIND_PERSON)
        limits = limits_on(self._uow.today(user))
        rows = (row for _, row in table_rows(file, limits))
        return "\n".join("\t".join(_cell(cell) for cell in row if cell not in (None, "")) for row in rows)

    def look_up(self, user: SignedIn, text: str) -> tuple[ListedChild, ...]:
        """Return every line of a pasted list with whom it means; the first lines are looked at, headings are not."""
        today = self._uow.today(user)
        lines = [line for line in text.splitlines() if line.strip()][:MOST_LINES]
        with self._uow.reading(user, Act.FIND_PERSON) as session:
            found = []
            for line in lines:
                name, born = _name_and_birth(line, today)
                if not name or name.casefold() in HEADINGS:
                    continue
                words = search_words(f"{name} {indonesian_date(born)}" if born else name, today)
                hits = find_people(session, user.facility_id, words, today, LOOKED_AT)
                people = [(hit.row.id, hit.row.name, hit.row.birth_date) for hit in hits]
                found.append(_listed(line, name, people, born))
        return tuple(found)


def _cell(cell: object) -> str:
    return indonesian_date(cell) if isinstance(cell, date) else str(cell).strip()


def _name_and_birth(line: str, today: date) -> tuple[str, date | None]:
    """Return the name of a line and the birth date that stands behind it, where one does."""
    parts = [part.strip() for part in CUT.split(NUMBERED.sub("", line)) if part.strip()]
    names = [part for part in parts if not any(letter.isdigit() for letter in part) and len(part) > 1]
    dates = [read.value for part in parts if (read := parse_date(part, today)).value is not None]
    return (names[0] if names else ""), (dates[0] if dates else None)


def _listed(line: str, name: str, people: Sequence[tuple[UUID, str, date]], born: date | None) -> ListedChild:
    """Say whom a line means: the only one of this very name, and of this birth date where that is written."""
    wanted = _key(name)
    same = [one for one in people if _key(one[1]) == wanted and (born is None or one[2] == born)]
    shown = same or list(people)
    words = tuple((person_id, f"{called}, lahir {indonesian_date(birth)}") for person_id, called, birth in shown)
    if len(same) == 1:
        return ListedChild(line.strip(), Match.FOUND, words)
    return ListedChild(line.strip(), Match.SEVERAL if shown else Match.NONE, words)


def _key(name: str) -> tuple[str, ...]:
    return tuple(sorted(name_key(name).split()))
