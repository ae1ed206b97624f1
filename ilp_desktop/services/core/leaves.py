"""With which leave somebody reads a record: beside a visit, or for a copy that goes home."""

from datetime import date

from db.models import Encounter
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.record_leave import RecordLeave
from ilp_desktop.services.core.signed_in import SignedIn


def leave_of_copy(user: SignedIn, *, restricted: bool) -> RecordLeave:
    """Return the leave of a copy that goes home: all that is restricted, where it is asked for, or nothing of it."""
    may = restricted and user.may(Act.SEE_RESTRICTED) and user.may(Act.BREAK_SEAL)
    return RecordLeave(reader=user.staff_id, by_role=may, seal_broken=may)


def leave_outside(user: SignedIn) -> RecordLeave:
    """Return the leave of somebody who reads a record while nobody is being seen: of what is restricted, her own."""
    return RecordLeave(reader=user.staff_id, by_role=user.may(Act.SEE_RESTRICTED))


def leave_at(user: SignedIn, beside: Encounter, today: date, *, broken: bool = False) -> RecordLeave:
    """Return the leave of somebody who reads a record during a visit; one that is over treats nobody any more."""
    treats = beside.finished_at is None or beside.day == today
    return RecordLeave(
        reader=user.staff_id,
        by_role=user.may(Act.SEE_RESTRICTED),
        treating=beside.klaster if treats else None,
        seal_broken=broken and user.may(Act.BREAK_SEAL),
    )
