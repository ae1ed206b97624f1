"""Opening a visit at the desk: triage, proposal, ticket."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from db.ahead import ahead
from db.models import Encounter, Person, Ticket
from db.queries.visit_opening import has_visited, number_of_kind, open_visit_of
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.queue_order import ticket_text
from ilp_desktop.domain.queue.routing import Arrival, RouteProposal, propose_route
from ilp_desktop.domain.queue.triage import TriageChoice, parse_triage, triage_choices
from ilp_desktop.domain.queue.visit_words import VISIT_CANCELLED, Leaving, Payer, Stage, VisitKind
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.due.invitations import invitations_open, note_coming
from ilp_desktop.services.letter.receiving import receive_slips, slips_on_the_way
from ilp_desktop.services.paperwork import TicketSheet, ticket_sheet
from ilp_desktop.services.person.maternal import is_maternal_on, is_openly_maternal
from ilp_desktop.services.person.person_reads import RECORD_NUMBER
from ilp_desktop.services.queue.ticket_issue import issue_reads, room_names
from ilp_desktop.services.queue.ticket_steps import number_of, open_ticket
from ilp_desktop.services.queue.visit_numbers import number_to_take_over, ticket_content, ticket_of_visit

LONGEST_COMPLAINT = 300
LONGEST_REASON = 200
WIDE_ROLL_MM = 80
CATIN = "catin"
VISIT = "visit"
"""What a visit opened without the server is kept as."""
ALREADY_THERE = "Tiketnya diberikan dalam Mode darurat."
EMERGENCY_FIRST = "Nomor gawat darurat diambil sebelum pendaftaran."


@dataclass(frozen=True)
class VisitFacts:
    """What the proposal is made from: the triage digits as typed, whether the person comes sick, or about to marry."""

    triage: str
    sick: bool
    catin: bool = False


@dataclass(frozen=True)
class NewVisit:
    """A visit to be opened.

    Attributes:
        klaster: the desk's choice; klaster_reason: why it is not the proposed one.
        number_id: the number taken on entering that this visit takes over.
        second_reason: why the person has a second open visit today; empty means there must be none.
    """

    client_id: UUID
    person_id: UUID
    facts: VisitFacts
    payer: Payer
    complaint: str = ""
    documents: tuple[str, ...] = ()
    control: bool = False
    klaster: Klaster | None = None
    klaster_reason: str = ""
    number_id: UUID | None = None
    second_reason: str = ""


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
        with self._uow.reading(user, Act.OPEN_VISIT, without_server=True) as session:
            person = owned(session, user.facility_id, Person, person_id)
            age = age_on(person.birth_date, self._uow.today(user))
            return triage_choices(person.sex, age)

    def propose(self, user: SignedIn, person_id: UUID, facts: VisitFacts) -> RouteProposal:
        """Propose klaster and priority with reasons; raises ``WrongAnswers`` for a triage that cannot be saved."""
        with self._uow.reading(user, Act.OPEN_VISIT, without_server=True) as session:
            person = owned(session, user.facility_id, Person, person_id)
            return propose_for(session, person, facts, self._uow.today(user))

    def open(self, user: SignedIn, wanted: NewVisit) -> IssuedTicket:
        """Open a visit and allocate its number; the same save sent twice gives the same ticket."""
        with self._uow.writing(user, Act.OPEN_VISIT, without_server=True) as work:
            _ask_ahead(work, wanted, self._uow.today(user))
            earlier = work.saved_before(wanted.client_id)
            if earlier is not None:
                work.touch("ticket", earlier, repeated=True)
                return _issued(work.session, earlier)
            person = work.own(Person, wanted.person_id, locked=True)
            refuse_dead(person)
            if not wanted.second_reason.strip():
                refuse_second(work, person.id)
            taken = None if wanted.number_id is None else number_to_take_over(work, wanted.number_id)
            proposal = propose_for(work.session, person, wanted.facts, work.today)
            encounter = _encounter(work, _at_ticket(wanted, taken), proposal)
            work.session.add(encounter)
            work.session.flush()
            ticket = ticket_of_visit(work, encounter, proposal.priority.value, taken)
            person.last_visit_on = work.today
            note_coming(work, person.id, work.today)
            receive_slips(work, person.id, encounter.klaster)
            work.session.flush()
            work.remember(wanted.client_id, ticket.id)
            work.touch("encounter", encounter.id, **_second(wanted))
            kept = replace(wanted, klaster=Klaster(encounter.klaster))
            given = {"encounter": encounter.id, "ticket": ticket.id}
            work.keep_for_server(VISIT, wanted.client_id, kept, number_of(ticket), **given)
            return _issued(work.session, ticket.id)

    def ticket_sheet(self, user: SignedIn, ticket_id: UUID, roll_mm: int = WIDE_ROLL_MM) -> TicketSheet:
        """Return a ticket of the queue for its printer; it carries number, room and No. RM, never a name."""
        with self._uow.reading(user, Act.SEE_QUEUE, without_server=True) as session:
            ticket = owned(session, user.facility_id, Ticket, ticket_id)
            content = ticket_content(session, ticket, user.time_zone)
        return ticket_sheet(content, roll_mm)


def _ask_ahead(work: Work, wanted: NewVisit, today: date) -> None:
    """Ask together all that is read before the number is taken, by the day as this computer knows it."""
    session, person_id, number_id = work.session, wanted.person_id, wanted.number_id
    work.ahead(
        lambda: work.own(Person, person_id, locked=True),
        lambda: open_visit_of(session, person_id, today),
        lambda: None if number_id is None else open_ticket(work, number_id),
        lambda: is_maternal_on(session, person_id, today),
        lambda: has_visited(session, person_id, VISIT_CANCELLED),
        lambda: invitations_open(session, person_id, today),
        lambda: slips_on_the_way(session, person_id),
        lambda: number_of_kind(session, person_id, RECORD_NUMBER),
        *issue_reads(work, today),
    )


def propose_for(session: Session, person: Person, facts: VisitFacts, today: date) -> RouteProposal:
    """Propose klaster and priority for a person; raises ``WrongAnswers`` for a triage that cannot be saved."""
    age = age_on(person.birth_date, today)
    reading = parse_triage(facts.triage, person.sex, age)
    if reading.problem:
        raise WrongAnswers({"triage": reading.problem})
    maternal = is_openly_maternal(session, person, today)
    return propose_route(Arrival(age, reading.signs, facts.sick, maternal, person.disability, facts.catin))


def refuse_dead(person: Person) -> None:
    """Raise ``UserError`` for somebody who is recorded as dead."""
    if person.left_why == Leaving.DIED.value:
        raise UserError("Orang ini tercatat meninggal.", "Perbaiki di Loket > Meninggal/pindah bila keliru.")


def refuse_second(work: Work, person_id: UUID) -> None:
    """Raise ``UserError`` when a person has an open visit today, with its number."""
    opened = open_visit_of(work.session, person_id, work.today)
    if opened is not None:
        raise UserError(
            f"Orang ini masih punya kunjungan terbuka hari ini, nomor {ticket_text(opened.letter, opened.number)}.",
            "Pakai nomor itu, atau tulis alasan kunjungan kedua bila memang dimaksud.",
        )


def _encounter(work: Work, wanted: NewVisit, proposal: RouteProposal) -> Encounter:
    klaster = wanted.klaster or proposal.klaster
    overridden = klaster is not proposal.klaster
    if work.past is not None and overridden and not wanted.klaster_reason.strip():
        wanted = replace(wanted, klaster_reason=ALREADY_THERE)
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
        **work.stamp("encounter"),
        person_id=wanted.person_id,
        day=work.today,
        visit_kind=VisitKind.CONTROL.value if wanted.control else kind_of(work.session, wanted.person_id).value,
        sick=wanted.facts.sick,
        purpose=CATIN if wanted.facts.catin else "",
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


def kind_of(session: Session, person_id: UUID) -> VisitKind:
    """Return whether a visit opened now is the first of a person."""
    return VisitKind.RETURNING if has_visited(session, person_id, VISIT_CANCELLED) else VisitKind.NEW


def _at_ticket(wanted: NewVisit, taken: Ticket | None) -> NewVisit:
    """Return the visit in the klaster of the emergency number that it takes over."""
    if taken is None or taken.stage != Stage.KLASTER.value:
        return wanted
    if wanted.klaster is not None and wanted.klaster.value != taken.klaster:
        raise UserError(
            f"Nomor {number_of(taken)} ada di antrean {Klaster(taken.klaster).label}.",
            "Simpan dahulu, lalu pindahkan nomornya dari daftar antrean.",
        )
    return replace(wanted, klaster=Klaster(taken.klaster), klaster_reason=wanted.klaster_reason or EMERGENCY_FIRST)


def _second(wanted: NewVisit) -> dict[str, str]:
    return {"second": wanted.second_reason.strip()} if wanted.second_reason.strip() else {}


def _issued(session: Session, ticket_id: UUID) -> IssuedTicket:
    ticket = session.get_one(Ticket, ticket_id)
    encounter = session.get_one(Encounter, ticket.encounter_id)
    person_id = encounter.person_id
    ahead(session, lambda: number_of_kind(session, person_id, RECORD_NUMBER))
    room = room_names(session, ticket.facility_id, ticket.klaster)
    return IssuedTicket(
        ticket_id=ticket.id,
        encounter_id=encounter.id,
        number=number_of(ticket),
        klaster=Klaster(ticket.klaster),
        room=room,
        record_number=number_of_kind(session, person_id, RECORD_NUMBER),
        issued_at=ticket.issued_at,
    )
