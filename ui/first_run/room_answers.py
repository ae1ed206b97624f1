"""The rooms of a new Puskesmas: what is proposed, and what is wrong with a room that is typed."""

from collections.abc import Mapping, Sequence

from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.services.setup import NewRoom

KLASTER_WITH_ROOMS = (Klaster.MOTHER_CHILD, Klaster.ADULT_ELDERLY, Klaster.INFECTIOUS, Klaster.CROSS)
PROPOSED = (
    NewRoom("Ruang KIA", 2, "A"),
    NewRoom("Ruang Anak", 2, "A"),
    NewRoom("Ruang Dewasa", 3, "B"),
    NewRoom("Ruang Lansia", 3, "B"),
    NewRoom("Ruang Gawat Darurat", 5, "G"),
)


def room_of(raw: Mapping[str, object], others: Sequence[NewRoom]) -> NewRoom:
    """Return the room typed (name, klaster, letter); raises ``WrongAnswers``."""
    name = " ".join(str(raw.get("name") or "").split())
    klaster = str(raw.get("klaster") or "")
    letter = str(raw.get("letter") or "").strip().upper()
    problems: dict[str, str] = {}
    if not name:
        problems["name"] = "Nama ruang harus diisi."
    elif any(other.name.casefold() == name.casefold() for other in others):
        problems["name"] = "Ruang ini sudah ada dalam daftar."
    if not klaster:
        problems["klaster"] = "Pilih klaster ruang ini."
    problem = _letter_problem(letter, klaster, others)
    if problem:
        problems["letter"] = problem
    if problems:
        raise WrongAnswers(problems)
    return NewRoom(name, int(klaster), letter)


def with_proposed(rooms: Sequence[NewRoom]) -> tuple[NewRoom, ...]:
    """Return the rooms with those proposed that are not there yet and clash with none."""
    added = list(rooms)
    for proposed in PROPOSED:
        known = any(room.name.casefold() == proposed.name.casefold() for room in added)
        if not known and not _letter_problem(proposed.queue_letter, str(proposed.klaster), added):
            added.append(proposed)
    return tuple(added)


def _letter_problem(letter: str, klaster: str, others: Sequence[NewRoom]) -> str:
    """Return what is wrong with a ticket letter: one klaster has one letter, and no other klaster has it."""
    if len(letter) != 1 or not ("A" <= letter <= "Z"):
        return "Isi satu huruf, A sampai Z."
    for other in others:
        same_klaster, same_letter = str(other.klaster) == klaster, other.queue_letter == letter
        if same_letter and not same_klaster:
            return f"Huruf {letter} sudah dipakai {other.name} di klaster lain."
        if same_klaster and not same_letter:
            return f"Klaster ini memakai huruf {other.queue_letter}, seperti {other.name}."
    return ""
