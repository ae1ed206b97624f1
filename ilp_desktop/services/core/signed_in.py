"""Who is at the keyboard."""

from dataclasses import dataclass
from uuid import UUID

from ilp_desktop.domain.permissions import Act, Role, may


@dataclass(frozen=True)
class SignedIn:
    """A member of staff who has given the right password."""

    staff_id: UUID
    facility_id: UUID
    name: str
    profession: str
    sip: str
    roles: frozenset[Role]
    time_zone: str

    def may(self, act: Act) -> bool:
        """Say whether this person's roles include an act."""
        return may(self.roles, act)
