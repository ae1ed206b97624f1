"""Where identities lead that were merged, and what the log of merges holds."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Person, PersonMerge, PersonMergeRow


def merge_in_force(session: Session, loser_id: UUID) -> PersonMerge | None:
    """Return the merge by which an identity leads to another, None when it leads nowhere."""
    return session.scalar(
        select(PersonMerge).where(PersonMerge.loser_id == loser_id, PersonMerge.undone_at.is_(None)).limit(1)
    )


def leads_to(session: Session, person_id: UUID) -> UUID:
    """Return who an identity is by now; most are who they were."""
    return chain_from(session, person_id)[0]


def chain_from(session: Session, person_id: UUID) -> tuple[UUID, tuple[UUID, ...]]:
    """Return who an identity is by now, and the merges that lead there."""
    merges: list[UUID] = []
    person = session.get(Person, person_id)
    while person is not None and person.removed_at is not None:
        merge = merge_in_force(session, person.id)
        if merge is None:
            break
        merges.append(merge.id)
        person_id = merge.survivor_id
        person = session.get(Person, person_id)
    return person_id, tuple(merges)


def led_here(session: Session, person_id: UUID) -> tuple[UUID, ...]:
    """Return the identities that lead to a person by now."""
    found: list[UUID] = []
    here = [person_id]
    while here:
        merges = select(PersonMerge.loser_id).where(PersonMerge.survivor_id.in_(here), PersonMerge.undone_at.is_(None))
        here = list(session.scalars(merges))
        found += here
    return tuple(found)


def merge_rows(session: Session, merges: Collection[UUID]) -> Sequence[PersonMergeRow]:
    """Return what the log of some merges holds."""
    return session.scalars(select(PersonMergeRow).where(PersonMergeRow.merge_id.in_(merges))).all()


def lock_in_order(session: Session, people: Collection[UUID]) -> dict[UUID, Person]:
    """Return people held against whoever would write to them, until this transaction ends."""
    chosen = select(Person).where(Person.id.in_(people)).order_by(Person.id).with_for_update()
    rows = session.scalars(chosen.execution_options(populate_existing=True))
    return {person.id: person for person in rows}
