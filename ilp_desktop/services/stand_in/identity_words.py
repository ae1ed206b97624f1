"""What two changes of one identity say of the same field, in words."""

from collections.abc import Collection
from datetime import date
from enum import Enum
from uuid import UUID

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.services.merge.merging_plan import FILLED_COLUMNS
from ilp_desktop.services.people.identity_edits import PersonChange
from ilp_desktop.services.person.person_data import PersonData

WORDS = {
    **FILLED_COLUMNS,
    "name": "Nama",
    "nik": "NIK",
    "bpjs": "No. BPJS",
    "rw": "RW",
    "rt": "RT",
    "payer": "Penjamin",
    "bpjs_status": "Status BPJS",
}
DOMICILE, ANOTHER, NOTHING = "Domisili", "pilihan lain", "kosong"


def told_clashes(change: PersonChange, theirs: PersonData, clashing: Collection[str]) -> str:
    """Return what both changed, with both values."""
    return " ".join(
        f"{WORDS.get(name, DOMICILE)}: di sini {_shown(getattr(change.after, name))}, "
        f"di server {_shown(getattr(theirs, name))}."
        for name in clashing
    )


def _shown(value: object) -> str:
    if value in ("", None):
        return NOTHING
    if isinstance(value, UUID):
        return ANOTHER
    if isinstance(value, bool):
        return "«ya»" if value else "«tidak»"
    if isinstance(value, Enum):
        return f"«{value.value}»"
    return f"«{indonesian_date(value)}»" if isinstance(value, date) else f"«{value}»"
