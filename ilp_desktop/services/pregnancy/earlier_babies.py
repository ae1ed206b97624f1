"""A woman's earlier births and losses from all places they are recorded in: here, and as she tells them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import CompoundSelect, select, union
from sqlalchemy.orm import Session

from db.models import Birth, Delivery, Facility, PastBaby, Person, Pregnancy
from db.queries.parameters import params
from ilp_desktop.clock import local_day
from ilp_desktop.domain.birth.delivery import BirthOutcome
from ilp_desktop.domain.pregnancy.pregnancy import gestational_age
from ilp_desktop.domain.pregnancy.pregnancy_end import DELIVERED, LOST, PregnancyEnd
from ilp_desktop.domain.pregnancy.pregnancy_past import MANUAL_PLACENTA, EarlierBaby, PastOutcome, is_manual_placenta
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.domain.sex import Sex

LAST_OF_YEAR = (12, 31)


@dataclass(frozen=True)
class BabyRow:
    """One earlier baby or loss; weight in grams.

    Attributes:
        id: of what the woman told, which may be removed; None for what is recorded here.
    """

    baby: EarlierBaby
    id: UUID | None = None
    weeks: int | None = None
    helper: str = ""
    place: str = ""
    weight_g: int | None = None
    sex: Sex | None = None
    note: str = ""
    pregnancy_id: UUID | None = None


def earlier_babies(session: Session, person_id: UUID, without: UUID | None = None) -> tuple[BabyRow, ...]:
    """Return a woman's births and losses but for those of the pregnancy ``without``, the earliest first."""
    return besides(babies_among(session, [person_id])[person_id], without)


def besides(rows: Iterable[BabyRow], pregnancy_id: UUID | None) -> tuple[BabyRow, ...]:
    """Return the births and losses that are not of one pregnancy."""
    return tuple(row for row in rows if pregnancy_id is None or row.pregnancy_id != pregnancy_id)


def babies_among(session: Session, women: Collection[UUID]) -> dict[UUID, tuple[BabyRow, ...]]:
    """Return the births and losses of each of some women, the earliest first, in a few statements for all."""
    found = _born(session, women)
    for kind in (_ended(session, women), _told(session, women)):
        for woman, rows in kind.items():
            found[woman] += rows
    return {woman: tuple(sorted(rows, key=_by_day)) for woman, rows in found.items()}


def _by_day(row: BabyRow) -> tuple[int, date]:
    return row.baby.year, row.baby.on or date(row.baby.year, *LAST_OF_YEAR)


def _born(session: Session, women: Collection[UUID]) -> dict[UUID, list[BabyRow]]:
    """Return the children registered here, whether or not their birth was recorded, and those born dead."""
    living, dead = (session.execute(asked, {"women": list(women)}) for asked in (_LIVING, _DEAD))
    found: dict[UUID, list[BabyRow]] = {woman: [] for woman in women}
    for child, birth, delivery in living:
        mothers = {child.mother_id, None if birth is None else birth.mother_id}
        for woman in mothers & found.keys():
            found[woman].append(_baby(child, birth, delivery))
    for birth, delivery, zone in dead:
        found[birth.mother_id].append(_stillborn(birth, delivery, zone))
    return {
        woman: list(_with_twins(sorted(rows, key=lambda row: row.baby.on or date.min))) for woman, rows in found.items()
    }


def _baby(child: Person, birth: Birth | None, delivery: Delivery | None) -> BabyRow:
    died = child.left_why == Leaving.DIED.value or (birth is not None and birth.outcome == BirthOutcome.DIED.value)
    baby = EarlierBaby(child.birth_date.year, PastOutcome.LIVE, child.birth_date, living=not died)
    return BabyRow(baby, sex=child.sex) if birth is None else _told_of(BabyRow(baby, sex=child.sex), birth, delivery)


def _stillborn(birth: Birth, delivery: Delivery | None, time_zone: str) -> BabyRow:
    day = local_day(birth.born_at, time_zone)
    baby = EarlierBaby(day.year, PastOutcome.STILLBIRTH, day)
    return _told_of(BabyRow(baby, sex=birth.sex), birth, delivery)


