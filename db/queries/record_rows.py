"""The rows of a record's timeline: visits, and what happened outside of one, a page at a time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    Row,
    Select,
    String,
    and_,
    bindparam,
    cast,
    exists,
    extract,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
    tuple_,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from db.base import Id, Instant
from db.models import (
    Diagnosis,
    DoseGiven,
    Encounter,
    FormResponse,
    Note,
    Observation,
    Referral,
    Staff,
    VisitMove,
)
from db.queries.parameters import param
from ilp_desktop.domain.queue.visit_words import VISIT_CANCELLED

VISIT, DOSE, FORM, MOVE = "kunjungan", "imunisasi", "formulir", "pindah"
DIAGNOSES, LETTERS, FORMS, DOSES, MEASURES = "diagnosis", "surat", "formulir", "imunisasi", "pengukuran"
HOLDING: dict[str, Any] = {
    DIAGNOSES: Diagnosis,
    LETTERS: Referral,
    FORMS: FormResponse,
    DOSES: DoseGiven,
    MEASURES: FormResponse,
}
"""Which table makes a visit one that holds something of a kind."""
NOTE_TEXTS = (
    *(Note.subjective, Note.objective, Note.assessment, Note.plan, Note.therapy, Note.actions, Note.education),
    *(Note.present_illness, Note.past_history, Note.drug_history, Note.family_history, Note.social_history),
)
PERSON = param("person")
_LATER = aliased(FormResponse)


class RowPassed(NamedTuple):
    """The last row of the page before."""

    day: date
    at: datetime
    row_id: UUID


@dataclass(frozen=True)
class TextWanted:
    """Words that must stand somewhere in a visit, and what the reader may look into for them.

    Attributes:
        forms: codes of forms whose title has the words; ``antigens`` the same of doses.
        told: visits a diagnosis or a title of which has the words.
        closed: visits whose texts the reader may not read.
    """

    words: str
    forms: Collection[str] = ()
    antigens: Collection[str] = ()
    told: Collection[UUID] = ()
    closed: Collection[UUID] = ()


@dataclass(frozen=True)
class RowsWanted:
    """Which rows: holding something of a kind, of a klaster, place or year, with words in them.

    ``among`` are the only visits wanted, where what they hold is known already; nothing outside of visits then.
    """

    holding: str = ""
    klaster: int | None = None
    place: str | None = None
    year: int | None = None
    text: TextWanted | None = None
    among: Collection[UUID] | None = None


def in_force() -> ColumnElement[bool]:
    """Hold for responses that no later one replaces and that were not emptied."""
    return and_(~exists().where(_LATER.replaces_id == FormResponse.id), FormResponse.answers != {})


def record_rows(
    session: Session, person_id: UUID, wanted: RowsWanted, passed: RowPassed | None, limit: int
) -> Sequence[Row[Any]]:
    """Return rows of a person, the newest first."""
    statement = _newest() if passed is None and wanted == RowsWanted() else _rows(wanted, passed)
    return session.execute(statement, {"person": person_id, "most": limit}).all()


@cache
def _newest() -> Select[Any]:
    """Return what selects the first page of all: every visit that is opened asks for it."""
    return _rows(RowsWanted(), None)


def _rows(wanted: RowsWanted, passed: RowPassed | None) -> Select[Any]:
    rows = _all(wanted).subquery()
    chosen = select(rows, Staff.name.label("author")).outerjoin(Staff, Staff.id == rows.c.recorded_by)
    if passed is not None:
        same_day = tuple_(rows.c.at, rows.c.id) < tuple_(literal(passed.at, Instant()), literal(passed.row_id, Id()))
        chosen = chosen.where(or_(rows.c.day < passed.day, and_(rows.c.day == passed.day, same_day)))
    newest_first = rows.c.day.desc(), rows.c.at.desc(), rows.c.id.desc()
    return chosen.order_by(*newest_first).limit(bindparam("most", type_=Integer()))


def _all(wanted: RowsWanted) -> CompoundSelect[Any] | Select[Any]:
    parts = [_visits(wanted)]
    if wanted.klaster is None and not wanted.place and wanted.among is None:
        if wanted.holding in ("", DOSES):
            parts.append(_doses_apart(wanted))
        if wanted.holding in ("", FORMS, MEASURES):
            parts.append(_forms_apart(wanted))
        if not wanted.holding and wanted.text is None:
            parts.append(_moved_away(wanted))
    return union_all(*parts) if len(parts) > 1 else parts[0]


def _visits(wanted: RowsWanted) -> Select[Any]:
    at = type_coerce(func.coalesce(Encounter.happened_at, Encounter.recorded_at), Instant())
    found = select(
        literal(VISIT).label("source"),
        Encounter.id.label("id"),
        Encounter.day.label("day"),
        at.label("at"),
        Encounter.klaster.label("klaster"),
        Encounter.place.label("place"),
        Encounter.complaint.label("text"),
        cast(null(), Integer).label("number"),
        Encounter.finished_at.is_not(None).label("finished"),
        Encounter.happened_at.is_not(None).label("later"),
        exists().where(VisitMove.visit_id == Encounter.id).label("moved"),
        Encounter.recorded_at.label("recorded_at"),
        Encounter.recorded_by.label("recorded_by"),
    ).where(Encounter.person_id == PERSON, Encounter.destination != VISIT_CANCELLED)
    if wanted.klaster is not None:
        found = found.where(Encounter.klaster == wanted.klaster)
    if wanted.place is not None:
        found = found.where(Encounter.place == wanted.place)
    if wanted.among is not None:
        found = found.where(Encounter.id.in_(wanted.among))
    if wanted.holding:
        found = found.where(_holds(wanted.holding))
    if wanted.text is not None:
        found = found.where(_says(wanted.text))
    return _of_year(found, Encounter.day, wanted)


def _holds(kind: str) -> ColumnElement[bool]:
    model = HOLDING[kind]
    held = exists().where(model.encounter_id == Encounter.id)
    if kind == MEASURES:
        numbers = exists().where(Observation.response_id == FormResponse.id, Observation.number.is_not(None))
        held = held.where(numbers)
    if model is FormResponse:
        held = held.where(in_force())
    return held


def _says(text: TextWanted) -> ColumnElement[bool]:
    """Hold for visits that say the words where the reader may look."""
    notes = exists().where(Note.encounter_id == Encounter.id, or_(*(_has(column, text.words) for column in NOTE_TEXTS)))
    letters = exists().where(
        Referral.encounter_id == Encounter.id,
        Referral.restricted.is_(False),
        or_(_has(Referral.number, text.words), _has(Referral.clinic, text.words)),
    )
    open_texts = or_(_has(Encounter.complaint, text.words), notes, letters)
    if text.closed:
        open_texts = and_(Encounter.id.not_in(text.closed), open_texts)
    ways = [open_texts]
    if text.told:
        ways.append(Encounter.id.in_(text.told))
    if text.antigens:
        ways.append(exists().where(DoseGiven.encounter_id == Encounter.id, DoseGiven.antigen.in_(text.antigens)))
    return or_(*ways)


def _has(column: Any, words: str) -> ColumnElement[bool]:
    return func.lower(column).contains(words.lower(), autoescape=True)


def _doses_apart(wanted: RowsWanted) -> Select[Any]:
    found = select(
        literal(DOSE),
        DoseGiven.id,
        DoseGiven.given_on,
        DoseGiven.recorded_at,
        cast(null(), Integer),
        literal(""),
        DoseGiven.antigen,
        DoseGiven.dose,
        true(),
        false(),
        false(),
        DoseGiven.recorded_at,
        DoseGiven.recorded_by,
    ).where(DoseGiven.person_id == PERSON, DoseGiven.encounter_id.is_(None))
    if wanted.text is not None:
        found = found.where(DoseGiven.antigen.in_(wanted.text.antigens))
    return _of_year(found, DoseGiven.given_on, wanted)


def _forms_apart(wanted: RowsWanted) -> Select[Any]:
    found = select(
        literal(FORM),
        FormResponse.id,
        FormResponse.day,
        FormResponse.recorded_at,
        cast(null(), Integer),
        literal(""),
        cast(FormResponse.form_code, String),
        cast(null(), Integer),
        true(),
        false(),
        false(),
        FormResponse.recorded_at,
        FormResponse.recorded_by,
    ).where(FormResponse.person_id == PERSON, FormResponse.encounter_id.is_(None), in_force())
    if wanted.text is not None:
        found = found.where(FormResponse.form_code.in_(wanted.text.forms))
    return _of_year(found, FormResponse.day, wanted)


def _moved_away(wanted: RowsWanted) -> Select[Any]:
    """Give the visits that left this record: the row stands on the day of the visit and says where it went."""
    found = (
        select(
            literal(MOVE),
            VisitMove.id,
            Encounter.day,
            VisitMove.recorded_at,
            cast(null(), Integer),
            literal(""),
            literal(""),
            cast(null(), Integer),
            true(),
            false(),
            true(),
            VisitMove.recorded_at,
            VisitMove.recorded_by,
        )
        .join(Encounter, Encounter.id == VisitMove.visit_id)
        .where(VisitMove.from_person_id == PERSON, Encounter.person_id != PERSON)
    )
    return _of_year(found, Encounter.day, wanted)


def _of_year(found: Select[Any], day: Any, wanted: RowsWanted) -> Select[Any]:
    if wanted.year is None:
        return found
    return found.where(extract("year", day) == wanted.year)
