"""Referrals of a Puskesmas as a worklist: which are open, late, coming in or to be controlled, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, exists, false, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from db.models import Destination, Encounter, Person, Referral, ReferralAnswer, Village

_LATER = aliased(ReferralAnswer)
_NEWEST = select(func.max(_LATER.version)).where(_LATER.referral_id == Referral.id).scalar_subquery()


class After(NamedTuple):
    """The place of a row: the day the list goes by, and the identifier."""

    day: date
    id: UUID


@dataclass(frozen=True)
class ReferralsWanted:
    """Which referrals are wanted, and in which order.

    Attributes:
        clauses: over ``referral`` and, where ``controls``, over ``referral_answer``.
        controls: whether the list is of controls, by their day.
        newest_first: of a list by the day of the letter.
    """

    facility_id: UUID
    clauses: tuple[ColumnElement[bool], ...] = ()
    controls: bool = False
    newest_first: bool = False


def in_states(states: Sequence[str]) -> ColumnElement[bool]:
    """Choose by what is stored."""
    return Referral.state.in_(states)


def of_kinds(kinds: Sequence[str]) -> ColumnElement[bool]:
    """Choose by kind."""
    return Referral.kind.in_(kinds)


def older_than(last_days: Mapping[str, date]) -> ColumnElement[bool]:
    """Choose those whose day lies before the one of their kind; kinds that are not named are not among them."""
    found = [and_(Referral.kind == kind, Referral.day < day) for kind, day in last_days.items()]
    return or_(*found) if found else false()


def written_until(last_days: Mapping[str, date]) -> ColumnElement[bool]:
    """Choose those whose day lies not after the one of their kind."""
    found = [and_(Referral.kind == kind, Referral.day <= day) for kind, day in last_days.items()]
    return or_(*found) if found else false()


def to_units(units: Sequence[str]) -> ColumnElement[bool]:
    """Choose those that go to some units inside."""
    return Referral.unit.in_(units)


def seen_in(klaster: int) -> ColumnElement[bool]:
    """Choose those of visits of a klaster."""
    return exists().where(Encounter.id == Referral.encounter_id, Encounter.klaster == klaster)


def is_open_to_all() -> ColumnElement[bool]:
    """Choose those that are for everybody."""
    return Referral.restricted.is_(False)


def lives_in(village_id: UUID) -> ColumnElement[bool]:
    """Choose those of people of a village."""
    return Person.village_id == village_id


def control_until(day: date) -> ColumnElement[bool]:
    """Choose answers whose control is not after a day."""
    return ReferralAnswer.control_on <= day


def page_of_referrals(session: Session, wanted: ReferralsWanted, after: After | None, limit: int) -> Sequence[Row[Any]]:
    """Return rows (Referral, Person, village, destination, answer) after one, at most ``limit``."""
    by = ReferralAnswer.control_on if wanted.controls else Referral.day
    statement = _narrowed(
        select(Referral, Person, Village.name.label("village"), Destination.name.label("place"), ReferralAnswer), wanted
    )
    if after is not None:
        place = tuple_(literal(after.day, Referral.day.type), literal(after.id, Referral.id.type))
        here = tuple_(by, Referral.id)
        statement = statement.where(here < place if wanted.newest_first else here > place)
    order = (by.desc(), Referral.id.desc()) if wanted.newest_first else (by, Referral.id)
    return session.execute(statement.order_by(*order).limit(limit)).all()


def count_of_referrals(session: Session, wanted: ReferralsWanted) -> int:
    """Return how many there are."""
    return session.scalar(_narrowed(select(func.count()), wanted)) or 0


def _narrowed(statement: Select[Any], wanted: ReferralsWanted) -> Select[Any]:
    answered = and_(ReferralAnswer.referral_id == Referral.id, ReferralAnswer.version == _NEWEST)
    found = statement.select_from(Referral).join(Person, Person.id == Referral.person_id)
    found = found.outerjoin(Village, Village.id == Person.village_id)
    found = found.outerjoin(Destination, Destination.id == Referral.destination_id)
    found = found.join(ReferralAnswer, answered, isouter=not wanted.controls)
    if wanted.controls:
        found = found.where(ReferralAnswer.control_on.is_not(None))
    return found.where(Referral.facility_id == wanted.facility_id, Person.removed_at.is_(None), *wanted.clauses)
