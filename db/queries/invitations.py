"""Who was invited, the newest first, a page at a time; and who has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, func, literal, or_, select, tuple_, update
from sqlalchemy.orm import Session

from db.models import Invitation, Person, Staff, Village
from db.pipelined import LATER
from db.queries.person_search import has_words
from db.queries.person_ways import Ways


class InvitationPassed(NamedTuple):
    """The last one of the page before."""

    day: date
    name: str
    invitation_id: UUID


@dataclass(frozen=True)
class InvitationsWanted:
    """Which invitations: of one batch, since a day, of those who came or did not, of people searched for."""

    batch_id: UUID | None = None
    since: date | None = None
    came: bool | None = None
    words: Ways = ()


def invitations_of(
    session: Session, facility_id: UUID, wanted: InvitationsWanted, passed: InvitationPassed | None, limit: int | None
) -> Sequence[Row[Any]]:
    """Return invitations with their people, the newest first and those of a day by name."""
    chosen = [Invitation.facility_id == facility_id, *_clauses(session, wanted)]
    if passed is not None:
        of_day = (Person.name, Invitation.id)
        later = tuple_(*of_day) > tuple_(literal(passed.name), literal(passed.invitation_id, Invitation.id.type))
        chosen.append(or_(Invitation.day < passed.day, and_(Invitation.day == passed.day, later)))
    order = (Invitation.day.desc(), Person.name, Invitation.id)
    return session.execute(_rows().where(*chosen).order_by(*order).limit(limit)).all()


def invitation_of(session: Session, invitation_id: UUID) -> Row[Any]:
    """Return one invitation with its person."""
    return session.execute(_rows().where(Invitation.id == invitation_id)).one()


def invited_since(session: Session, people: Sequence[UUID], since: date) -> set[UUID]:
    """Return those of some people who were invited on a day or after it."""
    recent = select(Invitation.person_id).where(Invitation.person_id.in_(people), Invitation.day >= since)
    return set(session.scalars(recent))


def came(session: Session, person_id: UUID, day: date, since: date) -> int:
    """Note that somebody came on a day; returns how many invitations sent by then, for a day since, that answers."""
    given = {"person": person_id, "came": day, "since": since}
    return int(session.connection().execute(_CAME, given).rowcount)


def to_come(session: Session, person_id: UUID, day: date, since: date) -> int:
    """Return how many invitations ``came`` would note as answered."""
    given = {"person": person_id, "came": day, "since": since}
    return int(session.connection().execute(_TO_COME, given).scalar_one())


_ANSWERED = (
    Invitation.person_id == bindparam("person"),
    Invitation.came_on.is_(None),
    Invitation.day <= bindparam("came"),
    func.coalesce(Invitation.invited_for, Invitation.day) >= bindparam("since"),
)
_TO_COME = select(func.count()).select_from(Invitation).where(*_ANSWERED)
_CAME = update(Invitation).where(*_ANSWERED).values(came_on=bindparam("came")).execution_options(**{LATER: False})


def _clauses(session: Session, wanted: InvitationsWanted) -> list[ColumnElement[bool]]:
    made: list[ColumnElement[bool]] = []
    if wanted.batch_id is not None:
        made.append(Invitation.batch_id == wanted.batch_id)
    if wanted.since is not None:
        made.append(Invitation.day >= wanted.since)
    if wanted.came is not None:
        made.append(Invitation.came_on.is_not(None) if wanted.came else Invitation.came_on.is_(None))
    if wanted.words:
        made.append(has_words(session, Invitation.person_id, wanted.words))
    return made


def _rows() -> Select[Any]:
    return (
        select(
            Invitation,
            Person.name,
            Person.birth_date,
            Person.sex,
            Person.phone,
            Person.address,
            Person.rw,
            Person.rt,
            Person.left_on,
            Person.left_why,
            Person.removed_at,
            func.coalesce(Village.name, Person.outside_village).label("village"),
            Staff.name.label("invited_by"),
        )
        .join(Person, Person.id == Invitation.person_id)
        .join(Staff, Staff.id == Invitation.recorded_by)
        .outerjoin(Village, Village.id == Person.village_id)
    )
