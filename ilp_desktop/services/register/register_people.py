"""What registers read of people besides their forms: who is pregnant, and what was diagnosed."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.models import Diagnosis, Pregnancy
from ilp_desktop.domain.pregnancy.pregnancy import counts_until


def pregnant_among(session: Session, people: Collection[UUID], day: date) -> frozenset[UUID]:
    """Return who of some people was pregnant on a day."""
    rows = session.execute(
        select(Pregnancy.person_id, Pregnancy.last_period_on).where(
            Pregnancy.person_id.in_(people),
            Pregnancy.last_period_on <= day,
            or_(Pregnancy.ended_on.is_(None), Pregnancy.ended_on >= day),
        )
    )
    return frozenset(row.person_id for row in rows if day < counts_until(row.last_period_on, day))


def diagnoses_among(
    session: Session, people: Collection[UUID], until: date
) -> Mapping[UUID, Sequence[tuple[str, date]]]:
    """Return code and day of what was diagnosed in some people until a day, the newest first."""
    found: dict[UUID, list[tuple[str, date]]] = {one: [] for one in people}
    rows = session.execute(
        select(Diagnosis.person_id, Diagnosis.code, Diagnosis.day)
        .where(Diagnosis.person_id.in_(people), Diagnosis.day <= until)
        .order_by(Diagnosis.day.desc(), Diagnosis.rank)
    )
    for person_id, code, day in rows:
        found[person_id].append((code, day))
    return found
