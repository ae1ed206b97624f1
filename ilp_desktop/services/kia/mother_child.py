"""A mother and her children side by side: what is due for each, and a visit for one beside that of another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.models import Encounter, Person, Ticket
from ilp_desktop.domain.age import Age, age_on
from ilp_desktop.domain.birth.postnatal import BABY_FORM, MOTHER_FORM
from ilp_desktop.domain.due.due_results import CLOSED, REFER
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.identity.kinship import Kin, Relation, kin_of
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.routing import Arrival, RouteProposal, propose_route
from ilp_desktop.domain.queue.visit_words import TicketAct, TicketStatus
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.due.due_facts import load_facts
from ilp_desktop.services.due.due_services import PersonServices, services_shown
from ilp_desktop.services.due.due_store import DueStore, due_person
from ilp_desktop.services.due.invitations import note_coming
from ilp_desktop.services.due.offered_services import OfferedService, ServiceState
from ilp_desktop.services.letter.receiving import receive_slips
from ilp_desktop.services.person.maternal import is_openly_maternal
from ilp_desktop.services.queue.queue_rows import QueueRow, queue_row, rows_of_people, since_of
from ilp_desktop.services.queue.ticket_issue import NewTicket, new_ticket
from ilp_desktop.services.queue.ticket_steps import take_step
from ilp_desktop.services.queue.visits import kind_of, refuse_dead, refuse_second

OUTSTANDING = (ServiceState.LATE, ServiceState.DUE)
AFTER_BIRTH = (MOTHER_FORM, BABY_FORM)
FIRST = (Kin.BABY, Kin.MOTHER)
BESIDE = "Dibuka di ruang klaster pada kunjungan ibu atau anaknya; triase loket tidak ditanyakan."
SOURCE = "KMK HK.01.07/MENKES/2015/2023, alur pelayanan di Puskesmas"


@dataclass(frozen=True)
class Relative:
    """The mother, a child or a sibling of the one in front of us, as the strip beside a visit shows them.

    Attributes:
        services: what is due for them, as their own visit would show it.
        ticket: the last number of their visit of today; None without one.
    """

    person_id: UUID
    name: str
    kin: Kin
    sex: Sex
    age: Age
    services: PersonServices
    ticket: QueueRow | None

    @property
    def outstanding(self) -> tuple[OfferedService, ...]:
        """Return what is late or due, the weightiest first."""
        return tuple(item for item in self.services.items if item.state in OUTSTANDING)

    @property
    def contact(self) -> OfferedService | None:
        """Return the contact after birth (KF of a mother, KN of a baby) whose window is open, or None."""
        return next((item for item in self.outstanding if item.form in AFTER_BIRTH), None)

    @property
    def dangers(self) -> tuple[OfferedService, ...]:
        """Return the results that ask for a referral nobody wrote yet."""
        return tuple(item for item in self.outstanding if item.service.removeprefix(CLOSED).partition(":")[0] == REFER)


@dataclass(frozen=True)
class VisitBeside:
    """A visit wanted for a mother or child beside the visit that is open."""

    client_id: UUID
    person_id: UUID
    beside: UUID


class MotherChild:
    """Mother and child in one visit day."""

    def __init__(self, uow: UnitOfWork, store: DueStore) -> None:
        self._uow = uow
        self._store = store

    def around(
        self, user: SignedIn, person_id: UUID, known: Mapping[UUID, PersonServices] = MappingProxyType({})
    ) -> tuple[Relative, ...]:
        """Return the mother and children of a person with what is due for each: baby and mother first.

        ``known`` are services read a moment ago, without a visit; of somebody who has one today they are read anew.
        """
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            own = owned(session, user.facility_id, Person, person_id)
            today = self._uow.today(user)
            kin = _kin(session, own, today)
            return self._relatives(session, user, kin, known) if kin else ()

    def open_beside(self, user: SignedIn, wanted: VisitBeside) -> QueueRow:
        """Open a visit for the mother or child of a patient, served in the same room at once; pressed twice it is one.

        Raises ``UserError`` for somebody who is no kin, died, or has an open visit already.
        """
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            earlier = work.saved_before(wanted.client_id)
            if earlier is not None:
                work.touch("ticket", earlier, repeated=True)
                ticket_id = earlier
            else:
                ticket_id = _opened(work, wanted)
                work.remember(wanted.client_id, ticket_id)
        with self._uow.reading(user, Act.SEE_QUEUE) as session:
            return queue_row(session, user.facility_id, ticket_id, self._uow.today(user))

    def _relatives(
        self,
        session: Session,
        user: SignedIn,
        kin: Sequence[tuple[Person, Kin]],
        known: Mapping[UUID, PersonServices],
    ) -> tuple[Relative, ...]:
        today = self._uow.today(user)
        tickets = rows_of_people(session, [person.id for person, _ in kin], today)
        visits = _visits(session, tickets)
        services = {one: told for one, told in known.items() if one not in visits}
        unread = [person for person, _ in kin if person.id not in services]
        if unread:
            edition = self._store.edition(session, user.facility_id, today)
            facts = load_facts(session, [due_person(person, today) for person in unread], edition, today)
            leave = user.may(Act.SEE_RESTRICTED)
            services |= {
                one: services_shown(one, told, edition, today, visits.get(one), may_all=leave)
                for one, told in facts.items()
            }
        return tuple(
            Relative(
                person_id=person.id,
                name=person.name,
                kin=what,
                sex=person.sex,
                age=age_on(person.birth_date, today),
                services=services[person.id],
                ticket=tickets.get(person.id),
            )
            for person, what in kin
        )


def _kin(session: Session, own: Person, today: date) -> tuple[tuple[Person, Kin], ...]:
    """Return the living kin of a person by the mother."""
    sought = [Person.mother_id == own.id]
    if own.mother_id is not None:
        sought += [Person.id == own.mother_id, Person.mother_id == own.mother_id]
    rows = session.scalars(
        select(Person).where(
            or_(*sought),
            Person.facility_id == own.facility_id,
            Person.id != own.id,
            Person.removed_at.is_(None),
            or_(Person.left_on.is_(None), Person.left_on > today),
            Person.birth_date <= today,
        )
    )
    me = _relation(own)
    found = [(person, kin) for person in rows if (kin := kin_of(me, _relation(person), today)) is not None]
    return tuple(sorted(found, key=_nearest_first))


def _nearest_first(one: tuple[Person, Kin]) -> tuple[int, int, str]:
    person, kin = one
    rank = FIRST.index(kin) if kin in FIRST else len(FIRST)
    return rank, -person.birth_date.toordinal(), person.name


def _relation(person: Person) -> Relation:
    return Relation(person.id, person.birth_date, person.mother_id)


def _visits(session: Session, tickets: dict[UUID, QueueRow]) -> dict[UUID, Encounter]:
    """Return the visits of today that some tickets belong to, by person."""
    ids = [row.encounter_id for row in tickets.values() if row.encounter_id is not None]
    if not ids:
        return {}
    return {visit.person_id: visit for visit in session.scalars(select(Encounter).where(Encounter.id.in_(ids)))}


def _opened(work: Work, wanted: VisitBeside) -> UUID:
    host = work.own(Encounter, wanted.beside)
    person = work.own(Person, wanted.person_id, locked=True)
    kin = {one.id for one, _ in _kin(work.session, work.own(Person, host.person_id), work.today)}
    if person.id not in kin:
        refuse_dead(person)
        raise UserError("Orang ini bukan ibu atau anak pasien.", "Hubungkan ibunya pada data anak di Loket.")
    refuse_second(work, person.id)
    ticket_of_host = _last_ticket(work.session, host)
    if host.day != work.today or ticket_of_host is None:
        raise UserError("Kunjungan yang terbuka bukan kunjungan hari ini.", "Buka kunjungannya di Loket.")
    proposal = _proposal(work, person)
    encounter = _encounter(work, person, host, proposal)
    work.session.add(encounter)
    work.session.flush()
    entered = since_of(ticket_of_host)
    ticket = new_ticket(work, NewTicket(host.klaster, proposal.priority.value, encounter.id, entered))
    served = {
        "status": TicketStatus.SERVED.value,
        "called_at": work.now,
        "served_at": work.now,
        "called_room_id": ticket_of_host.called_room_id,
        "place": ticket_of_host.place,
    }
    take_step(work, ticket, TicketAct.SERVED, served, beside=str(host.id))
    person.last_visit_on = work.today
    note_coming(work, person.id, work.today)
    receive_slips(work, person.id, encounter.klaster)
    work.session.flush()
    work.touch("encounter", encounter.id, beside=str(host.id))
    return ticket.id


def _last_ticket(session: Session, visit: Encounter) -> Ticket | None:
    return session.scalar(
        select(Ticket).where(Ticket.encounter_id == visit.id).order_by(Ticket.issued_at.desc()).limit(1)
    )


def _proposal(work: Work, person: Person) -> RouteProposal:
    """Return what the desk would have proposed for somebody who comes well; nobody asked for triage signs."""
    maternal = is_openly_maternal(work.session, person, work.today)
    age = age_on(person.birth_date, work.today)
    return propose_route(Arrival(age, frozenset(), sick=False, maternal=maternal, disabled=person.disability))


def _encounter(work: Work, person: Person, host: Encounter, proposal: RouteProposal) -> Encounter:
    """Return the visit in the klaster of the one it stands beside; its triage stays empty, since nobody asked."""
    overridden = proposal.klaster.value != host.klaster
    return Encounter(
        **work.stamp(),
        person_id=person.id,
        day=work.today,
        visit_kind=kind_of(work.session, person.id).value,
        sick=False,
        complaint="",
        triage="",
        payer=person.payer or host.payer,
        documents=[],
        klaster=host.klaster,
        proposed_klaster=proposal.klaster.value,
        proposal_reasons=[[BESIDE, SOURCE], *([reason.sentence, reason.source] for reason in proposal.reasons)],
        klaster_reason=f"Bersama kunjungan di {Klaster(host.klaster).label}." if overridden else "",
        precaution=host.precaution,
    )
