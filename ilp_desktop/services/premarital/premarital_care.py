"""Somebody about to marry: what of the package is done, whom they marry, whether the other's package is complete."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Couple, Person
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.care.certificate import BRIDAL, certificate_rules_on
from ilp_desktop.domain.care.premarital import Package, PackageState, PartStanding
from ilp_desktop.domain.due.due import DOSE
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.immunisation.immunisation_tetanus_rules import tetanus_rules_on
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.services.answers.told_results import DatedPicture
from ilp_desktop.services.certificate.certificate_rows import CertificateRow, bridal_among, row_of
from ilp_desktop.services.certificate.package_reading import PackageReader
from ilp_desktop.services.core.lengths import told_reason
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.due.due_store import DueStore
from ilp_desktop.services.due.offered_services import OfferedService
from ilp_desktop.services.due.open_services import Wanted, open_services, services_of
from ilp_desktop.services.person.couples import engaged_to
from ilp_desktop.services.person.person_reads import RECORD_NUMBER, numbers_of

PACKAGE = "service_catin"
HIMSELF = "Itu pasien ini sendiri."
SAME_SEX = "Jenis kelamin keduanya sama menurut catatan; betulkan data orangnya bila keliru."
DIED = "Orang ini tercatat meninggal."
TAKEN = "Orang ini tercatat sebagai pasangan orang lain. Lepaskan dahulu di rekam medisnya."
HAS_ONE = UserError("Pasien ini sudah punya pasangan yang tercatat.", "Lepaskan dahulu bila keliru.")
APART = UserError("Pasangan ini sudah dilepas.", "Muat ulang pasien.")


@dataclass(frozen=True)
class Partner:
    """The other of a couple: who it is, and whether their package is complete; nothing of what was found."""

    couple_id: UUID
    version: int
    person_id: UUID
    name: str
    age: str
    record_number: str
    state: PackageState


@dataclass(frozen=True)
class PremaritalPicture(DatedPicture):
    """Somebody about to marry.

    Attributes:
        package: how each part stands, and when its form was filled in.
        certificate: the newest certificate of this kind that was not made void.
        due: what of the package, of tetanus vaccine and of its results is late, due or coming.
    """

    package: Package
    partner: Partner | None
    certificate: CertificateRow | None
    due: tuple[OfferedService, ...]


@dataclass(frozen=True)
class NewCouple:
    """Two people about to marry; ``person_id`` is the patient."""

    client_id: UUID
    person_id: UUID
    partner_id: UUID


class PremaritalCare:
    """People about to marry."""

    def __init__(self, uow: UnitOfWork, catalogue: Catalogue, store: DueStore) -> None:
        self._uow = uow
        self._catalogue = catalogue
        self._store = store

    def picture(self, user: SignedIn, person_id: UUID) -> PremaritalPicture:
        """Return the picture of a person today."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            person = owned(session, user.facility_id, Person, person_id)
            today = self._uow.today(user)
            engaged = engaged_to(session, person.id)
            both = [person] if engaged is None else [person, engaged[1]]
            packages = PackageReader.of(self._catalogue, user, today).among(session, both)
            package = packages[person.id]
            form = certificate_rules_on(today).kinds[BRIDAL].form
            doses = _doses(package.parts, today)
            services = services_of(PACKAGE, today, restricted=user.may(Act.SEE_RESTRICTED)) | doses
            return PremaritalPicture(
                day=today,
                package=package,
                partner=None if engaged is None else _partner(session, engaged, packages, today),
                certificate=_certificate(session, user, person, today),
                due=open_services(session, self._store, user, person, Wanted(services, (form,), today)),
            )

    def join(self, user: SignedIn, wanted: NewCouple) -> None:
        """Write down whom a patient is about to marry; the same save sent twice is one.

        Raises ``WrongAnswers`` for somebody who cannot be meant, ``UserError`` where the patient has a partner already.
        """
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            earlier = work.saved_before(wanted.client_id)
            if earlier is not None:
                work.touch("couple", earlier, repeated=True)
                return
            person, partner = _both(work, wanted)
            wrong = _problem(work, person, partner)
            if wrong:
                raise WrongAnswers({"partner": wrong})
            if engaged_to(work.session, person.id) is not None:
                raise HAS_ONE
            woman, man = (person, partner) if person.sex is Sex.FEMALE else (partner, person)
            row = Couple(**work.stamp(), woman_id=woman.id, man_id=man.id, end_reason="", row_version=1)
            work.session.add(row)
            work.remember(wanted.client_id, row.id)
            work.touch("couple", row.id)
            _told(work, row)

    def take_apart(self, user: SignedIn, couple_id: UUID, version: int, reason: str) -> None:
        """Say that two people are no couple; raises ``WrongAnswers`` without a reason, and ``StaleRecord``."""
        told = told_reason(reason)
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            row = work.claim(Couple, couple_id, version)
            if row.ended_at is not None:
                raise APART
            same = select(Couple).where(
                Couple.woman_id == row.woman_id, Couple.man_id == row.man_id, Couple.ended_at.is_(None)
            )
            for one in work.session.scalars(same):
                one.ended_at, one.ended_by, one.end_reason = work.now, user.staff_id, told
            work.touch("couple", row.id, ended=True)
            _told(work, row)


def _both(work: Work, wanted: NewCouple) -> tuple[Person, Person]:
    """Return both people, locked in one order, so that two workstations never wait for each other."""
    order = sorted({wanted.person_id, wanted.partner_id})
    people = {one: work.own(Person, one, locked=True) for one in order}
    return people[wanted.person_id], people[wanted.partner_id]


def _problem(work: Work, person: Person, partner: Person) -> str:
    if person.id == partner.id:
        return HIMSELF
    if partner.left_why == Leaving.DIED.value:
        return DIED
    if person.sex is partner.sex:
        return SAME_SEX
    return TAKEN if engaged_to(work.session, partner.id) is not None else ""


def _told(work: Work, row: Couple) -> None:
    """Let every screen that shows one of the two know."""
    for one in (row.woman_id, row.man_id):
        work.touch("person", one, couple=row.id.hex)


def _partner(
    session: Session, engaged: tuple[Couple, Person], packages: Mapping[UUID, Package], today: date
) -> Partner:
    couple, other = engaged
    numbers = numbers_of(session, other.id)
    return Partner(
        couple_id=couple.id,
        version=couple.row_version,
        person_id=other.id,
        name=other.name,
        age=age_on(other.birth_date, today).text,
        record_number=numbers[RECORD_NUMBER].value if RECORD_NUMBER in numbers else "",
        state=packages[other.id].state,
    )


def _certificate(session: Session, user: SignedIn, person: Person, today: date) -> CertificateRow | None:
    row = bridal_among(session, [person.id], today).get(person.id)
    return None if row is None else row_of(session, row, today, user.time_zone)


def _doses(parts: Iterable[PartStanding], today: date) -> frozenset[str]:
    """Return the services that ask for tetanus vaccine; none where a status was told that no dose explains."""
    told_by = {part.label for part in certificate_rules_on(today).kinds[BRIDAL].package if part.doses}
    if any(one.label in told_by and one.is_done and not one.by_dose for one in parts):
        return frozenset()
    rules = tetanus_rules_on(today)
    return frozenset(f"{DOSE}:{rules.antigen}:{number}" for number in range(1, rules.highest + 1))
