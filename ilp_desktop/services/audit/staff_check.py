"""Whether everybody's rights are what the audit trail says they were made."""

from dataclasses import dataclass

from sqlalchemy import select

from db.engine import Database
from db.models import Audit, Facility, Staff
from ilp_desktop.services.core.staff_seal import SEAL, staff_seal

ALTERED = "Petugas {user}: nama pengguna, peran, klaster atau keaktifannya diubah di luar program."
UNKNOWN = "Petugas {user}: ditambahkan di luar program."
GONE = "Seorang petugas dihapus di luar program."
WHOLE = "Hak petugas: {count} petugas, sesuai jejak."
UNSEALED = "Hak petugas belum dicatat di jejak; dicatat pada perubahan petugas berikutnya."


@dataclass(frozen=True)
class StaffChecked:
    """What came of it; ``faults`` and ``told`` are sentences."""

    faults: tuple[str, ...]
    told: tuple[str, ...]


def check_staff(database: Database) -> StaffChecked:
    """Compare the staff of every Puskesmas with the last row of the trail that holds their rights."""
    faults: list[str] = []
    told: list[str] = []
    with database.reading() as session, session.begin():
        names = {row.id.hex: row.user_name for row in session.execute(select(Staff.id, Staff.user_name))}
        for facility_id in session.scalars(select(Facility.id)).all():
            details = session.scalars(
                select(Audit.detail)
                .where(Audit.facility_id == facility_id, Audit.subject.in_(("staff", "facility")))
                .order_by(Audit.seq.desc())
            ).all()
            sealed = next((detail[SEAL] for detail in details if detail and SEAL in detail), None)
            if sealed is None:
                told.append(UNSEALED)
                continue
            found = staff_seal(session, facility_id)
            faults += [UNKNOWN.format(user=names[one]) for one in found.keys() - sealed.keys()]
            faults += [GONE for _ in sealed.keys() - found.keys()]
            changed = [one for one in found.keys() & sealed.keys() if found[one] != sealed[one]]
            faults += [ALTERED.format(user=names[one]) for one in changed]
            told.append(WHOLE.format(count=len(found) - len(changed)))
    return StaffChecked(tuple(sorted(faults)), tuple(told))
