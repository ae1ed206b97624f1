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
    cast,
    exists,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from db.models import (
    Diagnosis,
    DoseGiven,
    Encounter,
    FormResponse,
    Note,
    Observation,
    Referral,
    VisitAction,
    VisitMove,
    WithdrawnDiagnosis,
)
from db.queries.parameters import param, params
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
            Observation.code.in_(params("measured")),
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


def moves_of(session: Session, *, visits: Collection[UUID] = (), moves: Collection[UUID] = ()) -> Sequence[VisitMove]:
    """Return the moves of visits, or some by their own identifiers, the oldest first."""
    chosen = select(VisitMove).where(or_(VisitMove.visit_id.in_(visits), VisitMove.id.in_(moves)))
    return session.scalars(chosen.order_by(VisitMove.recorded_at, VisitMove.id)).all()


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


def diagnosed_of(session: Session, person_id: UUID) -> Sequence[Row[Any]]:
    """Return every diagnosis of a person, also those that no longer stand, with the klaster of its visit."""
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
        .where(model.person_id == person_id)
        for model, author, stands in DIAGNOSED
    ]
    return session.execute(union_all(*parts)).all()


class Holds(NamedTuple):
    """Whether anything of a kind was written at a visit."""

    words: bool
    actions: bool
    referrals: bool


def holds(session: Session, visit_id: UUID) -> Holds:
    """Return what a visit holds at all, in one statement, so that what is not there need not be read."""
    return Holds(*map(bool, session.execute(_whether_held(), {"visit": visit_id}).one()))


@cache
def _whether_held() -> Select[Any]:
    kinds = ((Note, Diagnosis, FormResponse), (VisitAction,), (Referral,))
    visit = param("visit")
    return select(*(or_(*(exists().where(model.encounter_id == visit) for model in models)) for models in kinds))
