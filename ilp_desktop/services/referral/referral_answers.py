"""The answer to a referral (rujuk balik): recorded once, corrected with a reason, and what it asks of this house."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Destination, Person, Referral, ReferralAnswer
from ilp_desktop.domain.calendar_dates import indonesian_moment
from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.domain.care.referral_answer import AnswerWords, answer_problems
from ilp_desktop.domain.care.referral_kind import RETURNED, referral_rules_on
from ilp_desktop.domain.care.referral_state import ReferralAct
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.printing.contents.referral import Diagnosis
from ilp_desktop.printing.contents.referral_slip import BackReferral
from ilp_desktop.services.core.lengths import too_long
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.facility.facilities import profile_of
from ilp_desktop.services.letter.referral_steps import asked_referral, claimed, is_answered, seen_referral, take_step
from ilp_desktop.services.letter.sealing import seal, tells_restricted
from ilp_desktop.services.paperwork import back_referral_pdf
from ilp_desktop.services.referral.referral_content import printed_patient
from ilp_desktop.services.referral.referral_loop import answers_of, sender_of
from ilp_desktop.services.referral.referred_back import ReferredBack, referred_back_among

LONGEST = {
    "answered_by": ("Yang menjawab", 120),
    "therapy": ("Terapi", 4000),
    "advice": ("Anjuran", 4000),
}
ALREADY = UserError(
    "Rujukan ini sudah dijawab.", "Jawabannya ditampilkan di bawah; betulkan bila ada yang keliru, dengan alasan."
)
NO_ANSWER = UserError("Rujukan ini belum dijawab.", "Catat jawabannya dahulu.")


@dataclass(frozen=True)
class NewAnswer:
    """An answer about to be recorded; ``version`` is the referral's when it was opened, ``reason`` of a correction."""

    client_id: UUID
    referral_id: UUID
    version: int
    said: AnswerWords
    reason: str = ""


