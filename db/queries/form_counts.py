"""What was answered to a form by how many people, each counted by the last response in force of a stretch of days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, String, Subquery, and_, exists, func, literal, select, type_coerce
from sqlalchemy.orm import Session, aliased

from db.base import Json
from db.models import FormResponse, Observation, Person


@dataclass(frozen=True)
class Where:
    """Whose responses are counted: those of a Puskesmas, in some days, of one village or of everybody."""

    facility_id: UUID
    first: date
    last: date
    village_id: UUID | None = None


def people_by_form(session: Session, where: Where) -> Sequence[Row[Any]]:
    """Return, for each form that was filled in, how many people answered it."""
    return session.execute(
        select(FormResponse.form_code, func.count(FormResponse.person_id.distinct()).label("people"))
        .where(*_counted(where))
        .group_by(FormResponse.form_code)
    ).all()


def conclusions_and_lists(session: Session, where: Where, form_code: str, many: Sequence[str]) -> Sequence[Row[Any]]:
    """Return how many people share a conclusion and the answers to questions that take several choices.

    The columns are ``conclusion``, one for each of ``many``, and ``people``.
    """
    latest = _latest(where, form_code)
    stored = aliased(FormResponse)
    lists = [
        type_coerce(stored.answers.op("->")(literal(code, String())), Json()).label(f"many_{place}")
        for place, code in enumerate(many)
    ]
    return session.execute(
        select(stored.conclusion, *lists, func.count().label("people"))
        .join(latest, latest.c.id == stored.id)
        .group_by(stored.conclusion, *lists)
    ).all()


def answers_by_value(session: Session, where: Where, form_code: str, codes: Sequence[str]) -> Sequence[Row[Any]]:
    """Return, for each question and each answer to it, how many people gave it: code, word, number, people."""
    latest = _latest(where, form_code)
    return session.execute(
        select(Observation.code, Observation.word, Observation.number, func.count().label("people"))
        .join(latest, latest.c.id == Observation.response_id)
        .where(Observation.code.in_(codes))
        .group_by(Observation.code, Observation.word, Observation.number)
    ).all()


def _latest(where: Where, form_code: str) -> Subquery:
    newest_first = (FormResponse.day.desc(), FormResponse.recorded_at.desc(), FormResponse.id.desc())
    place = func.row_number().over(partition_by=FormResponse.person_id, order_by=newest_first).label("place")
    ranked = select(FormResponse.id, place).where(*_counted(where), FormResponse.form_code == form_code).subquery()
    return select(ranked.c.id).where(ranked.c.place == 1).subquery()


def _counted(where: Where) -> list[ColumnElement[bool]]:
    later = aliased(FormResponse)
    conditions: list[ColumnElement[bool]] = [
        FormResponse.facility_id == where.facility_id,
        FormResponse.day.between(where.first, where.last),
        FormResponse.answers != {},
        ~exists().where(later.replaces_id == FormResponse.id),
    ]
    if where.village_id is not None:
        lives_there = exists().where(and_(Person.id == FormResponse.person_id, Person.village_id == where.village_id))
        conditions.append(lives_there)
    return conditions
