"""Recording a birth: one a child, and the end of the pregnancy it came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from db.models import Birth, Delivery, Person, Pregnancy
from ilp_desktop.clock import day_began, local_day
from ilp_desktop.domain.birth.delivery import choices, delivery_day_problem, twin_day_problem, unlikely
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ilp_desktop.domain.pregnancy.pregnancy import last_period_problem
from ilp_desktop.domain.pregnancy.pregnancy_end import DELIVERED, PregnancyEnd
from ilp_desktop.services.core.entry_limits import out_of_limits
from ilp_desktop.services.core.lengths import too_long
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.people.birth_checks import ASK_TO_CONFIRM, CONFIRM, MEASURES, UNLIKELY, dates_of
from ilp_desktop.services.people.mother_checks import BIRTH_DATE, NOT_TOLD
from ilp_desktop.services.person.maternal import may_know_pregnancy

LIVE_BIRTH = "lahir hidup"
LONGEST = {"place_name": ("Nama tempat", 80), "helper_name": ("Nama penolong", 80)}
CHOSEN = ("place", "mode", "helper")
UNKNOWN_WORD = "Pilih dari daftar."
NOT_BORN_YET = "Jam lahir belum terjadi."
CORRECT_DELIVERY = "Perbaiki pada catatan persalinan di 2 Ibu & Anak > Persalinan."


@dataclass(frozen=True)
class BirthRecord:
    """A birth as the mother tells it or the card says it; weight in grams, lengths in cm.

    Attributes:
        hour_known: False when only the day of ``born_at`` is known.
        letter_number: of the birth letter, empty before one was issued.
    """

    born_at: datetime
    place: str = ""
    mode: str = ""
    helper: str = ""
    weight_g: int | None = None
    length_cm: float | None = None
    head_cm: float | None = None
    early_breastfeeding: bool | None = None
    hour_known: bool = True
    id: UUID | None = None
    letter_number: str = ""
    place_name: str = ""
    helper_name: str = ""


@dataclass(frozen=True)
class NewBirth:
    """A birth to be recorded; ``born_at`` is None when nobody knows the hour.

    Attributes:
        place, mode, helper: words of the lists a delivery is recorded with.
        confirmed: unlikely measures were looked at again and are right.
    """

    client_id: UUID
    born_at: datetime | None
    place: str = ""
    mode: str = ""
    helper: str = ""
    weight_g: int | None = None
    length_cm: float | None = None
    head_cm: float | None = None
    early_breastfeeding: bool | None = None
    place_name: str = ""
    helper_name: str = ""
    confirmed: bool = False


def birth_record(row: Birth) -> BirthRecord:
    """Return a birth as services hand it out."""
    return BirthRecord(
        row.born_at,
        row.place,
        row.mode,
        row.helper,
        row.weight_g,
        row.length_cm,
        row.head_cm,
        row.early_breastfeeding,
        row.hour_known,
        row.id,
        row.letter_number,
        row.place_name,
        row.helper_name,
    )


def write_birth(work: Work, child_id: UUID, wanted: NewBirth) -> UUID:
    """Store the birth of a child inside a transaction and end the mother's pregnancy it belongs to.

    Raises ``WrongAnswers``, ``UserError`` without a linked mother, ``StaleRecord`` when it is on record already.
    """
    child = work.own(Person, child_id, locked=True)
    problems = _problems(work, child, wanted)
    if problems:
        raise WrongAnswers(problems)
    if child.mother_id is None:
        raise UserError("Ibu anak ini belum terhubung.", "Hubungkan ibunya pada data anak, lalu catat lagi.")
    if work.session.scalar(select(Birth.id).where(Birth.child_id == child_id)) is not None:
        raise StaleRecord("Kelahiran anak ini sudah tercatat.", "Buka kembali halamannya.")
    pregnancy = _pregnancy_of(work, child.mother_id, child.birth_date)
    _refuse_unfit_day(work, child, child.mother_id, pregnancy)
    row = Birth(
        **work.stamp(),
        mother_id=child.mother_id,
        pregnancy_id=pregnancy.id if pregnancy else None,
        delivery_id=delivery_for(work, child.mother_id, pregnancy, child.birth_date).id,
        child_id=child_id,
        born_at=wanted.born_at or day_began(child.birth_date, work.user.time_zone),
        hour_known=wanted.born_at is not None,
        place=wanted.place,
        place_name=wanted.place_name.strip(),
        mode=wanted.mode,
        helper=wanted.helper,
        helper_name=wanted.helper_name.strip(),
        weight_g=wanted.weight_g,
        length_cm=wanted.length_cm,
        head_cm=wanted.head_cm,
        early_breastfeeding=wanted.early_breastfeeding,
    )
    work.session.add(row)
    work.session.flush()
    if pregnancy is not None and (pregnancy.ended_on is None or pregnancy.outcome == PregnancyEnd.DIED.value):
        end_pregnancy(work, pregnancy, child.birth_date, LIVE_BIRTH)
    work.remember(wanted.client_id, row.id)
    work.touch("birth", row.id)
    for person_id in (child_id, child.mother_id):
        work.touch("person", person_id)
        work.due_for(person_id)
    return row.id


def move_birth(work: Work, child: Person, born_before: date) -> None:
    """Let a child's birth and the pregnancy it ended follow the corrected birth date; raises ``WrongAnswers``.

    A birth that has the new day already, as where its delivery was corrected, stays as it is.
    """
    if child.birth_date == born_before:
        return
    row = work.session.scalar(select(Birth).where(Birth.child_id == child.id).with_for_update())
    if row is None:
        return
    pregnancy = work.session.get(Pregnancy, row.pregnancy_id) if row.pregnancy_id else None
    born_on = local_day(row.born_at, work.user.time_zone)
    if born_on != child.birth_date:
        old, shift = row.born_at, child.birth_date - born_on
        _refuse_move(work, child, row, pregnancy, shift)
        row.born_at = old + shift
        row.vitamin_k_at = row.vitamin_k_at and row.vitamin_k_at + shift
        work.touch("birth", row.id, old={"born_at": old.isoformat()})
    if pregnancy is not None:
        others = [_day_of(work, one) for one in _births(work, Birth.pregnancy_id == pregnancy.id, row)]
        before, after = max([*others, born_before]), max([*others, child.birth_date])
        if pregnancy.ended_on == before != after:
            end_pregnancy(work, pregnancy, after, pregnancy.outcome)


def mothers_of(session: Session, child: Person, mother_before: UUID | None = None) -> frozenset[UUID]:
    """Return whose services depend on the birth date of a child: its mothers, by person and by birth."""
    told = session.scalars(select(Birth.mother_id).where(Birth.child_id == child.id))
    return frozenset(one for one in (child.mother_id, mother_before, *told) if one is not None)


def delivery_for(work: Work, mother_id: UUID, pregnancy: Pregnancy | None, born_on: date) -> Delivery:
    """Return the delivery a birth belongs to: that of its pregnancy or of a twin, or a new one with nothing said."""
    found = None
    if pregnancy is not None:
        found = work.session.scalar(select(Delivery).where(Delivery.pregnancy_id == pregnancy.id).limit(1))
    if found is None:
        found = _delivery_of_twin(work, mother_id, born_on)
    if found is None:
        found = Delivery(**work.stamp(), mother_id=mother_id, pregnancy_id=pregnancy.id if pregnancy else None)
        work.session.add(found)
        work.session.flush()
        work.touch("delivery", found.id)
    return found


def is_deliverable(session: Session, pregnancy: Pregnancy) -> bool:
    """Say whether a delivery may be recorded of a pregnancy: it goes on, or ended so that one is still to be told.

    That is so where she died before it was recorded, or where only the end was noted, with no birth.
    """
    if pregnancy.ended_on is None:
        return True
    if pregnancy.outcome not in (*DELIVERED, PregnancyEnd.DIED.value):
        return False
    return session.scalar(select(Birth.id).where(Birth.pregnancy_id == pregnancy.id).limit(1)) is None


def end_pregnancy(work: Work, pregnancy: Pregnancy, day: date, outcome: str) -> None:
    """Let a pregnancy end with a delivery."""
    pregnancy.ended_on, pregnancy.outcome = day, outcome
    pregnancy.row_version += 1
    work.touch("pregnancy", pregnancy.id, outcome=outcome)


def _delivery_of_twin(work: Work, mother_id: UUID, born_on: date) -> Delivery | None:
    """Return the delivery of a child of the same mother born so shortly before or after that it is a twin."""
    rows = work.session.execute(
        select(Delivery, Person.birth_date)
        .join(Birth, Birth.delivery_id == Delivery.id)
        .join(Person, Person.id == Birth.child_id)
        .where(Delivery.mother_id == mother_id)
    )
    return next((row[0] for row in rows if _twins(row.birth_date, born_on)), None)


def _twins(one: date, other: date) -> bool:
    return not twin_day_problem(max(one, other), min(one, other))


def _pregnancy_of(work: Work, mother_id: UUID, born_on: date) -> Pregnancy | None:
    """Return the pregnancy a birth ends, or that a twin of it ended already."""
    rows = work.session.scalars(
        select(Pregnancy)
        .where(Pregnancy.person_id == mother_id, Pregnancy.last_period_on <= born_on)
        .order_by(Pregnancy.last_period_on.desc())
        .with_for_update()
    )
    return next(
        (
            row
            for row in rows
            if (row.ended_on is None or _twins(row.ended_on, born_on) or _died_with_it(row, born_on))
            and not last_period_problem(row.last_period_on, born_on)
        ),
        None,
    )


def _died_with_it(row: Pregnancy, born_on: date) -> bool:
    """Say whether a pregnancy closed by the mother's death on the day of a birth or after it."""
    return row.outcome == PregnancyEnd.DIED.value and row.ended_on is not None and born_on <= row.ended_on


