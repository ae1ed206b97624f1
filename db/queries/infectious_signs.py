"""The visits of a day that may concern klaster 4: diagnoses, conclusions of one form, precaution at the desk."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from db.models import Diagnosis, Encounter, FormResponse, Identifier, Person, Room, Staff, Ticket, Village
from ilp_desktop.domain.queue.visit_words import VISIT_CANCELLED


def signs_of_day(
    session: Session, facility_id: UUID, day: date, form_code: str, without: Collection[str]
) -> Sequence[Row[Any]]:
    """Return the visits of a day with a diagnosis, a response in force to the form, or precaution.

    One row a diagnosis, or one row a visit without any; tickets of the status in ``without`` are passed over.
    """
    later, clerk, clinician, screener = aliased(FormResponse), aliased(Staff), aliased(Staff), aliased(Staff)
    answered = and_(
        FormResponse.encounter_id == Encounter.id,
        FormResponse.form_code == form_code,
        ~exists().where(later.replaces_id == FormResponse.id),
    )
    record = and_(Identifier.person_id == Person.id, Identifier.kind == "rm")
    return session.execute(
        select(
            Encounter,
            Person,
            func.coalesce(Village.name, Person.outside_village).label("village"),
            Identifier.value.label("record_number"),
            Room.name.label("room"),
            clerk.name.label("clerk"),
            Diagnosis,
            clinician.name.label("clinician"),
            FormResponse,
            screener.name.label("screener"),
        )
        .join(Person, Person.id == Encounter.person_id)
        .join(clerk, clerk.id == Encounter.recorded_by)
        .outerjoin(Village, Village.id == Person.village_id)
        .outerjoin(Identifier, record)
        .outerjoin(Ticket, and_(Ticket.encounter_id == Encounter.id, Ticket.status.not_in(without)))
        .outerjoin(Room, Room.id == Ticket.called_room_id)
        .outerjoin(Diagnosis, Diagnosis.encounter_id == Encounter.id)
        .outerjoin(clinician, clinician.id == Diagnosis.recorded_by)
        .outerjoin(FormResponse, answered)
        .outerjoin(screener, screener.id == FormResponse.recorded_by)
        .where(
            Encounter.facility_id == facility_id,
            Encounter.day == day,
            Encounter.destination != VISIT_CANCELLED,
            or_(Encounter.precaution, Diagnosis.id.is_not(None), FormResponse.id.is_not(None)),
        )
        .order_by(Encounter.recorded_at, Diagnosis.rank)
    ).all()
