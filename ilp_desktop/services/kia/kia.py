"""The KIA summary: a mother and her child on two pages at most, as the record stands now."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Birth, Person
from ilp_desktop.clock import local_time
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.life_stage import life_stage
from ilp_desktop.domain.permissions import Act
from ilp_desktop.printing.contents.kia import KiaSummary
from ilp_desktop.services.answers.screening import Screening
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.due.due_store import DueStore
from ilp_desktop.services.facility.facilities import profile_of
from ilp_desktop.services.kia.kia_child import child_page, delivery_of
from ilp_desktop.services.kia.kia_mother import mother_page
from ilp_desktop.services.kia_sheet import Sheet
from ilp_desktop.services.paperwork import kia_pdf
from ilp_desktop.services.person.maternal import may_know_pregnancy

KIA_STAGES = ("newborn", "infant", "toddler", "preschool")


class KiaSummaries:
    """KIA summaries on paper."""

    def __init__(self, uow: UnitOfWork, screening: Screening, store: DueStore) -> None:
        self._uow = uow
        self._store = store
        self._screening = screening

    def pdf(self, user: SignedIn, mother_id: UUID | None, child_id: UUID | None) -> bytes:
        """Return the summary of a mother and her child as PDF.

        Whoever is not named is looked up: the child's linked mother, the mother's youngest child. Raises
        ``UserError`` when nobody is named.
        """
        with self._uow.reading(user, Act.PRINT_PAPER) as session:
            named = (mother_id, child_id)
            mother, child = _mother_and_child(session, user.facility_id, named, self._uow.today(user))
            if mother is not None and not may_know_pregnancy(user, mother.birth_date, self._uow.today(user)):
                mother = None
            if mother is None and child is None:
                raise UserError("Ibu atau anak belum dipilih.", "Buka data ibu atau anak, lalu cetak lagi.")
            for one in (mother, child):
                if one is not None:
                    self._uow.made_paper(user, one.id, "ringkasan KIA")
            summary = self._summary(session, user, mother, child)
            profile = profile_of(session, user.facility_id)
        return kia_pdf(summary, profile)

    def _summary(self, session: Session, user: SignedIn, mother: Person | None, child: Person | None) -> KiaSummary:
        sheet = Sheet(
            session=session,
            screening=self._screening,
            today=self._uow.today(user),
            time_zone=user.time_zone,
            restricted=user.may(Act.SEE_RESTRICTED),
            store=self._store,
        )
        birth = None if child is None else session.scalar(select(Birth).where(Birth.child_id == child.id))
        return KiaSummary(
            printed_by=user.name,
            printed_at=local_time(self._uow.clock.now(), user.time_zone),
            mother=None if mother is None else mother_page(sheet, mother, birth),
            delivery=None if child is None else delivery_of(sheet, child, birth),
            child=None if child is None else child_page(sheet, child, mother),
        )


def _mother_and_child(
    session: Session, facility_id: UUID, named: tuple[UUID | None, UUID | None], today: date
) -> tuple[Person | None, Person | None]:
    mother_id, child_id = named
    child = None if child_id is None else owned(session, facility_id, Person, child_id)
    if child is not None and mother_id is None:
        mother_id = child.mother_id
    mother = None if mother_id is None else owned(session, facility_id, Person, mother_id)
    if mother is not None and child_id is None:
        child = _youngest_child(session, mother.id, today)
    return mother, child


def _youngest_child(session: Session, mother_id: UUID, today: date) -> Person | None:
    """Return the mother's youngest child, unless it has outgrown the Buku KIA, which ends where school age begins."""
    child = session.scalar(
        select(Person)
        .where(Person.mother_id == mother_id, Person.removed_at.is_(None))
        .order_by(Person.birth_date.desc())
        .limit(1)
    )
    if child is None or life_stage(age_on(child.birth_date, today)).code not in KIA_STAGES:
        return None
    return child
