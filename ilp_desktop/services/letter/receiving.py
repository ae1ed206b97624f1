"""Slips of the field are received when the person is registered."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Referral
from ilp_desktop.domain.care.referral_kind import COMMUNITY, referral_rules_on
from ilp_desktop.domain.care.referral_state import ReferralAct, ReferralState
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.letter.referral_steps import take_step

ON_THE_WAY = (ReferralState.CREATED.value, ReferralState.SENT.value)


def slips_on_the_way(session: Session, person_id: UUID) -> list[Referral]:
    """Return the slips of somebody, written without a visit, with which nobody came yet; the oldest first."""
    rows = session.scalars(
        select(Referral)
        .where(
            Referral.person_id == person_id,
            Referral.kind == COMMUNITY,
            Referral.encounter_id.is_(None),
            Referral.state.in_(ON_THE_WAY),
        )
        .order_by(Referral.day, Referral.id)
    )
    return list(rows)


def receive_slips(work: Work, person_id: UUID, klaster: int) -> None:
    """Mark the slips of somebody who came today as received; they wait for an answer of the klaster of the visit."""
    rules = referral_rules_on(work.today)
    for referral in slips_on_the_way(work.session, person_id):
        take_step(work, referral, ReferralAct.RECEIVE)
        referral.unit = rules.own_unit(klaster) or referral.unit
        referral.row_version += 1
        work.due_for(person_id)
        work.touch("referral", referral.id, step=ReferralAct.RECEIVE.value)