def _refuse_unfit_day(work: Work, child: Person, mother_id: UUID, pregnancy: Pregnancy | None) -> None:
    dates = dates_of(work, work.session.get_one(Person, mother_id), pregnancy)
    wrong = delivery_day_problem(child.birth_date, dates, work.today, lives=True)
    if wrong:
        where = (
            "data anak atau ibunya di loket" if pregnancy is None else "tanggal lahir anak di loket atau HPHT ibunya"
        )
        raise UserError(wrong, f"Perbaiki {where}, lalu catat lagi.")


def _refuse_move(work: Work, child: Person, row: Birth, pregnancy: Pregnancy | None, shift: timedelta) -> None:
    """Raise ``WrongAnswers`` where a birth cannot have been on the corrected birth date of the child."""
    mother = work.session.get_one(Person, row.mother_id)
    wrong = delivery_day_problem(child.birth_date, dates_of(work, mother, pregnancy), work.today, lives=True)
    if not wrong and row.born_at + shift > work.now:
        wrong = NOT_BORN_YET
    if not wrong and row.delivery_id is not None:
        days = [_day_of(work, one) for one in _births(work, Birth.delivery_id == row.delivery_id, row)]
        apart = [day for day in days if not _twins(day, child.birth_date)]
        wrong = f"Kembarannya lahir {indonesian_date(apart[0])}." if apart else ""
    if wrong:
        may_know = may_know_pregnancy(work.user, mother.birth_date, work.today)
        raise WrongAnswers({BIRTH_DATE: f"{wrong} {CORRECT_DELIVERY}" if may_know else NOT_TOLD})


