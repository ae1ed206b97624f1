"""The list of suspected pairs, a page at a time, without those decided and those one of whom is gone."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, bindparam, delete, or_, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from db.models import Person, SuspectedPair

Place = tuple[float, UUID, UUID]


def pairs_after(session: Session, facility_id: UUID, place: Place | None, limit: int) -> Sequence[Row[Any]]:
    """Return rows (one_id, other_id, score, certain) after a place, the highest score first."""
    one, other = aliased(Person), aliased(Person)
    wanted = (
        select(SuspectedPair.one_id, SuspectedPair.other_id, SuspectedPair.score, SuspectedPair.certain)
        .join(one, one.id == SuspectedPair.one_id)
        .join(other, other.id == SuspectedPair.other_id)
        .where(
            SuspectedPair.facility_id == facility_id,
            SuspectedPair.decided_at.is_(None),
            one.removed_at.is_(None),
            other.removed_at.is_(None),
        )
        .order_by(SuspectedPair.score.desc(), SuspectedPair.one_id, SuspectedPair.other_id)
        .limit(limit)
    )
    if place is not None:
        score, one_id, other_id = place
        same_one = and_(SuspectedPair.one_id == one_id, SuspectedPair.other_id > other_id)
        later = or_(SuspectedPair.one_id > one_id, same_one)
        wanted = wanted.where(
            SuspectedPair.score <= score, or_(SuspectedPair.score < score, and_(SuspectedPair.score == score, later))
        )
    return session.execute(wanted).all()


def people_of_groups(
    session: Session, facility_id: UUID, way: int, after: str, limit: int
) -> tuple[list[list[UUID]], str | None, int]:
    """Return the next whole groups of people who share a date or a card, in the order of that value.

    Returned are groups of two and more, the value to go on after (None at the end), and how many were looked at. A
    value shared by more than ``limit`` people is one lot of its own.
    """
    column = WAYS[way]
    people = (
        select(Person.id, column.label("value"))
        .where(Person.facility_id == facility_id, Person.removed_at.is_(None), column.is_not(None))
        .order_by(column, Person.id)
    )
    rows = session.execute((people.where(column > _value(way, after)) if after else people).limit(limit)).all()
    more = len(rows) == limit
    if more:
        last = rows[-1].value
        rows = [row for row in rows if row.value != last] or session.execute(people.where(column == last)).all()
    groups = [[row.id for row in group] for _, group in groupby(rows, key=lambda row: row.value)]
    return [group for group in groups if len(group) > 1], str(rows[-1].value) if more else None, len(rows)


def note_pairs(
    session: Session, facility_id: UUID, pairs: Collection[tuple[UUID, UUID, float, bool]], at: datetime
) -> None:
    """Keep pairs found in a search that began at a moment; what was said of a pair before stays said."""
    rows = [
        {
            "facility_id": facility_id,
            "one_id": one,
            "other_id": other,
            "score": score,
            "certain": certain,
            "found_at": at,
        }
        for one, other, score, certain in pairs
    ]
    if rows:
        session.connection().execute(_NOTE, rows)


def forget_older(session: Session, facility_id: UUID, began_at: datetime) -> None:
    """Forget undecided pairs that a search which began at a moment no longer found."""
    session.execute(
        delete(SuspectedPair).where(
            SuspectedPair.facility_id == facility_id,
            SuspectedPair.decided_at.is_(None),
            SuspectedPair.found_at < began_at,
        )
    )


def people_named(session: Session, facility_id: UUID) -> list[tuple[UUID, str]]:
    """Return everybody with the name they are written by."""
    mine = (Person.facility_id == facility_id, Person.removed_at.is_(None))
    rows = session.connection().execute(select(Person.id, Person.name).where(*mine).order_by(Person.id))
    return [(row.id, row.name) for row in rows]


WAYS: tuple[InstrumentedAttribute[Any], ...] = (Person.birth_date, Person.family_id)
_NOTED = ("facility_id", "one_id", "other_id", "score", "certain", "found_at")
_NOTE = text(
    f"INSERT INTO suspected_pair ({', '.join(_NOTED)}) VALUES ({', '.join(f':{name}' for name in _NOTED)})"  # noqa: S608
    " ON CONFLICT (one_id, other_id) DO UPDATE"
    " SET score = excluded.score, certain = excluded.certain, found_at = excluded.found_at"
).bindparams(*(bindparam(name, type_=SuspectedPair.__table__.c[name].type) for name in _NOTED))


def _value(way: int, after: str) -> Any:
    """Return a value kept as text as its column has it."""
    kinds: tuple[Callable[[str], Any], ...] = (date.fromisoformat, UUID)
    return kinds[way](after)
