"""Reading deliveries with their babies, those too that were recorded with the child alone."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Audit, Birth, Delivery, DoseGiven, Identifier, LabourObservation, Person, Pregnancy, Staff
from ilp_desktop.clock import local_day, local_time
from ilp_desktop.domain.birth.delivery import BirthOutcome, gestation_class, haemorrhage, twin_day_problem, weight_class
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.pregnancy.pregnancy import gestational_age
from ilp_desktop.services.birth.delivery_data import HB0, BabyFile, DeliveryFile
from ilp_desktop.services.person.person_reads import RECORD_NUMBER

CORRECTED = "corrected"


def deliveries_of(session: Session, mother_id: UUID, time_zone: str) -> tuple[DeliveryFile, ...]:
    """Return every delivery of a mother, the latest first."""
    rows = session.execute(
        select(Birth, Person, Identifier.value)
        .outerjoin(Person, Person.id == Birth.child_id)
        .outerjoin(Identifier, (Identifier.person_id == Person.id) & (Identifier.kind == RECORD_NUMBER))
        .where(Birth.mother_id == mother_id)
        .order_by(func.coalesce(Person.birth_order, Birth.birth_order), Birth.born_at, Birth.id)
    ).all()
    periods = _periods(session, mother_id)
    doses = _first_doses(session, [row[0].child_id for row in rows], time_zone)
    known = {row.id: row for row in session.scalars(select(Delivery).where(Delivery.mother_id == mother_id))}
    said = _corrections(session, known, time_zone)
    found: list[tuple[Delivery | None, list[BabyFile]]] = []
    for birth, child, number in rows:
        last_period = periods.get(birth.pregnancy_id)
        baby = _baby(birth, child, number or "", doses.get(birth.child_id, ""), last_period, time_zone)
        _put(found, known.get(birth.delivery_id), baby)
    files = [_file(delivery, babies, periods, said) for delivery, babies in found]
    observed = _observed(session, [file.pregnancy_id for file in files if file.pregnancy_id is not None])
    counted = (replace(one, observations=observed.get(one.pregnancy_id, 0)) for one in files)
    return tuple(sorted(counted, key=lambda one: one.delivered_on, reverse=True))


def _observed(session: Session, pregnancies: Sequence[UUID]) -> dict[UUID | None, int]:
    """Return how many observations stand on the partograph of each pregnancy that has any."""
    rows = session.execute(
        select(LabourObservation.pregnancy_id, func.count())
        .where(LabourObservation.pregnancy_id.in_(pregnancies), LabourObservation.voided_at.is_(None))
        .group_by(LabourObservation.pregnancy_id)
    )
    return {row[0]: row[1] for row in rows}


def _put(found: list[tuple[Delivery | None, list[BabyFile]]], delivery: Delivery | None, baby: BabyFile) -> None:
    """Put a baby to its delivery; births without one go together when they are twins."""
    for known, babies in found:
        same = known is delivery if delivery is not None else known is None
        if same and (delivery is not None or not twin_day_problem(baby.born_on, babies[0].born_on)):
            babies.append(baby)
            return
    found.append((delivery, [baby]))


def _periods(session: Session, mother_id: UUID) -> dict[UUID, date]:
    rows = session.execute(select(Pregnancy.id, Pregnancy.last_period_on).where(Pregnancy.person_id == mother_id))
    return {row.id: row.last_period_on for row in rows}


def _first_doses(session: Session, children: Sequence[UUID | None], time_zone: str) -> dict[UUID, str]:
    rows = session.scalars(
        select(DoseGiven).where(DoseGiven.person_id.in_([one for one in children if one]), DoseGiven.antigen == HB0)
    )
    return {row.person_id: _dose_words(row, time_zone) for row in rows}


def _dose_words(row: DoseGiven, time_zone: str) -> str:
    hour = "" if row.given_at is None else f" pukul {local_time(row.given_at, time_zone):%H.%M}"
    told = ", di tempat lain" if row.told else f", batch {row.batch}"
    return f"{indonesian_date(row.given_on)}{hour}{told}"


def _baby(
    birth: Birth, child: Person | None, number: str, hb0: str, last_period: date | None, time_zone: str
) -> BabyFile:
    born_on = child.birth_date if child else local_day(birth.born_at, time_zone)
    return BabyFile(
        birth_id=birth.id,
        child_id=birth.child_id,
        name=child.name if child else "",
        record_number=number,
        order=child.birth_order if child else birth.birth_order,
        sex=child.sex if child else birth.sex,
        outcome=BirthOutcome(birth.outcome),
        born_on=born_on,
        born_at=birth.born_at,
        hour_known=birth.hour_known,
        place=birth.place,
        place_name=birth.place_name,
        helper=birth.helper,
        helper_name=birth.helper_name,
        mode=birth.mode,
        weight_g=birth.weight_g,
        length_cm=birth.length_cm,
        head_cm=birth.head_cm,
        apgar=(birth.apgar_1, birth.apgar_5, birth.apgar_10),
        resuscitation=birth.resuscitation,
        anomalies=birth.anomalies,
        early_breastfeeding=birth.early_breastfeeding,
        vitamin_k=birth.vitamin_k,
        vitamin_k_at=birth.vitamin_k_at,
        eye_ointment=birth.eye_ointment,
        hb0=hb0,
        letter_number=birth.letter_number,
        weight_class=None if birth.weight_g is None else weight_class(birth.weight_g, born_on),
        gestation_class="" if last_period is None else gestation_class(last_period, born_on),
        death_cause=birth.death_cause,
    )


def _file(
    delivery: Delivery | None, babies: list[BabyFile], periods: dict[UUID, date], said: dict[UUID, tuple[str, ...]]
) -> DeliveryFile:
    delivered_on = min(baby.born_on for baby in babies)
    if delivery is None:
        return DeliveryFile(None, 1, None, delivered_on, "", tuple(babies))
    last_period = periods.get(delivery.pregnancy_id) if delivery.pregnancy_id else None
    knows_weeks = last_period is not None and last_period <= delivered_on
    return DeliveryFile(
        id=delivery.id,
        version=delivery.row_version,
        pregnancy_id=delivery.pregnancy_id,
        delivered_on=delivered_on,
        gestation=gestational_age(last_period, delivered_on).text if last_period and knows_weeks else "",
        babies=tuple(babies),
        complications=tuple(delivery.complications),
        complication_note=delivery.complication_note,
        blood_loss_ml=delivery.blood_loss_ml,
        haemorrhage=haemorrhage(delivery.blood_loss_ml, delivered_on),
        perineum=delivery.perineum,
        placenta=delivery.placenta,
        mother_state=delivery.mother_state,
        companion=delivery.companion,
        corrections=said.get(delivery.id, ()),
    )


def _corrections(session: Session, deliveries: Iterable[UUID], time_zone: str) -> dict[UUID, tuple[str, ...]]:
    """Return who corrected each delivery, when and why, the newest first."""
    rows = session.execute(
        select(Audit.subject_id, Audit.at, Audit.detail, Staff.name)
        .join(Staff, Staff.id == Audit.staff_id)
        .where(Audit.subject == "delivery", Audit.subject_id.in_(list(deliveries)))
        .order_by(Audit.seq.desc())
    )
    found: dict[UUID, tuple[str, ...]] = {}
    for row in rows:
        if row.subject_id is not None and row.detail and CORRECTED in row.detail:
            when = local_time(row.at, time_zone)
            words = f"{indonesian_date(when.date())} {when:%H.%M} {row.name}: {row.detail[CORRECTED]}"
            found[row.subject_id] = (*found.get(row.subject_id, ()), words)
    return found
