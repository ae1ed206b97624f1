"""What saves of the room read, asked of a server together: nobody waits for one answer after the other."""

from uuid import UUID

from sqlalchemy import Select, select

from db.ahead import Read
from db.models import Encounter, Note, Person
from db.queries.motherhood import motherhood
from ilp_desktop.domain.pregnancy.pregnancy_end import DELIVERED
from ilp_desktop.services.answers.screening import latest_of_visit
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.order.action_writing import action_rows
from ilp_desktop.services.queue.ticket_steps import first_open_ticket
from ilp_desktop.services.record.signing import signing_reads
from ilp_desktop.services.record.standing import signed_and_permitted
from ilp_desktop.services.record.visit_writing import diagnoses_of, latest_note


def ask_visit_ahead(work: Work, encounter_id: UUID, version: int) -> None:
    """Ask together all that recording reads of the visit alone."""
    session, staff_id = work.session, work.user.staff_id
    work.ahead(
        lambda: work.claim(Encounter, encounter_id, version),
        lambda: signed_and_permitted(session, encounter_id, staff_id),
        lambda: diagnoses_of(session, encounter_id),
        lambda: latest_note(session, encounter_id),
        lambda: latest_of_visit(session, encounter_id),
        lambda: action_rows(session, encounter_id),
    )


def person_of(work: Work, encounter: Encounter) -> Person:
    """Return whose visit it is, asked for together with what forms ask of mothers."""
    person_id, day = encounter.person_id, encounter.day
    work.ahead(lambda: work.own(Person, person_id), lambda: motherhood(work.session, person_id, DELIVERED, day))
    return work.own(Person, person_id)


def ask_ending_ahead(work: Work, encounter_id: UUID, version: int, *, sign: bool) -> None:
    """Ask together all that the end of a visit reads."""
    reads: list[Read] = [
        lambda: work.claim(Encounter, encounter_id, version),
        lambda: work.session.scalar(note_of(encounter_id)),
        lambda: first_open_ticket(work.session, encounter_id),
    ]
    work.ahead(*reads, *(signing_reads(work, encounter_id) if sign else ()))


def note_of(encounter_id: UUID) -> Select[tuple[UUID]]:
    """Return what reads whether a visit has a note."""
    return select(Note.id).where(Note.encounter_id == encounter_id).limit(1)
