"""A pregnancy follows a woman who dies or moves away: its episode closes, and opens again when she did not."""

from datetime import date

from sqlalchemy import select

from db.models import Person, Pregnancy
from ilp_desktop.domain.pregnancy.pregnancy_end import PregnancyEnd
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.pregnancy.antenatal_record import open_pregnancy

ENDS = {Leaving.MOVED.value: PregnancyEnd.MOVED.value, Leaving.DIED.value: PregnancyEnd.DIED.value}


def follow_leaving(work: Work, person: Person, left_before: date | None) -> None:
    """Close the pregnancy in progress of somebody who is gone, or open again what closed on ``left_before``.

    A day or reason put right moves the end that followed the wrong one.
    """
    row = open_pregnancy(work.session, person.id) or _closed_on(work, person, left_before)
    if row is None:
        return
    outcome = ENDS.get(person.left_why, "")
    day = person.left_on if outcome else None
    if day is not None and row.last_period_on > day:
        day, outcome = None, ""
    if (row.ended_on, row.outcome) != (day, outcome):
        _set_end(work, row, day, outcome)


def _closed_on(work: Work, person: Person, left_before: date | None) -> Pregnancy | None:
    if left_before is None:
        return None
    return work.session.scalar(
        select(Pregnancy)
        .where(
            Pregnancy.person_id == person.id,
            Pregnancy.outcome.in_(ENDS.values()),
            Pregnancy.ended_on == left_before,
        )
        .limit(1)
    )


def _set_end(work: Work, row: Pregnancy, day: date | None, outcome: str) -> None:
    row.ended_on, row.outcome = day, outcome
    row.row_version += 1
    work.touch("pregnancy", row.id, outcome=outcome)
