"""A man with schizophrenia who is followed month by month, told to the services visit by visit."""

from datetime import date
from uuid import UUID

from ilp_desktop.domain.sex import Sex
from tests.house_fixtures import TODAY, Clinic
from tests.services.chronic_story import Visit, attend
from tests.services.kia_story import at

CALM = {
    "jiwa_informan": "keluarga",
    "jiwa_gejala": "tidak_ada",
    "jiwa_bahaya": "tidak_ada",
    "jiwa_obat": "teratur",
    "jiwa_efek_samping": "tidak_ada",
    "jiwa_pasung": "tidak",
    "jiwa_tindak_lanjut": "kontrol",
    "jiwa_kontrol": "20092026",
}
HEARING_VOICES = {
    **CALM,
    "jiwa_gejala": "halusinasi, tidur",
    "jiwa_obat": "kadang",
    "jiwa_efek_samping": "tremor",
    "jiwa_rawat_diri": "dibantu",
    "jiwa_kegiatan": "sebagian",
    "jiwa_pasung": "pernah",
    "jiwa_kontrol": "20122026",
}


def srq(*yes: int) -> dict[str, str]:
    """Return the twenty answers of which some are yes."""
    return {f"srq_{number:02}": "ya" if number in yes else "tidak" for number in range(1, 21)}


def phq9(*points: int) -> dict[str, str]:
    """Return the nine answers with these points."""
    return {f"phq_{number}": str(point) for number, point in enumerate(points, 1)}


def followed(clinic: Clinic) -> UUID:
    """Let a man be diagnosed, controlled twice and asked about his mood, and come back to today."""
    who = clinic.register("Pak Jiwa", sex=Sex.MALE, birth_date=date(1990, 5, 2)).person_id
    for visit in (
        Visit(date(2026, 8, 20), ("F20.0",), {"mental_followup": CALM, "srq20": srq(1, 2, 3, 4, 5, 6, 7)}),
        Visit(date(2026, 11, 20), ("F20.0",), {"mental_followup": HEARING_VOICES, "srq20": srq(1, 17)}),
    ):
        attend(clinic, who, visit)
    at(clinic, TODAY)
    return who
