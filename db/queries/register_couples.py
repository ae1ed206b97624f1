"""Who stands in the register of people about to marry: a row a couple, and one for whoever is in none yet."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from db.models import Couple, FormResponse, Person
from db.queries.registers import Rows

_LATER = aliased(FormResponse)


class Served(NamedTuple):
    """The form of the package, and the days and instants between which somebody was served or said whom they marry."""

    form: str
    first: date
    last: date
    start: datetime
    end: datetime


def couples_between(served: Served) -> Rows:
    """Return the people about to marry of a time, each couple once, by the woman; the newest of hers is meant.

    A couple is there when either was served or when it was written down then; who has no partner on record stands for
    themself.
    """
    hers = and_(Couple.woman_id == Person.id, Couple.ended_at.is_(None))
    written = and_(Couple.recorded_at >= served.start, Couple.recorded_at < served.end)
    of_a_couple = exists().where(hers, or_(written, _was_served(served, Couple.man_id)))
    his = exists().where(Couple.man_id == Person.id, Couple.ended_at.is_(None))
    return Rows(Person.id, (or_(_was_served(served, Person.id), of_a_couple), ~his))


def whose_partner(matching: ColumnElement[bool]) -> ColumnElement[bool]:
    """Hold for the woman of a couple whose man is searched for; ``matching`` is over ``Couple.man_id``."""
    return exists(select(Couple.id).where(Couple.woman_id == Person.id, Couple.ended_at.is_(None), matching))


def _was_served(served: Served, person_id: InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
    replaced = select(_LATER.id).where(_LATER.replaces_id == FormResponse.id).exists()
    return exists().where(
        FormResponse.person_id == person_id,
        FormResponse.form_code == served.form,
        FormResponse.day >= served.first,
        FormResponse.day <= served.last,
        FormResponse.answers != {},
        ~replaced,
    )
