"""What is said of a visit that moved, in either record."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Identifier, Person, Staff, VisitMove
from ilp_desktop.clock import local_time
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.services.person.person_reads import RECORD_NUMBER


def move_sentences(
    session: Session, moves: Collection[VisitMove], person_id: UUID | None, time_zone: str
) -> dict[UUID, str]:
    """Return a sentence a move that concerns a person: from or to whom, by whom, when and why."""
    numbers = _people(session, moves)
    staff = _staff(session, moves)
    told: dict[UUID, str] = {}
    for move in moves:
        way, other = _way(move, person_id)
        if way:
            at = local_time(move.recorded_at, time_zone)
            told[move.id] = (
                f"{way} {numbers[other]} oleh {staff[move.recorded_by]}, {indonesian_date(at)}: {move.reason}"
            )
    return told


def move_on_paper(moves: Iterable[VisitMove], person_id: UUID, staff: Mapping[UUID, str], time_zone: str) -> list[str]:
    """Return the same for the patient's own copy, which names nobody else and gives no reason."""
    told = []
    for move in moves:
        way, _ = _way(move, person_id)
        if way:
            at = local_time(move.recorded_at, time_zone)
            told.append(f"{way} rekam medis lain oleh {staff.get(move.recorded_by, '')}, {indonesian_date(at)}")
    return told


def _way(move: VisitMove, person_id: UUID | None) -> tuple[str, UUID]:
    if move.to_person_id == person_id:
        return "Dipindahkan dari", move.from_person_id
    if move.from_person_id == person_id:
        return "Dipindahkan ke", move.to_person_id
    return "", move.to_person_id


def _people(session: Session, moves: Collection[VisitMove]) -> Mapping[UUID, str]:
    """Return name and No. RM of everybody a visit came from or went to."""
    wanted = {one for move in moves for one in (move.from_person_id, move.to_person_id)}
    rows = session.execute(
        select(Person.id, Person.name, Identifier.value)
        .outerjoin(Identifier, (Identifier.person_id == Person.id) & (Identifier.kind == RECORD_NUMBER))
        .where(Person.id.in_(wanted))
    )
    return {row.id: f"{row.name} (No. RM {row.value})" if row.value else row.name for row in rows}


def _staff(session: Session, moves: Collection[VisitMove]) -> Mapping[UUID, str]:
    wanted = select(Staff.id, Staff.name).where(Staff.id.in_({move.recorded_by for move in moves}))
    return dict(session.execute(wanted).tuples().all())
