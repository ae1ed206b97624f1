"""Immunisation of one person: the file, withdrawing a dose, the plan and the card on paper."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import AdverseEvent, DoseGiven, Person, Posyandu, Pustu, Village, WithdrawnDose
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.immunisation_facts import VaccineFacts
from ilp_desktop.domain.permissions import Act, Role
from ilp_desktop.services.access import staff_of
from ilp_desktop.services.dose_names import dose_name
from ilp_desktop.services.due_facts import DuePerson, load_facts
from ilp_desktop.services.due_store import DueStore
from ilp_desktop.services.facilities import profile_of
from ilp_desktop.services.immunisation_papers import card_sheet, plan_sheet
from ilp_desktop.services.immunisation_reading import ImmunisationFile, immunisation_file
from ilp_desktop.services.ownership import owned
from ilp_desktop.services.paperwork import card_pdf, plan_pdf
from ilp_desktop.services.signed_in import SignedIn
from ilp_desktop.services.unit_of_work import UnitOfWork
from ilp_desktop.services.vaccine_supply import give_back

SHORTEST_REASON, LONGEST_REASON = 5, 200
KEPT_COLUMNS = (
    *("batch", "expires_on", "told", "told_by", "site", "route", "place_kind", "place", "vvm"),
    *("given_by", "encounter_id", "vial_id", "recorded_by", "recorded_at"),
)


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
            givers = [one for one in staff_of(session, facility) if one.active and Role.CLINICIAN in one.roles]
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
            person = work.own(Person, found.person_id, locked=True)
            dose = work.own(DoseGiven, dose_id, locked=True)
            words = reason.strip()
            if not SHORTEST_REASON <= len(words) <= LONGEST_REASON:
                told = f"Tulis alasannya, {SHORTEST_REASON} sampai {LONGEST_REASON} huruf."
                raise WrongAnswers({"reason": told})
            _refuse_reported(work.session, person.id, dose)
            row = WithdrawnDose(
                **work.stamp(),
                person_id=person.id,
                antigen=dose.antigen,
                dose=dose.dose,
                given_on=dose.given_on,
                reason=words,
                stood_there={name: _plain(getattr(dose, name)) for name in KEPT_COLUMNS},
            )
            vial_id = dose.vial_id
            work.session.add(row)
            work.session.delete(dose)
            work.session.flush()
            if vial_id is not None:
                give_back(work, vial_id)
            work.touch("dose", dose_id, dibatalkan=dose_name(row.antigen, row.dose, row.given_on))
            work.touch("person", person.id)
            work.due_for(person.id)

    def plan_pdf(self, user: SignedIn, person_id: UUID) -> bytes:
        """Return the plan for whoever brings somebody; raises ``UserError`` when nothing is left to plan."""
        with self._uow.reading(user, Act.PRINT_PAPER) as session:
            person = owned(session, user.facility_id, Person, person_id)
            file = self._file(session, user, person)
            if not file.plan.visits:
                raise UserError("Tidak ada dosis yang perlu direncanakan.", "Cetak kartu imunisasi.")
            sheet = plan_sheet(session, person, file, self._uow.today(user), user.name)
            profile = profile_of(session, user.facility_id)
        return plan_pdf(sheet, profile)

    def card_pdf(self, user: SignedIn, person_id: UUID) -> bytes:
        """Return the immunisation card."""
        with self._uow.reading(user, Act.PRINT_PAPER) as session:
            person = owned(session, user.facility_id, Person, person_id)
            file = self._file(session, user, person)
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


def _refuse_reported(session: Session, person_id: UUID, dose: DoseGiven) -> None:
    reports = session.scalars(select(AdverseEvent.dose_ids).where(AdverseEvent.person_id == person_id))
    if any(str(dose.id) in ids for ids in reports):
        raise UserError("Ada laporan KIPI atas dosis ini.", "Dosis yang dilaporkan tidak dapat dibatalkan.")


def _plain(value: Any) -> Any:
    """Return a value as it can be kept in words."""
    return value if value is None or isinstance(value, str | bool | int) else str(value)
