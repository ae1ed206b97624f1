"""Which part of a klaster's waiting list a visit waits in, and which parts a Puskesmas has."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Encounter, Facility, Person
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.sub_rooms import NOWHERE, SubRoom, Visitor, sub_room_for, sub_rooms_on
from ilp_desktop.domain.queue.triage import TriageSign, may_be_mother, stored_signs
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.person.maternal import is_maternal_on

SETTING = "sub_rooms"


def sub_rooms_at(session: Session, facility_id: UUID, day: date) -> tuple[SubRoom, ...]:
    """Return the parts of the waiting lists of a Puskesmas, those out of use too."""
    settings = session.scalar(select(Facility.settings).where(Facility.id == facility_id)) or {}
    return sub_rooms_on(day, settings.get(SETTING, ()))


def sub_room_of(work: Work, encounter: Encounter, klaster: int, person: Person | None = None) -> str:
    """Return the part of a klaster's waiting list that a visit belongs to; nothing where the klaster has none.

    ``person`` is whose visit it becomes, where that is another one.
    """
    rooms = [one for one in sub_rooms_at(work.session, work.facility_id, work.today) if one.klaster.value == klaster]
    if not rooms:
        return NOWHERE
    person = person or work.session.get_one(Person, encounter.person_id)
    age = age_on(person.birth_date, encounter.day)
    told = TriageSign.MATERNAL in stored_signs(encounter.triage, encounter.day)
    maternal = told or (may_be_mother(person.sex, age) and is_maternal_on(work.session, person.id, encounter.day))
    return sub_room_for(Visitor(age, encounter.sick, maternal), Klaster(klaster), rooms)
