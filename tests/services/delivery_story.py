"""A made-up mother at term, her labour and her delivery, for the tests of both."""

from dataclasses import replace
from datetime import date, time
from uuid import UUID

from ilp_desktop.domain.birth.delivery import BirthOutcome
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.birth.delivery_data import HB0_HERE, NewBaby, NewDelivery
from ilp_desktop.services.birth.labour_data import NewObservation
from tests.house_fixtures import TODAY, Clinic
from tests.services.kia_story import at, family, start_pregnancy

LAST_PERIOD = date(2026, 2, 20)
BABY = NewBaby(
    order=2,
    sex=Sex.FEMALE,
    outcome=BirthOutcome.ALIVE,
    hour=time(3, 25),
    mode="Spontan",
    weight_g=3150,
    length_cm=49.5,
    head_cm=34.0,
    apgar_1=8,
    apgar_5=9,
    early_breastfeeding=True,
    vitamin_k=True,
    vitamin_k_hour=time(4, 30),
    eye_ointment=True,
    hb0=HB0_HERE,
    hb0_on=TODAY,
    hb0_hour=time(5, 45),
    hb0_batch="HB-01",
    hb0_expires_on=date(2027, 12, 31),
    hb0_route="im",
    hb0_site="paha_kanan",
)
NO_HB0 = replace(BABY, hb0="", hb0_on=None, hb0_hour=None, hb0_batch="", hb0_expires_on=None, hb0_route="", hb0_site="")
DEAD = NewBaby(
    order=2, sex=Sex.MALE, outcome=BirthOutcome.STILLBORN, mode="Spontan", weight_g=2900, death_cause="asfiksia"
)


def mother_at_term(clinic: Clinic) -> tuple[UUID, UUID]:
    """Register a family and start the mother's pregnancy in March; it is at term today. Returns mother, pregnancy."""
    mother, _ = family(clinic)
    at(clinic, date(2026, 3, 10))
    pregnancy = start_pregnancy(clinic, mother, LAST_PERIOD)
    at(clinic, TODAY)
    return mother, pregnancy


def delivery(clinic: Clinic, pregnancy: UUID, *babies: NewBaby, **changes: object) -> NewDelivery:
    """Return a delivery of today that can be recorded."""
    wanted = NewDelivery(
        client_id=clinic.new_id(),
        pregnancy_id=pregnancy,
        version=1,
        delivered_on=TODAY,
        babies=tuple(by_the_doctor(clinic, baby) for baby in babies or (BABY,)),
        place="Puskesmas ini",
        helper="Bidan",
        helper_name="Sri Contoh",
        blood_loss_ml=250,
        perineum="Utuh",
        placenta="Lahir lengkap",
        mother_state="Sehat",
        companion="Suami",
    )
    return replace(wanted, **changes)  # type: ignore[arg-type]


def by_the_doctor(clinic: Clinic, baby: NewBaby) -> NewBaby:
    """Return the baby with its first dose given by the doctor, if one was given here and nobody is named."""
    if baby.hb0 != HB0_HERE or baby.hb0_giver is not None:
        return baby
    return replace(baby, hb0_giver=clinic.doctor.staff_id)


def twins() -> tuple[NewBaby, NewBaby]:
    """Return a girl and a boy born a quarter of an hour apart."""
    second = replace(BABY, order=3, sex=Sex.MALE, hour=time(3, 40), weight_g=2400, hb0_batch="HB-02")
    return BABY, second


def observation(clinic: Clinic, pregnancy: UUID, hour: time, **found: object) -> NewObservation:
    """Return what was found at an hour of today."""
    wanted = NewObservation(clinic.new_id(), pregnancy, TODAY, hour)
    return replace(wanted, **found)  # type: ignore[arg-type]
