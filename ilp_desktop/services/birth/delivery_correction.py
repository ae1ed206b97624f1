"""Correcting a delivery: what was there before and why it changed stays in the audit trail."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from db.models import Birth, Delivery, Person, Pregnancy
from ilp_desktop.clock import local_day
from ilp_desktop.domain.birth.delivery import BirthOutcome
from ilp_desktop.domain.errors import StaleRecord, WrongAnswers
from ilp_desktop.services.birth.delivery_checks import delivery_problems, taken_orders
from ilp_desktop.services.birth.delivery_data import NewBaby, NewDelivery
from ilp_desktop.services.birth.delivery_reading import CORRECTED
from ilp_desktop.services.birth.delivery_writing import babys_columns, mothers_columns
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.people.birth_checks import CONFIRM, dates_of, orders_taken
from ilp_desktop.services.people.births import delivery_for, end_pregnancy
from ilp_desktop.services.people.registration import change_person
from ilp_desktop.services.person.person_reads import data_of, numbers_of

LONGEST_REASON = 120
UNTOUCHED = NewBaby()
HB0_ANSWERS = tuple(one.name for one in fields(NewBaby) if one.name.startswith("hb0"))


@dataclass(frozen=True)
class DeliveryCorrection:
    """What a delivery should have said.

    Attributes:
        delivery_id: None for births recorded before deliveries were.
        version: of the delivery when it was read.
        births: the births corrected, in the order of ``wanted.babies``; whether a baby lived and its first dose of
            hepatitis B are not corrected here.
    """

    delivery_id: UUID | None
    version: int
    births: tuple[UUID, ...]
    wanted: NewDelivery
    reason: str


def correct_delivery(work: Work, correction: DeliveryCorrection) -> UUID:
    """Correct a delivery inside a transaction; raises ``WrongAnswers`` or ``StaleRecord``."""
    births = [work.own(Birth, one, locked=True) for one in correction.births]
    if not births:
        raise WrongAnswers({"babies": "Isi paling sedikit satu bayi."})
    delivery = _delivery(work, correction, births[0])
    mother = work.own(Person, delivery.mother_id, locked=True)
    pregnancy = work.own(Pregnancy, delivery.pregnancy_id) if delivery.pregnancy_id else None
    wanted = replace(correction.wanted, babies=_as_recorded(births, correction.wanted.babies))
    _refuse_wrong(work, (mother, pregnancy), births, wanted, correction.reason)
    old = _change_row(delivery, mothers_columns(wanted))
    delivered_on = wanted.delivered_on or work.today
    days, twins = [], _children(births)
    for number, (birth, baby) in enumerate(zip(births, wanted.babies, strict=True), start=1):
        columns = babys_columns(baby, wanted, delivered_on, work.user.time_zone)
        changed = _change_birth(work, birth, baby, columns, twins)
        old |= {f"b{number}.{name}": value for name, value in changed.items()}
        days.append(local_day(birth.born_at, work.user.time_zone))
        work.touch("birth", birth.id)
    if pregnancy is not None and pregnancy.ended_on is not None and pregnancy.ended_on != max(days):
        end_pregnancy(work, pregnancy, max(days), pregnancy.outcome)
    work.touch("delivery", delivery.id, **{CORRECTED: correction.reason.strip(), "old": old})
    work.touch("person", mother.id)
    work.due_for(mother.id)
    return delivery.id


def _delivery(work: Work, correction: DeliveryCorrection, first: Birth) -> Delivery:
    if correction.delivery_id is not None:
        return work.claim(Delivery, correction.delivery_id, correction.version)
    if first.delivery_id is not None:
        raise StaleRecord("Catatan persalinan ini baru saja diubah.", "Buka kembali halamannya.")
    pregnancy = work.session.get(Pregnancy, first.pregnancy_id) if first.pregnancy_id else None
    made = delivery_for(work, first.mother_id, pregnancy, local_day(first.born_at, work.user.time_zone))
    for birth in (work.session.get_one(Birth, one) for one in correction.births):
        birth.delivery_id = made.id
    return made


def _as_recorded(births: list[Birth], babies: tuple[NewBaby, ...]) -> tuple[NewBaby, ...]:
    """Return the babies with what a correction leaves as it is."""
    if len(births) != len(babies):
        raise StaleRecord("Catatan persalinan ini baru saja diubah.", "Buka kembali halamannya.")
    pairs = zip(births, babies, strict=True)
    kept = {name: getattr(UNTOUCHED, name) for name in (*HB0_ANSWERS, "died_on")}
    return tuple(
        replace(
            baby,
            **kept,
            outcome=BirthOutcome.STILLBORN if birth.child_id is None else BirthOutcome.ALIVE,
            death_cause=baby.death_cause if birth.child_id is None else "",
        )
        for birth, baby in pairs
    )


def _refuse_wrong(
    work: Work, whose: tuple[Person, Pregnancy | None], births: list[Birth], wanted: NewDelivery, reason: str
) -> None:
    mother, pregnancy = whose
    problems: dict[str, str] = {}
    if not reason.strip():
        problems["reason"] = "Tulis alasan perbaikan."
    elif len(reason.strip()) > LONGEST_REASON:
        problems["reason"] = f"Alasan paling panjang {LONGEST_REASON} huruf."
    dates = dates_of(work, mother, pregnancy)
    problems |= delivery_problems(wanted, dates, work.now, work.today, work.user.time_zone)
    problems |= taken_orders(wanted.babies, orders_taken(work, mother.id, _children(births)))
    if problems.keys() - {CONFIRM}:
        problems.pop(CONFIRM, None)
    if problems:
        raise WrongAnswers(problems)


def _children(births: list[Birth]) -> tuple[UUID, ...]:
    return tuple(birth.child_id for birth in births if birth.child_id is not None)


def _change_birth(
    work: Work, birth: Birth, baby: NewBaby, columns: dict[str, Any], twins: tuple[UUID, ...]
) -> dict[str, Any]:
    """Write a birth anew and let the child follow; return what was there before."""
    if birth.child_id is None:
        stillborn = {"sex": baby.sex, "birth_order": baby.order, "death_cause": baby.death_cause}
        return _change_row(birth, columns | stillborn)
    old = _change_row(birth, columns)
    child = work.own(Person, birth.child_id, locked=True)
    data = data_of(child, numbers_of(work.session, child.id))
    born_on = local_day(birth.born_at, work.user.time_zone)
    known = replace(data, sex=baby.sex, birth_order=baby.order, birth_date=born_on)
    if known != data:
        child.row_version += 1
        change_person(work, child, known, twins)
    return old


def _change_row(row: Any, columns: Mapping[str, Any]) -> dict[str, Any]:
    """Write columns that differ and return what they held, as plain values."""
    old = {name: getattr(row, name) for name, value in columns.items() if getattr(row, name) != value}
    for name in old:
        setattr(row, name, columns[name])
    return {name: _plain(value) for name, value in old.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return getattr(value, "value", value)
