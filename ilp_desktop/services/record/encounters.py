"""A visit in the room: opening it, recording the examination in one save, finishing it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from db.models import Encounter, Person
from ilp_desktop.domain.care.action_codes import action_codes
from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.domain.care.record_closing import Writing
from ilp_desktop.domain.due.service_registers import concerns_household
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.visit_words import NextPlace, TicketAct, TicketStatus
from ilp_desktop.forms.schema import Answer
from ilp_desktop.services.answers.screening import SAME_VISIT, FilledForm, Screening
from ilp_desktop.services.chart.leave import seals_at
from ilp_desktop.services.chart.listing import first_page
from ilp_desktop.services.chart.rows import TimelineEntry
from ilp_desktop.services.core.ownership import not_there, owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work, require
from ilp_desktop.services.letter.sealing import seal_letters
from ilp_desktop.services.order.action_writing import (
    ACTIONS,
    GivenAction,
    action_problem,
    actions_of_visit,
    write_actions,
)
from ilp_desktop.services.order.order_data import NOTHING_ASKED, Order, OrderDraft
from ilp_desktop.services.order.order_reading import OrderLeave, orders_of, treatment_of
from ilp_desktop.services.order.order_writing import dosed_person, draft_problems, write_orders
from ilp_desktop.services.order.therapy_writing import Told, dosed_by, settle_therapy
from ilp_desktop.services.person.maternal import may_know_pregnancy
from ilp_desktop.services.person.patient_header import PatientHeader, header_of
from ilp_desktop.services.queue.ticket_steps import first_open_ticket, take_step
from ilp_desktop.services.record.asked_ahead import ask_ending_ahead, ask_visit_ahead, note_of, person_of
from ilp_desktop.services.record.kept_examination import EXAMINATION, Ending, follow_version, keep_ending
from ilp_desktop.services.record.opened_row import OpenedRow, opened_visit
from ilp_desktop.services.record.problems import KnownProblem, problems_of
from ilp_desktop.services.record.signing import sign_record
from ilp_desktop.services.record.standing import (
    Authored,
    Standing,
    refuse_altering_actions,
    refuse_altering_diagnoses,
    refuse_altering_forms,
    refuse_altering_note,
    refuse_finished,
    refuse_writing,
    standing_of,
)
from ilp_desktop.services.record.visit_writing import (
    GivenDiagnosis,
    SoapNote,
    diagnosed_before,
    diagnoses_of,
    diagnosis_problem,
    latest_note,
    misfits,
    note_problems,
    write_diagnoses,
    write_note,
)
from ilp_desktop.services.record.written import WrittenVisit, written_visit
from ilp_desktop.services.referral.referral_content import VisitFindings
from ilp_desktop.services.referral.referral_drafts import ReferralDraft
from ilp_desktop.services.referral.referrals import LETTER, IssuedReferral, Referrals, referrals_of_visit


@dataclass(frozen=True)
class Examination:
    """Everything one save of the room holds; ``version`` is the visit's version when it was opened.

    ``reason`` says why a record that is closed is corrected; ``sure_therapy`` which lines of the therapy are as typed.
    """

    client_id: UUID
    encounter_id: UUID
    version: int
    note: SoapNote
    diagnoses: tuple[GivenDiagnosis, ...] = ()
    forms: tuple[FilledForm, ...] = ()
    referral: ReferralDraft | None = None
    reason: str = ""
    actions: tuple[GivenAction, ...] = ()
    orders: OrderDraft = NOTHING_ASKED
    sure_therapy: frozenset[str] = frozenset()


@dataclass(frozen=True)
class EncounterFile:
    """A visit as the room sees it.

    Attributes:
        sent_because: why it is in this klaster although another was proposed; empty when it is as proposed.
        answers: the filled-in forms of this visit by form code.
        written: who wrote note, diagnoses, forms and actions, and when.
        writing: what whoever opened it may do with the record now; ``signatures`` are the latest of each clinician.
        unsigned: whether entries of hers wait for her signature.
        problems: what goes on beyond this visit.
        past_away: whether it is read without its server and its past; ``codes_before`` are then diagnoses of before.
    """

    encounter_id: UUID
    version: int
    ticket_id: UUID | None
    klaster: Klaster
    day: date
    arrived_at: datetime
    visit_kind: str
    sick: bool
    complaint: str
    precaution: bool
    proposal_reasons: tuple[str, ...]
    sent_because: str
    finished: bool
    patient: PatientHeader
    note: SoapNote
    diagnoses: tuple[GivenDiagnosis, ...]
    answers: Mapping[str, Mapping[str, Answer]]
    referrals: tuple[IssuedReferral, ...]
    timeline: tuple[TimelineEntry, ...]
    written: WrittenVisit = field(default_factory=WrittenVisit)
    writing: Writing = Writing.FREE
    signatures: tuple[Authored, ...] = ()
    unsigned: bool = False
    problems: tuple[KnownProblem, ...] = ()
    actions: tuple[GivenAction, ...] = ()
    orders: tuple[Order, ...] = ()
    past_away: bool = False
    codes_before: frozenset[str] = frozenset()


class Encounters:
    """Visits in the rooms."""

    def __init__(self, uow: UnitOfWork, screening: Screening, referrals: Referrals, codes: DiagnosisCodes) -> None:
        self._uow = uow
        self._screening = screening
        self._referrals = referrals
        self._codes = codes

    def open(self, user: SignedIn, encounter_id: UUID) -> EncounterFile:
        """Return a visit with the patient and everything recorded so far; raises ``UserError`` when there is none."""
        with self._uow.reading(user, Act.SEE_RECORD, without_server=True) as session:
            known = opened_visit(session, encounter_id, user.staff_id)
            encounter = owned(session, user.facility_id, Encounter, encounter_id)
            if known is None:
                raise not_there()
            self._uow.saw(user, Act.SEE_RECORD, encounter.person_id)
            return self._file(session, user, encounter, known)

    def record(self, user: SignedIn, wanted: Examination) -> int:
        """Store note, diagnoses, forms and referral in one transaction and return the visit's new version.

        Raises ``WrongAnswers`` (nothing is stored) or ``StaleRecord`` when somebody else saved meanwhile.
        """
        problems = self._problems(wanted, self._uow.today(user))
        if problems:
            raise WrongAnswers(problems)
        if wanted.referral is not None:
            require(user, Act.WRITE_REFERRAL)
        with self._uow.writing(user, Act.WRITE_RECORD, without_server=True) as work, work.session.no_autoflush:
            ask_visit_ahead(work, wanted.encounter_id, wanted.version)
            if work.saved_before(wanted.client_id) is not None:
                work.touch("encounter", wanted.encounter_id, repeated=True)
                return work.own(Encounter, wanted.encounter_id).row_version
            follow_version(work, wanted.encounter_id, wanted.version)
            encounter = work.claim(Encounter, wanted.encounter_id, wanted.version)
            standing = refuse_writing(work, encounter, wanted.reason)
            person = person_of(work, encounter)
            self._referrals.ask_ahead(work, person, wanted.referral)
            replaced, stood = self._write_words(work, encounter, person, wanted, standing)
            codes, reason = [given.code for given in (*replaced, *wanted.diagnoses)], wanted.reason.strip()
            work.due_for(encounter.person_id, household=concerns_household(codes, work.today))
            stored = self._screening.store(work, encounter, person, wanted.forms, reason or SAME_VISIT)
            refuse_altering_forms(standing, user, stored.replaced.values())
            dosed = dosed_by(person.birth_date, encounter.day, stored.answers)
            settle_therapy(work, encounter.id, Told(wanted.note.therapy, stood, wanted.sure_therapy), dosed)
            refuse_altering_actions(standing, user, write_actions(work, encounter, wanted.actions, reason))
            if wanted.orders:
                refuse_finished(encounter)
                write_orders(
                    work, encounter, wanted.orders, dosed_person(work.session, encounter, person, stored.answers)
                )
            acts = tuple(given.code for given in wanted.actions)
            made, told = dict[str, UUID](), ""
            if wanted.referral is not None:
                refuse_finished(encounter)
                note, own = wanted.note, tuple(given.code for given in wanted.diagnoses)
                treatment = treatment_of(work.session, encounter, note.therapy, note.actions, wanted.actions)
                found = VisitFindings(note.subjective, note.objective, treatment, own, stored.answers, acts)
                issued = self._referrals.issue(work, encounter, person, wanted.referral, found)
                made, told = {LETTER: issued.id}, issued.number
            seal_letters(work, encounter, person, [given.code for given in wanted.diagnoses], acts)
            work.remember(wanted.client_id, encounter.id)
            work.keep_for_server(EXAMINATION, wanted.client_id, wanted, told, **made)
            work.touch("encounter", encounter.id, forms=list(stored.written))
            return encounter.row_version

    def finish(self, user: SignedIn, encounter_id: UUID, version: int, place: NextPlace, *, sign: bool = False) -> None:
        """End the visit here and say where the person goes; ``sign`` signs one's own entries. Raises ``UserError``."""
        with self._uow.writing(user, Act.WRITE_RECORD, without_server=True) as work:
            follow_version(work, encounter_id, version)
            ask_ending_ahead(work, encounter_id, version, sign=sign)
            encounter = work.claim(Encounter, encounter_id, version)
            refuse_finished(encounter)
            if not work.is_alone and work.session.scalar(note_of(encounter_id)) is None:
                raise UserError("Pemeriksaan belum disimpan.", "Isi lalu simpan pemeriksaan sebelum selesai.")
            ending = {"finished_at": work.now, "destination": place.value}
            ticket = first_open_ticket(work.session, encounter_id)
            if ticket is not None:
                changes = {"status": TicketStatus.DONE.value, "ended_at": work.now}
                take_step(work, ticket, TicketAct.DONE, changes, visit=(encounter, ending))
            else:
                encounter.finished_at, encounter.destination = work.now, place.value
            if sign:
                sign_record(work, encounter)
            work.touch("encounter", encounter_id, destination=place.value)
            keep_ending(work, Ending(encounter_id, version, place, sign))

    def _write_words(
        self, work: Work, encounter: Encounter, person: Person, wanted: Examination, standing: Standing
    ) -> tuple[tuple[GivenDiagnosis, ...], str]:
        """Store note and diagnoses; return the diagnoses that stood before, if they changed, and the therapy."""
        rows = diagnoses_of(work.session, encounter.id)
        latest = latest_note(work.session, encounter.id)
        fit = misfits(wanted.diagnoses, person, encounter.day)
        problem = fit.problem(wanted.diagnoses)
        if problem:
            raise WrongAnswers({"diagnoses": problem})
        refuse_altering_note(standing, work.user, latest, wanted.note)
        refuse_altering_diagnoses(standing, work.user, rows, wanted.diagnoses)
        reason = wanted.reason.strip()
        write_note(work, encounter.id, wanted.note, latest, reason)
        stood = latest.therapy if latest else ""
        return write_diagnoses(work, encounter, wanted.diagnoses, rows, fit.doubts, reason), stood

    def _problems(self, wanted: Examination, today: date) -> dict[str, str]:
        problems = note_problems(wanted.note, today)
        wrong = diagnosis_problem(wanted.diagnoses, self._codes)
        if wrong:
            problems["diagnoses"] = wrong
        wrong = action_problem(wanted.actions, action_codes(today))
        if wrong:
            problems[ACTIONS] = wrong
        problems |= draft_problems(wanted.orders, today)
        if wanted.referral is not None:
            problems |= self._referrals.problems(wanted.referral, today, has_diagnosis=bool(wanted.diagnoses))
        return problems

    def _file(self, session: Session, user: SignedIn, encounter: Encounter, opened: OpenedRow) -> EncounterFile:
        person, today = session.get_one(Person, encounter.person_id), self._uow.today(user)
        alone = self._uow.stands_in() is not None
        may_know = may_know_pregnancy(user, person.birth_date, today)
        there = opened.there
        written = written_visit(session, encounter) if there.words else WrittenVisit()
        header = header_of(session, person, today, may_know=may_know)
        standing = standing_of(session, encounter, user, self._uow.clock.now(), written=opened.is_hers)
        seals = seals_at(user, encounter, person, self._screening.catalogue, today)
        actions = actions_of_visit(session, encounter, user, today) if there.actions else ()
        written = replace(written, action_by=tuple(Authored(one.by_id, one.by, one.at) for one in actions))
        return EncounterFile(
            encounter_id=encounter.id,
            version=encounter.row_version,
            ticket_id=opened.ticket_id,
            klaster=Klaster(encounter.klaster),
            day=encounter.day,
            arrived_at=encounter.arrived_at,
            visit_kind=encounter.visit_kind,
            sick=encounter.sick,
            complaint=encounter.complaint,
            precaution=encounter.precaution,
            proposal_reasons=tuple(sentence for sentence, _ in encounter.proposal_reasons) if may_know else (),
            sent_because=encounter.klaster_reason,
            finished=encounter.finished_at is not None,
            patient=header,
            note=written.note,
            diagnoses=written.diagnoses,
            answers=written.answers,
            referrals=referrals_of_visit(session, encounter.id, restricted=user.may(Act.SEE_RESTRICTED))
            if there.referrals
            else (),
            timeline=() if alone else first_page(session, user, encounter, seals, self._codes, today),
            written=written,
            writing=standing.writing,
            signatures=tuple(standing.signatures.values()),
            unsigned=written.is_unsigned(user.staff_id, standing.signatures),
            problems=problems_of(session, encounter.person_id, seals, user.time_zone),
            actions=tuple(one.given for one in actions),
            orders=orders_of(session, user, encounter, OrderLeave(seals.leave, person.birth_date), header.allergies),
            past_away=alone,
            codes_before=diagnosed_before(session, encounter) if alone else frozenset(),
        )
