"""Opening a visit at the desk: triage, proposal, ticket."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Encounter, Person, Pregnancy, Room, Ticket
from ilp_desktop.clock import local_time
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue_order import ticket_text
from ilp_desktop.domain.routing import Arrival, RouteProposal, propose_route
from ilp_desktop.domain.triage import TriageChoice, parse_triage, triage_choices
from ilp_desktop.domain.visit_words import Leaving, Payer, TicketStatus, VisitKind
from ilp_desktop.printing.contents.ticket import QueueTicket
from ilp_desktop.reference import edition_on
from ilp_desktop.services.facilities import profile_of
from ilp_desktop.services.invitations import note_coming
from ilp_desktop.services.ownership import owned
from ilp_desktop.services.paperwork import TicketSheet, ticket_sheet
from ilp_desktop.services.person_reads import RECORD_NUMBER, numbers_of
from ilp_desktop.services.signed_in import SignedIn
from ilp_desktop.services.unit_of_work import UnitOfWork, Work

LONGEST_COMPLAINT = 300
LONGEST_REASON = 200
WIDE_ROLL_MM = 80


@dataclass(frozen=True)
class VisitFacts:
    """What the proposal is made from: the triage digits as typed, and whether the person comes sick."""

    triage: str
    sick: bool


@dataclass(frozen=True)
class NewVisit:
    """A visit to be opened; ``klaster`` is the desk's choice, ``klaster_reason`` why it is not the proposed one."""

    client_id: UUID
    person_id: UUID
    facts: VisitFacts
    payer: Payer
    complaint: str = ""
    documents: tuple[str, ...] = ()
    control: bool = False
    klaster: Klaster | None = None
    klaster_reason: str = ""


@dataclass(frozen=True)
class IssuedTicket:
    """A ticket as it is handed over."""

    ticket_id: UUID
    encounter_id: UUID
    number: str
    klaster: Klaster
    room: str
    record_number: str
    issued_at: datetime


