"""What the form of a delivery says before it is filled in, and the answers on record it begins with in a correction."""

from datetime import timedelta
from uuid import UUID

from ilp_desktop.clock import local_time
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.identity.nik import nik_by_mother
from ilp_desktop.services.birth.deliveries import OpenLabour
from ilp_desktop.services.birth.delivery_data import BabyFile, DeliveryFile, baby_key
from ui.klaster2_mother_child.delivery_fields import MOTHERS_TEXTS

HINT = "Tiap bayi hidup didaftarkan dalam keluarga ibu; kehamilan berakhir sendiri."
NIK_LATER = "Sampai NIK bayi terbit: {composed}."
NO_NIK = "NIK bayi menyusul; NIK ibu belum tercatat."


def hint_of(labour: OpenLabour) -> str:
    """Return what is to be known before the first field: an end already noted, and how many babies are expected."""
    composed = nik_by_mother(labour.mother_nik, labour.next_order)
    said = [HINT, NIK_LATER.format(composed=composed) if composed else NO_NIK]
    if labour.ended_on is not None:
        said = [f"Kehamilan berakhir {indonesian_date(labour.ended_on)} ({labour.outcome}): lengkapi persalinannya."]
    if labour.expected is not None and labour.expected > 1:
        said.append(f"Janin tercatat {labour.expected}.")
    return " ".join(said)


def subject_of(delivery: DeliveryFile) -> UUID:
    """Return what typing about a correction is kept by."""
    return delivery.id or delivery.babies[0].birth_id


def recorded_answers(delivery: DeliveryFile, time_zone: str) -> dict[str, object]:
    """Return what a delivery says, by field."""
    first = delivery.babies[0]
    values: dict[str, object] = {
        "delivered_on": delivery.delivered_on,
        "complications": delivery.complications,
        "blood_loss_ml": delivery.blood_loss_ml,
    }
    for name in MOTHERS_TEXTS:
        values[name] = (getattr(delivery, name) if hasattr(delivery, name) else getattr(first, name)) or None
    for place, baby in enumerate(delivery.babies):
        values |= {baby_key(place, name): value for name, value in _babys(baby, delivery, time_zone).items()}
    return values


def _babys(baby: BabyFile, delivery: DeliveryFile, time_zone: str) -> dict[str, object]:
    born = local_time(baby.born_at, time_zone)
    given = baby.vitamin_k_at
    plain = ("mode", "weight_g", "length_cm", "head_cm", "resuscitation", "anomalies", "early_breastfeeding")
    values: dict[str, object] = {name: getattr(baby, name) for name in (*plain, "vitamin_k", "eye_ointment")}
    return values | {
        "order": baby.order,
        "sex": None if baby.sex is None else baby.sex.value,
        "outcome": baby.outcome.value,
        "death_cause": baby.death_cause or None,
        "born_on": baby.born_on if baby.born_on - delivery.delivered_on > timedelta() else None,
        "hour": born.time() if baby.hour_known else None,
        "apgar_1": baby.apgar[0],
        "apgar_5": baby.apgar[1],
        "apgar_10": baby.apgar[2],
        "vitamin_k_hour": None if given is None else local_time(given, time_zone).time(),
    }
