"""Waiting in figures: by step, klaster and hour, and who waits longest now."""

from dataclasses import dataclass
from uuid import UUID

from db.queries.queue_board import QueueDay, steps_of_day
from ilp_desktop.clock import local_time
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.visit_words import TicketStatus
from ilp_desktop.domain.queue.waiting_times import (
    SECONDS_A_MINUTE,
    QueueStep,
    Stepped,
    WaitFigures,
    figures_by,
    stretches,
)
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.queue.queue_rows import QueueRow, queue_rows

WAITS = (QueueStep.REGISTRATION, QueueStep.WAITING)


@dataclass(frozen=True)
class WaitingDay:
    """Today's waiting.

    Attributes:
        by_step: every step somebody was in today, in the order of the way.
        by_klaster: waiting for a room, by klaster.
        by_hour: waiting for desk or room, by the hour in which it began.
        longest: who waits longest now, a few, the longest first; nobody's name.
    """

    by_step: tuple[tuple[QueueStep, WaitFigures], ...]
    by_klaster: tuple[tuple[Klaster, WaitFigures], ...]
    by_hour: tuple[tuple[int, WaitFigures], ...]
    longest: tuple["LongWait", ...]


@dataclass(frozen=True)
class LongWait:
    """A number that waits, what for, and how many minutes since its holder came in."""

    ticket_id: UUID
    number: str
    where: str
    minutes: int


class WaitingTimes:
    """Reads over the way of today's tickets."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def today(self, user: SignedIn, longest: int = 5) -> WaitingDay:
        """Return today's figures of waiting, and the numbers that wait longest now."""
        now, day = self._uow.clock.now(), self._uow.today(user)
        with self._uow.reading(user, Act.SEE_QUEUE) as session:
            steps = steps_of_day(session, user.facility_id, day)
            rows = queue_rows(session, user.facility_id, QueueDay(day), now)
        made = [Stepped(row.ticket_id, row.became, row.at, row.stage, row.klaster) for row in steps]
        found = stretches(made, now)
        by_step = figures_by(found, lambda one: one.step)
        rooms = figures_by((one for one in found if one.step is QueueStep.WAITING), lambda one: one.klaster)
        hours = figures_by(
            (one for one in found if one.step in WAITS), lambda one: local_time(one.since, user.time_zone).hour
        )
        waiting = sorted((row for row in rows if row.status is TicketStatus.WAITING), key=lambda row: row.since)
        return WaitingDay(
            by_step=tuple((step, by_step[step]) for step in QueueStep if step in by_step),
            by_klaster=tuple((klaster, rooms[klaster]) for klaster in Klaster if klaster in rooms),
            by_hour=tuple(sorted(hours.items())),
            longest=tuple(
                _long_wait(row, int((now - row.since).total_seconds()) // SECONDS_A_MINUTE) for row in waiting[:longest]
            ),
        )


def _long_wait(row: QueueRow, minutes: int) -> LongWait:
    return LongWait(row.ticket_id, row.number, row.where, max(0, minutes))
