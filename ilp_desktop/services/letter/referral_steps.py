"""Every change of a referral is a step: what was done, by whom, when and why."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from db.models import Referral, ReferralAnswer, ReferralStep, Staff
from ilp_desktop.clock import local_time
from ilp_desktop.domain.care.referral_kind import INTERNAL, referral_rules_on
from ilp_desktop.domain.care.referral_state import (
    WITH_REASON,
    ReferralAct,
    ReferralState,
    next_state,
    state_on,
    valid_until,
    why_refused,
)
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.ownership import not_there, owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import Work

LONGEST_NOTE = 300


@dataclass(frozen=True)
class StepTold:
    """One step as it is told; ``at`` is where the Puskesmas stands."""

    act: ReferralAct
    became: ReferralState
    at: datetime
    by: str
    note: str


def take_step(work: Work, referral: Referral, act: ReferralAct, note: str = "") -> None:
    """Do something with a referral and note the step.

    Raises ``WrongAnswers`` where a reason is asked for and none given, and ``UserError`` where it cannot be done.
    """
    told = note.strip()
    if act in WITH_REASON and not told:
        raise WrongAnswers({"note": "Tulis alasannya."})
    if len(told) > LONGEST_NOTE:
        raise WrongAnswers({"note": f"Alasan paling panjang {LONGEST_NOTE} huruf."})
    now = shown_state(referral, work.today)
    became = next_state(now, act, answered=is_answered(work.session, referral.id))
    if became is None:
        raise UserError(*why_refused(now))
    if act is not ReferralAct.PRINT:
        referral.state = became.value
    work.session.add(
        ReferralStep(
            facility_id=work.facility_id,
            referral_id=referral.id,
            act=act.value,
            became=referral.state,
            at=work.now,
            by_id=work.user.staff_id,
            note=told,
        )
    )


def shown_state(referral: Referral, today: date) -> ReferralState:
    """Return where a referral stands on a day."""
    return state_on(ReferralState(referral.state), last_valid(referral), today)


def last_valid(referral: Referral) -> date | None:
    """Return the last day a letter is valid by the table of its own day, None where it does not expire."""
    kind = referral_rules_on(referral.day).kinds.get(referral.kind)
    return valid_until(referral.day, kind.validity_days) if kind is not None else None


def is_answered(session: Session, referral_id: UUID) -> bool:
    """Say whether an answer is on record."""
    return bool(session.scalar(select(exists().where(ReferralAnswer.referral_id == referral_id))))


def steps_of(session: Session, referrals: Sequence[Referral], zone: str) -> dict[UUID, tuple[StepTold, ...]]:
    """Return the steps of referrals, the first first, by the referral; that it was issued the referral itself tells."""
    rows = session.execute(
        select(ReferralStep, Staff.name)
        .join(Staff, Staff.id == ReferralStep.by_id)
        .where(ReferralStep.referral_id.in_([one.id for one in referrals]))
        .order_by(ReferralStep.seq)
    )
    writers = {one.recorded_by for one in referrals}
    names = {row.id: row.name for row in session.execute(select(Staff.id, Staff.name).where(Staff.id.in_(writers)))}
    found = {one.id: [_issued(one, names[one.recorded_by], zone)] for one in referrals}
    for step, name in rows:
        told = StepTold(ReferralAct(step.act), ReferralState(step.became), local_time(step.at, zone), name, step.note)
        found[step.referral_id].append(told)
    return {key: tuple(some) for key, some in found.items()}


def _issued(referral: Referral, by: str, zone: str) -> StepTold:
    """Return the first step of a referral."""
    begins = referral_rules_on(referral.day).kind(referral.kind).begins
    return StepTold(ReferralAct.CREATE, begins, local_time(referral.recorded_at, zone), by, "")


def prints_of(session: Session, referral_ids: Collection[UUID]) -> dict[UUID, int]:
    """Return how often each referral was printed."""
    rows = session.execute(
        select(ReferralStep.referral_id, func.count())
        .where(ReferralStep.referral_id.in_(referral_ids), ReferralStep.act == ReferralAct.PRINT.value)
        .group_by(ReferralStep.referral_id)
    )
    return {row[0]: row[1] for row in rows}


def seen_referral(session: Session, user: SignedIn, referral_id: UUID) -> Referral:
    """Return a referral of the user's Puskesmas; one that is restricted is not there without leave."""
    referral = owned(session, user.facility_id, Referral, referral_id)
    if referral.restricted and not user.may(Act.SEE_RESTRICTED):
        raise not_there()
    return referral


def asked_referral(session: Session, user: SignedIn, referral_id: UUID) -> Referral:
    """Return a referral as ``seen_referral`` does; who sees those inside the house alone finds no other."""
    referral = seen_referral(session, user, referral_id)
    if referral.kind != INTERNAL and not user.may(Act.SEE_EVERY_REFERRAL):
        raise not_there()
    return referral


def claimed(work: Work, referral_id: UUID, version: int) -> Referral:
    """Return a referral to change; raises ``StaleRecord`` when somebody changed it since ``version`` was read."""
    asked_referral(work.session, work.user, referral_id)
    return work.claim(Referral, referral_id, version)
