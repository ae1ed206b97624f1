"""Immunisation of one person: the file, withdrawing a dose, the plan and the card on paper."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import DoseGiven, Person, Posyandu, Pustu, Village
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.immunisation.immunisation_facts import VaccineFacts
from ilp_desktop.domain.permissions import Act, Role
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.due.due_facts import DuePerson, load_facts
from ilp_desktop.services.due.due_store import DueStore
from ilp_desktop.services.facility.facilities import profile_of
from ilp_desktop.services.immunisation.dose_taking_back import take_back_dose
from ilp_desktop.services.immunisation.immunisation_papers import card_sheet, plan_sheet
from ilp_desktop.services.immunisation.immunisation_reading import ImmunisationFile, immunisation_file
from ilp_desktop.services.paperwork import card_pdf, plan_pdf
from ilp_desktop.services.start.access import staff_of

SHORTEST_REASON, LONGEST_REASON = 5, 200


@dataclass(frozen=True)
class GivingChoices:
    """Who may have given a dose, and the places of this Puskesmas by kind."""

    givers: tuple[tuple[UUID, str], ...]
    places: dict[str, tuple[str, ...]]


class Immunisations:
    """Immunisation of children, schoolchildren and women."""

    def __init__(self, uow: UnitOfWork, store: DueStore) -> None:
        self._uow = uow
        self._store = store

    def file(self, user: SignedIn, person_id: UUID) -> ImmunisationFile:
        """Return everything about somebody's immunisation today."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            person = owned(session, user.facility_id, Person, person_id)
            return self._file(session, user, person)

    def choices(self, user: SignedIn) -> GivingChoices:
        """Return who may give a dose and where."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            facility = user.facility_id
            givers = [one for one in staff_of(session, facility) if one.active and Role.DOCTOR in one.roles]
            posyandu = session.scalars(
                select(Posyandu.name)
                .join(Village, Village.id == Posyandu.village_id)
                .where(Posyandu.facility_id == facility)
                .order_by(Village.number, Posyandu.name)
            )
            pustu = session.scalars(select(Pustu.name).where(Pustu.facility_id == facility).order_by(Pustu.name))
            return GivingChoices(
                tuple((one.id, one.name) for one in givers),
                {"posyandu": tuple(posyandu), "pustu": tuple(pustu)},
            )

    def withdraw(self, user: SignedIn, dose_id: UUID, reason: str) -> None:
        """Take a dose off the record that was written down wrongly; what stood there is kept, with the reason."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            found = work.own(DoseGiven, dose_id)
            work.own(Person, found.person_id, locked=True)
            dose = work.own(DoseGiven, dose_id, locked=True)
            words = reason.strip()
            if not SHORTEST_REASON <= len(words) <= LONGEST_REASON:
                told = f"Tulis alasannya, {SHORTEST_REASON} sampai {LONGEST_REASON} huruf."
                raise WrongAnswers({"reason": told})
            take_back_dose(work, dose, words)

    def plan_pdf(self, user: SignedIn, person_id: UUID) -> bytes:
        """Return the plan for whoever brings somebody; raises ``UserError`` when nothing is left to plan."""
        with self._uow.reading(user, Act.PRINT_PAPER) as session:
            person = owned(session, user.facility_id, Person, person_id)
            file = self._file(session, user, person)
            if not file.plan.visits:
                raise UserError("Tidak ada dosis yang perlu direncanakan.", "Cetak kartu imunisasi.")
            self._uow.made_paper(user, person.id, "rencana imunisasi")
            sheet = plan_sheet(session, person, file, self._uow.today(user), user.name)
            profile = profile_of(session, user.facility_id)
        return plan_pdf(sheet, profile)

    def card_pdf(self, user: SignedIn, person_id: UUID) -> bytes:
        """Return the immunisation card."""
        with self._uow.reading(user, Act.PRINT_PAPER) as session:
            person = owned(session, user.facility_id, Person, person_id)
            file = self._file(session, user, person)
            self._uow.made_paper(user, person.id, "kartu imunisasi")
            sheet = card_sheet(session, person, file, self._uow.today(user), user.name)
            profile = profile_of(session, user.facility_id)
        return card_pdf(sheet, profile)

    def _file(self, session: Session, user: SignedIn, person: Person) -> ImmunisationFile:
        return immunisation_file(
            session, person, self._facts(session, user, person), self._uow.today(user), user.time_zone
        )

    def _facts(self, session: Session, user: SignedIn, person: Person) -> VaccineFacts:
        """Return what doses depend on, as the services due know it."""
        today = self._uow.today(user)
        edition = self._store.edition(session, user.facility_id, today)
        one = DuePerson(person.id, person.birth_date, person.sex, living_here=True)
        facts = load_facts(session, [one], edition, today)[person.id].vaccines
        return facts or VaccineFacts(person.birth_date, person.sex)
