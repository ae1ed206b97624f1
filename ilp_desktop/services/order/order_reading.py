"""What a person was asked to have done or was prescribed: at the visit that is open, and what still waits."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from db.models import Encounter, LabOrder, PrescriptionLine, Staff
from ilp_desktop.clock import local_time
from ilp_desktop.domain.care.action_codes import action_codes
from ilp_desktop.domain.care.allergy import allergies_against
from ilp_desktop.domain.orders.formulary import formulary
from ilp_desktop.domain.orders.lab_tests import lab_tests
from ilp_desktop.domain.orders.order_words import OrderKind, OrderState
from ilp_desktop.domain.orders.signa import number_in_words
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.order.action_writing import GivenAction, action_words
from ilp_desktop.services.order.order_data import Order

Row = LabOrder | PrescriptionLine
MODELS: tuple[Any, ...] = (LabOrder, PrescriptionLine)
_By, _Ended = aliased(Staff), aliased(Staff)


def orders_of(
    session: Session, user: SignedIn, encounter: Encounter, allergies: Sequence[str] = ()
) -> tuple[Order, ...]:
    """Return what was asked for at a visit and what still waits from others, tests first; restricted need leave."""
    found = ((test or line, by, ended) for test, line, by, ended in session.execute(_wanted(encounter)))
    return tuple(
        _order(row, by, ended, user, encounter, allergies) for row, by, ended in found if row and may_know(user, row)
    )


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


def may_know(user: SignedIn, row: Row) -> bool:
    """Say whether somebody may know of an order: restricted tests and medicines need leave."""
    return user.may(Act.SEE_RESTRICTED) or not is_restricted(row)


def is_restricted(row: Row) -> bool:
    """Say whether an order tells of what not everybody may know."""
    if isinstance(row, LabOrder):
        return row.test in lab_tests(row.day).restricted()
    return row.drug in formulary(row.day).restricted()


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
    return " · ".join(part for part in (row.directions, count, row.note) if part)


def _wanted(encounter: Encounter) -> Select[Any]:
    """Return what reads tests and then medicines with who asked and who ended each, in one statement."""
    parts = [
        select(
            literal(place).label("place"),
            *(model.id.label("id"), model.recorded_at.label("at"), model.rank.label("rank")),
            *(model.recorded_by.label("by"), model.ended_by.label("ended_by")),
        ).where(
            model.person_id == encounter.person_id,
            or_(model.encounter_id == encounter.id, model.state == OrderState.WAITING.value),
        )
        for place, model in enumerate(MODELS)
    ]
    one = union_all(*parts).subquery()
    return (
        select(LabOrder, PrescriptionLine, _By.name, _Ended.name)
        .select_from(one)
        .outerjoin(LabOrder, and_(LabOrder.id == one.c.id, one.c.place == 0))
        .outerjoin(PrescriptionLine, and_(PrescriptionLine.id == one.c.id, one.c.place == 1))
        .join(_By, _By.id == one.c.by)
        .outerjoin(_Ended, _Ended.id == one.c.ended_by)
        .order_by(one.c.place, one.c.at, one.c.rank)
    )


def _order(
    row: Row, by: str, ended_by: str | None, user: SignedIn, encounter: Encounter, allergies: Sequence[str]
) -> Order:
    state, is_medicine = OrderState(row.state), isinstance(row, PrescriptionLine)
    ended = ""
    if row.ended_at is not None:
        at = f"{local_time(row.ended_at, user.time_zone):%d/%m/%Y %H.%M}"
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
        restricted=is_restricted(row),
    )
