"""A change of somebody's identity without the server, and how it meets what others changed there: field by field."""

from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from ilp_desktop.domain.errors import ServerAway
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.person.person_data import PersonData

BIRTH_AND_SEX = "Mengubah tanggal lahir dan jenis kelamin"
PERSON_CHANGE = "person_change"
"""What a change of identity is kept as."""


@dataclass(frozen=True)
class PersonChange:
    """A change as it was saved: of which version, what stood there, and what stands there since."""

    person_id: UUID
    version: int
    before: PersonData
    after: PersonData


def keep_change(work: Work, save: UUID, change: PersonChange) -> None:
    """Keep a change for the server; one that is sent is remembered, so that it is made once.

    Raises ``ServerAway`` for what changes conclusions on record, which are not here.
    """
    told = [(one.birth_date, one.sex) for one in (change.before, change.after)]
    if work.is_alone and told[0] != told[1]:
        raise ServerAway(BIRTH_AND_SEX)
    work.keep_for_server(PERSON_CHANGE, save, change, save=save)
    if work.past is not None:
        work.remember(save, change.person_id)


def merged(change: PersonChange, theirs: PersonData) -> tuple[PersonData, tuple[str, ...]]:
    """Return both changes as one, this one winning, and the fields that both changed to something else."""
    values: dict[str, Any] = {}
    clashing = []
    for field in fields(PersonData):
        old, mine, stored = (getattr(one, field.name) for one in (change.before, change.after, theirs))
        values[field.name] = stored if mine == old else mine
        if mine != old and stored not in (old, mine):
            clashing.append(field.name)
    return PersonData(**values), tuple(clashing)
