"""Answers as they are stored: what was answered before, what is in force, and what belongs to no visit."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, exists, func, literal, select, tuple_
from sqlalchemy.orm import Session, aliased

from db.models import Encounter, FormResponse, Observation, Staff
from db.queries.parameters import param, params
from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.forms.schema import Answer
from ilp_desktop.forms.wording import conclusion_text
from ilp_desktop.services.answers.conclusions import read_conclusion


@dataclass(frozen=True)
class Earlier:
    """The last value of a question before today, with its day."""

    value: str
    day: date


@dataclass(frozen=True)
class StoredResponse:
    """Answers given before, with the edition they were given to.

    Attributes:
        found: what was concluded then; its source is that edition.
        recorded_by: name of who asked.
    """

    id: UUID
    form_code: str
    form_version: str
    day: date
    answers: Mapping[str, Answer]
    found: Assessment | None = None
    recorded_by: str = ""

    @property
    def conclusion(self) -> str:
        """Return the conclusion in words, or nothing."""
        return "" if self.found is None else conclusion_text(self.found)


def earlier_values(session: Session, person_id: UUID, codes: Collection[str], before: date) -> dict[str, Earlier]:
    """Return the last value of each code before a day."""
    rows = session.execute(_EARLIER, {"person": person_id, "codes": list(codes), "before": before})
    return {row.code: Earlier(_shown(row.number, row.word), row.day) for row in rows}


def responses_of(session: Session, person_id: UUID, *form_codes: str) -> tuple[StoredResponse, ...]:
    """Return the responses in force to some forms, the newest first."""
    return responses_among(session, [person_id], form_codes)[person_id]


def responses_among(
    session: Session, people: Collection[UUID], form_codes: Collection[str]
) -> dict[UUID, tuple[StoredResponse, ...]]:
    """Return the responses in force to some forms of each of some people, the newest first, in one statement."""
    found: dict[UUID, list[StoredResponse]] = {one: [] for one in people}
    for row in session.execute(_RESPONSES, {"people": list(found), "forms": list(form_codes)}):
        found[row[0]].append(_stored(row))
    return {one: tuple(responses) for one, responses in found.items()}


def newest_responses(session: Session, person_id: UUID, form_codes: Iterable[str]) -> tuple[StoredResponse, ...]:
    """Return the newest response in force to each of some forms: a statement each, that reads no other."""
    newest = _RESPONSES.limit(1)
    rows = (session.execute(newest, {"people": [person_id], "forms": [code]}).first() for code in form_codes)
    return tuple(_stored(row) for row in rows if row is not None)


def responses_page(
    session: Session, person_id: UUID, form_codes: Collection[str], until: date, after: UUID | None, limit: int
) -> tuple[StoredResponse, ...]:
    """Return the responses in force to some forms until a day behind one of them, the newest first."""
    wanted = _RESPONSES.where(FormResponse.day <= until).order_by(FormResponse.id.desc()).limit(limit)
    if after is not None:
        last = session.get_one(FormResponse, after)
        place = (FormResponse.day, FormResponse.recorded_at, FormResponse.id)
        stood = (literal(getattr(last, column.key), column.type) for column in place)
        wanted = wanted.where(tuple_(*place) < tuple_(*stood))
    rows = session.execute(wanted, {"people": [person_id], "forms": list(form_codes)})
    return tuple(map(_stored, rows))


def answers_of_visit(session: Session, encounter: Encounter) -> dict[str, Mapping[str, Answer]]:
    """Return the answers in force of a visit, by form code."""
    rows = session.scalars(select(FormResponse).where(FormResponse.encounter_id == encounter.id, in_force()))
    return {row.form_code: row.answers for row in rows}


def latest_of_visit(session: Session, encounter_id: UUID) -> dict[str, FormResponse]:
    """Return the responses of a visit that no later one replaces, by form code; some may have been emptied."""
    rows = session.scalars(select(FormResponse).where(FormResponse.encounter_id == encounter_id, is_latest()))
    return {row.form_code: row for row in rows}


def responses_apart(
    session: Session, people: Collection[UUID], forms: Collection[str], day: date
) -> dict[tuple[UUID, str], FormResponse]:
    """Return the responses of a day that belong to no visit and that no later one replaces, by person and form."""
    rows = session.scalars(
        select(FormResponse).where(
            FormResponse.person_id.in_(people),
            FormResponse.form_code.in_(forms),
            FormResponse.day == day,
            FormResponse.encounter_id.is_(None),
            is_latest(),
        )
    )
    return {(row.person_id, row.form_code): row for row in rows}


def in_force() -> ColumnElement[bool]:
    """Hold for responses that no later one replaces and that were not emptied."""
    return and_(is_latest(), FormResponse.answers != {})


def is_latest() -> ColumnElement[bool]:
    """Hold for responses that no later one replaces; some may have been emptied."""
    return ~exists().where(_LATER.replaces_id == FormResponse.id)


def _stored(row: Row[Any]) -> StoredResponse:
    _, response_id, code, version, day, answers, conclusion, name = row
    concluded = read_conclusion(conclusion, f"{code} {version}")
    return StoredResponse(response_id, code, version, day, answers, concluded, name)


_LATER = aliased(FormResponse)
_LAST = (
    select(Observation.code, func.max(Observation.day).label("day"))
    .where(
        Observation.person_id == param("person"),
        Observation.code.in_(params("codes")),
        Observation.day < param("before"),
    )
    .group_by(Observation.code)
    .subquery()
)
_EARLIER = (
    select(Observation.code, Observation.number, Observation.word, Observation.day)
    .join(_LAST, and_(_LAST.c.code == Observation.code, _LAST.c.day == Observation.day))
    .where(Observation.person_id == param("person"))
)
_RESPONSES = (
    select(
        *(FormResponse.person_id, FormResponse.id, FormResponse.form_code, FormResponse.form_version),
        *(FormResponse.day, FormResponse.answers, FormResponse.conclusion, Staff.name),
    )
    .join(Staff, Staff.id == FormResponse.recorded_by)
    .where(FormResponse.person_id.in_(params("people")), FormResponse.form_code.in_(params("forms")), in_force())
    .order_by(FormResponse.day.desc(), FormResponse.recorded_at.desc())
)


def _shown(number: float | None, word: str | None) -> str:
    return f"{number:g}".replace(".", ",") if number is not None else (word or "")
