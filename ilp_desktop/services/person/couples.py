"""Couples: whose husband a woman's family names, and whom somebody is about to marry."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.models import Couple, Person
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.sex import Sex

COUPLE = (FamilyRelation.HEAD.value, FamilyRelation.SPOUSE.value)


def husbands_among(session: Session, women: Sequence[Person]) -> dict[UUID, str]:
    """Return the man of the couple that heads the family of each of some women, read in one statement.

    A daughter's father is not her husband.
    """
    wives = {one.id: one.family_id for one in women if one.family_id is not None and one.relation in COUPLE}
    rows = session.execute(
        select(Person.family_id, Person.name)
        .where(
            Person.family_id.in_(set(wives.values())),
            Person.relation.in_(COUPLE),
            Person.sex == Sex.MALE,
            Person.removed_at.is_(None),
        )
        .order_by(Person.id.desc())
    )
    men = {row.family_id: row.name for row in rows}
    return {woman: men[family_id] for woman, family_id in wives.items() if family_id in men}


def engaged_among(session: Session, people: Collection[UUID]) -> dict[UUID, UUID]:
    """Return the other of the couple that each of some people is one of, the newest that was not taken apart."""
    rows = session.execute(
        select(Couple.woman_id, Couple.man_id)
        .where(or_(Couple.woman_id.in_(people), Couple.man_id.in_(people)), Couple.ended_at.is_(None))
        .order_by(Couple.recorded_at, Couple.id)
    )
    found: dict[UUID, UUID] = {}
    for woman, man in rows:
        found |= {woman: man, man: woman}
    return {one: found[one] for one in people if one in found}


def engaged_to(session: Session, person_id: UUID) -> tuple[Couple, Person] | None:
    """Return the couple somebody is one of, the newest that was not taken apart, and the other of it."""
    couple = session.scalar(
        select(Couple)
        .where(or_(Couple.woman_id == person_id, Couple.man_id == person_id), Couple.ended_at.is_(None))
        .order_by(Couple.recorded_at.desc(), Couple.id.desc())
        .limit(1)
    )
    if couple is None:
        return None
    other = couple.man_id if couple.woman_id == person_id else couple.woman_id
    return couple, session.get_one(Person, other)
