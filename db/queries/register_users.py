"""Who uses a method of family planning by their last visit, and whose next visit is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import aliased

from db.models import Observation, Person
from db.queries.registers import Rows

_KIND, _METHOD, _LATER = aliased(Observation), aliased(Observation), aliased(Observation)
_BEGUN, _BEGUN_METHOD, _AFTER = aliased(Observation), aliased(Observation), aliased(Observation)
_RETURN = aliased(Observation)


@dataclass(frozen=True)
class Asked:
    """Where visits for family planning say what: their kind, the method, the day written for the next one."""

    kind: str
    method: str
    return_on: str
    served: Sequence[str]
    begun: Sequence[str]
    stopped: str
    none: str


@dataclass(frozen=True)
class LateUse:
    """When a method is late.

    Attributes:
        written_before: a day written for the next visit is late before this one.
        served_before: so is a last visit without such a day; None where the method has no interval.
        begun_before: so is the day on which it was begun; None where it lasts.
    """

    method: str
    written_before: date
    served_before: date | None
    begun_before: date | None


def people_using(asked: Asked, until: date, since: date) -> Rows:
    """Return the people who use a method by their last visit until a day and had not left before another."""
    here = or_(Person.left_on.is_(None), Person.left_on > since)
    return Rows(Person.id, (_last_visit(asked, until, _METHOD.word != asked.none).exists(), here))


def only_late_users(asked: Asked, methods: Sequence[LateUse], until: date) -> ColumnElement[bool]:
    """Hold for whoever uses a method and should have come before."""
    return or_(*(_is_late(asked, one, until) for one in methods))


def _is_late(asked: Asked, one: LateUse, until: date) -> ColumnElement[bool]:
    of_method = _METHOD.word == one.method
    written = exists().where(
        _RETURN.response_id == _KIND.response_id,
        _RETURN.code == asked.return_on,
    )
    found: list[ColumnElement[bool]] = [written.where(_RETURN.word < one.written_before.isoformat())]
    if one.served_before is not None:
        found.append(and_(~written, _KIND.day < one.served_before))
    if one.begun_before is not None:
        found.append(_begun_before(asked, one, until))
    return _last_visit(asked, until, and_(of_method, or_(*found))).exists()


def _last_visit(asked: Asked, until: date, wanted: ColumnElement[bool]) -> Select[tuple[int]]:
    later = exists().where(
        _LATER.person_id == _KIND.person_id,
        _LATER.code == asked.kind,
        _LATER.word.in_((*asked.served, asked.stopped)),
        _LATER.day > _KIND.day,
        _LATER.day <= until,
    )
    return (
        select(1)
        .select_from(_KIND)
        .join(_METHOD, and_(_METHOD.response_id == _KIND.response_id, _METHOD.code == asked.method))
        .where(
            _KIND.person_id == Person.id,
            _KIND.code == asked.kind,
            _KIND.word.in_(asked.served),
            _KIND.day <= until,
            ~later,
            wanted,
        )
        .correlate(Person)
    )


def _begun_before(asked: Asked, one: LateUse, until: date) -> ColumnElement[bool]:
    """Hold where the use in hand was begun before a day: nothing was begun or stopped since."""
    after = exists().where(
        _AFTER.person_id == _BEGUN.person_id,
        _AFTER.code == asked.kind,
        _AFTER.word.in_((*asked.begun, asked.stopped)),
        _AFTER.day > _BEGUN.day,
        _AFTER.day <= until,
    )
    return (
        select(1)
        .select_from(_BEGUN)
        .join(_BEGUN_METHOD, and_(_BEGUN_METHOD.response_id == _BEGUN.response_id, _BEGUN_METHOD.code == asked.method))
        .where(
            _BEGUN.person_id == Person.id,
            _BEGUN.code == asked.kind,
            _BEGUN.word.in_(asked.begun),
            _BEGUN_METHOD.word == one.method,
            _BEGUN.day < one.begun_before,
            ~after,
        )
        .correlate(Person)
        .exists()
    )
