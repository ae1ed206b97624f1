"""Who is at the keyboard."""

from dataclasses import dataclass
from uuid import UUID

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act, Role, may


@dataclass(frozen=True)
class SignedIn:
    """A member of staff who has given the right password.

    Attributes:
        klasters: where this person works, so that its tab is opened first.
        access_version: of the row of this person when they signed in; another one ends the session.
        must_change: whether the password was given by somebody else, and nothing may be done before it is changed.
    """

    staff_id: UUID
    facility_id: UUID
    name: str
    profession: str
    sip: str
    roles: frozenset[Role]
    time_zone: str
    klasters: frozenset[Klaster] = frozenset()
    access_version: int = 0
    must_change: bool = False

    def may(self, act: Act) -> bool:
        """Say whether this person's roles include an act."""
        return may(self.roles, act)
