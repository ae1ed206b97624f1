"""What is known about a person on a day, as forms see it."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.ahead import ahead
from db.models import Observation, Person
from db.queries.motherhood import motherhood
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.pregnancy.pregnancy import counts_until
from ilp_desktop.domain.pregnancy.pregnancy_end import DELIVERED
from ilp_desktop.forms.facts import Facts, HeightBefore
from ilp_desktop.forms.growth_asking import GROWN_YEARS
from ilp_desktop.services.answers.control_known import control_known
from ilp_desktop.services.answers.growth_reading import growth_record


def facts_of(session: Session, person: Person, today: date, *, judging: bool = True) -> Facts:
    """Return what is known about a person on a day, as forms see it; ``judging`` where something is concluded anew."""
    grows = _still_grows(person, today)
    ahead(
        session,
        lambda: motherhood(session, person.id, DELIVERED, today),
        lambda: growth_record(session, person, today) if grows else None,
        lambda: control_known(session, person, today) if judging else None,
    )
    since, *delivered = motherhood(session, person.id, DELIVERED, today)
    if since is not None and today >= counts_until(since, today):
        since = None
    return Facts(
        day=today,
        birth_date=person.birth_date,
        sex=person.sex,
        pregnant=since is not None,
        gestation_days=(today - since).days if since else None,
        delivered_on=max((day for day in delivered if day is not None), default=None),
        growth=growth_record(session, person, today).history if grows else None,
        chronic=control_known(session, person, today) if judging else None,
    )


def _still_grows(person: Person, today: date) -> bool:
    return person.birth_date <= today and age_on(person.birth_date, today).years < GROWN_YEARS


def height_before(session: Session, person_id: UUID, facts: Facts) -> HeightBefore | None:
    """Return the last height measured since the person was of age; children outgrow theirs."""
    row = session.execute(
        select(Observation.number, Observation.day)
        .where(Observation.person_id == person_id, Observation.code == "tinggi", Observation.day < facts.day)
        .order_by(Observation.day.desc())
        .limit(1)
    ).first()
    if row is None or row.number is None or facts.birth_date is None:
        return None
    grown = age_on(facts.birth_date, row.day).years >= GROWN_YEARS
    return HeightBefore(row.number, row.day) if grown else None
