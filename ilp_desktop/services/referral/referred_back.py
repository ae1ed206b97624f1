"""Who is under the back-referral programme (PRB): the newest answer naming a disease of it says so, nothing else."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from db.models import Destination, Referral, ReferralAnswer
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.care.referral_kind import referral_rules_on
from ilp_desktop.domain.care.referral_state import ReferralState


@dataclass(frozen=True)
class ReferredBack:
    """Who came back under the programme PRB.

    Attributes:
        disease: of the programme.
        codes: ICD-10 codes of the answer.
        since: the day of the answer.
        supply_days: for how many days the drugs are given at once.
    """

    referral_id: UUID
    disease: str
    answered_from: str
    answered_by: str
    codes: tuple[str, ...]
    therapy: str
    advice: str
    since: date
    control_on: date | None
    supply_days: int

    @property
    def line(self) -> str:
        """Return it in one line."""
        control = f", kontrol {indonesian_date(self.control_on)}" if self.control_on else ""
        return f"PRB {self.disease}: {self.answered_from}, {indonesian_date(self.since)}{control}"


def referred_back_among(
    session: Session, people: Collection[UUID], until: date, *, restricted: bool
) -> Mapping[UUID, tuple[ReferredBack, ...]]:
    """Return under which diseases people are in the programme on a day, by the person, the newest answer first.

    An answer for the same disease that came later and is none of the programme ends it. ``restricted`` says whether
    referrals are wanted that only those with leave may know of.
    """
    later = aliased(ReferralAnswer)
    newest = select(func.max(later.version)).where(later.referral_id == ReferralAnswer.referral_id).scalar_subquery()
    rows = session.execute(
        select(Referral, ReferralAnswer, Destination.name)
        .join(ReferralAnswer, ReferralAnswer.referral_id == Referral.id)
        .outerjoin(Destination, Destination.id == Referral.destination_id)
        .where(
            Referral.person_id.in_(people),
            Referral.state != ReferralState.VOID.value,
            ReferralAnswer.version == newest,
            ReferralAnswer.answered_on <= until,
        )
        .order_by(ReferralAnswer.answered_on.desc(), ReferralAnswer.recorded_at.desc())
    )
    found: dict[UUID, list[ReferredBack]] = {}
    settled = set[tuple[UUID, str]]()
    for referral, answer, destination in rows:
        disease = referral_rules_on(answer.answered_on).prb_disease(answer.diagnoses)
        if not disease or (referral.person_id, disease) in settled or (referral.restricted and not restricted):
            continue
        settled.add((referral.person_id, disease))
        if answer.prb:
            found.setdefault(referral.person_id, []).append(_told(referral, answer, destination, disease))
    return {key: tuple(some) for key, some in found.items()}


def _told(referral: Referral, answer: ReferralAnswer, destination: str | None, disease: str) -> ReferredBack:
    return ReferredBack(
        referral_id=referral.id,
        disease=disease,
        answered_from=destination or referral.to_name,
        answered_by=answer.answered_by,
        codes=tuple(answer.diagnoses),
        therapy=answer.therapy,
        advice=answer.advice,
        since=answer.answered_on,
        control_on=answer.control_on,
        supply_days=referral_rules_on(answer.answered_on).prb_supply_days,
    )
