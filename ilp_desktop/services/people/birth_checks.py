"""What a birth must agree with, for the desk, the birth card and the delivery record alike."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from db.models import Person, Pregnancy
from ilp_desktop.domain.birth.delivery import PregnancyDates
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.pregnancy.antenatal_record import contact_days

CONFIRM = "confirmed"
MEASURES = ("weight_g", "length_cm", "head_cm")
UNLIKELY = "Ada angka yang tidak lazim."
ASK_TO_CONFIRM = "Bila benar, centang lalu simpan lagi."


def dates_of(work: Work, mother: Person, pregnancy: Pregnancy | None) -> PregnancyDates:
    """Return what a day of birth must agree with; None where no pregnancy was recorded."""
    died_on = mother.left_on if mother.left_why == Leaving.DIED.value else None
    if pregnancy is None:
        return PregnancyDates(mother.birth_date, None, died_on=died_on)
    return PregnancyDates(
        mother.birth_date,
        pregnancy.last_period_on,
        contact_days(work.session, pregnancy),
        died_on=died_on,
        expected=pregnancy.babies_expected,
    )


def orders_taken(work: Work, mother_id: UUID, but: Collection[UUID] = ()) -> dict[int, str]:
    """Return which numbers (anak ke-) children of a mother carry, and their names."""
    rows = work.session.execute(
        select(Person.birth_order, Person.name).where(
            Person.mother_id == mother_id, Person.removed_at.is_(None), Person.id.not_in(but)
        )
    )
    return {row.birth_order: row.name for row in rows if row.birth_order is not None}


def order_problem(order: int, child: str) -> str:
    """Return that a number (anak ke-) is that of an earlier child."""
    return f"Anak ke-{order} ibu ini sudah tercatat: {child}."
