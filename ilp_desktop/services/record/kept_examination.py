"""What a room stores while the server is away: it is kept here as it was asked for, and stored there afterwards."""

from dataclasses import dataclass, replace
from uuid import UUID

from db.models import ClientSave, Encounter
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.visit_words import NextPlace
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.record.visit_writing import SoapNote

EXAMINATION, ENDING = "examination", "ending"
"""What an examination and the end of a visit are kept as."""


@dataclass(frozen=True)
class Ending:
    """The end of a visit in a room."""

    encounter_id: UUID
    version: int
    place: NextPlace
    sign: bool = False


def follow_version(work: Work, encounter_id: UUID, version: int) -> None:
    """Let a visit here be as far as the server said it was: the copy may lag a few seconds behind."""
    if work.is_alone:
        encounter = work.own(Encounter, encounter_id)
        encounter.row_version = max(encounter.row_version, version)


def keep_ending(work: Work, ending: Ending) -> None:
    """Keep the end of a visit for the server; one that is sent is remembered, so that it ends nothing twice."""
    client_id = work.id_of("save")
    if work.past is not None and "save" in work.past.ids:
        work.remember(client_id, ending.encounter_id)
    work.keep_for_server(ENDING, client_id, ending, save=client_id)


def was_ended(uow: UnitOfWork, user: SignedIn, client_id: UUID) -> bool:
    """Tell whether an ending that is sent was sent before."""
    with uow.reading(user, Act.WRITE_RECORD) as session:
        return session.get(ClientSave, client_id) is not None


def joined(mine: SoapNote, theirs: SoapNote) -> SoapNote:
    """Return two notes of one visit as one, field by field: where they differ one stands beneath the other."""
    fields = {name: _both(getattr(theirs, name), text) for name, text in vars(mine).items()}
    return replace(theirs, **fields)


def _both(theirs: str, mine: str) -> str:
    if not mine.strip() or mine.strip() in theirs:
        return theirs
    return mine if not theirs.strip() else f"{theirs.rstrip()}\n{mine}"
