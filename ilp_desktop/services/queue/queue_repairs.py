"""Putting right what went wrong in the queue: the last step undone, a number given to another person, one withdrawn."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from db.base import Base
from db.models import Encounter, Person, Ticket, TicketStep
from db.queries.merges import leads_to
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.routing import RouteProposal
from ilp_desktop.domain.queue.visit_words import VISIT_CANCELLED, Stage, TicketAct, TicketStatus, VisitKind
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work, require
from ilp_desktop.services.due.invitations import note_coming
from ilp_desktop.services.letter.receiving import receive_slips
from ilp_desktop.services.queue.sub_room_choice import sub_room_of
from ilp_desktop.services.queue.ticket_steps import last_step, number_of, open_ticket, take_back, take_step
from ilp_desktop.services.queue.visits import CATIN, VisitFacts, kind_of, propose_for, refuse_dead, refuse_second

FIRST_STEPS = (TicketAct.ISSUED.value, TicketAct.IDENTIFIED.value)
TOO_LATE = "Batalkan langkah pada nomor yang baru dahulu."


@dataclass(frozen=True)
class Undone:
    """What was taken back: the step of a number, and how the number stands now."""

    number: str
    act: TicketAct
    status: TicketStatus


@dataclass(frozen=True)
class Given:
    """A number that belongs to another person now; ``advised`` is the klaster proposed for them if another."""

    number: str
    name: str
    advised: Klaster | None


class QueueRepairs:
    """Repairs of the queue."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def undo(self, user: SignedIn, ticket_id: UUID) -> Undone:
        """Undo the last step of a number; raises ``UserError`` when nothing can be undone any more."""
        with self._uow.writing(user, Act.MANAGE_QUEUE) as work:
            ticket = work.own(Ticket, ticket_id, locked=True)
            step = _step_to_undo(work, ticket)
            if step.other_id is not None:
                _withdraw_follower(work, step.other_id)
            visit = work.own(Encounter, ticket.encounter_id, locked=True) if ticket.encounter_id else None
            take_back(work, step, ticket, visit)
            work.touch("ticket", ticket_id, undone=step.act)
            if visit is not None and "visit" in step.before:
                _settle(work, visit)
            return Undone(number_of(ticket), TicketAct(step.act), TicketStatus(ticket.status))

    def give(self, user: SignedIn, ticket_id: UUID, person_id: UUID) -> Given:
        """Give a number and its visit to the person who really came, as long as nothing was recorded for it."""
        with self._uow.writing(user, Act.OPEN_VISIT) as work:
            ticket = open_ticket(work, ticket_id)
            encounter, person = _visit_of(work, ticket), work.own(Person, person_id, locked=True)
            if encounter.person_id == person_id:
                raise UserError(f"Nomor {number_of(ticket)} memang milik {person.name}.", "")
            refuse_dead(person)
            refuse_second(work, person_id)
            _refuse_recorded(work, encounter)
            before = encounter.person_id
            proposal, wanted = _changed_visit(work, encounter, person)
            own = {
                "priority": _own_priority(work, ticket, encounter, proposal),
                "sub_room": sub_room_of(work, encounter, ticket.klaster, person),
            }
            take_step(work, ticket, TicketAct.GIVEN, own, visit=(encounter, wanted), old=str(before))
            person.last_visit_on = work.today
            note_coming(work, person_id, work.today)
            receive_slips(work, person_id, encounter.klaster)
            _forget_visit(work, before)
            work.touch("encounter", encounter.id, old_person=str(before))
            advised = proposal.klaster if proposal.klaster.value != ticket.klaster else None
            return Given(number_of(ticket), person.name, advised)

    def cancel(self, user: SignedIn, ticket_id: UUID, reason: str) -> None:
        """Withdraw a number taken by mistake, with its visit as long as nothing was recorded for it."""
        if not reason.strip():
            raise WrongAnswers({"reason": "Tulis alasannya."})
        with self._uow.writing(user, Act.MANAGE_QUEUE) as work:
            ticket = open_ticket(work, ticket_id)
            changes = {"status": TicketStatus.CANCELLED.value, "ended_at": work.now}
            visit = None
            encounter = work.session.get(Encounter, ticket.encounter_id) if ticket.encounter_id else None
            if encounter is not None:
                _refuse_recorded(work, encounter)
                visit = (encounter, {"finished_at": work.now, "destination": VISIT_CANCELLED})
            take_step(work, ticket, TicketAct.CANCELLED, changes, visit=visit, reason=reason.strip())
            if encounter is not None:
                work.session.flush()
                _forget_visit(work, encounter.person_id)
                work.touch("encounter", encounter.id, cancelled=reason.strip())


