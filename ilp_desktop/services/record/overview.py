"""The day at a glance: visits and waits by klaster, and who may have something infectious."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from db.queries.day_visits import visits_of_day
from db.queries.infectious_signs import signs_of_day
from ilp_desktop.clock import local_time
from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.visit_words import Payer, TicketStatus, VisitKind
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.record.case_finding import TB_FORM, CaseFinder, SuspectedCase

ALWAYS_SHOWN = (Klaster.MOTHER_CHILD, Klaster.ADULT_ELDERLY, Klaster.INFECTIOUS, Klaster.CROSS)
LEFT_OUT = (TicketStatus.MOVED.value, TicketStatus.CANCELLED.value)
SECONDS_A_MINUTE = 60


@dataclass(frozen=True)
class QueueFigures:
    """How the visits of one klaster, or of all, stand.

    Attributes:
        total: visits of today; one that moved on is counted where it is now.
        in_service: called or being served.
        average_wait: minutes from coming in to the call, of those called so far; None when nobody was.
        longest_wait: the longest of these.
        longest_waiting: minutes since the ticket of whoever waits longest now; None when nobody waits.
    """

    total: int = 0
    waiting: int = 0
    in_service: int = 0
    done: int = 0
    absent: int = 0
    average_wait: int | None = None
    longest_wait: int | None = None
    longest_waiting: int | None = None


@dataclass(frozen=True)
class DayFigures:
    """Today in figures.

    Attributes:
        at: the wall clock when they were taken.
        by_klaster: klaster 2 to 4 and lintas klaster, and klaster 1 only when it has visits.
        by_kind: visits by baru, lama, kontrol; by_payer: by penjamin; words without a visit are left out.
        arrivals: (hour, visits opened in it), without a gap from the first hour to the last.
    """

    at: datetime
    everyone: QueueFigures
    by_klaster: tuple[tuple[Klaster, QueueFigures], ...]
    sick: int
    healthy: int
    by_kind: tuple[tuple[VisitKind, int], ...]
    by_payer: tuple[tuple[Payer, int], ...]
    arrivals: tuple[tuple[int, int], ...]


class Overview:
    """Reads over everything recorded today."""

    def __init__(self, uow: UnitOfWork, codes: DiagnosisCodes, catalogue: Catalogue) -> None:
        self._uow = uow
        self._codes = codes
        self._catalogue = catalogue

    def today(self, user: SignedIn) -> DayFigures:
        """Return today's visits and waiting times."""
        with self._uow.reading(user, Act.SEE_FIGURES) as session:
            rows = visits_of_day(session, user.facility_id, self._uow.today(user), LEFT_OUT)
        return _day_figures(rows, self._uow.clock.now(), user.time_zone)

    def suspected_cases(self, user: SignedIn) -> tuple[SuspectedCase, ...]:
        """Return who was recorded today with a sign of something infectious: suspected first, then to be watched."""
        today = self._uow.today(user)
        source = next((form.source for form in self._catalogue.listed(today) if form.code == TB_FORM), "")
        with self._uow.reading(user, Act.SEE_CASES) as session:
            rows = signs_of_day(session, user.facility_id, today, TB_FORM, LEFT_OUT)
            return CaseFinder(self._codes, source, user.time_zone).cases(rows)


def _day_figures(rows: Sequence[Row[Any]], now: datetime, time_zone: str) -> DayFigures:
    visits = {row.encounter_id: row for row in rows}.values()
    kinds = Counter(row.visit_kind for row in visits)
    payers = Counter(row.payer for row in visits)
    sick = sum(row.sick for row in visits)
    return DayFigures(
        at=local_time(now, time_zone),
        everyone=_queue_figures(rows, now),
        by_klaster=tuple(_by_klaster(rows, now)),
        sick=sick,
        healthy=len(visits) - sick,
        by_kind=tuple((kind, kinds[kind.value]) for kind in VisitKind if kinds[kind.value]),
        by_payer=tuple((payer, payers[payer.value]) for payer in Payer if payers[payer.value]),
        arrivals=_arrivals([local_time(row.arrived_at, time_zone).hour for row in visits]),
    )


def _by_klaster(rows: Sequence[Row[Any]], now: datetime) -> Iterable[tuple[Klaster, QueueFigures]]:
    for klaster in Klaster:
        own = [row for row in rows if row.klaster == klaster.value]
        if own or klaster in ALWAYS_SHOWN:
            yield klaster, _queue_figures(own, now)


def _queue_figures(rows: Sequence[Row[Any]], now: datetime) -> QueueFigures:
    counts = Counter(TicketStatus(row.status) for row in rows)
    waited = [_minutes(row.since, row.called_at) for row in rows if row.called_at is not None]
    waiting = [_minutes(row.waits_since, now) for row in rows if row.status == TicketStatus.WAITING.value]
    return QueueFigures(
        total=len({row.encounter_id for row in rows}),
        waiting=counts[TicketStatus.WAITING],
        in_service=counts[TicketStatus.CALLED] + counts[TicketStatus.SERVED],
        done=counts[TicketStatus.DONE],
        absent=counts[TicketStatus.ABSENT],
        average_wait=round(sum(waited) / len(waited)) if waited else None,
        longest_wait=max(waited, default=None),
        longest_waiting=max(waiting, default=None),
    )


def _minutes(since: datetime, until: datetime) -> int:
    """Return the completed minutes between two instants, never less than none."""
    return max(0, int((until - since).total_seconds() // SECONDS_A_MINUTE))


def _arrivals(hours: Sequence[int]) -> tuple[tuple[int, int], ...]:
    counts = Counter(hours)
    return tuple((hour, counts[hour]) for hour in range(min(hours), max(hours) + 1)) if hours else ()
