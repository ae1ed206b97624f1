"""Who was screened for cancer, the last result of each screen, and how they stand after it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, exists, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from db.models import Due, FormResponse, Observation, Person, Referral
from db.queries.json_words import JsonWord
from db.queries.registers import Rows
from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.cancer.cancer_screens import ScreenState
from ilp_desktop.domain.care.referral_state import UNANSWERED, ReferralState

_NEWER, _REPLACED = aliased(FormResponse), aliased(FormResponse)
TO_REFER = (Urgency.REFER.value, Urgency.EMERGENCY.value)


class Screened(NamedTuple):
    """One screen: its form and service, the questions that are results by themselves, and what says it was treated."""

    form: str
    service: str
    results: tuple[str, ...]
    treated: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ScreensAsked:
    """What is asked of screens until a day.

    Attributes:
        no_results: answers that are no result.
        settling: kinds of referral that do what a result asked for.
        restricted: whether referrals count that need leave.
    """

    screens: Sequence[Screened]
    until: date
    no_results: frozenset[str]
    settling: frozenset[str]
    restricted: bool


def people_screened(asked: ScreensAsked, since: date) -> Rows:
    """Return the last result of each screen of those who had not left before a day, the most pressing first."""
    here = or_(Person.left_on.is_(None), Person.left_on > since)
    joined = ((FormResponse, FormResponse.person_id == Person.id),)
    return Rows(FormResponse.id, (here, *_is_last(asked)), joined, state_of(asked))


def states_of(session: Session, asked: ScreensAsked, person_id: UUID) -> dict[UUID, ScreenState]:
    """Return how somebody stands after the last result of each screen, by the identifier of its answers."""
    rows = session.execute(
        select(FormResponse.id, state_of(asked))
        .join(Person, FormResponse.person_id == Person.id)
        .where(Person.id == person_id, *_is_last(asked))
    )
    return {response: list(ScreenState)[rank] for response, rank in rows}


def state_of(asked: ScreensAsked) -> ColumnElement[int]:
    """Return the rank of the state after a result."""
    positive = and_(_urgency(FormResponse).in_(TO_REFER), ~_treated(asked))
    referred = _referred(asked)
    answered = _referred(asked, Referral.state.not_in([one.value for one in UNANSWERED]))
    return case(
        (and_(positive, ~referred), ScreenState.UNREFERRED.rank),
        (and_(positive, ~answered), ScreenState.UNANSWERED.rank),
        (or_(_urgency(FormResponse) == Urgency.AWAITED.value, _is_asked(asked, _waited_for)), ScreenState.AWAITED.rank),
        (_is_asked(asked, lambda one: (one.service,)), ScreenState.RECALL.rank),
        (_urgency(FormResponse).in_(TO_REFER), ScreenState.SETTLED.rank),
        else_=ScreenState.WAITING.rank,
    )


def _is_last(asked: ScreensAsked) -> tuple[ColumnElement[bool], ...]:
    """Hold for the last answers in force to a form of a screen that have a result; without any, the last ones."""
    newer = exists().where(
        _NEWER.person_id == FormResponse.person_id,
        _NEWER.form_code == FormResponse.form_code,
        _NEWER.id != FormResponse.id,
        *_counts(asked, _NEWER),
        tuple_(*_place(asked, _NEWER)) > tuple_(*_place(asked, FormResponse)),
    )
    forms = [one.form for one in asked.screens]
    return (FormResponse.form_code.in_(forms), *_counts(asked, FormResponse), ~newer)


def _counts(asked: ScreensAsked, of: Any) -> tuple[ColumnElement[bool], ...]:
    return of.day <= asked.until, of.answers != {}, ~exists().where(_REPLACED.replaces_id == of.id)


def _place(asked: ScreensAsked, of: Any) -> tuple[ColumnElement[Any], ...]:
    codes = {code for one in asked.screens for code in one.results}
    told = (
        exists()
        .where(Observation.response_id == of.id, Observation.code.in_(codes), Observation.word.not_in(asked.no_results))
        .correlate(FormResponse, _NEWER)
    )
    has_result = case((or_(_urgency(of) != Urgency.AWAITED.value, told), 1), else_=0)
    return has_result, of.day, of.recorded_at, of.id


def _urgency(of: Any) -> ColumnElement[str]:
    return func.coalesce(JsonWord(of.conclusion, "urgency"), literal(Urgency.NONE.value))


def _treated(asked: ScreensAsked) -> ColumnElement[bool]:
    said = [
        and_(FormResponse.form_code == one.form, Observation.code == question, Observation.word == answer)
        for one in asked.screens
        for question, answer in one.treated
    ]
    if not said:
        return literal(value=False)
    return exists().where(Observation.response_id == FormResponse.id, or_(*said))


def _referred(asked: ScreensAsked, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    found = exists().where(
        Referral.person_id == Person.id,
        Referral.day >= FormResponse.day,
        Referral.day <= asked.until,
        Referral.kind.in_(asked.settling),
        Referral.state != ReferralState.VOID.value,
        *more,
    )
    return found if asked.restricted else found.where(Referral.restricted.is_(False))


def _waited_for(one: Screened) -> tuple[str, ...]:
    return f"awaited:{one.form}", f"waiting:{one.service}"


def _is_asked(asked: ScreensAsked, services: Callable[[Screened], Sequence[str]]) -> ColumnElement[bool]:
    """Hold where one of some services of the screen is due."""
    return or_(
        *(
            and_(
                FormResponse.form_code == one.form,
                exists().where(Due.person_id == Person.id, Due.service.in_(services(one)), Due.due_from <= asked.until),
            )
            for one in asked.screens
        )
    )