class Visits:
    """Opens visits."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def triage_choices(self, user: SignedIn, person_id: UUID) -> tuple[TriageChoice, ...]:
        """Return the triage digits that apply to a person."""
        with self._uow.reading(user, Act.OPEN_VISIT) as session:
            person = owned(session, user.facility_id, Person, person_id)
            age = age_on(person.birth_date, self._uow.today(user))
            return triage_choices(person.sex, age)

    def propose(self, user: SignedIn, person_id: UUID, facts: VisitFacts) -> RouteProposal:
        """Propose klaster and priority with reasons; raises ``WrongAnswers`` for a triage that cannot be saved."""
        with self._uow.reading(user, Act.OPEN_VISIT) as session:
            person = owned(session, user.facility_id, Person, person_id)
            return _propose(session, person, facts, self._uow.today(user))

    def open(self, user: SignedIn, wanted: NewVisit) -> IssuedTicket:
        """Open a visit and allocate its number; the same save sent twice gives the same ticket."""
        with self._uow.writing(user, Act.OPEN_VISIT) as work:
            earlier = work.saved_before(wanted.client_id)
            if earlier is not None:
                work.touch("ticket", earlier, repeated=True)
                return _issued(work.session, earlier)
            person = work.own(Person, wanted.person_id, locked=True)
            _refuse_dead(person)
            _refuse_second(work, person.id)
            proposal = _propose(work.session, person, wanted.facts, work.today)
            encounter = _encounter(work, wanted, proposal)
            work.session.add(encounter)
            work.session.flush()
            ticket = new_ticket(work, encounter, proposal.priority.value)
            person.last_visit_on = work.today
            note_coming(work, person.id, work.today)
            work.session.flush()
            work.remember(wanted.client_id, ticket.id)
            work.touch("ticket", ticket.id)
            work.touch("encounter", encounter.id)
            return _issued(work.session, ticket.id)

    def ticket_sheet(self, user: SignedIn, ticket_id: UUID, roll_mm: int = WIDE_ROLL_MM) -> TicketSheet:
        """Return a ticket of the queue for its printer; it carries number, room and No. RM, never a name."""
        with self._uow.reading(user, Act.SEE_QUEUE) as session:
            issued = _issued(session, owned(session, user.facility_id, Ticket, ticket_id).id)
            facility = profile_of(session, user.facility_id)
        return ticket_sheet(
            QueueTicket(
                number=issued.number,
                room=f"{issued.klaster.label} · {issued.room}",
                issued_at=local_time(issued.issued_at, user.time_zone),
                record_number=issued.record_number,
                facility=facility.name,
            ),
            roll_mm,
        )


def new_ticket(work: Work, encounter: Encounter, priority: str) -> Ticket:
    """Add a ticket for a visit in the queue of its klaster; the number is allocated in the database."""
    letter = letter_of(work.session, work.facility_id, encounter.klaster)
    ticket = Ticket(
        id=work.new_id(),
        facility_id=work.facility_id,
        encounter_id=encounter.id,
        day=work.today,
        letter=letter,
        number=work.next_number(f"antrean-{letter}", work.today.isoformat()),
        klaster=encounter.klaster,
        priority=priority,
        status=TicketStatus.WAITING.value,
        issued_at=work.now,
    )
    work.session.add(ticket)
    work.session.flush()
    return ticket


def letter_of(session: Session, facility_id: UUID, klaster: int) -> str:
    """Return the letter on the tickets of a klaster; raises ``UserError`` when it has no room."""
    letter = session.scalar(
        select(Room.queue_letter)
        .where(Room.facility_id == facility_id, Room.klaster == klaster, Room.active)
        .order_by(Room.queue_letter)
        .limit(1)
    )
    if letter is None:
        raise UserError(
            f"Belum ada ruang untuk klaster {Klaster(klaster).label}.", "Tambahkan ruangnya di 1 Manajemen > Puskesmas."
        )
    return letter


def _propose(session: Session, person: Person, facts: VisitFacts, today: date) -> RouteProposal:
    age = age_on(person.birth_date, today)
    reading = parse_triage(facts.triage, person.sex, age)
    if reading.problem:
        raise WrongAnswers({"triage": reading.problem})
    maternal = _is_maternal(session, person.id, today)
    return propose_route(Arrival(age, reading.signs, facts.sick, maternal=maternal, disabled=person.disability))


def _is_maternal(session: Session, person_id: UUID, today: date) -> bool:
    """Tell whether a pregnancy is in progress or a child was born so lately that its mother is nifas."""
    since = today - timedelta(days=edition_on("triage", today).body["postnatal"]["until_days"])
    pregnant = select(Pregnancy.id).where(Pregnancy.person_id == person_id, Pregnancy.ended_on.is_(None))
    delivered = select(Person.id).where(Person.mother_id == person_id, Person.birth_date >= since)
    return bool(session.scalar(select(pregnant.exists() | delivered.exists())))


def _refuse_dead(person: Person) -> None:
    if person.left_why == Leaving.DIED.value:
        raise UserError("Orang ini tercatat meninggal.", "Perbaiki di Loket > Meninggal/pindah bila keliru.")


def _refuse_second(work: Work, person_id: UUID) -> None:
    ticket = work.session.scalar(
        select(Ticket)
        .join(Encounter, Encounter.id == Ticket.encounter_id)
        .where(Encounter.person_id == person_id, Encounter.day == work.today, Encounter.finished_at.is_(None))
        .limit(1)
    )
    if ticket is not None:
        raise UserError(
            f"Orang ini masih punya kunjungan terbuka hari ini, nomor {ticket_text(ticket.letter, ticket.number)}.",
            "Selesaikan kunjungan itu dahulu, atau pindahkan nomornya dari daftar antrean.",
        )


def _encounter(work: Work, wanted: NewVisit, proposal: RouteProposal) -> Encounter:
    klaster = wanted.klaster or proposal.klaster
    overridden = klaster is not proposal.klaster
    problems = {}
    if overridden and not wanted.klaster_reason.strip():
        problems["klaster_reason"] = "Tulis alasan memilih klaster lain."
    if len(wanted.complaint) > LONGEST_COMPLAINT:
        problems["complaint"] = f"Keluhan paling panjang {LONGEST_COMPLAINT} huruf."
    if len(wanted.klaster_reason) > LONGEST_REASON:
        problems["klaster_reason"] = f"Alasan paling panjang {LONGEST_REASON} huruf."
    if problems:
        raise WrongAnswers(problems)
    return Encounter(
        **work.stamp(),
        person_id=wanted.person_id,
        day=work.today,
        visit_kind=_kind(work, wanted).value,
        sick=wanted.facts.sick,
        complaint=wanted.complaint.strip(),
        triage="".join(sorted(set(wanted.facts.triage) - set(" ,."))),
        payer=wanted.payer.value,
        documents=list(wanted.documents),
        klaster=klaster.value,
        proposed_klaster=proposal.klaster.value,
        proposal_reasons=[[reason.sentence, reason.source] for reason in proposal.reasons],
        klaster_reason=wanted.klaster_reason.strip() if overridden else "",
        precaution=proposal.precaution,
    )


def _kind(work: Work, wanted: NewVisit) -> VisitKind:
    if wanted.control:
        return VisitKind.CONTROL
    earlier = select(func.count()).where(Encounter.person_id == wanted.person_id)
    return VisitKind.RETURNING if work.session.scalar(earlier) else VisitKind.NEW


def _issued(session: Session, ticket_id: UUID) -> IssuedTicket:
    ticket = session.get_one(Ticket, ticket_id)
    encounter = session.get_one(Encounter, ticket.encounter_id)
    rooms = session.scalars(
        select(Room.name)
        .where(Room.facility_id == ticket.facility_id, Room.klaster == ticket.klaster, Room.active)
        .order_by(Room.name)
    ).all()
    numbers = numbers_of(session, encounter.person_id)
    return IssuedTicket(
        ticket_id=ticket.id,
        encounter_id=encounter.id,
        number=ticket_text(ticket.letter, ticket.number),
        klaster=Klaster(ticket.klaster),
        room=" / ".join(rooms),
        record_number=numbers[RECORD_NUMBER].value if RECORD_NUMBER in numbers else "",
        issued_at=ticket.issued_at,
    )
