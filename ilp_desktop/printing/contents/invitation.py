"""What stands on printed invitations."""

from dataclasses import dataclass
from enum import Enum


class CardsAPage(Enum):
    """How many invitations share a sheet; the value is columns and rows."""

    TWO = (1, 2)
    FOUR = (2, 2)


@dataclass(frozen=True)
class InvitationCard:
    """One invitation: for whom, where they live, and its whole text."""

    name: str
    address: str
    text: str


@dataclass(frozen=True)
class InvitationSheet:
    """Invitations sent at once, and who sends them."""

    facility: str
    address: str
    phone: str
    cards: tuple[InvitationCard, ...]
