"""The audit trail row by row, the ends of its chains, and what each chain had reached at the end of a day."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Row, RowMapping, func, select
from sqlalchemy.orm import Session

from db.models import Audit, AuditTip

AT_ONCE = 2000


def trail(session: Session) -> Iterator[RowMapping]:
    """Give every row of the trail in the order of its numbers, some in memory at a time."""
    wanted = select(*Audit.__table__.columns).order_by(Audit.seq).execution_options(yield_per=AT_ONCE)
    yield from session.execute(wanted).mappings()


def tips(session: Session) -> dict[str, bytes]:
    """Return the hash that the chain of each workstation has reached."""
    return {row.workstation: bytes(row.hash) for row in session.execute(select(AuditTip.workstation, AuditTip.hash))}


def last_rows(session: Session, since: datetime, until: datetime) -> list[Row[Any]]:
    """Return the last row of each workstation written from one instant until before another."""
    last = (
        select(func.max(Audit.seq))
        .where(Audit.at >= since, Audit.at < until, Audit.hash.is_not(None))
        .group_by(Audit.workstation)
    )
    wanted = select(Audit.workstation, Audit.seq, Audit.hash).where(Audit.seq.in_(last)).order_by(Audit.workstation)
    return list(session.execute(wanted))


def first_at(session: Session) -> datetime | None:
    """Return when the first row that has a hash was written."""
    found: datetime | None = session.scalar(
        select(Audit.at).where(Audit.hash.is_not(None)).order_by(Audit.seq).limit(1)
    )
    return found
