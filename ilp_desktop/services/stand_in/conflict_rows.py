"""The entries on the list as people read them: whom they concern, why they are there, what can be decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Encounter, Identifier, Person, ReplayConflict
from db.queries.merges import leads_to
from ilp_desktop.domain.identity.identifiers import cleaned
from ilp_desktop.services.people.identity_edits import PERSON_CHANGE
from ilp_desktop.services.people.registration import REGISTER
from ilp_desktop.services.person.person_data import NewPerson, PersonData
from ilp_desktop.services.person.person_numbers import kinds_of
from ilp_desktop.services.person.person_reads import BPJS, NIK
from ilp_desktop.services.queue.visits import VISIT
from ilp_desktop.services.record.kept_examination import EXAMINATION
from ilp_desktop.services.stand_in.entries import KINDS, Entry, Problem, entry_of


class Decision(Enum):
    """What somebody decides about an entry on the list."""

    SAME = "sama"
    OTHER = "berbeda"
    SECOND = "kedua"
    NEW_NUMBER = "nomor baru"
    AGAIN = "ulang"
    SEEN = "diketahui"
    JOIN = "gabung"
    MINE = "isian darurat"
    DROP = "batal"


@dataclass(frozen=True)
class Listed:
    """An entry to be put on the list: why, and which one has to be decided before."""

    entry: Entry
    content: Mapping[str, Any]
    problem: Problem
    told: str
    waits_for: UUID | None = None


@dataclass(frozen=True)
class Conflict:
    """An entry on the list.

    Attributes:
        title: what was done; about: whom or what it concerns; number: what was handed out.
        told: why it is here.
        same: who has the number by now, None when nobody does; same_name: their name.
        may: what can be decided; waits: another has to be decided first.
    """

    id: UUID
    title: str
    about: str
    number: str
    told: str
    by: str
    workstation: str
    at: datetime
    same: UUID | None
    same_name: str
    may: tuple[Decision, ...]
    waits: bool = False


def conflict_of(session: Session, row: ReplayConflict, by: str) -> Conflict:
    """Return an entry on the list as people read it."""
    entry = entry_of(row.id, row.kind, row.happened_at, row.content)
    same = _owner(session, row.facility_id, entry.wanted.data) if isinstance(entry.wanted, NewPerson) else None
    problem = Problem(row.problem)
    return Conflict(
        id=row.id,
        title=KINDS[row.kind],
        about=_about(session, entry, row.waits_for),
        number=entry.told,
        told=row.told,
        by=by,
        workstation=row.workstation,
        at=row.happened_at,
        same=None if same is None else same[0],
        same_name="" if same is None else same[1],
        may=_choices(row.kind, problem, same is not None),
        waits=row.waits_for is not None,
    )


def _choices(kind: str, problem: Problem, is_known: bool) -> tuple[Decision, ...]:  # noqa: FBT001 - one caller
    if problem is Problem.OTHER_NUMBER:
        return (Decision.SEEN,)
    if problem is Problem.WAITS:
        return (Decision.DROP,)
    found: list[Decision] = []
    if kind == REGISTER:
        found += [Decision.SAME] if is_known else []
        found += [Decision.OTHER] if problem is Problem.NUMBER else []
    if kind == VISIT:
        found.append(Decision.SECOND)
    if kind == PERSON_CHANGE and problem is Problem.STALE:
        found.append(Decision.MINE)
    if kind == EXAMINATION and problem is Problem.STALE:
        found.append(Decision.JOIN)
    if problem is Problem.TAKEN:
        found.append(Decision.NEW_NUMBER)
    return (*found, Decision.AGAIN, Decision.DROP)


def _owner(session: Session, facility_id: UUID, data: PersonData) -> tuple[UUID, str] | None:
    """Return who has the NIK, or else the No. BPJS, of somebody registered without the server."""
    for kind, typed in ((NIK, data.nik), (BPJS, data.bpjs)):
        if not cleaned(typed):
            continue
        mine = (Identifier.facility_id == facility_id, Identifier.kind.in_(kinds_of(kind)))
        found = session.scalar(select(Identifier.person_id).where(*mine, Identifier.value == cleaned(typed)))
        if found is not None:
            person = session.get_one(Person, leads_to(session, found))
            return person.id, person.name
    return None


def _about(session: Session, entry: Entry, before: UUID | None) -> str:
    """Return whom an entry concerns; somebody who is on the list too is named there."""
    if isinstance(entry.wanted, NewPerson):
        return entry.wanted.data.name
    visit = session.get(Encounter, getattr(entry.wanted, "encounter_id", None) or UUID(int=0))
    person_id = getattr(entry.wanted, "person_id", None) if visit is None else visit.person_id
    person = None if person_id is None else session.get(Person, person_id)
    first = None if before is None else session.get(ReplayConflict, before)
    if person is not None or first is None:
        return "" if person is None else person.name
    return _about(session, entry_of(first.id, first.kind, first.happened_at, first.content), first.waits_for)


def renamed(content: Any, became: Mapping[str, str]) -> Any:
    """Return what was kept, with identifiers that are others by now."""
    if isinstance(content, Mapping):
        return {key: renamed(one, became) for key, one in content.items()}
    if isinstance(content, list):
        return [renamed(one, became) for one in content]
    return became.get(content, content) if isinstance(content, str) else content
