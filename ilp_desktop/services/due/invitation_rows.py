"""What is asked for when people are invited, and what lists of invitations hand out."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from ilp_desktop.services.due.due_rows import DueState


class Channel(Enum):
    """How an invitation reaches somebody; the value is the Indonesian word."""

    PAPER = "kertas"
    WHATSAPP = "whatsapp"
    KADER = "kader"

    @property
    def label(self) -> str:
        """Return the word as lists show it."""
        return {Channel.PAPER: "Surat undangan", Channel.WHATSAPP: "WhatsApp", Channel.KADER: "Lewat kader"}[self]


class Again(Enum):
    """What becomes of those who were invited not long ago."""

    SKIP = "lewati"
    INVITE = "undang lagi"


class Standing(Enum):
    """What came of an invitation; the value is the Indonesian word."""

    INVITED = "diundang"
    CAME = "datang"
    MISSED = "tidak datang"


@dataclass(frozen=True)
class InvitationForm:
    """What the form begins with: the text, the place, and how soon somebody is asked about."""

    text: str
    place: str
    again_within_days: int


@dataclass(frozen=True)
class NewInvitations:
    """People to be invited to those of some services that are due for each; no services are all of them.

    Attributes:
        state: how a service must stand for somebody to be invited to it.
        text: with blanks, see ``domain.invitation``.
        again: None asks first where somebody was invited not long ago.
    """

    client_id: UUID
    people: tuple[UUID, ...]
    services: tuple[str, ...]
    channel: Channel
    invited_for: date | None
    place: str
    text: str
    state: DueState = DueState.DUE
    again: Again | None = None


@dataclass(frozen=True)
class InvitedBatch:
    """What came of it.

    Attributes:
        skipped: who was invited not long ago and is not invited again.
        not_due: who has none of the services open any more.
        without_number: invited by WhatsApp, but no mobile number is known.
    """

    batch_id: UUID
    invited: int
    skipped: int = 0
    not_due: int = 0
    without_number: int = 0


@dataclass(frozen=True)
class InvitationFilter:
    """Which invitations a list shows; ``came`` None is all of them."""

    since: date | None = None
    came: bool | None = None
    search: str = ""
    batch_id: UUID | None = None


@dataclass(frozen=True)
class InvitationRow:
    """One invitation in a list; ``words`` is what its services are called in public.

    Attributes:
        standing: missed once a visit would no longer count as coming.
        gone: why nobody is to be invited any more: dead, moved, or joined with another record; Indonesian.
    """

    id: UUID
    batch_id: UUID
    person_id: UUID
    name: str
    village: str
    rw: str
    rt: str
    phone: str
    words: tuple[str, ...]
    day: date
    channel: Channel
    invited_for: date | None
    place: str
    came_on: date | None
    standing: Standing
    invited_by: str
    gone: str = ""


@dataclass(frozen=True)
class InvitationMessage:
    """An invitation as a message: its text, and where it goes; both are empty without a mobile number."""

    text: str
    number: str
    link: str
