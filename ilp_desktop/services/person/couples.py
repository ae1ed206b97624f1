"""The couples that head families: whose husband a woman's family names."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Person
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
