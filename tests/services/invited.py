"""Invitations as tests send them."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.due.invitation_rows import (
    Channel,
    InvitationFilter,
    InvitationRow,
    InvitedBatch,
    NewInvitations,
)
from tests.house_fixtures import Clinic

OPEN_DAY = date(2026, 12, 1)
TEXT = "Yth. {kepada}, {puskesmas} mengundang untuk {layanan} pada {tanggal} di {tempat}."


def invitation(clinic: Clinic, *people: UUID, **changes: object) -> NewInvitations:
    """Return an invitation that is right in everything but what a test changes."""
    wanted = NewInvitations(clinic.new_id(), people, (), Channel.PAPER, OPEN_DAY, "Balai Desa", TEXT)
    return replace(wanted, **changes)  # type: ignore[arg-type]


def invite(clinic: Clinic, *people: UUID, by: SignedIn | None = None, **changes: object) -> InvitedBatch:
    """Send it, as the desk unless somebody else is named."""
    return clinic.house.invitations.create(by or clinic.desk, invitation(clinic, *people, **changes))


def listed(clinic: Clinic, **changes: object) -> tuple[InvitationRow, ...]:
    """Return the list of invitations as the desk sees it."""
    wanted = replace(InvitationFilter(), **changes)  # type: ignore[arg-type]
    return clinic.house.invitations.listed(clinic.desk, wanted, None, 100)
