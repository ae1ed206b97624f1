"""Recording a birth: one a child, and the end of the pregnancy it came from."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Birth, Delivery, Person, Pregnancy
from ilp_desktop.clock import day_began, local_day
from ilp_desktop.domain.birth.delivery import choices, motherhood_problem, twin_day_problem
from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ilp_desktop.domain.pregnancy.pregnancy import last_period_problem
from ilp_desktop.domain.pregnancy.pregnancy_end import DELIVERED, PregnancyEnd
from ilp_desktop.services.work.entry_limits import out_of_limits
from ilp_desktop.services.work.lengths import too_long
from ilp_desktop.services.work.unit_of_work import Work

LIVE_BIRTH = "lahir hidup"
LONGEST = {"place_name": ("Nama tempat", 80), "helper_name": ("Nama penolong", 80)}
CHOSEN = ("place", "mode", "helper")
UNKNOWN_WORD = "Pilih dari daftar."


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
    _refuse_too_young(work, child, child.mother_id)
    pregnancy = _pregnancy_of(work, child.mother_id, child.birth_date)
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


def move_end(work: Work, child: Person, born_before: date) -> None:
    """Let the pregnancy that a child's birth ended follow the corrected birth date."""
    ended = select(Pregnancy).join(Birth, Birth.pregnancy_id == Pregnancy.id)
    for row in work.session.scalars(ended.where(Birth.child_id == child.id, Pregnancy.ended_on == born_before)):
        if row.ended_on != child.birth_date:
            end_pregnancy(work, row, child.birth_date, row.outcome)


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


def _refuse_too_young(work: Work, child: Person, mother_id: UUID) -> None:
    wrong = motherhood_problem(work.session.get_one(Person, mother_id).birth_date, child.birth_date)
    if wrong:
        raise UserError(wrong, "Perbaiki data anak atau ibunya di loket, lalu catat lagi.")


def _problems(work: Work, child: Person, wanted: NewBirth) -> dict[str, str]:
    problems = too_long(wanted, LONGEST) | out_of_limits(wanted, "birth", work.today)
    said = {kind: getattr(wanted, kind) for kind in CHOSEN}
    problems |= {kind: UNKNOWN_WORD for kind, word in said.items() if word and word not in choices(kind, work.today)}
    if wanted.born_at is None:
        return problems
    if wanted.born_at > work.now:
        problems["born_at"] = "Jam lahir belum terjadi."
    elif local_day(wanted.born_at, work.user.time_zone) != child.birth_date:
        problems["born_at"] = f"Tanggal lahir anak ini tercatat {child.birth_date:%d-%m-%Y}."
    return problems