def _births(work: Work, which: ColumnElement[bool], but: Birth) -> Sequence[Birth]:
    return work.session.scalars(select(Birth).where(which, Birth.id != but.id)).all()


def _day_of(work: Work, birth: Birth) -> date:
    return local_day(birth.born_at, work.user.time_zone)


def _problems(work: Work, child: Person, wanted: NewBirth) -> dict[str, str]:
    problems = too_long(wanted, LONGEST) | out_of_limits(wanted, "birth", work.today)
    said = {kind: getattr(wanted, kind) for kind in CHOSEN}
    problems |= {kind: UNKNOWN_WORD for kind, word in said.items() if word and word not in choices(kind, work.today)}
    problems |= _hour_problems(work, child, wanted.born_at)
    measures: Mapping[str, float | None] = {name: getattr(wanted, name) for name in MEASURES}
    doubts = unlikely(measures, child.birth_date)
    if doubts and not problems and not wanted.confirmed:
        return {**doubts, CONFIRM: f"{UNLIKELY} {ASK_TO_CONFIRM}"}
    return problems


def _hour_problems(work: Work, child: Person, born_at: datetime | None) -> dict[str, str]:
    if born_at is None:
        return {}
    if born_at > work.now:
        return {"born_at": NOT_BORN_YET}
    if local_day(born_at, work.user.time_zone) != child.birth_date:
        return {"born_at": f"Tanggal lahir anak ini tercatat {indonesian_date(child.birth_date)}."}
    return {}
