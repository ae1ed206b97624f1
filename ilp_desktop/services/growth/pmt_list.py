"""Supplementary food across children: who gets it now, who was seen longest ago first, and what it did."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, exists, or_, select, tuple_
from sqlalchemy.orm import aliased

from db.models import FormResponse, Observation, Person, Village
from ilp_desktop.domain.age import Age, age_on
from ilp_desktop.domain.permissions import Act
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.services.answers.growth_reading import GrowthRecord, growth_records
from ilp_desktop.services.answers.stored_answers import in_force
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.growth.growth_care import PMT_FORM, PmtRecord, pmt_record

FINISHED, YES = "pmt_selesai", "ya"


@dataclass(frozen=True)
class PmtChild:
    """A child with the last record of its supplementary food."""

    person_id: UUID
    name: str
    age: Age
    mother_name: str
    home: str
    record: PmtRecord


class PmtList:
    """The list of the children given supplementary food."""

    def __init__(self, uow: UnitOfWork, catalogue: Catalogue) -> None:
        self._uow = uow
        self._catalogue = catalogue

    def listed(self, user: SignedIn, *, running: bool, after: PmtChild | None, limit: int) -> tuple[PmtChild, ...]:
        """Return children by the day of their last record, the oldest first; those who finished only on demand."""
        today = self._uow.today(user)
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            rows = session.execute(_page(user.facility_id, after, running=running).limit(limit)).all()
            people = [row.Person for row in rows]
            grown = growth_records(session, people) if people else {}
            return tuple(self._child(row, grown[row.Person.id], today) for row in rows)

    def _child(self, row: Row[Any], grown: GrowthRecord, today: date) -> PmtChild:
        person: Person = row.Person
        place = (row.village, f"RW {person.rw}" if person.rw else "", f"RT {person.rt}" if person.rt else "")
        weights = [(one.day, one.measurement.weight_kg) for one in grown.measured]
        return PmtChild(
            person_id=person.id,
            name=person.name,
            age=age_on(person.birth_date, today),
            mother_name=person.mother_name or "",
            home=" ".join(part for part in place if part),
            record=pmt_record(self._catalogue, row.FormResponse, "", weights),
        )


def _page(facility_id: UUID, after: PmtChild | None, *, running: bool) -> Select[Any]:
    wanted = (
        select(FormResponse, Person, Village.name.label("village"))
        .join(Person, Person.id == FormResponse.person_id)
        .outerjoin(Village, Village.id == Person.village_id)
        .where(FormResponse.facility_id == facility_id, FormResponse.form_code == PMT_FORM, in_force(), _is_last())
        .where(Person.removed_at.is_(None))
        .order_by(FormResponse.day, FormResponse.id)
    )
    if running:
        wanted = wanted.where(~_finished(), Person.left_on.is_(None))
    if after is not None:
        wanted = wanted.where(tuple_(FormResponse.day, FormResponse.id) > (after.record.day, after.record.id))
    return wanted


def _finished() -> ColumnElement[bool]:
    return exists().where(
        Observation.response_id == FormResponse.id, Observation.code == FINISHED, Observation.word == YES
    )


def _is_last() -> ColumnElement[bool]:
    """Hold for the last record of a child: none in force is of a later day, or of the same day but written later."""
    later, replacing = aliased(FormResponse), aliased(FormResponse)
    return ~exists().where(
        later.person_id == FormResponse.person_id,
        later.form_code == PMT_FORM,
        later.answers != {},
        ~exists().where(replacing.replaces_id == later.id),
        or_(
            later.day > FormResponse.day,
            and_(later.day == FormResponse.day, later.recorded_at > FormResponse.recorded_at),
        ),
    )
