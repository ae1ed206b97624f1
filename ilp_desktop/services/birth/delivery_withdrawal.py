"""Taking back a delivery recorded of the wrong woman, or of a baby that lived and did not; it is then recorded anew."""

from typing import Any
from uuid import UUID

from sqlalchemy import inspect, select

from db.models import Birth, Death, Delivery, DoseGiven, HouseholdMove, Identifier, Person, Pregnancy, WithdrawnDose
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.birth.delivery_correction import LONGEST_REASON
from ilp_desktop.services.birth.delivery_data import HB0
from ilp_desktop.services.birth.labours import void_labour
from ilp_desktop.services.core.unit_of_work import BIRTH_TAKEN_BACK, Work
from ilp_desktop.services.immunisation.dose_taking_back import take_back_dose
from ilp_desktop.services.merge.merging_tables import MOVES
from ilp_desktop.services.person.person_lines import index_person
from ilp_desktop.services.pregnancy.antenatal_record import open_pregnancy
from ilp_desktop.services.pregnancy.pregnancy_leaving import follow_leaving

OF_THE_DELIVERY = (Birth, Death, DoseGiven, HouseholdMove, Identifier, WithdrawnDose)
"""Tables in which a delivery itself, or being registered, leaves rows of a child."""
LATER = "Sesudahnya sudah ada kehamilan lain."


def withdraw_delivery(work: Work, delivery_id: UUID, version: int, reason: str, *, partograph: bool) -> None:
    """Take a delivery back inside a transaction: its births go, and the pregnancy goes on.

    A child of whom nothing else is recorded goes with it; another stays, without a mother. What was observed in labour
    stays hers unless ``partograph`` says that it goes too. All that stood there is kept in the audit trail. Raises
    ``WrongAnswers``, ``StaleRecord``, or ``UserError`` when she was pregnant again.
    """
    words = reason.strip()
    if not words or len(words) > LONGEST_REASON:
        raise WrongAnswers({"reason": f"Tulis alasannya, paling panjang {LONGEST_REASON} huruf."})
    delivery = work.claim(Delivery, delivery_id, version)
    mother = work.own(Person, delivery.mother_id, locked=True)
    pregnancy = work.own(Pregnancy, delivery.pregnancy_id, locked=True) if delivery.pregnancy_id else None
    if pregnancy is not None:
        _refuse_later(work, pregnancy)
    old = _columns(delivery)
    births = work.session.scalars(select(Birth).where(Birth.delivery_id == delivery.id).order_by(Birth.born_at)).all()
    children = [work.own(Person, birth.child_id, locked=True) for birth in births if birth.child_id is not None]
    for number, birth in enumerate(births, start=1):
        old |= {f"b{number}.{name}": value for name, value in _columns(birth).items()}
        work.touch("birth", birth.id, withdrawn=words)
        work.session.delete(birth)
    work.session.flush()
    work.session.delete(delivery)
    for child in children:
        _let_go(work, child, words)
    if pregnancy is not None:
        if partograph:
            void_labour(work, pregnancy.id, words)
        _go_on(work, pregnancy, mother)
    work.touch("delivery", delivery_id, withdrawn=words, old=old)
    work.touch("person", mother.id)
    work.due_for(mother.id, *(child.id for child in children))


def _refuse_later(work: Work, pregnancy: Pregnancy) -> None:
    later = select(Pregnancy.id).where(
        Pregnancy.person_id == pregnancy.person_id, Pregnancy.last_period_on > pregnancy.last_period_on
    )
    if open_pregnancy(work.session, pregnancy.person_id) or work.session.scalar(later.limit(1)) is not None:
        raise UserError(LATER, "Persalinan ini tidak dapat dibatalkan; perbaiki yang keliru dengan Perbaiki.")


def _let_go(work: Work, child: Person, reason: str) -> None:
    """Remove a child that is nothing but this delivery; let any other stay, without a mother."""
    old = {"mother_id": str(child.mother_id), "mother_name": child.mother_name}
    child.row_version += 1
    if _has_more(work, child.id):
        child.mother_id, child.mother_name = None, ""
    else:
        doses = work.session.scalars(select(DoseGiven).where(DoseGiven.person_id == child.id)).all()
        for dose in doses:
            take_back_dose(work, dose, reason)
        child.removed_at, child.removed_reason = work.now, BIRTH_TAKEN_BACK
    work.session.flush()
    index_person(work.session, child, work.today)
    work.touch("person", child.id, birth_withdrawn=reason, old=old)


def _has_more(work: Work, child_id: UUID) -> bool:
    """Say whether anything is on record of a child beside what its delivery left."""
    other_dose = select(DoseGiven.id).where(DoseGiven.person_id == child_id, DoseGiven.antigen != HB0)
    if work.session.scalar(other_dose.limit(1)) is not None:
        return True
    others = (move for move in MOVES if move.model not in OF_THE_DELIVERY)
    return any(
        work.session.scalar(select(move.model.id).where(move.owner == child_id).limit(1)) is not None for move in others
    )


def _go_on(work: Work, pregnancy: Pregnancy, mother: Person) -> None:
    """Let a pregnancy be as before the delivery: in progress, or closed by her death or her leaving."""
    pregnancy.ended_on, pregnancy.outcome = None, ""
    pregnancy.row_version += 1
    work.session.flush()
    work.touch("pregnancy", pregnancy.id, outcome="")
    follow_leaving(work, mother, mother.left_on)


def _columns(row: Any) -> dict[str, Any]:
    values = {column.key: getattr(row, column.key) for column in inspect(type(row)).column_attrs}
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | bool | int | float | list):
        return value
    return str(getattr(value, "value", value))
