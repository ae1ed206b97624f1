"""A referral on its way: where it stands, what was done with it, what was answered, and the next step."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from db.models import Destination, Person, Referral, ReferralAnswer, Staff
from db.queries.newest import newest_page, place_of
from ilp_desktop.clock import local_time
from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.domain.care.referral_kind import COMMUNITY, INTERNAL, ReferralKind, referral_rules_on
from ilp_desktop.domain.care.referral_state import UNANSWERED, ReferralAct, ReferralState, acts_in
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, require
from ilp_desktop.services.letter.referral_steps import (
    StepTold,
    asked_referral,
    claimed,
    last_valid,
    prints_of,
    shown_state,
    steps_of,
    take_step,
)

PAGE = 50
WAITING = tuple(state.value for state in UNANSWERED)
OF_ACT: Mapping[ReferralAct, Act] = {
    ReferralAct.VOID: Act.WRITE_REFERRAL,
    ReferralAct.CORRECT: Act.WRITE_REFERRAL,
}
"""Acts that only those may do who write referrals; the others are for whoever records answers."""


@dataclass(frozen=True)
class AnswerTold:
    """One version of an answer; ``diagnoses`` are (code, title), ``reason`` why it was corrected."""

    version: int
    answered_on: date
    answered_by: str
    diagnoses: tuple[tuple[str, str], ...]
    therapy: str
    advice: str
    control_on: date | None
    prb: bool
    reason: str
    typed_by: str
    typed_at: datetime


@dataclass(frozen=True)
class ReferralFile:
    """A referral as screens show it.

    Attributes:
        state: as it stands today.
        to: where the patient goes, or the question goes to; ``sent_from`` who asks.
        clinic, reason: empty for those who may not see records, since they tell what somebody has.
        answers: the newest first; none for those who may not see records.
        acts: what the one who asks can do now.
        prints: how often it was printed.
    """

    id: UUID
    version: int
    person_id: UUID
    person_name: str
    kind: ReferralKind
    number: str
    day: date
    state: ReferralState
    to: str
    clinic: str
    sent_from: str
    reason: str
    planned_on: date | None
    valid_until: date | None
    restricted: bool
    is_answered: bool
    answers: tuple[AnswerTold, ...]
    steps: tuple[StepTold, ...]
    acts: tuple[ReferralAct, ...]
    prints: int

    @property
    def answer(self) -> AnswerTold | None:
        """Return the answer that holds, None where there is none to be seen."""
        return self.answers[0] if self.answers else None


class ReferralLoop:
    """Referrals after they were issued."""

    def __init__(self, uow: UnitOfWork, codes: DiagnosisCodes) -> None:
        self._uow = uow
        self._codes = codes

    def file(self, user: SignedIn, referral_id: UUID) -> ReferralFile:
        """Return a referral; raises ``UserError`` where there is none that the user may see."""
        with self._uow.reading(user, Act.SEE_REFERRALS) as session:
            referral = asked_referral(session, user, referral_id)
            self._uow.saw(user, Act.SEE_REFERRALS, referral.person_id)
            return self._files(session, user, [referral])[0]

    def of_person(
        self, user: SignedIn, person_id: UUID, after: UUID | None = None, limit: int = PAGE
    ) -> tuple[ReferralFile, ...]:
        """Return the referrals of somebody behind one of them, the newest first, at most ``limit``."""
        with self._uow.reading(user, Act.SEE_REFERRALS) as session:
            owned(session, user.facility_id, Person, person_id)
            wanted = select(Referral).where(*_seen_of(user, person_id))
            page = newest_page(wanted, Referral, place_of(session, Referral, after), limit)
            return tuple(self._files(session, user, session.scalars(page).all()))

    def counts_of_person(self, user: SignedIn, person_id: UUID) -> tuple[int, int]:
        """Return how many referrals somebody has, and how many of them nobody answered."""
        with self._uow.reading(user, Act.SEE_REFERRALS) as session:
            owned(session, user.facility_id, Person, person_id)
            waits = case((Referral.state.in_(WAITING), 1), else_=0)
            row = session.execute(
                select(func.count(), func.coalesce(func.sum(waits), 0)).where(*_seen_of(user, person_id))
            ).one()
            return int(row[0]), int(row[1])

    def act(self, user: SignedIn, client_id: UUID, referral_id: UUID, version: int, wanted: tuple[str, str]) -> None:
        """Take a step, ``wanted`` being the word of its act and the reason, where one is asked for.

        Raises ``WrongAnswers``, ``UserError`` where it cannot be done now, and ``StaleRecord`` where somebody else
        changed the referral meanwhile.
        """
        act, note = ReferralAct(wanted[0]), wanted[1]
        require(user, OF_ACT.get(act, Act.ANSWER_REFERRAL))
        with self._uow.writing(user, OF_ACT.get(act, Act.ANSWER_REFERRAL)) as work:
            if work.saved_before(client_id) is not None:
                work.touch("referral", referral_id, repeated=True)
                return
            referral = claimed(work, referral_id, version)
            take_step(work, referral, act, note)
            work.due_for(referral.person_id)
            work.remember(client_id, referral.id)
            work.touch("referral", referral.id, step=act.value)

    def _files(self, session: Session, user: SignedIn, referrals: Sequence[Referral]) -> list[ReferralFile]:
        """Return referrals with all that hangs on them, each kind of row in one statement."""
        ids = [one.id for one in referrals]
        told = _Told(
            places=_names(session, Destination, {one.destination_id for one in referrals}),
            people=_names(session, Person, {one.person_id for one in referrals}),
            answers=answers_of(session, user, ids, self._codes),
            steps=steps_of(session, referrals, user.time_zone),
            prints=prints_of(session, ids),
        )
        today = self._uow.today(user)
        return [_file(user, referral, told, today) for referral in referrals]


@dataclass(frozen=True)
class _Told:
    """What hangs on some referrals, by their identifiers."""

    places: Mapping[UUID, str]
    people: Mapping[UUID, str]
    answers: Mapping[UUID, tuple[AnswerTold, ...]]
    steps: Mapping[UUID, tuple[StepTold, ...]]
    prints: Mapping[UUID, int]


def _file(user: SignedIn, referral: Referral, told: _Told, today: date) -> ReferralFile:
    state, answers = shown_state(referral, today), told.answers.get(referral.id, ())
    may_read = user.may(Act.SEE_RECORD)
    acts = acts_in(state, answered=bool(answers))
    place = told.places.get(referral.destination_id, "") if referral.destination_id else referral.to_name
    return ReferralFile(
        id=referral.id,
        version=referral.row_version,
        person_id=referral.person_id,
        person_name=told.people[referral.person_id],
        kind=referral_rules_on(referral.day).kind(referral.kind),
        number=referral.number,
        day=referral.day,
        state=state,
        to=place,
        clinic=referral.clinic if may_read else "",
        sent_from=sender_of(referral),
        reason=_asked(referral) if may_read else "",
        planned_on=referral.planned_on,
        valid_until=last_valid(referral),
        restricted=referral.restricted,
        is_answered=bool(answers),
        answers=answers if may_read else (),
        steps=tuple(one if may_read else replace(one, note="") for one in told.steps.get(referral.id, ())),
        acts=tuple(act for act in acts if user.may(OF_ACT.get(act, Act.ANSWER_REFERRAL))),
        prints=told.prints.get(referral.id, 0),
    )


def _asked(referral: Referral) -> str:
    """Return why somebody was referred, or what is asked for; of a slip of the field also what was ticked."""
    ticked = "; ".join(referral.content.get("problems", ()))
    return ". ".join(part for part in (ticked, referral.reason_note) if part)


def _seen_of(user: SignedIn, person_id: UUID) -> tuple[ColumnElement[bool], ...]:
    """Choose the referrals of somebody that a user may know of."""
    open_to_all = () if user.may(Act.SEE_RESTRICTED) else (Referral.restricted.is_(False),)
    inside = () if user.may(Act.SEE_EVERY_REFERRAL) else (Referral.kind == INTERNAL,)
    return (Referral.person_id == person_id, *open_to_all, *inside)


def sender_of(referral: Referral) -> str:
    """Return who asks: the Posyandu or Pustu, the klaster of an internal referral, else nothing."""
    inside = referral.content.get("klaster", "") if referral.kind == INTERNAL else ""
    return referral.from_name if referral.kind == COMMUNITY else str(inside)


def answers_of(
    session: Session, user: SignedIn, referral_ids: Collection[UUID], codes: DiagnosisCodes
) -> dict[UUID, tuple[AnswerTold, ...]]:
    """Return the versions of the answers to referrals, the newest first, each kind of row in one statement."""
    rows = session.execute(
        select(ReferralAnswer, Staff.name)
        .join(Staff, Staff.id == ReferralAnswer.recorded_by)
        .where(ReferralAnswer.referral_id.in_(referral_ids))
        .order_by(ReferralAnswer.version.desc())
    )
    found: dict[UUID, list[AnswerTold]] = {}
    for answer, name in rows:
        found.setdefault(answer.referral_id, []).append(
            AnswerTold(
                version=answer.version,
                answered_on=answer.answered_on,
                answered_by=answer.answered_by,
                diagnoses=tuple((code, codes.title(code)) for code in answer.diagnoses),
                therapy=answer.therapy,
                advice=answer.advice,
                control_on=answer.control_on,
                prb=answer.prb,
                reason=answer.reason,
                typed_by=name,
                typed_at=local_time(answer.recorded_at, user.time_zone),
            )
        )
    return {key: tuple(some) for key, some in found.items()}


def _names(session: Session, model: type[Destination | Person], ids: set[UUID | None]) -> dict[UUID, str]:
    wanted = [one for one in ids if one is not None]
    return {row.id: row.name for row in session.execute(select(model.id, model.name).where(model.id.in_(wanted)))}
