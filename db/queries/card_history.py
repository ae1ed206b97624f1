"""Who stood on a family card once, and does not any more: moved to another card, or found to be somebody else."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.models import HouseholdMove, Person
from db.queries.merges import leads_to
from ilp_desktop.domain.sex import Sex


@dataclass(frozen=True)
class FormerMember:
    """Somebody as they stood on a card, and who they are by now."""

    family_id: UUID
    name: str
    birth_date: date
    sex: Sex
    person_id: UUID


def former_members(
    session: Session, families: Collection[UUID], birth_dates: Collection[date]
) -> Sequence[FormerMember]:
    """Return who was born on one of these days and left one of these cards."""
    moved = select(HouseholdMove.id).where(HouseholdMove.person_id == Person.id).exists()
    left = select(Person).where(Person.birth_date.in_(birth_dates), or_(Person.removed_at.is_not(None), moved))
    found = []
    for person in session.scalars(left.order_by(Person.id)).all():
        for family_id in sorted(_cards_of(session, person).intersection(families)):
            now = leads_to(session, person.id)
            found.append(FormerMember(family_id, person.name, person.birth_date, person.sex, now))
    return found


def _cards_of(session: Session, person: Person) -> set[UUID]:
    """Return every card somebody stood on, that of an identity that leads elsewhere included."""
    moves = session.scalars(select(HouseholdMove.before).where(HouseholdMove.person_id == person.id))
    cards = {UUID(before["family_id"]) for before in moves if before.get("family_id")}
    return cards | ({person.family_id} if person.family_id and person.removed_at is not None else set())
