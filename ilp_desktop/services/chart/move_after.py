"""What is put right in two records after a visit moved: the last visit, who is new, and who came when invited."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, update
from sqlalchemy.orm import Session

from db.models import Encounter, Invitation, Person
from ilp_desktop.domain.queue.visit_words import VISIT_CANCELLED, VisitKind
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.due.invitations import note_coming

NEW, RETURNING = VisitKind.NEW.value, VisitKind.RETURNING.value


def forget_at(work: Work, person: Person, visit: Encounter) -> None:
    """Let a record forget a visit that left it."""
    session = work.session
    session.flush()
    person.last_visit_on = _last_day(session, person)
    first = session.scalar(_visits(person).order_by(*_order()).limit(1))
    if visit.visit_kind == NEW and first is not None and first.visit_kind == RETURNING:
        first.visit_kind = NEW
    others = session.scalar(
        select(func.count()).select_from(_visits(person).where(Encounter.day == visit.day).subquery())
    )
    if not others:
        came = update(Invitation).where(Invitation.person_id == person.id, Invitation.came_on == visit.day)
        session.execute(came.values(came_on=None), execution_options={"synchronize_session": False})


def take_in(work: Work, person: Person, visit: Encounter) -> None:
    """Let a record take in a visit that is its own now."""
    session = work.session
    session.flush()
    person.last_visit_on = _last_day(session, person)
    ordered = list(session.scalars(_visits(person).order_by(*_order())))
    is_first = bool(ordered) and ordered[0].id == visit.id
    if visit.visit_kind in (NEW, RETURNING):
        visit.visit_kind = NEW if is_first else RETURNING
    for later in ordered[1:]:
        if later.visit_kind == NEW:
            later.visit_kind = RETURNING
    note_coming(work, person.id, visit.day)


def _visits(person: Person) -> Select[tuple[Encounter]]:
    return select(Encounter).where(Encounter.person_id == person.id, Encounter.destination != VISIT_CANCELLED)


def _order() -> tuple[ColumnElement[Any], ...]:
    return Encounter.day.expression, func.coalesce(Encounter.happened_at, Encounter.recorded_at)


def _last_day(session: Session, person: Person) -> date | None:
    return session.scalar(
        select(func.max(Encounter.day)).where(Encounter.id.in_(_visits(person).with_only_columns(Encounter.id)))
    )
