"""What a person was asked to have done or was prescribed: at the visit that is open, and what still waits."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from db.models import Diagnosis, Encounter, LabOrder, Person, PrescriptionLine, Staff
from db.queries.parameters import param
from ilp_desktop.clock import local_time
from ilp_desktop.domain.calendar_dates import indonesian_moment
from ilp_desktop.domain.care.action_codes import action_codes
from ilp_desktop.domain.care.allergy import allergies_against
from ilp_desktop.domain.orders.formulary import formulary
from ilp_desktop.domain.orders.lab_tests import lab_tests
from ilp_desktop.domain.orders.order_words import OrderKind, OrderState
from ilp_desktop.domain.orders.signa import number_in_words
from ilp_desktop.domain.pregnancy.minor_pregnancy import is_kept_private
from ilp_desktop.domain.record_leave import Access, RecordLeave
from ilp_desktop.domain.restricted_diagnosis import is_restricted_diagnosis
from ilp_desktop.services.core.leaves import leave_at
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.order.action_writing import GivenAction, action_words
from ilp_desktop.services.order.order_data import Order

Row = LabOrder | PrescriptionLine
MODELS: tuple[Any, ...] = (LabOrder, PrescriptionLine)
_By, _Ended = aliased(Staff), aliased(Staff)


@dataclass(frozen=True)
class OrderLeave:
    """With which leave orders of somebody are read; what another klaster wrote is sealed here as in the record."""

    leave: RecordLeave
    birth_date: date

    def sees(self, row: Row, klaster: int, *, closed: bool) -> bool:
        """Say whether an order is seen that was written in a klaster; ``closed`` tells that its visit is restricted."""
        found = access_of(row, self.leave, klaster, self.birth_date)
        if closed and found is Access.OPEN:
            found = self.leave.of(row.recorded_by, klaster)
        return found is Access.OPEN


def orders_of(
    session: Session, user: SignedIn, encounter: Encounter, seen: OrderLeave, allergies: Sequence[str] = ()
) -> tuple[Order, ...]:
    """Return what was asked for at a visit and what still waits from others, tests first, as far as it may be seen."""
    found = session.execute(_wanted(), {"person": encounter.person_id, "visit": encounter.id}).all()
    rows = [(test or line, by, ended, klaster) for test, line, by, ended, klaster in found if test or line]
    closed = closed_visits(session, {row[0].encounter_id for row in rows} - {encounter.id}, seen.birth_date)
    return tuple(
        _order(row, by, ended, user, encounter, (seen.birth_date, allergies))
        for row, by, ended, klaster in rows
        if seen.sees(row, klaster, closed=row.encounter_id in closed)
    )


def closed_visits(session: Session, visits: Collection[UUID], birth_date: date) -> set[UUID]:
    """Return those of some visits that have a restricted diagnosis, of which everything written tells."""
    if not visits:
        return set()
    wanted = select(Diagnosis.encounter_id, Diagnosis.code, Diagnosis.day).where(Diagnosis.encounter_id.in_(visits))
    return {visit for visit, code, day in session.execute(wanted) if is_restricted_diagnosis(code, birth_date, day)}


def treatment_of(
    session: Session, encounter: Encounter, therapy: str, actions: str, done: Sequence[GivenAction]
) -> tuple[str, ...]:
    """Return what was given and done at a visit, in words: what was written freely, and the rows that stand.

    ``done`` are the actions of the visit.
    """
    session.flush()
    wanted = (
        select(PrescriptionLine)
        .where(PrescriptionLine.encounter_id == encounter.id, PrescriptionLine.state != OrderState.CANCELLED.value)
        .order_by(PrescriptionLine.recorded_at, PrescriptionLine.rank)
    )
    prescribed = [f"{title_of(row)}: {row.directions}" for row in session.scalars(wanted)]
    known = action_codes(encounter.day)
    return (therapy, *prescribed, actions, *(action_words(known.title(one.code), one) for one in done))


def may_end(session: Session, user: SignedIn, row: Row, today: date) -> bool:
    """Say whether somebody sees an order in any visit that treats its patient now, and so may end it."""
    person = session.get_one(Person, row.person_id)
    visit = session.get_one(Encounter, row.encounter_id)
    closed = bool(closed_visits(session, (visit.id,), person.birth_date))
    treating = session.scalars(
        select(Encounter).where(
            Encounter.person_id == person.id, or_(Encounter.finished_at.is_(None), Encounter.day == today)
        )
    )
    leaves = [leave_at(user, beside, today) for beside in (visit, *treating)]
    return any(OrderLeave(leave, person.birth_date).sees(row, visit.klaster, closed=closed) for leave in leaves)


def access_of(row: Row, leave: RecordLeave, klaster: int | None, birth_date: date) -> Access:
    """Return what is seen of an order.

    What a word without a code tells of nobody can say: those with leave, and its author at a visit, read it as they
    read the note it might stand in; others, and a copy that goes home, have nothing of it.
    """
    if is_restricted(row, birth_date):
        return leave.of(row.recorded_by, klaster)
    reads = leave.by_role or (leave.treating is not None and row.recorded_by == leave.reader)
    return Access.OPEN if _code(row) or reads else Access.ABSENT


def is_restricted(row: Row, birth_date: date) -> bool:
    """Say whether an order tells of what not everybody may know, of a child also by asking whether it is pregnant."""
    if isinstance(row, LabOrder):
        return row.test in lab_tests(row.day).restricted(child=is_kept_private(birth_date, row.day))
    return row.drug in formulary(row.day).restricted()


def _code(row: Row) -> str:
    return row.test if isinstance(row, LabOrder) else row.drug


def title_of(row: Row) -> str:
    """Return a test, or a medicine with form and strength."""
    if isinstance(row, LabOrder):
        return row.name
    return " ".join(part for part in (row.name, row.form, row.strength) if part)


def detail_of(row: Row) -> str:
    """Return specimen and question, or how a medicine is taken and how much of it is handed out."""
    if isinstance(row, LabOrder):
        return " · ".join(part for part in (row.specimen, row.question) if part)
    count = f"jumlah {number_in_words(row.quantity)}"
    sure = f"dipastikan: {row.confirmed_reason}" if row.confirmed_reason else ""
    return " · ".join(part for part in (row.directions, count, row.note, sure) if part)


@cache
def _wanted() -> Select[Any]:
    """Return what reads tests and then medicines with who asked and who ended each, in one statement."""
    parts = [
        select(
            literal(place).label("place"),
            *(model.id.label("id"), model.recorded_at.label("at"), model.rank.label("rank")),
            *(model.recorded_by.label("by"), model.ended_by.label("ended_by"), model.encounter_id.label("visit")),
        ).where(
            model.person_id == param("person"),
            or_(model.encounter_id == param("visit"), model.state == OrderState.WAITING.value),
        )
        for place, model in enumerate(MODELS)
    ]
    one = union_all(*parts).subquery()
    return (
        select(LabOrder, PrescriptionLine, _By.name, _Ended.name, Encounter.klaster)
        .select_from(one)
        .outerjoin(LabOrder, and_(LabOrder.id == one.c.id, one.c.place == 0))
        .outerjoin(PrescriptionLine, and_(PrescriptionLine.id == one.c.id, one.c.place == 1))
        .join(Encounter, Encounter.id == one.c.visit)
        .join(_By, _By.id == one.c.by)
        .outerjoin(_Ended, _Ended.id == one.c.ended_by)
        .order_by(one.c.place, one.c.at, one.c.rank)
    )


def _order(
    row: Row, by: str, ended_by: str | None, user: SignedIn, encounter: Encounter, known: tuple[date, Sequence[str]]
) -> Order:
    birth_date, allergies = known
    state, is_medicine = OrderState(row.state), isinstance(row, PrescriptionLine)
    ended = ""
    if row.ended_at is not None:
        at = indonesian_moment(local_time(row.ended_at, user.time_zone))
        ended = " · ".join(part for part in (f"{state.value} {at}", ended_by or "", row.reason) if part)
    against = ""
    if isinstance(row, PrescriptionLine) and state is OrderState.WAITING:
        against = " ".join(match.words for match in allergies_against(allergies, row.name, row.day))
    return Order(
        id=row.id,
        kind=OrderKind.MEDICINE if is_medicine else OrderKind.TEST,
        title=title_of(row),
        detail=detail_of(row),
        state=state,
        day=row.day,
        asked_by=by,
        asked_at=local_time(row.recorded_at, user.time_zone),
        urgent=isinstance(row, LabOrder) and row.urgent,
        ended=ended,
        allergy=against,
        here=row.encounter_id == encounter.id,
        restricted=is_restricted(row, birth_date) or not _code(row),
    )
