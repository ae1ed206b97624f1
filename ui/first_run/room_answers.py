"""The rooms of a new Puskesmas: what is proposed, and the room that is typed."""

from collections.abc import Mapping, Sequence
from datetime import date

from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.services.facility.facility_checks import letter_before_desk, room_problems, tidy
from ilp_desktop.services.start.setup import NewRoom

PROPOSED = (
    NewRoom("Ruang KIA", 2, "A"),
    NewRoom("Ruang Anak", 2, "A"),
    NewRoom("Ruang Dewasa", 3, "B"),
    NewRoom("Ruang Lansia", 3, "B"),
    NewRoom("Ruang Gawat Darurat", 5, "G"),
)


def room_of(raw: Mapping[str, object], others: Sequence[NewRoom], today: date) -> NewRoom:
    """Return the room typed (name, klaster, queue_letter); raises ``WrongAnswers``."""
    klaster = str(raw.get("klaster") or "0")
    room = NewRoom(tidy(str(raw.get("name") or "")), int(klaster), str(raw.get("queue_letter") or "").strip().upper())
    problems = room_problems(room, others, letter_before_desk(today))
    if problems:
        raise WrongAnswers(problems)
    return room


def raw_of(room: NewRoom) -> Mapping[str, object]:
    """Return a room as it is typed, to be changed."""
    return {"name": room.name, "klaster": str(room.klaster), "queue_letter": room.queue_letter}


def with_proposed(rooms: Sequence[NewRoom]) -> tuple[NewRoom, ...]:
    """Return the rooms with those proposed that are not there yet and clash with none."""
    added = list(rooms)
    for proposed in PROPOSED:
        if not room_problems(proposed, added):
            added.append(proposed)
    return tuple(added)
