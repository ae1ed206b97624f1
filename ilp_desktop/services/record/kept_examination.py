"""What a room stores while the server is away: it is kept here as it was asked for, and stored there afterwards."""

from dataclasses import dataclass, replace
from typing import Any, Protocol
from uuid import UUID

from db.models import ClientSave, Encounter
from ilp_desktop.domain.errors import ServerAway, UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.visit_words import NextPlace, TicketAct, TicketStatus
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.queue.ticket_steps import first_open_ticket, take_step
from ilp_desktop.services.record.visit_writing import SoapNote

EXAMINATION, ENDING = "examination", "ending"
"""What an examination and the end of a visit are kept as."""


class Examined(Protocol):
    """What is kept of an examination besides all that is in it."""

    @property
    def client_id(self) -> UUID:
        """Return what tells this save from others."""

    @property
    def encounter_id(self) -> UUID:
        """Return the visit."""

    @property
    def version(self) -> int:
        """Return the version of the visit that was read."""

    @property
    def referral(self) -> Any:
        """Return the letter that is to be written, or None."""


@dataclass(frozen=True)
class Ending:
    """The end of a visit in a room."""

    encounter_id: UUID
    version: int
    place: NextPlace
    sign: bool = False


def keep_examination(work: Work, wanted: Examined) -> int:
    """Keep an examination for the server and return the version the visit will have there.

    A letter needs its number from the server and is refused; it stays as it is typed.
    """
    if wanted.referral is not None:
        raise ServerAway("Surat rujukan")
    encounter = work.own(Encounter, wanted.encounter_id)
    encounter.row_version = wanted.version + 1
    work.keep_for_server(EXAMINATION, wanted.client_id, wanted)
    work.remember(wanted.client_id, encounter.id)
    work.touch("encounter", encounter.id)
    return wanted.version + 1


def keep_ending(work: Work, ending: Ending) -> None:
    """End a visit here and keep it for the server; raises ``UserError`` when it has ended."""
    encounter = work.own(Encounter, ending.encounter_id)
    if encounter.finished_at is not None:
        raise UserError("Kunjungan ini sudah selesai.", "Muat ulang daftar antrean.")
    encounter.row_version = ending.version
    closing = {"finished_at": work.now, "destination": ending.place.value}
    ticket = first_open_ticket(work.session, encounter.id)
    if ticket is not None:
        done = {"status": TicketStatus.DONE.value, "ended_at": work.now}
        take_step(work, ticket, TicketAct.DONE, done, visit=(encounter, closing))
    else:
        encounter.finished_at, encounter.destination = work.now, ending.place.value
        encounter.row_version += 1
    client_id = work.new_id()
    work.keep_for_server(ENDING, client_id, ending, save=client_id)
    work.touch("encounter", encounter.id, destination=ending.place.value)


def was_ended(uow: UnitOfWork, user: SignedIn, client_id: UUID) -> bool:
    """Tell whether an ending that is sent was sent before."""
    with uow.reading(user, Act.WRITE_RECORD) as session:
        return session.get(ClientSave, client_id) is not None


def remember_ending(work: Work, encounter_id: UUID) -> None:
    """Remember an ending that is sent, so that sending it twice ends nothing twice."""
    if work.past is not None and "save" in work.past.ids:
        work.remember(work.past.ids["save"], encounter_id)


def joined(mine: SoapNote, theirs: SoapNote) -> SoapNote:
    """Return two notes of one visit as one, field by field: where they differ one stands beneath the other."""
    fields = {name: _both(getattr(theirs, name), text) for name, text in vars(mine).items()}
    return replace(theirs, **fields)


def _both(theirs: str, mine: str) -> str:
    if not mine.strip() or mine.strip() in theirs:
        return theirs
    return mine if not theirs.strip() else f"{theirs.rstrip()}\n{mine}"
