"""What is known about a person, and the checks before it is stored."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.identity.identifiers import check_bpjs, check_kk, check_phone
from ilp_desktop.domain.identity.nik import read_nik
from ilp_desktop.domain.queue.visit_words import BpjsStatus, Payer
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import edition_on
from ilp_desktop.services.core.lengths import too_long

SHORTEST_NAME = 2
LONGEST = {
    "name": ("Nama", 120),
    "mother_name": ("Nama ibu", 120),
    "address": ("Alamat", 200),
    "occupation": ("Pekerjaan", 60),
    "birth_place": ("Tempat lahir", 80),
    "registered_fktp": ("FKTP terdaftar", 120),
    "outside_village": ("Desa di luar wilayah", 80),
    "outside_code": ("Kode desa", 10),
    "ktp_address": ("Alamat KTP", 200),
    "ktp_code": ("Kode desa KTP", 10),
    "ktp_area": ("Desa KTP", 160),
    "rw": ("RW", 3),
    "rt": ("RT", 3),
    "blood_type": ("Golongan darah", 3),
}
NO_NAME = "Ini nomor, bukan nama."
LONGEST_SUBSTANCE, LONGEST_REACTION = 80, 120
LONGEST_GIVER, LONGEST_RELATION = 120, 40


@dataclass(frozen=True)
class PersonData:
    """Identity, domicile and payer; numbers are kept as they are typed until they are checked.

    What the KTP says (``ktp_address``, ``ktp_area`` with its code) is empty where that is the domicile.
    """

    name: str
    sex: Sex | None
    birth_date: date | None
    birth_date_estimated: bool = False
    nik: str = ""
    bpjs: str = ""
    birth_place: str = ""
    mother_id: UUID | None = None
    mother_name: str = ""
    birth_order: int | None = None
    occupation: str = ""
    phone: str = ""
    blood_type: str = ""
    disability: bool = False
    address: str = ""
    village_id: UUID | None = None
    outside_village: str = ""
    rw: str = ""
    rt: str = ""
    payer: Payer | None = None
    bpjs_status: BpjsStatus = BpjsStatus.UNCHECKED
    bpjs_checked_on: date | None = None
    registered_fktp: str = ""
    outside_code: str = ""
    ktp_address: str = ""
    ktp_code: str = ""
    ktp_area: str = ""


@dataclass(frozen=True)
class ConsentGiven:
    """Who consented; a child's guardian with the relation."""

    given_by: str
    guardian_relation: str = ""


@dataclass(frozen=True)
class NewPerson:
    """A person to be registered.

    Attributes:
        client_id: identifies this save, so that it can be repeated safely.
        family_id: the family to join; None for a new folder, or the one ``kk_number`` finds.
        record_number: an existing shelf number; empty for the next one by the pattern.
        allergies: pairs of substance and reaction.
    """

    client_id: UUID
    data: PersonData
    relation: FamilyRelation
    family_id: UUID | None = None
    kk_number: str = ""
    record_number: str = ""
    allergies: tuple[tuple[str, str], ...] = ()
    consent: ConsentGiven | None = None


def person_problems(data: PersonData, today: date) -> dict[str, str]:
    """Return what cannot be stored: field name to Indonesian message."""
    problems = too_long(data, LONGEST) | _name_problems(data)
    if data.sex is None:
        problems["sex"] = "Pilih jenis kelamin."
    if data.birth_date is None:
        problems.setdefault("birth_date", "Tanggal lahir atau umur harus diisi.")
    elif data.birth_date > today:
        problems["birth_date"] = "Tanggal lahir sesudah hari ini."
    if data.village_id is None and not data.outside_village.strip():
        problems["village"] = "Pilih desa domisili, atau tulis desanya bila di luar wilayah."
    if data.payer is None:
        problems["payer"] = "Pilih penjamin."
    return problems | _number_problems(data, today)


def _name_problems(data: PersonData) -> dict[str, str]:
    """Return what is wrong with the names: a card that was scanned into one is none."""
    names = {"name": data.name, "mother_name": data.mother_name}
    problems = {
        key: NO_NAME for key, name in names.items() if sum(map(str.isdigit, name)) > sum(map(str.isalpha, name))
    }
    if len(data.name.strip()) < SHORTEST_NAME:
        problems["name"] = "Nama harus diisi."
    return problems


def _number_problems(data: PersonData, today: date) -> dict[str, str]:
    refused = {
        "nik": read_nik(data.nik, today).refusals if data.nik.strip() else (),
        "bpjs": check_bpjs(data.bpjs).refusals if data.bpjs.strip() else (),
        "phone": check_phone(data.phone).refusals if data.phone.strip() else (),
    }
    problems = {key: refusals[0] for key, refusals in refused.items() if refusals}
    by_mother = data.mother_id is not None and data.birth_order is not None
    if data.payer is not None and data.payer.is_bpjs and not (data.bpjs.strip() or data.nik.strip() or by_mother):
        problems["bpjs"] = "Penjamin BPJS memerlukan No. BPJS atau NIK; bayi baru lahir: ibu dan anak ke-."
    return problems


def registration_problems(wanted: NewPerson, today: date) -> dict[str, str]:
    """Return what is wrong with a registration, its card and its consent included."""
    problems = person_problems(wanted.data, today)
    if wanted.kk_number.strip():
        refusals = check_kk(wanted.kk_number, today).refusals
        if refusals:
            problems["kk_number"] = refusals[0]
    for substance, reaction in wanted.allergies:
        if allergy_problems(substance, reaction):
            problems["allergies"] = " ".join(allergy_problems(substance, reaction).values())
    if wanted.consent is not None:
        problems |= consent_problems(wanted.consent, wanted.data.birth_date, today)
    return problems


def allergy_problems(substance: str, reaction: str) -> dict[str, str]:
    """Return what is wrong with an allergy: field name to message."""
    problems = {}
    if not substance.strip():
        problems["substance"] = "Tulis nama obat atau bahan."
    elif len(substance.strip()) > LONGEST_SUBSTANCE:
        problems["substance"] = f"Nama obat atau bahan paling panjang {LONGEST_SUBSTANCE} huruf."
    if len(reaction.strip()) > LONGEST_REACTION:
        problems["reaction"] = f"Reaksi paling panjang {LONGEST_REACTION} huruf."
    return problems


def consent_problems(consent: ConsentGiven, birth_date: date | None, today: date) -> dict[str, str]:
    """Return what is missing in a consent: its giver, and the guardian of somebody not yet of age."""
    if not consent.given_by.strip():
        return {"consent": "Tulis nama yang memberi persetujuan."}
    if len(consent.given_by.strip()) > LONGEST_GIVER or len(consent.guardian_relation.strip()) > LONGEST_RELATION:
        return {"consent": f"Nama paling panjang {LONGEST_GIVER} huruf, hubungan {LONGEST_RELATION}."}
    if birth_date is None or birth_date > today:
        return {}
    of_age = edition_on("consent", today).body["adult_age_years"]
    if age_on(birth_date, today).years < of_age and not consent.guardian_relation.strip():
        return {"consent": "Persetujuan untuk anak diberikan walinya: tulis hubungannya."}
    return {}
