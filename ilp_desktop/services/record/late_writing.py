"""What a visit written down later is made of: whether it can be, its row, and its number of that day."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from db.models import Encounter, Person, Ticket
from ilp_desktop.clock import instant_of, local_time
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.pregnancy.minor_pregnancy import is_kept_private
from ilp_desktop.domain.queue.late_entry import Lived, late_doubt, late_problem
from ilp_desktop.domain.queue.priority import Priority
from ilp_desktop.domain.queue.queue_order import ticket_text
from ilp_desktop.domain.queue.routing import Arrival, propose_route
from ilp_desktop.domain.queue.triage import parse_triage
from ilp_desktop.domain.queue.visit_words import VISIT_CANCELLED, Leaving, Payer, Stage, TicketStatus, VisitKind
from ilp_desktop.services.answers.form_facts import facts_of
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.queue.ticket_issue import letter_of
from ilp_desktop.services.record.visit_writing import GivenDiagnosis


@dataclass(frozen=True)
class LateVisit:
    """One line of the paper.

    Attributes:
        day, hour: of the service, by the wall clock of the Puskesmas.
        served_by: the member of staff who was with the person.
        triage: digits as typed; empty where the paper does not tell, which is kept so.
        vitals: what was measured, by question of the form of vital signs.
        sure: the one who types says that what looks unlikely is so.
    """

    client_id: UUID
    person_id: UUID
    day: date
    hour: time
    served_by: UUID
    klaster: Klaster
    payer: Payer
    sick: bool
    triage: str = ""
    complaint: str = ""
    treatment: str = ""
    diagnoses: tuple[GivenDiagnosis, ...] = ()
    vitals: FilledForm | None = None
    sure: bool = False

    @property
    def is_clinical(self) -> bool:
        """Say whether it holds what only those may write who write records."""
        return bool(self.treatment.strip() or self.diagnoses or self.vitals)


class Unlikely(WrongAnswers):
    """Nothing is wrong, but something is asked once: the same save with ``sure`` is taken."""


def refuse_late(work: Work, person: Person, wanted: LateVisit) -> None:
    """Raise ``WrongAnswers`` for what cannot be."""
    died_on = person.left_on if person.left_why == Leaving.DIED.value else None
    zone = work.user.time_zone
    at, now = instant_of(wanted.day, wanted.hour, zone), local_time(work.now, zone)
    problems = {"hour": late_problem(at, now, Lived(person.birth_date, died_on))}
    if wanted.triage.strip() and not problems["hour"]:
        problems["triage"] = parse_triage(wanted.triage, person.sex, age_on(person.birth_date, wanted.day)).problem
    found = {name: text for name, text in problems.items() if text}
    if found:
        raise WrongAnswers(found)


def doubts_of(work: Work, wanted: LateVisit) -> dict[str, str]:
    """Return what is to be asked once: field to message."""
    doubts = {"day": late_doubt(wanted.day, work.today), "person": _already(work.session, wanted.person_id, wanted)}
    return {name: text for name, text in doubts.items() if text}


def _already(session: Session, person_id: UUID, wanted: LateVisit) -> str:
    """Return that somebody was in the same klaster on the same day before, or nothing."""
    ticket = session.scalar(
        select(Ticket)
        .join(Encounter, Encounter.id == Ticket.encounter_id)
        .where(Encounter.person_id == person_id, Encounter.day == wanted.day, Encounter.klaster == wanted.klaster.value)
        .where(Ticket.status != TicketStatus.CANCELLED.value)
        .limit(1)
    )
    if ticket is None:
        return ""
    return (
        f"Sudah tercatat di klaster {wanted.klaster.label} hari itu, nomor {ticket_text(ticket.letter, ticket.number)}."
    )


def late_encounter(work: Work, person: Person, wanted: LateVisit) -> Encounter:
    """Return the visit, finished at the time of the paper; what the desk would have proposed then is kept beside it."""
    age = age_on(person.birth_date, wanted.day)
    reading = parse_triage(wanted.triage, person.sex, age) if wanted.triage.strip() else None
    signs = reading.signs if reading else frozenset()
    private = is_kept_private(person.birth_date, wanted.day)
    maternal = not private and bool(facts_of(work.session, person, wanted.day).pregnant)
    proposal = propose_route(Arrival(age, signs, wanted.sick, maternal=maternal, disabled=person.disability))
    happened_at = instant_of(wanted.day, wanted.hour, work.user.time_zone)
    return Encounter(
        **work.stamp(),
        person_id=person.id,
        day=wanted.day,
        visit_kind=_kind(work.session, person.id, happened_at).value,
        sick=wanted.sick,
        complaint=wanted.complaint.strip(),
        triage=reading.digits if reading else "",
        payer=wanted.payer.value,
        klaster=wanted.klaster.value,
        proposed_klaster=proposal.klaster.value,
        proposal_reasons=[[reason.sentence, reason.source] for reason in proposal.reasons],
        precaution=proposal.precaution,
        finished_at=happened_at,
        happened_at=happened_at,
        served_by=wanted.served_by,
    )


def _kind(session: Session, person_id: UUID, happened_at: datetime) -> VisitKind:
    before = _visits_of(person_id).where(_arrival() < happened_at)
    return VisitKind.RETURNING if session.scalar(before.limit(1)) else VisitKind.NEW


def return_later_ones(work: Work, encounter: Encounter) -> None:
    """Let the visit that was taken for a person's first be one of a person known, as another was before it."""
    first = _visits_of(encounter.person_id).where(
        _arrival() > encounter.arrived_at, Encounter.visit_kind == VisitKind.NEW.value
    )
    for later in work.session.scalars(first):
        later.visit_kind = VisitKind.RETURNING.value
        work.touch("encounter", later.id, old_kind=VisitKind.NEW.value)


def _arrival() -> ColumnElement[datetime]:
    return func.coalesce(Encounter.happened_at, Encounter.recorded_at)


def _visits_of(person_id: UUID) -> Select[tuple[Encounter]]:
    return select(Encounter).where(Encounter.person_id == person_id, Encounter.destination != VISIT_CANCELLED)


def late_ticket(work: Work, encounter: Encounter) -> Ticket:
    """Add the number of that day under which the visit is counted; nobody waited in this program."""
    letter = letter_of(work.session, work.facility_id, encounter.klaster)
    ticket = Ticket(
        id=work.new_id(),
        facility_id=work.facility_id,
        encounter_id=encounter.id,
        day=encounter.day,
        letter=letter,
        number=work.next_number(f"antrean-{letter}", encounter.day.isoformat()),
        stage=Stage.KLASTER.value,
        place="",
        klaster=encounter.klaster,
        priority=Priority.GENERAL.value,
        status=TicketStatus.DONE.value,
        issued_at=encounter.arrived_at,
        ended_at=encounter.arrived_at,
    )
    work.session.add(ticket)
    work.session.flush()
    return ticket