def _told_of(row: BabyRow, birth: Birth, delivery: Delivery | None) -> BabyRow:
    """Return a baby with what its birth and the delivery say."""
    complications = () if delivery is None else tuple(delivery.complications)
    if delivery is not None and is_manual_placenta(delivery.placenta, row.baby.on or date.max):
        complications += (MANUAL_PLACENTA,)
    baby = replace(row.baby, mode=birth.mode, complications=complications)
    place = birth.place_name or birth.place
    return replace(
        row,
        baby=baby,
        helper=birth.helper,
        place=place,
        weight_g=birth.weight_g,
        pregnancy_id=birth.pregnancy_id,
    )


def _with_twins(rows: Iterable[BabyRow]) -> Iterable[BabyRow]:
    """Mark those who were born on the day of the one before, or the next: one night may hold two days."""
    last: date | None = None
    for row in rows:
        day = row.baby.on
        twin = last is not None and day is not None and (day - last).days <= 1
        last = day
        yield replace(row, baby=replace(row.baby, twin=twin)) if twin else row


def _ended(session: Session, women: Collection[UUID]) -> dict[UUID, list[BabyRow]]:
    """Return ends of pregnancies recorded here of which no child is registered."""
    rows = session.scalars(_ENDED, {"women": list(women)})
    found: dict[UUID, list[BabyRow]] = {}
    for row in rows:
        if row.ended_on is not None:
            baby = EarlierBaby(row.ended_on.year, _outcome(row.outcome), row.ended_on)
            weeks = gestational_age(row.last_period_on, row.ended_on).weeks
            found.setdefault(row.person_id, []).append(
                BabyRow(baby, weeks=weeks, note=row.end_note, pregnancy_id=row.id)
            )
    return found


def _outcome(stored: str) -> PastOutcome:
    return PastOutcome.LIVE if stored == PregnancyEnd.BORN_ELSEWHERE.value else PastOutcome(stored)


def _told(session: Session, women: Collection[UUID]) -> dict[UUID, list[BabyRow]]:
    rows = session.scalars(_TOLD, {"women": list(women)})
    found: dict[UUID, list[BabyRow]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(_as_told(row))
    return found


def _as_told(row: PastBaby) -> BabyRow:
    return BabyRow(
        EarlierBaby(
            year=row.year,
            outcome=PastOutcome(row.outcome),
            on=row.ended_on,
            twin=row.twin,
            mode=row.mode,
            living=row.living,
            complications=tuple(row.complications),
        ),
        id=row.id,
        weeks=row.weeks,
        helper=row.helper,
        place=row.place,
        weight_g=row.weight_g,
        sex=row.sex,
        note=row.note,
    )


_WOMEN = params("women")
_CHILDREN: CompoundSelect[tuple[UUID]] = union(
    select(Person.id).where(Person.mother_id.in_(_WOMEN)),
    select(Birth.child_id).where(Birth.mother_id.in_(_WOMEN), Birth.child_id.is_not(None)),
)
_LIVING = (
    select(Person, Birth, Delivery)
    .outerjoin(Birth, Birth.child_id == Person.id)
    .outerjoin(Delivery, Delivery.id == Birth.delivery_id)
    .where(Person.id.in_(_CHILDREN), Person.removed_at.is_(None))
    .order_by(Person.birth_date, Person.birth_order, Person.id)
)
_DEAD = (
    select(Birth, Delivery, Facility.time_zone)
    .join(Facility, Facility.id == Birth.facility_id)
    .outerjoin(Delivery, Delivery.id == Birth.delivery_id)
    .where(Birth.mother_id.in_(_WOMEN), Birth.child_id.is_(None))
)
_ENDED = (
    select(Pregnancy)
    .outerjoin(Birth, Birth.pregnancy_id == Pregnancy.id)
    .where(Pregnancy.person_id.in_(_WOMEN), Pregnancy.outcome.in_((*DELIVERED, *LOST)), Birth.id.is_(None))
)
_TOLD = select(PastBaby).where(PastBaby.person_id.in_(_WOMEN), PastBaby.removed_at.is_(None)).order_by(PastBaby.id)
