"""Letters that send a patient back although no letter of ours is on record, recorded where the patient is received."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from db.models import Destination, Diagnosis, Encounter, Person, Referral, ReferralAnswer
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.domain.care.referral_answer import AnswerWords
from ilp_desktop.domain.care.referral_kind import RETURNED, referral_rules_on
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.letters import next_letter
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work, require
from ilp_desktop.services.letter.sealing import tells_restricted
from ilp_desktop.services.referral.referral_answers import answer_row, words_problems
from ilp_desktop.services.referral.referral_content import slip_content

PLACE = "place"
LONGEST_PLACE = 120
NO_PLACE = "Isi rumah sakit atau fasilitas yang merujuk balik."
BEFORE_BIRTH = "Surat bertanggal sebelum pasien lahir ({})."
ALREADY = "Surat ini sudah tercatat dengan nomor {}."


@dataclass(frozen=True)
class NewBackLetter:
    """A letter that was brought: during which visit, from where, and what it says."""

    client_id: UUID
    encounter_id: UUID
    place: str
    said: AnswerWords


class BackLetters:
    """Letters of other facilities that answer none of ours; each is a referral that begins answered."""

    def __init__(self, uow: UnitOfWork, codes: DiagnosisCodes) -> None:
        self._uow = uow
        self._codes = codes

    def record(self, user: SignedIn, wanted: NewBackLetter) -> str:
        """Record a letter and return the number it stands under; the same save sent twice is one.

        Raises ``WrongAnswers`` beside its fields.
        """
        require(user, Act.SEE_EVERY_REFERRAL)
        with self._uow.writing(user, Act.ANSWER_REFERRAL) as work:
            earlier = work.saved_before(wanted.client_id)
            if earlier is not None:
                work.touch("referral", earlier, repeated=True)
                return work.own(Referral, earlier).number
            encounter = work.own(Encounter, wanted.encounter_id)
            person = work.own(Person, encounter.person_id)
            place = " ".join(wanted.place.split())
            problems = self._problems(work, person, place, wanted.said)
            if problems:
                raise WrongAnswers(problems)
            referral = _row(work, encounter, person, place, wanted.said)
            work.session.add(referral)
            work.session.flush()
            work.session.add(answer_row(work, referral.id, wanted.said))
            work.due_for(person.id)
            work.remember(wanted.client_id, referral.id)
            work.touch("referral", referral.id, returned=True)
            return referral.number

    def _problems(self, work: Work, person: Person, place: str, said: AnswerWords) -> dict[str, str]:
        found = words_problems(said, None, work.today, self._codes)
        if not place:
            found[PLACE] = NO_PLACE
        elif len(place) > LONGEST_PLACE:
            found[PLACE] = f"Nama fasilitas paling panjang {LONGEST_PLACE} huruf."
        if said.answered_on is not None and said.answered_on < person.birth_date:
            found["answered_on"] = BEFORE_BIRTH.format(indonesian_date(person.birth_date))
        elif not found and (number := _known(work, person, place, said)):
            found["answered_on"] = ALREADY.format(number)
        return found


def _known(work: Work, person: Person, place: str, said: AnswerWords) -> str:
    """Return under which number a letter of the same day from the same place stands already, or nothing."""
    same = select(Referral.number).join(ReferralAnswer, ReferralAnswer.referral_id == Referral.id)
    found = work.session.scalar(
        same.where(
            Referral.person_id == person.id,
            Referral.kind == RETURNED,
            func.lower(Referral.to_name) == place.lower(),
            ReferralAnswer.answered_on == said.answered_on,
        ).limit(1)
    )
    return found or ""


def _row(work: Work, encounter: Encounter, person: Person, place: str, said: AnswerWords) -> Referral:
    kind = referral_rules_on(work.today).kind(RETURNED)
    known = select(Destination.id).where(
        Destination.facility_id == work.facility_id, func.lower(Destination.name) == place.lower()
    )
    here = work.session.scalars(select(Diagnosis.code).where(Diagnosis.encounter_id == encounter.id)).all()
    return Referral(
        **work.stamp(),
        encounter_id=encounter.id,
        person_id=person.id,
        number=next_letter(work, kind.counter, kind.mark, work.today),
        day=work.today,
        kind=kind.code,
        state=kind.begins.value,
        restricted=tells_restricted({*said.codes, *here}, person, work.today),
        destination_id=work.session.scalar(known.limit(1)),
        to_name=place,
        clinic="",
        reason_code="",
        content=slip_content(work.session, person, work.today) | {"doctor": ["", ""]},
    )
