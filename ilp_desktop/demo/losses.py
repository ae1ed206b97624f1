"""A child that died and one that was born dead, recorded through the services as the rooms record them."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import exists, select

from db.models import Person, Pregnancy
from ilp_desktop.domain.birth.death_kind import DeathKind, causes
from ilp_desktop.domain.birth.delivery import BirthOutcome
from ilp_desktop.domain.calendar_dates import months_shifted
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.birth.delivery_data import NewBaby, NewDelivery
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from ilp_desktop.services.people.death_writing import DeathFacts
from ilp_desktop.services.pregnancy.pregnancies import NewPregnancy

HOSPITAL = "RSUD Bumi Wening"
DIED_DAYS_AGO = 2
STILLBORN_DAYS_AGO, TOLD_DAYS_AGO, WEEKS = 25, 60, 34
INFANT_DAYS = (60, 330)
MOTHER_YEARS = (24, 38)
MONTHS_A_YEAR = 12


def tell_losses(house: House, users: dict[str, SignedIn], today: date, set_day: Callable[[date], None]) -> None:
    """Record one of each where the demo has somebody for it; ``set_day`` turns the clock."""
    set_day(today)
    child, mother = _infant(house, users["bidan"], today), _mother(house, users["bidan"], today)
    if child is not None:
        cause = causes(DeathKind.INFANT, today)[0][0]
        facts = DeathFacts(today - timedelta(days=DIED_DAYS_AGO), "03.10", HOSPITAL, cause)
        house.deaths.record(users["dokter"], child, facts)
    if mother is not None:
        _stillbirth(house, users["bidan"], mother, today, set_day)


def _stillbirth(house: House, midwife: SignedIn, mother: UUID, today: date, set_day: Callable[[date], None]) -> None:
    born_on = today - timedelta(days=STILLBORN_DAYS_AGO)
    set_day(today - timedelta(days=TOLD_DAYS_AGO))
    new_id = house.uow.identities.new
    pregnancy = house.pregnancies.start(
        midwife, NewPregnancy(new_id(), mother, born_on - timedelta(weeks=WEEKS), 1, 0, 0)
    )
    set_day(born_on)
    labour = house.deliveries.of_mother(midwife, mother).labour
    baby = NewBaby(
        order=1 if labour is None else labour.next_order,
        sex=Sex.MALE,
        outcome=BirthOutcome.STILLBORN,
        mode="Spontan",
        weight_g=2150,
        length_cm=44.0,
        death_cause=causes(DeathKind.STILLBORN, today)[0][0],
    )
    wanted = NewDelivery(
        client_id=new_id(),
        pregnancy_id=pregnancy,
        version=1 if labour is None else labour.version,
        delivered_on=born_on,
        babies=(baby,),
        place="Rumah sakit",
        place_name=HOSPITAL,
        helper="Dokter spesialis kandungan",
        companion="Suami",
        confirmed=True,
    )
    house.deliveries.record(midwife, wanted)


def _infant(house: House, user: SignedIn, today: date) -> UUID | None:
    youngest, oldest = (today - timedelta(days=days) for days in INFANT_DAYS)
    wanted = select(Person.id).where(Person.birth_date.between(oldest, youngest), Person.mother_id.is_not(None))
    with house.uow.database.reading() as session:
        return session.scalar(wanted.where(Person.facility_id == user.facility_id).order_by(Person.id).limit(1))


def _mother(house: House, user: SignedIn, today: date) -> UUID | None:
    """Return a woman of whom no pregnancy is on record, with a child that is no longer small."""
    youngest, oldest = (months_shifted(today, -MONTHS_A_YEAR * years) for years in MOTHER_YEARS)
    child = Person.__table__.alias()
    wanted = select(Person.id).where(
        Person.facility_id == user.facility_id,
        Person.sex == Sex.FEMALE,
        Person.birth_date.between(oldest, youngest),
        exists().where(child.c.mother_id == Person.id),
        ~exists().where(Pregnancy.person_id == Person.id),
    )
    with house.uow.database.reading() as session:
        return session.scalar(wanted.order_by(Person.id).limit(1))
