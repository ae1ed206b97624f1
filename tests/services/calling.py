"""What a call of a service is tried on, and how a call is written down."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from ilp_desktop.domain.permissions import Role
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from ilp_desktop.services.referral.referral_drafts import ReferralDraft
from tests.house_fixtures import Clinic

DESK, ROOM, OFFICE = Role.REGISTRATION, Role.DOCTOR, Role.HEAD
EVERYBODY = frozenset({DESK, ROOM, OFFICE})
"""Who stands for a desk, a room and an office: a call names those of the three who may.

What all ten roles may is published use case by use case in ``tests/reference_cases/use_cases_by_role.csv``.
"""


@dataclass(frozen=True)
class Written:
    """A record that ended three days ago, another for which leave to correct is asked, and what hangs on a person."""

    late: UUID
    permit: UUID
    allergy: UUID
    problem: UUID
    over: UUID
    consent: UUID
    short_text: UUID
    template: UUID
    certificate: UUID


@dataclass(frozen=True)
class Known:
    """A Puskesmas with a mother examined and referred, her child called but not yet seen, and a baby at home."""

    clinic: Clinic
    mother: UUID
    child: UUID
    other: UUID
    encounter: UUID
    version: int
    ticket: UUID
    called: UUID
    referral: UUID
    response: UUID
    room: UUID
    letter: ReferralDraft
    invitation: UUID
    batch: UUID
    pregnancy: UUID
    number: UUID
    birth: UUID
    observation: UUID
    dead: UUID
    pupil: UUID
    sibling: UUID
    written: Written
    test: UUID
    medicine: UUID
    ill: UUID
    engaged: tuple[UUID, UUID]
    conflict: UUID

    def new_id(self) -> UUID:
        """Return a fresh identifier."""
        return self.clinic.new_id()


@dataclass(frozen=True)
class Call:
    """One method with arguments; ``of_record`` when these name rows of the Puskesmas that ``Known`` describes."""

    roles: frozenset[Role]
    run: Callable[[House, SignedIn, Known], object]
    of_record: bool = True
