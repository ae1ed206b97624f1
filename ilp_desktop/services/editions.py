"""Which editions of reference tables and forms the program works with, and whether their words were checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from ilp_desktop import reference
from ilp_desktop.domain.permissions import Act
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.services.signed_in import SignedIn
from ilp_desktop.services.unit_of_work import require

TITLES = {
    "antenatal_contacts": "Kunjungan antenatal K1 sampai K6",
    "areas": "Kode wilayah kecamatan",
    "blood_glucose": "Gula darah",
    "blood_pressure_adult": "Tekanan darah dewasa",
    "blood_pressure_child": "Tekanan darah anak",
    "blood_pressure_crisis": "Krisis hipertensi",
    "blood_pressure_pregnancy": "Tekanan darah ibu hamil",
    "bmi_adult": "IMT dewasa",
    "bmi_prepregnancy": "IMT sebelum hamil",
    "consent": "Naskah persetujuan umum",
    "control_targets": "Sasaran pengendalian hipertensi dan diabetes",
    "cvd_risk": "Risiko penyakit jantung dan pembuluh darah",
    "cvd_risk_follow_up": "Tindak lanjut risiko penyakit jantung dan pembuluh darah",
    "fetal_heart_rate": "Denyut jantung janin",
    "fundal_height": "Tinggi fundus uteri",
    "growth_acute": "Gizi buruk dan gizi kurang",
    "growth_status": "Status gizi anak",
    "growth_status_head": "Lingkar kepala anak",
    "haemoglobin": "Hemoglobin menurut umur dan jenis kelamin",
    "haemoglobin_pregnancy": "Hemoglobin ibu hamil",
    "icd10": "Kode diagnosis ICD-10",
    "immunisation": "Jadwal imunisasi",
    "kbm": "Kenaikan berat minimum (KBM)",
    "kidney_function": "Fungsi ginjal",
    "life_stage": "Siklus hidup dan klaster",
    "lipids": "Lemak darah",
    "lipids_ckg": "Lemak darah pada Cek Kesehatan Gratis",
    "pregnancy_dating": "Taksiran persalinan",
    "province": "Kode provinsi",
    "queue_order": "Urutan antrean",
    "record_number": "Pola nomor rekam medis",
    "suspected_infectious": "Terduga penyakit menular",
    "tacc": "Alasan rujukan (TACC)",
    "triage": "Triase loket",
    "upper_arm_woman": "Lingkar lengan atas ibu",
    "vital_classes": "Kelas tanda vital",
    "waist": "Lingkar perut",
    "weight_gain_pregnancy": "Kenaikan berat ibu hamil",
    "who_growth": "Kurva pertumbuhan WHO",
}


class EditionKind(Enum):
    """What an edition is of; the value is the Indonesian word."""

    TABLE = "tabel"
    FORM = "formulir"


@dataclass(frozen=True)
class EditionInfo:
    """One edition.

    Attributes:
        name: how the program calls the table or form.
        verified: whether somebody opened the source and found the same words and figures there.
        note: what had to be decided where the source is silent or errs.
    """

    kind: EditionKind
    name: str
    title: str
    version: str
    source: str
    valid_from: date
    verified: bool
    note: str

    @property
    def id(self) -> tuple[str, str, str]:
        """Return what tells this edition from all others."""
        return (self.kind.value, self.name, self.version)


class Editions:
    """The list of editions."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def listed(self, user: SignedIn, day: date) -> tuple[EditionInfo, ...]:
        """Return every edition of every reference table, and of every form the one in force on a day, by title."""
        require(user, Act.SEE_FIGURES)
        found = (*_tables(), *_forms(self._catalogue, day))
        return tuple(sorted(found, key=lambda edition: (edition.title.casefold(), edition.valid_from)))


def _tables() -> Iterator[EditionInfo]:
    for name in reference.names():
        for edition in reference.editions(name):
            yield EditionInfo(
                kind=EditionKind.TABLE,
                name=name,
                title=TITLES.get(name, name),
                version=edition.version,
                source=edition.source,
                valid_from=edition.valid_from,
                verified=edition.verified,
                note=edition.note.strip(),
            )


def _forms(catalogue: Catalogue, day: date) -> Iterator[EditionInfo]:
    for header in catalogue.listed(day):
        yield EditionInfo(
            kind=EditionKind.FORM,
            name=header.code,
            title=header.title,
            version=header.version,
            source=header.source,
            valid_from=header.valid_from,
            verified=header.verified,
            note=header.note.strip(),
        )
