"""Who may do what, as the audit trail holds it: a change by hand in the database no longer fits."""

import json
from collections.abc import Mapping
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Staff, StaffKlaster, StaffRole

SEALED, SEAL = "staff", "hak"
DIGITS = 24


def staff_seal(session: Session, facility_id: UUID) -> Mapping[str, str]:
    """Return a digest of the rights of everybody of a Puskesmas, by their identifiers."""
    wanted = select(Staff.id, Staff.user_name, Staff.active).where(Staff.facility_id == facility_id)
    staff = {row.id: [row.user_name, bool(row.active)] for row in session.execute(wanted)}
    roles: dict[UUID, list[str]] = {one: [] for one in staff}
    for holder, word in (
        *session.execute(select(StaffRole.staff_id, StaffRole.role)).tuples(),
        *session.execute(select(StaffKlaster.staff_id, StaffKlaster.klaster)).tuples(),
    ):
        roles.get(holder, []).append(str(word))
    return {one.hex: _digest([*held, sorted(roles[one])]) for one, held in staff.items()}


def _digest(held: list[object]) -> str:
    return sha256(json.dumps(held, ensure_ascii=False).encode()).hexdigest()[:DIGITS]