class ReferralAnswers:
    """Answers to referrals."""

    def __init__(self, uow: UnitOfWork, codes: DiagnosisCodes) -> None:
        self._uow = uow
        self._codes = codes

    def record(self, user: SignedIn, wanted: NewAnswer) -> None:
        """Record the answer to a referral.

        Raises ``WrongAnswers``, ``UserError`` where it was answered before, ``StaleRecord`` where somebody else changed
        the referral meanwhile.
        """
        with self._uow.writing(user, Act.ANSWER_REFERRAL) as work:
            if self._is_repeated(work, wanted):
                return
            if is_answered(work.session, asked_referral(work.session, user, wanted.referral_id).id):
                raise ALREADY
            self._write(work, wanted, ReferralAct.ANSWER)

    def correct(self, user: SignedIn, wanted: NewAnswer) -> None:
        """Record a corrected answer beside the one before it, with the reason; raises as ``record`` does."""
        with self._uow.writing(user, Act.WRITE_REFERRAL) as work:
            if self._is_repeated(work, wanted):
                return
            if not is_answered(work.session, seen_referral(work.session, user, wanted.referral_id).id):
                raise NO_ANSWER
            self._write(work, wanted, ReferralAct.CORRECT)

    def referred_back(self, user: SignedIn, person_id: UUID) -> tuple[ReferredBack, ...]:
        """Return under which diseases somebody is in the programme PRB, the newest answer first."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            owned(session, user.facility_id, Person, person_id)
            restricted, today = user.may(Act.SEE_RESTRICTED), self._uow.today(user)
            return referred_back_among(session, (person_id,), today, restricted=restricted).get(person_id, ())

    def pdf(self, user: SignedIn, referral_id: UUID) -> bytes:
        """Return the answer that holds as PDF; raises ``UserError`` where there is none."""
        with self._uow.reading(user, Act.PRINT_PAPER) as session:
            referral = seen_referral(session, user, referral_id)
            answers = answers_of(session, user, (referral.id,), self._codes).get(referral.id, ())
            if not answers:
                raise NO_ANSWER
            self._uow.made_paper(user, referral.person_id, "rujuk balik")
            answer, profile = answers[0], profile_of(session, user.facility_id)
            to = session.get(Destination, referral.destination_id) if referral.destination_id else None
            disease = referral_rules_on(answer.answered_on).prb_disease([code for code, _ in answer.diagnoses])
            paper = BackReferral(
                ours=referral.kind != RETURNED,
                number=referral.number,
                day=referral.day,
                patient=printed_patient(referral.content["patient"]),
                answered_from=to.name if to else referral.to_name,
                answered_by=answer.answered_by,
                answered_on=answer.answered_on,
                sent_to=sender_of(referral) or profile.name,
                diagnoses=tuple(Diagnosis(code, title) for code, title in answer.diagnoses),
                therapy=answer.therapy,
                advice=answer.advice,
                control_on=answer.control_on,
                programme=disease if answer.prb else "",
                typed_by=f"{answer.typed_by}, {indonesian_moment(answer.typed_at)}",
                corrected=answer.reason,
            )
        return back_referral_pdf(paper, profile)

    def _is_repeated(self, work: Work, wanted: NewAnswer) -> bool:
        if work.saved_before(wanted.client_id) is None:
            return False
        work.touch("referral", wanted.referral_id, repeated=True)
        return True

    def _write(self, work: Work, wanted: NewAnswer, act: ReferralAct) -> None:
        referral = claimed(work, wanted.referral_id, wanted.version)
        said = wanted.said
        problems = self._problems(said, referral, work.today)
        if problems:
            raise WrongAnswers(problems)
        assert said.answered_on is not None  # noqa: S101 - its absence is one of the problems
        take_step(work, referral, act, wanted.reason)
        person = work.session.get_one(Person, referral.person_id)
        if not referral.restricted and tells_restricted(said.codes, person, said.answered_on):
            seal(work, referral)
        work.session.add(answer_row(work, referral.id, said, wanted.reason))
        work.due_for(referral.person_id)
        work.remember(wanted.client_id, referral.id)
        work.touch("referral", referral.id, step=act.value)

    def _problems(self, said: AnswerWords, referral: Referral, today: date) -> dict[str, str]:
        return words_problems(said, None if referral.kind == RETURNED else referral.day, today, self._codes)


def words_problems(said: AnswerWords, letter_day: date | None, today: date, codes: DiagnosisCodes) -> dict[str, str]:
    """Return what is wrong with an answer: field to message."""
    unknown = [code for code in said.codes if codes.get(code) is None]
    found = {"diagnoses": f"Kode {unknown[0]} tidak ada dalam ICD-10."} if unknown else {}
    disease = referral_rules_on(today).prb_disease(said.codes)
    return {**answer_problems(said, letter_day, today, disease), **too_long(said, LONGEST), **found}


def answer_row(work: Work, referral_id: UUID, said: AnswerWords, reason: str = "") -> ReferralAnswer:
    """Return the next version of an answer whose words were checked."""
    assert said.answered_on is not None  # noqa: S101 - its absence is one of the problems
    return ReferralAnswer(
        **work.stamp(),
        referral_id=referral_id,
        version=_versions(work.session, referral_id) + 1,
        answered_on=said.answered_on,
        answered_by=said.answered_by.strip(),
        diagnoses=list(dict.fromkeys(said.codes)),
        therapy=said.therapy.strip(),
        advice=said.advice.strip(),
        control_on=said.control_on,
        prb=said.prb,
        reason=reason.strip(),
    )


def _versions(session: Session, referral_id: UUID) -> int:
    """Return the number of the newest version of an answer, 0 where there is none."""
    return (
        session.scalar(select(func.max(ReferralAnswer.version)).where(ReferralAnswer.referral_id == referral_id)) or 0
    )
