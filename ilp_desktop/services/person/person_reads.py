"""Reading people: the list while typing, the person, the family folder."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from db.models import (
    Allergy,
    Consent,
    Encounter,
    Family,
    Identifier,
    Neighbourhood,
    Person,
    Posyandu,
    Pustu,
    PustuVillage,
    Ticket,
    Village,
)
from db.queries.merges import led_here
from ilp_desktop.clock import local_day
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.identity.nik import nik_by_mother
from ilp_desktop.domain.queue.queue_order import ticket_text
from ilp_desktop.domain.queue.visit_words import BpjsStatus, Leaving, Payer
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.person.person_data import PersonData
from ilp_desktop.services.person.person_numbers import old_numbers

RECORD_NUMBER, NIK, BPJS = "rm", "nik", "bpjs"


@dataclass(frozen=True)
class FoundPerson:
    """A person found; ``with_slips`` when only the name is like what was typed, ``letter`` the number found by."""

    id: UUID
    name: str
    sex: Sex
    birth_date: date
    record_number: str
    village: str
    rw: str
    mother_name: str
    last_visit_on: date | None
    with_slips: bool = False
    letter: str = ""


@dataclass(frozen=True)
class FamilyMember:
    """A member of a family folder; ``left_why`` says why they are gone, None while they are not."""

    id: UUID
    name: str
    sex: Sex
    birth_date: date
    relation: str
    record_number: str
    left_why: Leaving | None = None

    @property
    def is_head(self) -> bool:
        """Tell whether this member is the head of the family and still here."""
        return self.relation == FamilyRelation.HEAD.value and self.left_why is None


@dataclass(frozen=True)
class FamilyFolder:
    """A family: its card, shelf number, domicile and members."""

    id: UUID
    kk_number: str
    folder_number: int
    address: str
    village_id: UUID | None
    rw: str
    rt: str
    members: tuple[FamilyMember, ...]
    version: int = 1

    @property
    def head(self) -> FamilyMember | None:
        """Return the head of the family, None when there is none any more."""
        return next((member for member in self.members if member.is_head), None)

    @property
    def living(self) -> tuple[FamilyMember, ...]:
        """Return the members who neither died nor moved away."""
        return tuple(member for member in self.members if member.left_why is None)


@dataclass(frozen=True)
class PersonFile:
    """Everything the desk sees of a person.

    Attributes:
        version: to be handed back when the person is changed.
        posyandu, pustu: what serves the person's RT and village, empty when none is known.
        consent_on: when general consent was last given, None when never.
        open_today: the visit already open today, if there is one.
        open_ticket, open_number: the latest number of that visit.
        left_why, left_on: why and since when the person is gone; None while they are not.
        old_record_numbers, old_ids: those of identities that were found to be this person.
        nik_by_mother: what stands for the NIK of a child that has none.
    """

    id: UUID
    version: int
    data: PersonData
    record_number: str
    nik_verified: bool
    village: str
    posyandu: str
    relation: str
    family: FamilyFolder | None
    allergies: tuple[tuple[str, str], ...]
    consent_on: date | None
    last_visit_on: date | None
    open_today: UUID | None
    left_why: Leaving | None = None
    left_on: date | None = None
    pustu: str = ""
    old_record_numbers: tuple[str, ...] = ()
    open_ticket: UUID | None = None
    open_number: str = ""
    old_ids: tuple[UUID, ...] = ()
    nik_by_mother: str = ""


def person_file(session: Session, person: Person, today: date, time_zone: str) -> PersonFile:
    """Return a person with family, allergies, consent and numbers."""
    numbers = numbers_of(session, person.id)
    nik = numbers.get(NIK)
    allergies = session.execute(
        select(Allergy.substance, Allergy.reaction).where(Allergy.person_id == person.id).order_by(Allergy.recorded_at)
    )
    consent = session.scalar(
        select(Consent.recorded_at).where(Consent.person_id == person.id).order_by(Consent.recorded_at.desc()).limit(1)
    )
    village = session.get(Village, person.village_id) if person.village_id else None
    open_today, ticket = _open_visit(session, person.id, today)
    old = old_numbers(session, person.id, RECORD_NUMBER)
    return PersonFile(
        id=person.id,
        version=person.row_version,
        data=data_of(person, numbers),
        record_number=numbers[RECORD_NUMBER].value if RECORD_NUMBER in numbers else "",
        nik_verified=nik is not None and nik.verified,
        village=village.name if village else person.outside_village,
        posyandu=posyandu_of(session, person.village_id, person.rw, person.rt),
        relation=person.relation,
        family=family_folder(session, person.family_id) if person.family_id else None,
        allergies=tuple((row.substance, row.reaction) for row in allergies),
        consent_on=local_day(consent, time_zone) if consent else None,
        last_visit_on=person.last_visit_on,
        open_today=open_today,
        left_why=Leaving(person.left_why) if person.left_why else None,
        left_on=person.left_on,
        pustu=pustu_of(session, person.village_id),
        open_ticket=ticket.id if ticket else None,
        open_number=ticket_text(ticket.letter, ticket.number) if ticket else "",
        old_record_numbers=old,
        old_ids=led_here(session, person.id) if old else (),
        nik_by_mother="" if nik else nik_words(session, person, numbers),
    )


def _open_visit(session: Session, person_id: UUID, today: date) -> tuple[UUID | None, Ticket | None]:
    """Return the visit that is open today and its latest number."""
    found = session.execute(
        select(Encounter.id, Ticket)
        .outerjoin(Ticket, Ticket.encounter_id == Encounter.id)
        .where(Encounter.person_id == person_id, Encounter.day == today, Encounter.finished_at.is_(None))
        .order_by(Ticket.issued_at.desc().nulls_last())
        .limit(1)
    ).first()
    return (None, None) if found is None else (found[0], found[1])


def numbers_of(session: Session, person_id: UUID) -> dict[str, Identifier]:
    """Return a person's identifiers by kind."""
    return numbers_among(session, [person_id])[person_id]


