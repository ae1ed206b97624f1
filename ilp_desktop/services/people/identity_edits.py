"""A change of somebody's identity without the server, and how it meets what others changed there: field by field."""

from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from ilp_desktop.services.person.person_data import PersonData

PERSON_CHANGE = "person_change"
"""What a change of identity is kept as."""


@dataclass(frozen=True)
class PersonChange:
    """A change as it was saved: of which version, what stood there, and what stands there since."""

    person_id: UUID
    version: int
    before: PersonData
    after: PersonData


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
