"""What is said of a visit that moved, in either record."""

from collections.abc import Iterable
from uuid import UUID

from db.models import VisitMove
from db.queries.visit_parts import Moved
from ilp_desktop.clock import local_time
from ilp_desktop.domain.calendar_dates import indonesian_date


def move_sentences(moves: Iterable[Moved], person_id: UUID | None, time_zone: str) -> dict[UUID, str]:
    """Return a sentence a move that concerns a person: from or to whom, by whom, when and why."""
    told: dict[UUID, str] = {}
    for move, by, people in moves:
        way, other = _way(move, person_id)
        if way:
            name, number = people[other]
            who = f"{name} (No. RM {number})" if number else name
            at = local_time(move.recorded_at, time_zone)
            told[move.id] = f"{way} {who} oleh {by}, {indonesian_date(at)}: {move.reason}"
    return told


def move_on_paper(moves: Iterable[Moved], person_id: UUID, time_zone: str) -> list[str]:
    """Return the same for the patient's own copy, which names nobody else and gives no reason."""
    told = []
    for move, by, _ in moves:
        way, _other = _way(move, person_id)
        if way:
            at = local_time(move.recorded_at, time_zone)
            told.append(f"{way} rekam medis lain oleh {by}, {indonesian_date(at)}")
    return told


def _way(move: VisitMove, person_id: UUID | None) -> tuple[str, UUID]:
    if move.to_person_id == person_id:
        return "Dipindahkan dari", move.from_person_id
    if move.from_person_id == person_id:
        return "Dipindahkan ke", move.to_person_id
    return "", move.to_person_id
