"""Referrals: issued with the examination, printed as often as needed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased, lazyload

from db.models import Destination, Encounter, Facility, Person, Referral, Staff
from ilp_desktop.domain.care.destination_fit import Goal
from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.domain.care.letter_number import letter_number
from ilp_desktop.domain.care.referral_kind import COMMUNITY, EMERGENCY, INTERNAL, RETURNED, SLIP, referral_rules_on
from ilp_desktop.domain.care.referral_state import ReferralAct, ReferralState
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.services.core.ownership import not_there, owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.signers import signers, signing_problem
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.facility.facilities import profile_of
from ilp_desktop.services.facility.facility_checks import same_words
from ilp_desktop.services.letter.referral_steps import prints_of, seen_referral, take_step
from ilp_desktop.services.letter.sealing import tells_restricted
from ilp_desktop.services.paperwork import referral_pdf, referral_slip_pdf
from ilp_desktop.services.person.allergies import allergies_told
from ilp_desktop.services.person.patient_reads import patient_reads
from ilp_desktop.services.referral.referral_content import (
    VisitFindings,
    handed_over,
    hour_measured,
    letter_of,
    slip_of,
    taken_down,
    told_by,
)
from ilp_desktop.services.referral.referral_dangers import DangerOffer, danger_offer
from ilp_desktop.services.referral.referral_drafts import (
    OwnHouse,
    ReferralDraft,
    draft_problems,
    is_restricted,
    kind_of,
    place_problems,
)

PREFIX = "referral."
LETTER = "letter"
"""What the letter of an examination that is sent later goes by."""
LETTER_PRINTED = "letter_printed"
"""What a printing without the server is kept as."""


@dataclass(frozen=True)
class IssuedReferral:
    """A referral that has been issued.

    Attributes:
        word: what its paper is called.
        leaves: whether the patient goes somewhere else with it.
    """

    id: UUID
    number: str
    day: date
    destination: str
    clinic: str
    word: str = "Surat rujukan"
    state: str = ReferralState.CREATED.value
    leaves: bool = True


@dataclass(frozen=True)
class LetterPrinted:
    """That a letter was printed."""

    referral_id: UUID


NOT_OURS = UserError("Surat ini dari luar, bukan surat Puskesmas ini.", "Cetak rujuk baliknya.")


class Referrals:
    """Referral letters."""

    def __init__(self, uow: UnitOfWork, codes: DiagnosisCodes, catalogue: Catalogue) -> None:
        self._uow = uow
        self._codes = codes
        self._catalogue = catalogue

    def doctors(self, user: SignedIn) -> tuple[tuple[UUID, str], ...]:
        """Return who may sign a letter."""
        with self._uow.reading(user, Act.WRITE_REFERRAL, without_server=True) as session:
            return signers(session, user.facility_id)

    def dangers(self, user: SignedIn, person_id: UUID) -> DangerOffer:
        """Return the danger signs that a letter of a mother or a newborn asks for, ticked as the record shows them."""
        with self._uow.reading(user, Act.WRITE_REFERRAL, without_server=True) as session:
            person = owned(session, user.facility_id, Person, person_id)
            return danger_offer(session, self._catalogue, person, self._uow.clock.now(), user.time_zone)

    def problems(self, draft: ReferralDraft, today: date, *, has_diagnosis: bool) -> dict[str, str]:
        """Return what is missing in a referral: ``referral.field`` to message."""
        found = draft_problems(draft, referral_rules_on(today), has_diagnosis=has_diagnosis)
        return {f"{PREFIX}{key}": text for key, text in found.items()}

    def ask_ahead(self, work: Work, person: Person, draft: ReferralDraft | None) -> None:
        """Ask together what is read for a referral that is about to be issued, if any, and its number."""
        if draft is None:
            return
        zone = work.user.time_zone
        work.ahead(
            lambda: _ours(work, draft),
            lambda: allergies_told(work.session, person.id),
            *patient_reads(work.session, person),
            lambda: danger_offer(work.session, self._catalogue, person, work.now, zone),
            work.number_ahead(kind_of(draft, referral_rules_on(work.today)).counter, str(work.today.year)),
        )

    def issue(
        self, work: Work, encounter: Encounter, person: Person, draft: ReferralDraft, found: VisitFindings
    ) -> Referral:
        """Issue a referral inside a transaction: its number comes from the year's counter.

        Raises ``WrongAnswers`` where it goes where its kind does not go, later than it is valid, or nobody can sign it.
        """
        rules, signed = referral_rules_on(work.today), _ours(work, draft)
        wrong = place_problems(draft, rules, _house(signed, encounter), work.today)
        if wrong:
            raise WrongAnswers({f"{PREFIX}{key}": text for key, text in wrong.items()})
        kind, unit = kind_of(draft, rules), rules.unit(draft.kind, draft.unit)
        said = self._content(work, encounter, person, draft, found, signed.writer) | {"doctor": list(signed.doctor)}
        number = work.next_number(kind.counter, str(work.today.year))
        referral = Referral(
            **work.stamp(LETTER),
            encounter_id=encounter.id,
            person_id=encounter.person_id,
            number=letter_number(number, kind.mark, signed.code, work.today),
            day=work.today,
            kind=kind.code,
            state=kind.begins.value,
            restricted=is_restricted(draft, rules)
            or tells_restricted(found.codes, person, encounter.day, found.actions),
            destination_id=draft.destination_id,
            to_name=_where(draft, signed.facility, unit.label if unit else ""),
            unit=draft.unit,
            from_name=draft.from_place.strip(),
            clinic=draft.clinic.strip(),
            planned_on=draft.planned_on,
            emergency=kind.code == EMERGENCY,
            external_number=draft.external_number.strip(),
            reason_code=draft.reason_code,
            reason_note=draft.reason_note.strip(),
            findings=draft.findings.strip(),
            doctor_id=draft.doctor_id,
            content=work.as_handed_out(LETTER, said),
        )
        work.session.add(referral)
        work.due_for(referral.person_id)
        work.touch("referral", referral.id)
        return referral

    def pdf(self, user: SignedIn, referral_id: UUID) -> bytes:
        """Return the paper as PDF, marked as a copy once it was printed; ``note_printed`` notes the printing."""
        with self._uow.reading(user, Act.PRINT_PAPER, without_server=True) as session:
            referral = seen_referral(session, user, referral_id)
            self._uow.made_paper(user, referral.person_id, "surat rujukan")
            to = session.get(Destination, referral.destination_id) if referral.destination_id else None
            copy = prints_of(session, (referral.id,)).get(referral.id, 0)
            profile = profile_of(session, user.facility_id)
            kind = referral_rules_on(referral.day).kind(referral.kind)
            if kind.code == RETURNED:
                raise NOT_OURS
            if kind.paper == SLIP:
                slip = slip_of(referral, kind, copy)
                return referral_slip_pdf(slip, profile)
            letter = letter_of(referral, to.name if to else referral.to_name, kind, copy)
        return referral_pdf(letter, profile)

    def note_printed(self, user: SignedIn, referral_id: UUID) -> None:
        """Note that a referral was printed: as a step, and in the audit trail."""
        with self._uow.writing(user, Act.PRINT_PAPER, without_server=True) as work:
            save, sent = work.id_of("save"), work.past is not None
            if sent and work.saved_before(save) is not None:
                work.touch("referral", referral_id, repeated=True)
                return
            referral = seen_referral(work.session, user, referral_id)
            take_step(work, referral, ReferralAct.PRINT)
            work.touch("referral", referral.id, printed=True)
            work.keep_for_server(LETTER_PRINTED, save, LetterPrinted(referral.id), save=save)
            if sent:
                work.remember(save, referral.id)

    def _content(
        self,
        work: Work,
        encounter: Encounter,
        person: Person,
        draft: ReferralDraft,
        found: VisitFindings,
        writer: tuple[str, str],
    ) -> dict[str, object]:
        """Return what the paper says, as it stands now."""
        content = taken_down(work.session, encounter, person, found, self._codes)
        if draft.kind not in (INTERNAL, COMMUNITY):
            offer = danger_offer(work.session, self._catalogue, person, work.now, work.user.time_zone)
            said = (draft.condition.strip(), draft.request.strip())
            content |= handed_over(offer, draft.danger_signs, said, emergency=draft.emergency)
        if draft.emergency:
            content["vitals_at"] = hour_measured(work.session, encounter, work.user.time_zone)
        rules = referral_rules_on(work.today)
        return content | told_by(draft, rules, writer, Klaster(encounter.klaster).label)


def referrals_of_visit(session: Session, encounter_id: UUID, *, restricted: bool) -> tuple[IssuedReferral, ...]:
    """Return the referrals of a visit; ``restricted`` says whether those with leave ask."""
    rows = session.execute(
        select(Referral, Destination.name)
        .outerjoin(Destination, Destination.id == Referral.destination_id)
        .where(Referral.encounter_id == encounter_id, Referral.kind != RETURNED)
        .order_by(Referral.recorded_at, Referral.number)
    )
    return tuple(_issued(row[0], row[1]) for row in rows if restricted or not row[0].restricted)


def _issued(referral: Referral, destination: str | None) -> IssuedReferral:
    kind = referral_rules_on(referral.day).kind(referral.kind)
    return IssuedReferral(
        referral.id,
        referral.number,
        referral.day,
        destination or referral.to_name,
        referral.clinic,
        kind.word,
        referral.state,
        leaves=kind.code not in (INTERNAL, COMMUNITY) and referral.state != ReferralState.VOID.value,
    )


@dataclass(frozen=True)
class _Signed:
    """The Puskesmas, what was chosen of it, and who writes."""

    facility: str
    code: str
    doctor: tuple[str, str]
    goal: Goal | None
    known: Goal | None
    signing: str
    writer: tuple[str, str]


def _ours(work: Work, draft: ReferralDraft) -> _Signed:
    """Return the Puskesmas, the doctor and the destination; raises ``UserError`` unless these belong to it."""
    writer, doctor = aliased(Staff), aliased(Staff)
    row = work.session.execute(
        select(Facility.name, Facility.code, writer, doctor, Destination)
        .select_from(Facility)
        .join(writer, writer.id == work.user.staff_id)
        .outerjoin(doctor, and_(doctor.id == draft.doctor_id, doctor.facility_id == Facility.id))
        .outerjoin(Destination, and_(Destination.id == draft.destination_id, Destination.facility_id == Facility.id))
        .where(Facility.id == work.facility_id)
        .options(lazyload(writer.roles), lazyload(doctor.roles))
    ).first()
    if row is None:
        raise not_there()
    name, code, who, signs, destination = row
    if (draft.doctor_id is not None and signs is None) or (draft.destination_id is not None and destination is None):
        raise not_there()
    signed = (signs.name, signs.sip) if signs else ("", "")
    signing = signing_problem(signs, work.facility_id, "Surat rujukan") if draft.doctor_id is not None else ""
    goal = _goal(destination) if destination is not None else None
    return _Signed(name, code, signed, goal, _named(work, draft.place), signing, (who.name, who.profession))


def _house(signed: _Signed, encounter: Encounter) -> OwnHouse:
    return OwnHouse(signed.facility, signed.code, signed.goal, signed.known, encounter.klaster, signed.signing)


def _goal(place: Destination) -> Goal:
    return Goal(place.name, place.level, place.emergency_room)


def _named(work: Work, typed: str) -> Goal | None:
    """Return the destination of the list that has a name, None where there is none."""
    if not typed.strip():
        return None
    places = work.session.scalars(select(Destination).where(Destination.facility_id == work.facility_id))
    return next((_goal(place) for place in places if same_words(place.name, typed)), None)


def _where(draft: ReferralDraft, own: str, unit: str) -> str:
    """Return where a referral goes that names no destination of the list."""
    if draft.kind == COMMUNITY:
        return own
    return ": ".join(part for part in (unit, draft.place.strip()) if part)[:120] if draft.kind != INTERNAL else unit
