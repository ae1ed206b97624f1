"""Certificates as lists show them: where each stands on a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Certificate, Staff
from ilp_desktop.clock import local_time
from ilp_desktop.domain.calendar_dates import indonesian_moment
from ilp_desktop.domain.care.certificate import BRIDAL, certificate_rules_on
from ilp_desktop.services.certificate.certificate_content import valid_until


class CertificateState(Enum):
    """Where a certificate stands on a day."""

    VALID = "berlaku"
    EXPIRED = "kedaluwarsa"
    VOID = "batal"


@dataclass(frozen=True)
class CertificateRow:
    """A certificate as lists show it.

    Attributes:
        short: what it says in a few words.
        voided: by whom and when it was made void, empty while it is not; ``reason`` why.
        prints: how often it was printed.
    """

    id: UUID
    version: int
    encounter_id: UUID
    label: str
    title: str
    number: str
    day: date
    short: str
    doctor: str
    state: CertificateState
    valid_until: date | None
    prints: int
    voided: str
    reason: str


def bridal_among(session: Session, people: Collection[UUID], until: date) -> dict[UUID, Certificate]:
    """Return the newest certificate for marriage of each of some people that was not made void."""
    rows = session.scalars(
        select(Certificate)
        .where(
            Certificate.person_id.in_(people),
            Certificate.kind == BRIDAL,
            Certificate.voided_at.is_(None),
            Certificate.day <= until,
        )
        .order_by(Certificate.day, Certificate.recorded_at)
    )
    return {row.person_id: row for row in rows}


def row_of(session: Session, row: Certificate, today: date, zone: str) -> CertificateRow:
    """Return a certificate as lists show it."""
    by = session.get(Staff, row.voided_by) if row.voided_by else None
    return told_row(row, by.name if by else "", today, zone)


def told_row(row: Certificate, voided_by: str, today: date, zone: str) -> CertificateRow:
    """Return a certificate as lists show it; ``voided_by`` is the name of who made it void."""
    kind = certificate_rules_on(row.day).kinds[row.kind]
    until = valid_until(kind, row.day)
    return CertificateRow(
        id=row.id,
        version=row.row_version,
        encounter_id=row.encounter_id,
        label=kind.label,
        title=kind.title,
        number=row.number,
        day=row.day,
        short=row.content["short"],
        doctor=row.content["doctor"][0],
        state=_state(row.voided_at, until, today),
        valid_until=until,
        prints=row.prints,
        voided=f"{voided_by}, {indonesian_moment(local_time(row.voided_at, zone))}" if row.voided_at else "",
        reason=row.void_reason,
    )


def state_of(row: Certificate, today: date) -> CertificateState:
    """Return where a certificate stands on a day."""
    kind = certificate_rules_on(row.day).kinds[row.kind]
    return _state(row.voided_at, valid_until(kind, row.day), today)


def _state(voided_at: datetime | None, until: date | None, today: date) -> CertificateState:
    if voided_at is not None:
        return CertificateState.VOID
    return CertificateState.EXPIRED if until is not None and until < today else CertificateState.VALID
