"""Rows of one Puskesmas: an identifier that belongs to another opens nothing."""

from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from db.base import OfFacility
from ilp_desktop.domain.errors import UserError

Owned = TypeVar("Owned", bound=OfFacility)
KEPT: dict[str, Any] = {"read": True, "key_share": True}


def owned(
    session: Session,
    facility_id: UUID,
    model: type[Owned],
    row_id: UUID,
    *,
    locked: bool = False,
    kept: bool = False,
) -> Owned:
    """Return a row of a Puskesmas, locked when it is about to be written beside others.

    ``kept`` lets others write to it, but neither remove nor merge it before this transaction ends. Raises
    ``UserError`` when there is none, in the same words whether or not another Puskesmas has it.
    """
    row = session.get(model, row_id, with_for_update=locked or (KEPT if kept else False))
    if row is None or row.facility_id != facility_id:
        raise not_there()
    return row


def not_there() -> UserError:
    """Return the words for a row that does not exist or is another's."""
    return UserError("Data ini tidak ada.", "Muat ulang daftar, lalu cari lagi.")
