"""What forms know of somebody as a mother: the pregnancy in progress and the last deliveries."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from uuid import UUID

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session, aliased

from db.models import Birth, Person, Pregnancy
from db.queries.parameters import param, params


def motherhood(
    session: Session, person_id: UUID, delivered: Sequence[str], day: date
) -> Row[tuple[date | None, date | None, date | None, date | None]]:
    """Return the last period of a pregnancy in progress, and the days of the last births, at once.

    Births are on record, or the ends of pregnancies whose outcome is one of ``delivered``, or the birth dates of
    children whose mother is known by their own data.
    """
    return session.execute(_statement(), {"person": person_id, "delivered": delivered, "day": day}).one()


@cache
def _statement() -> Select[tuple[date | None, date | None, date | None, date | None]]:
    person, day = param("person"), param("day")
    child = aliased(Person)
    pregnancy = (
        select(func.max(Pregnancy.last_period_on))
        .where(Pregnancy.person_id == person, Pregnancy.ended_on.is_(None))
        .scalar_subquery()
    )
    birth = (
        select(func.max(child.birth_date))
        .join(Birth, Birth.child_id == child.id)
        .where(Birth.mother_id == person, child.birth_date <= day)
        .scalar_subquery()
    )
    ended = (
        select(func.max(Pregnancy.ended_on))
        .where(
            Pregnancy.person_id == person,
            Pregnancy.outcome.in_(params("delivered")),
            Pregnancy.ended_on <= day,
        )
        .scalar_subquery()
    )
    linked = (
        select(func.max(child.birth_date))
        .where(child.mother_id == person, child.birth_date <= day, child.removed_at.is_(None))
        .scalar_subquery()
    )
    return select(pregnancy, birth, ended, linked)
