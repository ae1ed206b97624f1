"""What is measured in a labour, as it is typed and as it is read, and the checks before it is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.birth.partograph import Progress
from ilp_desktop.services.core.entry_limits import out_of_limits
from ilp_desktop.services.core.lengths import too_long

NUMBERS = (
    "cervix_cm",
    "descent",
    "contractions",
    "contraction_seconds",
    "fetal_heart_rate",
    "moulding",
    "pulse",
    "systolic",
    "diastolic",
    "temperature_c",
    "urine_ml",
    "oxytocin_units",
    "oxytocin_drops",
)
FRACTIONS = ("cervix_cm", "temperature_c", "oxytocin_units")
WORDS = ("liquor", "urine_protein", "urine_acetone", "drugs")
MEASURED = (*NUMBERS, *WORDS)
LIQUOR = (("U", "U utuh"), ("J", "J jernih"), ("M", "M mekonium"), ("D", "D darah"), ("K", "K kering"))
STRIP = ("-", "+1", "+2", "+3", "+4")
LONGEST = {"drugs": ("Obat dan cairan", 120)}
WHOLE = "Isi bilangan bulat."


@dataclass(frozen=True)
class NewObservation:
    """Measures of one moment to be stored; None and empty for what was not looked at."""

    client_id: UUID
    pregnancy_id: UUID
    day: date | None
    hour: time | None
    cervix_cm: float | None = None
    descent: int | None = None
    contractions: int | None = None
    contraction_seconds: int | None = None
    fetal_heart_rate: int | None = None
    liquor: str = ""
    moulding: int | None = None
    pulse: int | None = None
    systolic: int | None = None
    diastolic: int | None = None
    temperature_c: float | None = None
    urine_ml: int | None = None
    urine_protein: str = ""
    urine_acetone: str = ""
    oxytocin_units: float | None = None
    oxytocin_drops: int | None = None
    drugs: str = ""


@dataclass(frozen=True)
class ObservationRow:
    """Measures of one moment as they are on record.

    Attributes:
        at: by the wall clock of the Puskesmas.
        values: what was measured, by name; nothing that was not.
        signs: what of it must be acted upon.
    """

    id: UUID
    at: datetime
    values: Mapping[str, Any]
    by: str
    signs: tuple[Assessment, ...] = ()


@dataclass(frozen=True)
class LabourFile:
    """A labour on its partograph.

    Attributes:
        rows: the earliest first.
        late: what should have been looked at again by now.
    """

    pregnancy_id: UUID
    last_period_on: date
    para: int
    rows: tuple[ObservationRow, ...]
    progress: Progress
    late: tuple[str, ...]
    ended_on: date | None = None
    delivered_at: datetime | None = None

    @property
    def warnings(self) -> tuple[Assessment, ...]:
        """Return what must be acted upon now: where the labour stands, and what the last moments showed."""
        standing = self.progress.standing
        found = [standing] if standing is not None and standing.urgency.calls_for_action else []
        return (*found, *latest_signs(self.rows))


def latest_signs(rows: Sequence[ObservationRow]) -> tuple[Assessment, ...]:
    """Return the signs that the last look at each of them showed, the most urgent first."""
    seen: set[str] = set()
    found: dict[str, Assessment] = {}
    for row in reversed(rows):
        fresh = {name for name in row.values if name not in seen}
        seen |= fresh
        for sign in row.signs:
            if sign.flags[0] in fresh:
                found.setdefault(sign.code, sign)
    return tuple(sorted(found.values(), key=lambda one: -one.urgency.rank))


def observation_problems(wanted: NewObservation, today: date) -> dict[str, str]:
    """Return what cannot be stored, by field, the moment apart."""
    problems = too_long(wanted, LONGEST) | out_of_limits(wanted, "labour", today)
    if all(getattr(wanted, name) in (None, "") for name in MEASURED):
        problems["cervix_cm"] = "Isi paling sedikit satu hasil."
    if wanted.liquor and wanted.liquor not in {code for code, _ in LIQUOR}:
        problems["liquor"] = "Pilih U, J, M, D atau K."
    if wanted.contraction_seconds is not None and not wanted.contractions:
        problems["contractions"] = "Isi jumlah kontraksi dalam 10 menit."
    systolic, diastolic = wanted.systolic, wanted.diastolic
    if (systolic is None) != (diastolic is None):
        problems["diastolic" if diastolic is None else "systolic"] = "Isi keduanya."
    elif systolic is not None and diastolic is not None and systolic <= diastolic:
        problems["diastolic"] = "Harus lebih rendah daripada sistolik."
    if wanted.oxytocin_drops is not None and wanted.oxytocin_units is None:
        problems["oxytocin_units"] = "Isi unit oksitosin."
    return problems
