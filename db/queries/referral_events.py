"""Referrals and the controls that their answers ask for, as events on which services depend."""

from typing import Any

from sqlalchemy import ColumnElement, Select, String, case, cast, exists, func, literal, select
from sqlalchemy.orm import aliased

from db.models import Destination, Diagnosis, Referral, ReferralAnswer
from db.queries.due_event_row import PEOPLE, event_row

REFERRAL, CONTROL = "referral", "control"
RESTRICTED, PRB, OPEN = "x", "prb", "-"


def referral_events() -> Select[Any]:
    """Select referrals: the kind as key; whether it is restricted, its state and where to as value."""
    value = _closed() + literal("|") + Referral.state + literal("|") + _place()
    return (
        event_row(Referral.person_id, REFERRAL, Referral.kind, Referral.day, value=value)
        .outerjoin(Destination, Destination.id == Referral.destination_id)
        .where(Referral.person_id.in_(PEOPLE))
    )


def control_events() -> Select[Any]:
    """Select the controls that answers in force ask for, and whether under PRB, with the last diagnosis here."""
    later, examined = aliased(ReferralAnswer), aliased(Diagnosis)
    last = select(func.max(examined.day)).where(examined.person_id == Referral.person_id).scalar_subquery()
    programme = case((ReferralAnswer.prb, literal(PRB)), else_=literal(OPEN))
    examined_on = func.coalesce(cast(last, String), literal(""))
    value = _closed() + literal("|") + programme + literal("|") + examined_on + literal("|") + _place()
    return (
        event_row(
            Referral.person_id,
            CONTROL,
            Referral.state,
            ReferralAnswer.answered_on,
            until=ReferralAnswer.control_on,
            value=value,
        )
        .join(ReferralAnswer, ReferralAnswer.referral_id == Referral.id)
        .outerjoin(Destination, Destination.id == Referral.destination_id)
        .where(
            Referral.person_id.in_(PEOPLE),
            ReferralAnswer.control_on.is_not(None),
            ~exists().where(later.referral_id == Referral.id, later.version > ReferralAnswer.version),
        )
    )


def _closed() -> ColumnElement[str]:
    return case((Referral.restricted, literal(RESTRICTED)), else_=literal(OPEN))


def _place() -> ColumnElement[str]:
    return func.coalesce(Destination.name, Referral.to_name)
