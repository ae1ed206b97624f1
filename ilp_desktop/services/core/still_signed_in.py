"""Whether whoever is signed in still may be: looked up anew when the last look is some seconds old."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from db.models import Staff
from ilp_desktop.domain.errors import SessionEnded
from ilp_desktop.services.core.signed_in import SignedIn

LOOK_AGAIN_AFTER = timedelta(seconds=3)
"""So long an open session may outlive a dismissal; looking at each use case would cost a round trip to the server."""
_STANDING = select(Staff.active, Staff.access_version).where(Staff.id == bindparam("staff"))
DISMISSED = "Akun Anda sudah dinonaktifkan."
CHANGED = "Peran atau kata sandi Anda baru saja diubah."


class StillSignedIn:
    """Refuses the next use case of somebody dismissed, or whose roles or password somebody else has changed."""

    def __init__(self) -> None:
        self._looked: dict[UUID, tuple[datetime, bool, int]] = {}

    def require(self, session: Session, user: SignedIn, now: datetime) -> None:
        """Raise ``SessionEnded`` when this session is over."""
        looked = self._looked.get(user.staff_id)
        if looked is None or not looked[0] <= now < looked[0] + LOOK_AGAIN_AFTER:
            row = session.connection().execute(_STANDING, {"staff": user.staff_id}).one_or_none()
            if row is None:  # the first user of a Puskesmas that is being made
                return
            looked = (now, row.active, row.access_version)
            self._looked[user.staff_id] = looked
        _, active, version = looked
        if not active:
            raise SessionEnded(DISMISSED, "Hubungi kepala atau admin Puskesmas.")
        if version != user.access_version:
            raise SessionEnded(CHANGED, "Masuk lagi. Isian yang belum disimpan tetap ada di komputer ini.")

    def forget(self, staff_id: UUID) -> None:
        """Look anew at the next use case of somebody."""
        self._looked.pop(staff_id, None)
