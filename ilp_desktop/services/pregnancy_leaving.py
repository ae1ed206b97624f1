"""A pregnancy follows a woman who moves away: its episode here closes, and opens again when she never left."""

from datetime import date

from sqlalchemy import select

from db.models import Person, Pregnancy
from ilp_desktop.domain.pregnancy_end import PregnancyEnd
from ilp_desktop.domain.visit_words import Leaving
from ilp_desktop.services.antenatal_record import open_pregnancy
from ilp_desktop.services.unit_of_work import Work

MOVED = PregnancyEnd.MOVED.value


def follow_leaving(work: Work, person: Person, left_before: date | None) -> None:
    """Close the pregnancy in progress of somebody who moved away, or open again what closed on ``left_before``."""
    running = open_pregnancy(work.session, person.id)
    if person.left_why == Leaving.MOVED.value and person.left_on is not None:
        if running is not None and running.last_period_on <= person.left_on:
            _set_end(work, running, person.left_on, MOVED)
    elif not person.left_why and left_before is not None and running is None:
        closed = work.session.scalar(
            select(Pregnancy)
            .where(Pregnancy.person_id == person.id, Pregnancy.outcome == MOVED, Pregnancy.ended_on == left_before)
            .limit(1)
        )
        if closed is not None:
            _set_end(work, closed, None, "")


def _set_end(work: Work, row: Pregnancy, day: date | None, outcome: str) -> None:
    row.ended_on, row.outcome = day, outcome
    row.row_version += 1
    work.touch("pregnancy", row.id, outcome=outcome)