def _step_to_undo(work: Work, ticket: Ticket) -> TicketStep:
    step = last_step(work.session, ticket.id)
    registered = ticket.stage == Stage.REGISTRATION.value and step is not None and step.other_id is not None
    if step is None or registered or step.act in FIRST_STEPS:
        raise UserError(
            f"Tidak ada langkah {number_of(ticket)} yang dapat dibatalkan.",
            "Batalkan nomornya bila keliru diambil, atau berikan kepada orang yang benar.",
        )
    if step.act == TicketAct.DONE.value:
        require(work.user, Act.WRITE_RECORD)
    return step


def _visit_of(work: Work, ticket: Ticket) -> Encounter:
    if ticket.encounter_id is None:
        raise UserError(f"Nomor {number_of(ticket)} belum punya identitas.", "Cari atau daftarkan orangnya.")
    return work.own(Encounter, ticket.encounter_id, locked=True)


def _changed_visit(work: Work, encounter: Encounter, person: Person) -> tuple[RouteProposal, dict[str, object]]:
    """Return what is proposed for another person and what changes in the visit that becomes theirs.

    Raises ``UserError`` when the triage cannot be theirs.
    """
    try:
        proposal = propose_for(work.session, person, _facts_of(encounter), work.today)
    except WrongAnswers as wrong:
        raise UserError(
            f"Triase nomor ini tidak berlaku untuk {person.name}.", "Batalkan nomornya, lalu buka kunjungan baru."
        ) from wrong
    control = encounter.visit_kind == VisitKind.CONTROL.value
    return proposal, {
        "person_id": person.id,
        "visit_kind": encounter.visit_kind if control else kind_of(work.session, person.id).value,
        "payer": person.payer or encounter.payer,
        "proposed_klaster": proposal.klaster.value,
        "proposal_reasons": [[reason.sentence, reason.source] for reason in proposal.reasons],
        "precaution": proposal.precaution,
    }


def _own_priority(work: Work, ticket: Ticket, encounter: Encounter, proposal: RouteProposal) -> str:
    """Return the priority of the person who gets a number, unless it was not the former person's but given by hand."""
    former = work.session.get_one(Person, encounter.person_id)
    try:
        given = propose_for(work.session, former, _facts_of(encounter), work.today).priority.value
    except WrongAnswers:  # sex or birth date were put right since
        return ticket.priority
    return proposal.priority.value if ticket.priority == given else ticket.priority


def _facts_of(encounter: Encounter) -> VisitFacts:
    return VisitFacts(encounter.triage, encounter.sick, encounter.purpose == CATIN)


def _refuse_recorded(work: Work, encounter: Encounter) -> None:
    """Refuse what would move or hide something that was recorded for a visit."""
    for mapper in Base.registry.mappers:
        model = mapper.class_
        if model is Ticket or "encounter_id" not in mapper.columns:
            continue
        if work.session.scalar(select(model.encounter_id).where(model.encounter_id == encounter.id).limit(1)):
            raise UserError(
                "Pemeriksaan sudah dicatat pada kunjungan ini.", "Minta ruangnya meluruskan; nomor tidak diubah."
            )


def _withdraw_follower(work: Work, ticket_id: UUID) -> None:
    """Withdraw the number that a step had issued, unless it went on its way."""
    follower = work.own(Ticket, ticket_id, locked=True)
    step = last_step(work.session, ticket_id)
    if follower.status != TicketStatus.WAITING.value or step is None or step.act != TicketAct.ISSUED.value:
        raise UserError(f"Nomor {number_of(follower)} sudah berjalan.", TOO_LATE)
    changes = {"status": TicketStatus.CANCELLED.value, "ended_at": work.now}
    take_step(work, follower, TicketAct.CANCELLED, changes)


def _settle(work: Work, visit: Encounter) -> None:
    """See to what hangs by a visit after a step of it was undone; who was merged meanwhile is who they are by now."""
    visit.person_id = leads_to(work.session, visit.person_id)
    work.session.flush()
    work.touch("encounter", visit.id, undone=True)
    _forget_visit(work, visit.person_id)


def _forget_visit(work: Work, person_id: UUID) -> None:
    """Set a person's last visit to the last one that still is theirs."""
    work.session.flush()
    person = work.own(Person, person_id, locked=True)
    person.last_visit_on = work.session.scalar(
        select(func.max(Encounter.day)).where(
            Encounter.person_id == person_id, Encounter.destination != VISIT_CANCELLED
        )
    )
