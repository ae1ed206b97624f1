"""What a queue ticket says; nothing that tells a finder whose it was or why they came."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class QueueTicket:
    """One place in a queue.

    Attributes:
        number: as it is called, e.g. ``A-014``.
        room: the klaster or room to wait for.
        issued_at: local time of the facility.
        record_number: the No. RM, the only thing that points to a person; empty for a number taken before registration.
        facility: name of the Puskesmas.
        preparation: what to have at hand when called; may be empty.
    """

    number: str
    room: str
    issued_at: datetime
    record_number: str
    facility: str
    preparation: str = ""
