"""Which editions of reference tables and forms the program works with, and whether their words were checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from ilp_desktop import reference
from ilp_desktop.domain.permissions import Act
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.services.signed_in import SignedIn
from ilp_desktop.services.unit_of_work import require


class EditionKind(Enum):
    """What an edition is of; the value is the Indonesian word."""

    TABLE = "tabel"
    FORM = "formulir"


@dataclass(frozen=True)
class EditionInfo:
    """One edition.

    Attributes:
        name: how the program calls the table or form.
        verified: whether somebody opened the source and found the same words and figures there.
        note: what had to be decided where the source is silent or errs.
    """

    kind: EditionKind
    name: str
    title: str
    version: str
    source: str
    valid_from: date
    verified: bool
    note: str

    @property
    def id(self) -> tuple[str, str, str]:
        """Return what tells this edition from all others."""
        return (self.kind.value, self.name, self.version)


class Editions:
    """The list of editions."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def listed(self, user: SignedIn, day: date) -> tuple[EditionInfo, ...]:
        """Return every edition of every reference table, and of every form the one in force on a day, by title."""
        require(user, Act.SEE_FIGURES)
        found = (*_tables(), *_forms(self._catalogue, day))
        return tuple(sorted(found, key=lambda edition: (edition.title.casefold(), edition.valid_from)))


def _tables() -> Iterator[EditionInfo]:
    for name in reference.names():
        for edition in reference.editions(name):
            yield EditionInfo(
                kind=EditionKind.TABLE,
                name=name,
                title=edition.title,
                version=edition.version,
                source=edition.source,
                valid_from=edition.valid_from,
                verified=edition.verified,
                note=edition.note.strip(),
            )


def _forms(catalogue: Catalogue, day: date) -> Iterator[EditionInfo]:
    for header in catalogue.listed(day):
        yield EditionInfo(
            kind=EditionKind.FORM,
            name=header.code,
            title=header.title,
            version=header.version,
            source=header.source,
            valid_from=header.valid_from,
            verified=header.verified,
            note=header.note.strip(),
        )
