"""What stands at visits, in one statement for any number of them, and the moves of visits."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    String,
    and_,
    cast,
    exists,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from db.models import (
    Diagnosis,
    DoseGiven,
    Encounter,
    FormResponse,
    Identifier,
    Note,
    Observation,
    Person,
    Referral,
    Staff,
    VisitAction,
    VisitMove,
    WithdrawnDiagnosis,
)
from db.queries.answer_code import code_of_own
from db.queries.parameters import params
from db.queries.record_rows import DIAGNOSES, DOSES, FORMS, LETTERS, MEASURES, in_force

WITHDRAWN = "diagnosis dicabut"
"""What no longer stands is no row, but a text written by it may tell of it."""
DIAGNOSED: tuple[tuple[Any, Any, int], ...] = (
    (Diagnosis, Diagnosis.recorded_by, 1),
    (WithdrawnDiagnosis, WithdrawnDiagnosis.given_by, 0),
)
"""Diagnoses that stand and that no longer do, with who gave them."""


def visit_parts(session: Session, visits: Collection[UUID], measured: Collection[str]) -> Sequence[Row[Any]]:
    """Return what stands at visits in one statement: kind, code, number, author; diagnoses by rank.

    The rank of a letter is 1 where it is restricted.
    """
    return session.execute(_statement(), {"visits": list(visits), "measured": list(measured)}).all()


@cache
def _statement() -> Select[Any]:
    """Return the statement, made once: putting it together takes longer than running it."""
    parts = union_all(
        _part(DIAGNOSES, Diagnosis, Diagnosis.code, rank=Diagnosis.rank),
        _part(
            *(WITHDRAWN, WithdrawnDiagnosis, WithdrawnDiagnosis.code),
            rank=WithdrawnDiagnosis.rank,
            author=WithdrawnDiagnosis.given_by,
        ),
        _part(LETTERS, Referral, Referral.number, rank=cast(Referral.restricted, Integer)),
        _part(FORMS, FormResponse, FormResponse.form_code).where(in_force()),
        _part(DOSES, DoseGiven, DoseGiven.antigen, rank=DoseGiven.dose),
        _part(MEASURES, FormResponse, Observation.code, number=Observation.number)
        .join(Observation, Observation.response_id == FormResponse.id)
        .where(
            code_of_own().in_(params("measured")),
            Observation.number.is_not(None),
        ),
    ).subquery()
    return select(parts).order_by(parts.c.kind, parts.c.rank, parts.c.code)


def _part(kind: str, model: Any, code: Any, **more: ColumnElement[Any] | Any) -> Select[Any]:
    """Return what reads one kind of rows; ``rank``, ``number``, ``author``: other columns."""
    return (
        select(
            model.encounter_id.label("visit_id"),
            literal(kind).label("kind"),
            cast(code, String).label("code"),
            more.get("rank", literal(0)).label("rank"),
            more.get("number", cast(null(), Observation.number.type)).label("number"),
            more.get("author", model.recorded_by).label("author"),
        )
        .select_from(model)
        .where(model.encounter_id.in_(params("visits")))
    )


class Moved(NamedTuple):
    """A move with who did it, and name and number of the two it concerns, by person."""

    move: VisitMove
    by: str
    people: dict[UUID, tuple[str, str]]


def moves_of(
    session: Session, number_kind: str, *, visits: Collection[UUID] = (), moves: Collection[UUID] = ()
) -> list[Moved]:
    """Return the moves of visits, or some by their own identifiers, the oldest first, in one statement."""
    old, new, old_number, new_number = aliased(Person), aliased(Person), aliased(Identifier), aliased(Identifier)
    chosen = (
        select(VisitMove, Staff.name, old.name, old_number.value, new.name, new_number.value)
        .join(Staff, Staff.id == VisitMove.recorded_by)
        .join(old, old.id == VisitMove.from_person_id)
        .join(new, new.id == VisitMove.to_person_id)
        .outerjoin(old_number, and_(old_number.person_id == old.id, old_number.kind == number_kind))
        .outerjoin(new_number, and_(new_number.person_id == new.id, new_number.kind == number_kind))
        .where(or_(VisitMove.visit_id.in_(visits), VisitMove.id.in_(moves)))
        .order_by(VisitMove.recorded_at, VisitMove.id)
    )
    return [
        Moved(
            move,
            by,
            {move.from_person_id: (one, number or ""), move.to_person_id: (other, other_number or "")},
        )
        for move, by, one, number, other, other_number in session.execute(chosen)
    ]


def diagnosed(session: Session, visits: Collection[UUID]) -> Sequence[Row[Any]]:
    """Return every diagnosis of visits by rank, also those that no longer stand: visit, code, day, author, stands."""
    parts = union_all(
        *(
            select(
                model.encounter_id.label("visit_id"),
                cast(model.code, String).label("code"),
                model.day.label("day"),
                author.label("author"),
                model.rank.label("rank"),
                literal(stands).label("stands"),
            ).where(model.encounter_id.in_(visits))
            for model, author, stands in DIAGNOSED
        )
    ).subquery()
    return session.execute(select(parts).order_by(parts.c.rank)).all()


def diagnosed_of(session: Session, person_id: UUID, visits: Collection[UUID] | None = None) -> Sequence[Row[Any]]:
    """Return every diagnosis of a person, also those that no longer stand, with the klaster of its visit.

    ``visits`` are those of which it is asked; None is all of them.
    """
    among = () if visits is None else (Encounter.id.in_(visits),)
    parts = [
        select(
            model.encounter_id.label("visit_id"),
            Encounter.klaster.label("klaster"),
            cast(model.code, String).label("code"),
            model.day.label("day"),
            author.label("author"),
            literal(stands).label("stands"),
        )
        .join(Encounter, Encounter.id == model.encounter_id)
        .where(model.person_id == person_id, *among)
        for model, author, stands in DIAGNOSED
    ]
    return session.execute(union_all(*parts)).all()


class Holds(NamedTuple):
    """Whether anything of a kind was written at a visit."""

    words: bool
    actions: bool
    referrals: bool


def held_at(visit: Any) -> tuple[ColumnElement[bool], ...]:
    """Return what tells, for each part of ``Holds``, whether a visit holds it, so that nothing else need be read."""
    kinds = ((Note, Diagnosis, FormResponse), (VisitAction,), (Referral,))
    return tuple(or_(*(exists().where(model.encounter_id == visit) for model in models)) for models in kinds)
