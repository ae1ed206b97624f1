"""A delivery with its babies as it is typed and as it is read."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.birth.delivery import BirthOutcome
from ilp_desktop.domain.sex import Sex

APGAR = ("apgar_1", "apgar_5", "apgar_10")
HB0 = "HB0"
HB0_HERE, HB0_TOLD, HB0_NOT = "di sini", "di tempat lain", "belum"
HB0_CHOICES = (
    (HB0_HERE, "Diberikan di sini"),
    (HB0_TOLD, "Diberikan di tempat lain"),
    (HB0_NOT, "Belum diberikan"),
)


@dataclass(frozen=True)
class NewBaby:
    """One baby of a delivery; ``order`` is anak ke-, ``born_on`` None where it is the day of the delivery."""

    order: int | None = None
    sex: Sex | None = None
    outcome: BirthOutcome | None = None
    name: str = ""
    born_on: date | None = None
    hour: time | None = None
    mode: str = ""
    weight_g: float | None = None
    length_cm: float | None = None
    head_cm: float | None = None
    apgar_1: int | None = None
    apgar_5: int | None = None
    apgar_10: int | None = None
    resuscitation: str = ""
    anomalies: str = ""
    early_breastfeeding: bool | None = None
    vitamin_k: bool | None = None
    vitamin_k_hour: time | None = None
    eye_ointment: bool | None = None
    hb0: str = ""
    hb0_on: date | None = None
    hb0_hour: time | None = None
    hb0_batch: str = ""
    hb0_expires_on: date | None = None
    hb0_route: str = ""
    hb0_site: str = ""
    hb0_giver: UUID | None = None
    died_on: date | None = None
    died_hour: time | None = None
    death_cause: str = ""


@dataclass(frozen=True)
class NewDelivery:
    """A delivery to be recorded; ``confirmed`` says that unlikely measures were shown and are right."""

    client_id: UUID
    pregnancy_id: UUID
    version: int
    delivered_on: date | None
    babies: tuple[NewBaby, ...]
    place: str = ""
    place_name: str = ""
    helper: str = ""
    helper_name: str = ""
    complications: tuple[str, ...] = ()
    complication_note: str = ""
    blood_loss_ml: int | None = None
    perineum: str = ""
    placenta: str = ""
    mother_state: str = ""
    companion: str = ""
    confirmed: bool = False


@dataclass(frozen=True)
class BabyFile:
    """A baby of a delivery as it is on record.

    Attributes:
        child_id, name: the person it became; None and empty for a stillborn baby.
        classes: of weight and weeks, in words.
        hb0: when the first dose of hepatitis B was given, in words; empty when it is not on record.
        letter_number: of its birth letter, empty before one was issued.
        death_cause: code of the cause of a stillbirth.
    """

    birth_id: UUID
    child_id: UUID | None
    name: str
    record_number: str
    order: int | None
    sex: Sex | None
    outcome: BirthOutcome
    born_on: date
    born_at: datetime
    hour_known: bool
    place: str
    place_name: str
    helper: str
    helper_name: str
    mode: str
    weight_g: int | None
    length_cm: float | None
    head_cm: float | None
    apgar: tuple[int | None, int | None, int | None]
    resuscitation: str
    anomalies: str
    early_breastfeeding: bool | None
    vitamin_k: bool | None
    vitamin_k_at: datetime | None
    eye_ointment: bool | None
    hb0: str
    letter_number: str
    weight_class: Assessment | None
    gestation_class: str
    death_cause: str = ""


@dataclass(frozen=True)
class DeliveryFile:
    """A delivery as it is on record, its babies the first first.

    Attributes:
        id: None for births that were recorded before deliveries were.
        corrections: who corrected what and why, the newest first, in words.
        observations: how many stand on its partograph.
    """

    id: UUID | None
    version: int
    pregnancy_id: UUID | None
    delivered_on: date
    gestation: str
    babies: tuple[BabyFile, ...]
    complications: tuple[str, ...] = ()
    complication_note: str = ""
    blood_loss_ml: int | None = None
    haemorrhage: Assessment | None = None
    perineum: str = ""
    placenta: str = ""
    mother_state: str = ""
    companion: str = ""
    corrections: tuple[str, ...] = ()
    observations: int = 0


def baby_key(place: int, field: str) -> str:
    """Return how a field of a baby is called among all fields of a delivery, e.g. ``b2.weight_g``."""
    return f"b{place + 1}.{field}"
