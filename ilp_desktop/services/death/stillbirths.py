"""Stillbirths among the deaths to be followed up: a stillborn baby is no person, so that its birth stands for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Birth, Person, Pregnancy, Village
from ilp_desktop.clock import day_began, local_day, local_time
from ilp_desktop.domain.birth.death_kind import DeathKind, cause_label, is_kept_from_some
from ilp_desktop.domain.birth.delivery import BirthOutcome
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.pregnancy.pregnancy_end import PregnancyEnd
from ilp_desktop.printing.contents.death_notice import DeathNotice
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.death.death_notice import address_of, told_of_birth, told_of_pregnancy
from ilp_desktop.services.person.person_reads import NIK, RECORD_NUMBER, numbers_of

AGE = "lahir mati"


@dataclass(frozen=True)
class Stillbirth:
    """One stillbirth; ``birth`` is None where only the end of the pregnancy was noted, by ``id``."""

    id: UUID
    mother: Person
    village: str
    day: date
    birth: Birth | None

    @property
    def name(self) -> str:
        """Return how lists call it."""
        return f"Bayi Ny. {self.mother.name}"


def stillbirths(session: Session, user: SignedIn, since: date) -> tuple[Stillbirth, ...]:
    """Return the stillbirths since a day that a user may know of; a Puskesmas has a handful a year."""
    found = (*_born(session, user, since), *_ended(session, user, since))
    sees_all = user.may(Act.SEE_RESTRICTED)
    return tuple(one for one in found if sees_all or not is_kept_from_some(one.mother.birth_date, one.day))


def stillbirth_notice(session: Session, birth: Birth, written: tuple[SignedIn, datetime]) -> DeathNotice:
    """Return the notification of a stillbirth; raises ``UserError`` while its cause is not recorded."""
    user, now = written
    if birth.outcome != BirthOutcome.STILLBORN.value or not birth.death_cause:
        raise UserError("Lahir mati ini belum dilengkapi.", "Perbaiki catatan persalinannya: pilih penyebab langsung.")
    mother = session.get_one(Person, birth.mother_id)
    day = local_day(birth.born_at, user.time_zone)
    numbers = numbers_of(session, mother.id)
    pregnancy = session.get(Pregnancy, birth.pregnancy_id) if birth.pregnancy_id else None
    history = [("Ibu", mother.name), ("Umur ibu", f"{(day - mother.birth_date).days // 365} tahun")]
    history += told_of_pregnancy(pregnancy, day, birth) if pregnancy is not None else []
    history += told_of_birth(birth, user.time_zone)
    return DeathNotice(
        kind=DeathKind.STILLBORN,
        name=f"Bayi Ny. {mother.name}",
        nik=f"{numbers[NIK].value} (ibu)" if NIK in numbers else "",
        record_number=f"{numbers[RECORD_NUMBER].value} (ibu)" if RECORD_NUMBER in numbers else "",
        sex=birth.sex,
        birth_date=day,
        age=AGE,
        address=address_of(session, mother),
        died_on=day,
        hour=f"{local_time(birth.born_at, user.time_zone):%H.%M}" if birth.hour_known else "",
        place=", ".join(part for part in (birth.place, birth.place_name) if part),
        cause=cause_label(birth.death_cause, day),
        cause_note=birth.anomalies,
        reporter=", ".join(part for part in (birth.helper, birth.helper_name) if part),
        history=tuple(history),
        written_by=user.name,
        written_at=now,
    )


def _born(session: Session, user: SignedIn, since: date) -> Iterable[Stillbirth]:
    rows = session.execute(
        select(Birth, Person, Village.name)
        .join(Person, Person.id == Birth.mother_id)
        .outerjoin(Village, Village.id == Person.village_id)
        .where(
            Birth.facility_id == user.facility_id,
            Birth.child_id.is_(None),
            Birth.outcome == BirthOutcome.STILLBORN.value,
            Birth.born_at >= day_began(since, user.time_zone),
        )
    )
    for birth, mother, village in rows:
        day = local_day(birth.born_at, user.time_zone)
        yield Stillbirth(birth.id, mother, village or mother.outside_village, day, birth)


def _ended(session: Session, user: SignedIn, since: date) -> Iterable[Stillbirth]:
    """Give ends of pregnancies noted as stillbirths, of which no birth is on record."""
    rows = session.execute(
        select(Pregnancy, Person, Village.name)
        .join(Person, Person.id == Pregnancy.person_id)
        .outerjoin(Village, Village.id == Person.village_id)
        .outerjoin(Birth, Birth.pregnancy_id == Pregnancy.id)
        .where(
            Pregnancy.facility_id == user.facility_id,
            Pregnancy.outcome == PregnancyEnd.STILLBIRTH.value,
            Pregnancy.ended_on >= since,
            Birth.id.is_(None),
        )
    )
    for pregnancy, mother, village in rows:
        if pregnancy.ended_on is not None:
            yield Stillbirth(pregnancy.id, mother, village or mother.outside_village, pregnancy.ended_on, None)
