"""An elderly woman who was screened, followed up and visited, told to the services visit by visit."""

import json
from datetime import date
from uuid import UUID

from ilp_desktop.domain.sex import Sex
from tests.house_fixtures import TODAY, Clinic
from tests.services.chronic_story import Visit, attend
from tests.services.kia_story import at

AKS_MOST = (2, 2, 1, 2, 2, 3, 3, 2, 2, 1)
WELL = {
    "skilas_orientasi": "benar",
    "skilas_ulang_kata": "dapat",
    "skilas_berdiri": "dapat",
    "lila": "24",
    "skilas_berat_turun": "tidak",
    "skilas_makan": "tidak",
    "skilas_mata": "tidak",
    "skilas_hitung_jari": "benar",
    "skilas_bisik": "mendengar",
    "skilas_sedih": "tidak",
    "skilas_minat": "tidak",
}
SIGNS = {
    **WELL,
    "skilas_ulang_kata": "tidak",
    "skilas_berdiri": "tidak",
    "skilas_makan": "ya",
    "skilas_sedih": "ya",
}
PLAN_DAY = date(2026, 10, 5)


def aks(score: int) -> dict[str, str]:
    """Return answers that reach a score of independence."""
    typed, left = {}, score
    for number, most in enumerate(AKS_MOST, 1):
        given = min(most, left)
        typed[f"aks_{number}"] = str(given)
        left -= given
    return typed


def gds4(points: int) -> dict[str, str]:
    """Return answers that reach a score of the short depression scale."""
    asked = {"gds_01": ("ya", "tidak"), "gds_04": ("tidak", "ya"), "gds_08": ("tidak", "ya"), "gds_12": ("tidak", "ya")}
    return {code: said[number < points] for number, (code, said) in enumerate(asked.items())}


def amt(right: int) -> dict[str, str]:
    """Return answers of which so many are right."""
    return {f"amt_{letter}": "benar" if number < right else "salah" for number, letter in enumerate("abcdefghij")}


PLAN = [
    {"masalah": "Sulit berdiri", "tujuan": "Berdiri sendiri", "tindakan": "Latihan otot", "target": "01112026"},
    {
        "masalah": "Makan sedikit",
        "tujuan": "Berat naik 1 kg",
        "tindakan": "Makan kecil sering",
        "pelaksana": "keluarga",
        "target": "15122026",
    },
]
MNA = {"mna_a": "sedikit", "mna_b": "kg_1_3", "mna_c": "di_rumah", "mna_d": "tidak", "mna_e": "tidak"}
HOME = {
    "kr_td_setahun": "ya",
    "kr_gd_setahun": "ya",
    "kr_skilas_setahun": "ya",
    "riwayat_diri": "tidak_ada",
    "kr_mandiri": "ya",
    "kondisi_jiwa": "tidak",
    "batuk": "tidak",
    "berat_turun": "tidak",
    "demam": "tidak",
    "keringat_malam": "tidak",
    "kontak_erat": "tidak",
}


def frail(clinic: Clinic) -> UUID:
    """Let a woman grow dependent over two years, be screened and followed up, and come back to today."""
    who = clinic.register("Ibu Sepuh", sex=Sex.FEMALE, birth_date=date(1948, 3, 9)).person_id
    for visit in (
        Visit(date(2025, 1, 14), forms={"aks_barthel": aks(20), "skilas": WELL}),
        Visit(date(2025, 8, 12), forms={"aks_barthel": aks(17), "amt": amt(9)}),
        Visit(date(2026, 9, 21), forms={"aks_barthel": aks(10), "skilas": SIGNS, "gds4": gds4(2)}),
        Visit(PLAN_DAY, forms={"amt": amt(6), "mna_sf": {**MNA, "mna_ukuran": "betis", "lingkar_betis": "30"}}),
        Visit(
            date(2026, 10, 6),
            forms={
                "elderly_plan": {
                    "lansia_prioritas": "fungsi",
                    "lansia_pelaku_rawat": "keluarga",
                    "lansia_tempat": "rumah",
                    "lansia_rencana": json.dumps(PLAN),
                    "lansia_evaluasi": "05012027",
                    "lansia_disetujui": "ya",
                }
            },
        ),
        Visit(date(2026, 10, 20), forms={"home_visit_elderly": HOME}),
        Visit(
            date(2026, 11, 10),
            forms={
                "home_visit_followup": {
                    "kr_tindak_lanjut": json.dumps([{"masalah": "Jatuh", "tindakan": "Latih", "hasil": "berlanjut"}]),
                    "kr_kunjungan_ulang": "08122026",
                }
            },
        ),
    ):
        attend(clinic, who, visit)
    at(clinic, TODAY)
    return who