def nik_words(session: Session, person: Person, numbers: Mapping[str, Identifier]) -> str:
    """Return a person's NIK, or of a child without one the mother's with its order of birth, in words."""
    if NIK in numbers or person.mother_id is None or person.birth_order is None:
        return numbers[NIK].value if NIK in numbers else ""
    mother = numbers_of(session, person.mother_id).get(NIK)
    return nik_by_mother("" if mother is None else mother.value, person.birth_order)


def numbers_among(session: Session, people: Collection[UUID]) -> dict[UUID, dict[str, Identifier]]:
    """Return the identifiers of each of some people by kind, read in one statement."""
    found: dict[UUID, dict[str, Identifier]] = {one: {} for one in people}
    for row in session.scalars(select(Identifier).where(Identifier.person_id.in_(found))):
        found[row.person_id][row.kind] = row
    return found


def family_folder(session: Session, family_id: UUID) -> FamilyFolder:
    """Return a family folder with its members, the head first, children by age."""
    family = session.get_one(Family, family_id)
    rows = session.execute(
        select(
            *(Person.id, Person.name, Person.sex, Person.birth_date),
            *(Person.relation, Identifier.value, Person.left_why),
        )
        .outerjoin(Identifier, (Identifier.person_id == Person.id) & (Identifier.kind == RECORD_NUMBER))
        .where(Person.family_id == family_id, Person.removed_at.is_(None))
        .order_by(Person.birth_date)
    ).all()
    order = [relation.value for relation in FamilyRelation]
    members = sorted(
        (_member(row) for row in rows),
        key=lambda member: order.index(member.relation),
    )
    return FamilyFolder(
        id=family.id,
        kk_number=family.kk_number or "",
        folder_number=family.folder_number,
        address=family.address,
        village_id=family.village_id,
        rw=family.rw,
        rt=family.rt,
        members=tuple(members),
        version=family.row_version,
    )


def posyandu_of(session: Session, village_id: UUID | None, rw: str, rt: str) -> str:
    """Return the name of the Posyandu that serves an RT, empty when none is known."""
    return session.scalar(posyandu_at(village_id, rw, rt)) or "" if village_id is not None else ""


def posyandu_at(village_id: UUID | None, rw: str, rt: str) -> Select[tuple[str]]:
    """Return what reads the name of the Posyandu that serves an RT."""
    return (
        select(Posyandu.name)
        .join(Neighbourhood, Neighbourhood.posyandu_id == Posyandu.id)
        .where(Neighbourhood.village_id == village_id, Neighbourhood.rw == rw, Neighbourhood.rt == rt)
        .limit(1)
    )


def pustu_of(session: Session, village_id: UUID | None) -> str:
    """Return the name of the Pustu that serves a village, empty when none does."""
    return session.scalar(pustu_at(village_id)) or "" if village_id is not None else ""


def pustu_at(village_id: UUID | None) -> Select[tuple[str]]:
    """Return what reads the name of the Pustu that serves a village."""
    joined = select(Pustu.name).join(PustuVillage, PustuVillage.pustu_id == Pustu.id)
    return joined.where(PustuVillage.village_id == village_id).limit(1)


def _member(row: Row[Any]) -> FamilyMember:
    left = Leaving(row.left_why) if row.left_why else None
    return FamilyMember(row.id, row.name, row.sex, row.birth_date, row.relation, row.value or "", left)


def data_of(person: Person, numbers: Mapping[str, Identifier]) -> PersonData:
    """Return what is known of a person, the numbers beside."""
    return PersonData(
        name=person.name,
        sex=person.sex,
        birth_date=person.birth_date,
        birth_date_estimated=person.birth_date_estimated,
        nik=numbers[NIK].value if NIK in numbers else "",
        bpjs=numbers[BPJS].value if BPJS in numbers else "",
        birth_place=person.birth_place,
        mother_id=person.mother_id,
        mother_name=person.mother_name,
        birth_order=person.birth_order,
        occupation=person.occupation,
        phone=person.phone,
        blood_type=person.blood_type,
        disability=person.disability,
        address=person.address,
        village_id=person.village_id,
        outside_village=person.outside_village,
        rw=person.rw,
        rt=person.rt,
        payer=Payer(person.payer) if person.payer else None,
        bpjs_status=BpjsStatus(person.bpjs_status) if person.bpjs_status else BpjsStatus.UNCHECKED,
        bpjs_checked_on=person.bpjs_checked_on,
        registered_fktp=person.registered_fktp,
        outside_code=person.outside_code,
        ktp_address=person.ktp_address,
        ktp_code=person.ktp_code,
        ktp_area=person.ktp_area,
    )
