"""The report of a day on paper, with what the chain of each workstation had reached at its end."""

from collections import Counter
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Audit, Encounter
from db.queries.audit_chain import last_rows
from ilp_desktop.clock import day_began, local_day, local_time
from ilp_desktop.domain.audit.kinds import kind_of
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.printing.contents.trail_day import ChainHead, TrailDay
from ilp_desktop.services.core.signed_in import SignedIn


def trail_day(session: Session, user: SignedIn, day: date, now: datetime) -> TrailDay:
    """Return what the report of a day holds."""
    zone = user.time_zone
    since, until = (day_began(one, zone) for one in (day, day + timedelta(days=1)))
    heads = [ChainHead(row.workstation, row.seq, bytes(row.hash).hex()) for row in last_rows(session, since, until)]
    acts = session.execute(
        select(Audit.action, func.count())
        .where(Audit.facility_id == user.facility_id, Audit.at >= since, Audit.at < until)
        .group_by(Audit.action)
    ).all()
    return TrailDay(
        day=day,
        visits=_visits(session, user, day),
        counts=_counted([(action, int(count)) for action, count in acts]),
        heads=tuple(sorted(heads, key=lambda head: head.workstation)),
        ended=day < local_day(now, zone),
        printed_by=user.name,
        printed_at=local_time(now, zone),
    )


def _visits(session: Session, user: SignedIn, day: date) -> tuple[tuple[str, int], ...]:
    wanted = (
        select(Encounter.klaster, func.count())
        .where(Encounter.facility_id == user.facility_id, Encounter.day == day)
        .group_by(Encounter.klaster)
    )
    counts = {Klaster(number): int(count) for number, count in session.execute(wanted)}
    return tuple((klaster.label, counts[klaster]) for klaster in Klaster if klaster in counts)


def _counted(acts: list[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Return how often each kind of act stands in the trail of the day, the most frequent first."""
    kinds: Counter[str] = Counter()
    for action, count in acts:
        kinds[kind_of(action).value] += count
    return tuple(kinds.most_common())
