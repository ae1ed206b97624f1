"""Referrals and answers of many people at once, each kind of row in one statement."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Destination, Referral, ReferralAnswer
from ilp_desktop.domain.care.referral_state import ReferralState


def referrals_among(session: Session, people: Collection[UUID]) -> Mapping[UUID, Sequence[Any]]:
    """Return the referrals to other facilities of each person that everybody may know of, the newest first."""
    rows = session.execute(
        select(Referral.person_id, Referral.day, Referral.clinic, Destination.name)
        .join(Destination, Destination.id == Referral.destination_id)
        .where(
            Referral.person_id.in_(people),
            Referral.state != ReferralState.VOID.value,
            Referral.restricted.is_(False),
        )
        .order_by(Referral.day.desc(), Referral.id.desc())
    )
    found: dict[UUID, list[Any]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(row)
    return found


@dataclass(frozen=True)
class ReferralEnds:
    """Where referrals go, by the identifier of the destination, and the answer in force, by that of the referral."""

    places: Mapping[UUID, str]
    answers: Mapping[UUID, ReferralAnswer]


def referral_ends(session: Session, facility_id: UUID, referral_ids: Collection[UUID]) -> ReferralEnds:
    """Return where some referrals of a Puskesmas go, and what was answered to them."""
    places = session.execute(select(Destination.id, Destination.name).where(Destination.facility_id == facility_id))
    answers = session.scalars(
        select(ReferralAnswer).where(ReferralAnswer.referral_id.in_(referral_ids)).order_by(ReferralAnswer.version)
    )
    return ReferralEnds({row.id: row.name for row in places}, {row.referral_id: row for row in answers})
