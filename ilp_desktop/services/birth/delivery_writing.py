"""Storing a delivery: its rows, the children it brought, their first dose, and the end of the pregnancy."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from db.models import Birth, Delivery, Person, Pregnancy
from ilp_desktop.clock import instant_of, local_day
from ilp_desktop.domain.birth.delivery import BirthOutcome, name_of_baby
from ilp_desktop.domain.errors import StaleRecord, WrongAnswers
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.immunisation.vaccine import vaccines_on
from ilp_desktop.domain.pregnancy.pregnancy_end import PregnancyEnd
from ilp_desktop.domain.queue.visit_words import BpjsStatus, Payer
from ilp_desktop.services.birth.delivery_checks import delivery_problems, moment_of, taken_orders
from ilp_desktop.services.birth.delivery_data import HB0, HB0_HERE, HB0_TOLD, NewBaby, NewDelivery, baby_key
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.immunisation.dose_giving import PUSKESMAS, NewDose, give_dose
from ilp_desktop.services.immunisation.vaccine_supply import usable_supplies
from ilp_desktop.services.people.birth_checks import dates_of, orders_taken
from ilp_desktop.services.people.births import LIVE_BIRTH, end_pregnancy, is_deliverable
from ilp_desktop.services.people.death_writing import DeathFacts, write_death
from ilp_desktop.services.people.registration import register_person
from ilp_desktop.services.person.person_data import NewPerson, PersonData

ENDED = "Kehamilan ini sudah berakhir."
DOSE_FIELDS = {
    "given_on": "hb0_on",
    "batch": "hb0_batch",
    "antigen": "hb0",
    "supply": "hb0_batch",
    "expires_on": "hb0_expires_on",
    "route": "hb0_route",
    "site": "hb0_site",
    "given_by": "hb0_giver",
}
MOTHERS = ("blood_loss_ml", "perineum", "placenta", "mother_state", "companion")
FAMILY_HEADS = (FamilyRelation.HEAD.value, FamilyRelation.SPOUSE.value)


def write_delivery(work: Work, wanted: NewDelivery) -> UUID:
    """Store a delivery inside a transaction; raises ``WrongAnswers`` or ``StaleRecord``."""
    pregnancy = work.claim(Pregnancy, wanted.pregnancy_id, wanted.version)
    if not is_deliverable(work.session, pregnancy):
        raise StaleRecord(ENDED, "Buka kembali halamannya; perbaikan dilakukan pada catatan persalinannya.")
    mother = work.own(Person, pregnancy.person_id, locked=True)
    _refuse_wrong(work, mother, pregnancy, wanted)
    delivered_on = wanted.delivered_on or work.today
    delivery = Delivery(**work.stamp(), mother_id=mother.id, pregnancy_id=pregnancy.id, **mothers_columns(wanted))
    work.session.add(delivery)
    work.session.flush()
    days = [_write_baby(work, delivery, mother, wanted, place) for place in range(len(wanted.babies))]
    lived = any(baby.outcome is not BirthOutcome.STILLBORN for baby in wanted.babies)
    end_pregnancy(work, pregnancy, max([delivered_on, *days]), LIVE_BIRTH if lived else PregnancyEnd.STILLBIRTH.value)
    work.remember(wanted.client_id, delivery.id)
    work.touch("delivery", delivery.id)
    work.touch("person", mother.id)
    work.due_for(mother.id)
    return delivery.id


def mothers_columns(wanted: NewDelivery) -> dict[str, Any]:
    """Return the columns of the mother's side."""
    columns: dict[str, Any] = {name: getattr(wanted, name) for name in MOTHERS}
    note = wanted.complication_note.strip()
    return columns | {"complications": list(wanted.complications), "complication_note": note}


def babys_columns(baby: NewBaby, wanted: NewDelivery, delivered_on: date, time_zone: str) -> dict[str, Any]:
    """Return the columns of a birth, without the child."""
    born_at = moment_of(baby, delivered_on, time_zone)
    return {
        "born_at": born_at,
        "hour_known": baby.hour is not None,
        "place": wanted.place,
        "place_name": wanted.place_name.strip(),
        "helper": wanted.helper,
        "helper_name": wanted.helper_name.strip(),
        "mode": baby.mode,
        "weight_g": None if baby.weight_g is None else int(baby.weight_g),
        "length_cm": baby.length_cm,
        "head_cm": baby.head_cm,
        "apgar_1": baby.apgar_1,
        "apgar_5": baby.apgar_5,
        "apgar_10": baby.apgar_10,
        "resuscitation": baby.resuscitation,
        "anomalies": baby.anomalies.strip(),
        "early_breastfeeding": baby.early_breastfeeding,
        "vitamin_k": baby.vitamin_k,
        "vitamin_k_at": _soon_after(born_at, baby.vitamin_k_hour, time_zone),
        "eye_ointment": baby.eye_ointment,
    }


def _refuse_wrong(work: Work, mother: Person, pregnancy: Pregnancy, wanted: NewDelivery) -> None:
    dates = dates_of(work, mother, pregnancy)
    problems = delivery_problems(wanted, dates, work.now, work.today, work.user.time_zone)
    problems |= taken_orders(wanted.babies, orders_taken(work, mother.id))
    if problems:
        raise WrongAnswers(problems)


def _write_baby(work: Work, delivery: Delivery, mother: Person, wanted: NewDelivery, place: int) -> date:
    """Store one baby and return the day it was born."""
    baby, zone = wanted.babies[place], work.user.time_zone
    delivered_on = wanted.delivered_on or work.today
    columns = babys_columns(baby, wanted, delivered_on, zone)
    born_on = local_day(columns["born_at"], zone)
    child_id = None
    if baby.outcome is BirthOutcome.STILLBORN:
        columns |= {"sex": baby.sex, "birth_order": baby.order, "death_cause": baby.death_cause}
    else:
        child_id = _register(work, mother, wanted, place, born_on)
    birth = Birth(
        **work.stamp(),
        mother_id=mother.id,
        pregnancy_id=delivery.pregnancy_id,
        delivery_id=delivery.id,
        child_id=child_id,
        outcome=(baby.outcome or BirthOutcome.ALIVE).value,
        **columns,
    )
    work.session.add(birth)
    work.session.flush()
    work.touch("birth", birth.id)
    if child_id is not None:
        _give_hb0(work, child_id, baby, place)
        _note_death(work, child_id, baby)
        work.due_for(child_id)
    return born_on


def _register(work: Work, mother: Person, wanted: NewDelivery, place: int, born_on: date) -> UUID:
    """Register a baby as a person in the mother's family, without NIK: the mother's stands with anak ke-."""
    baby = wanted.babies[place]
    data = PersonData(
        name=baby.name.strip() or name_of_baby(mother.name, place, len(wanted.babies)),
        sex=baby.sex,
        birth_date=born_on,
        birth_place=wanted.place_name.strip() or wanted.place,
        mother_id=mother.id,
        mother_name=mother.name,
        birth_order=baby.order,
        phone=mother.phone,
        address=mother.address,
        village_id=mother.village_id,
        outside_village=mother.outside_village,
        outside_code=mother.outside_code,
        rw=mother.rw,
        rt=mother.rt,
        payer=Payer(mother.payer) if mother.payer else None,
        bpjs_status=BpjsStatus.UNCHECKED,
    )
    relation = FamilyRelation.CHILD if mother.relation in FAMILY_HEADS else FamilyRelation.OTHER
    made = register_person(work, NewPerson(work.new_id(), data, relation, family_id=mother.family_id))
    return made.person_id


def _give_hb0(work: Work, child_id: UUID, baby: NewBaby, place: int) -> None:
    """Store the first dose of hepatitis B where all doses are kept."""
    if baby.hb0 not in (HB0_HERE, HB0_TOLD) or baby.hb0_on is None:
        return
    at = None if baby.hb0_hour is None else instant_of(baby.hb0_on, baby.hb0_hour, work.user.time_zone)
    told = baby.hb0 == HB0_TOLD
    supply = "" if told else _supply_of(work, baby)
    dose = NewDose(work.new_id(), child_id, HB0, 1, baby.hb0_on, told=told, given_at=at, confirmed=True)
    if not told:
        dose = replace(
            dose,
            batch=baby.hb0_batch,
            supply=supply,
            expires_on=baby.hb0_expires_on,
            route=baby.hb0_route,
            site=baby.hb0_site,
            given_by=baby.hb0_giver,
            place_kind=PUSKESMAS,
        )
    try:
        give_dose(work, dose)
    except WrongAnswers as wrong:
        fields = {baby_key(place, DOSE_FIELDS.get(key, "hb0")): text for key, text in wrong.fields.items()}
        raise WrongAnswers(fields) from wrong


def _supply_of(work: Work, baby: NewBaby) -> str:
    """Return the vial or batch of the stock that the batch typed names; empty where no stock is kept of it."""
    vaccine = vaccines_on(work.today).of_antigen(HB0)
    if vaccine is None or baby.hb0_on != work.today:
        return ""
    usable = usable_supplies(work.session, work.facility_id, vaccine, work.now, work.user.time_zone)
    batch = baby.hb0_batch.strip().casefold()
    return next((supply.key for supply in usable if supply.batch.casefold() == batch), "")


def _note_death(work: Work, child_id: UUID, baby: NewBaby) -> None:
    if baby.outcome is BirthOutcome.DIED:
        hour = "" if baby.died_hour is None else f"{baby.died_hour:%H.%M}"
        facts = DeathFacts(died_on=baby.died_on, hour=hour, cause=baby.death_cause)
        write_death(work, work.own(Person, child_id), facts)


def _soon_after(born_at: datetime, hour: time | None, time_zone: str) -> datetime | None:
    """Return the first moment from a birth on at which the clock showed an hour."""
    if hour is None:
        return None
    day = local_day(born_at, time_zone)
    at = instant_of(day, hour, time_zone)
    return at if at >= born_at else instant_of(date.fromordinal(day.toordinal() + 1), hour, time_zone)
