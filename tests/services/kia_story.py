"""A made-up mother and her daughter, told to the services day by day."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from uuid import UUID

from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.immunisation.dose_giving import NewDose
from ilp_desktop.services.people.births import NewBirth
from ilp_desktop.services.pregnancy.pregnancies import NewPregnancy
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import TODAY, Clinic

DAUGHTER_BORN = date(2025, 11, 23)
LAST_PERIOD = date(2026, 6, 1)
WIB = timezone(timedelta(hours=7))
ANC = {
    "tanda_bahaya": "tidak_ada",
    "berat": "52,5",
    "sistolik": "110",
    "diastolik": "70",
    "lila": "24",
    "tindak_lanjut": "kontrol",
}
ALARMING = {
    "tanda_bahaya": "kejang, sakit_kepala",
    "berat": "58,2",
    "sistolik": "150",
    "diastolik": "95",
    "lila": "22",
    "tfu": "24",
    "djj_terdengar": "ya",
    "djj": "140",
    "presentasi": "kepala",
    "hb_status": "ada_hasil",
    "hb": "10,2",
    "golongan_darah": "O",
    "rhesus": "positif",
    "protein_urin": "positif_2",
    "hiv": "nonreaktif",
    "sifilis": "nonreaktif",
    "hbsag": "reaktif",
    "status_t": "T4",
    "td": "diberikan",
    "jenis_tablet": "TTD",
    "jumlah_tablet": "30",
    "tindak_lanjut": "dokter",
    "tanggal_kontrol": "30112026",
}


def at(clinic: Clinic, day: date) -> None:
    """Let it be nine in the morning of a day."""
    clinic.clock.set(datetime(day.year, day.month, day.day, 9, 0, tzinfo=WIB))


def examine(
    clinic: Clinic, person_id: UUID, form: str, typed: dict[str, str], *, confirmed: frozenset[str] = frozenset()
) -> None:
    """Record one form at a visit of the day; values of ``confirmed`` questions are right though unlikely."""
    ticket = clinic.visit(person_id)
    clinic.house.encounters.record(
        clinic.doctor,
        Examination(
            clinic.new_id(),
            ticket.encounter_id,
            1,
            SoapNote(subjective="kontrol"),
            forms=(FilledForm(form, typed, confirmed),),
        ),
    )


def family(clinic: Clinic) -> tuple[UUID, UUID]:
    """Register a couple with a daughter of one year; returns mother and daughter."""
    husband = clinic.person("Bapak Contoh", sex=Sex.MALE, birth_date=date(1988, 2, 3))
    folder = clinic.house.registration.register(clinic.desk, husband)
    home = clinic.house.registration.person(clinic.desk, folder.person_id).family
    assert home is not None
    wife = replace(
        clinic.person("Ibu Contoh", nik="3216015705900001", bpjs="0001234567891", address="Jl. Melati 3"),
        relation=FamilyRelation.SPOUSE,
        family_id=home.id,
        allergies=(("Amoksisilin", "gatal"),),
    )
    mother = clinic.house.registration.register(clinic.desk, wife).person_id
    daughter = replace(
        clinic.person("Anak Contoh", birth_date=DAUGHTER_BORN, mother_id=mother, mother_name="Ibu Contoh"),
        relation=FamilyRelation.CHILD,
        family_id=home.id,
    )
    return mother, clinic.house.registration.register(clinic.desk, daughter).person_id


def start_pregnancy(clinic: Clinic, mother: UUID, last_period_on: date = LAST_PERIOD) -> UUID:
    """Start the mother's second pregnancy."""
    return clinic.house.pregnancies.start(
        clinic.doctor, NewPregnancy(clinic.new_id(), mother, last_period_on, 2, 1, 0, 155.0, 50.0)
    )


def birth(clinic: Clinic, day: date, **changes: object) -> NewBirth:
    """Return a birth that can be recorded."""
    wanted = NewBirth(
        client_id=clinic.new_id(),
        born_at=datetime(day.year, day.month, day.day, 3, 25, tzinfo=WIB),
        place="Puskesmas lain",
        place_name="Puskesmas PONED",
        mode="Spontan",
        helper="Bidan",
        weight_g=3150,
        length_cm=49.5,
        head_cm=34.0,
        early_breastfeeding=True,
    )
    return replace(wanted, **changes)  # type: ignore[arg-type]


def whole_story(clinic: Clinic) -> tuple[UUID, UUID]:
    """Tell all of it, until today; returns mother and daughter."""
    mother, daughter = family(clinic)
    clinic.house.children.record_birth(clinic.doctor, daughter, birth(clinic, DAUGHTER_BORN))
    at(clinic, date(2026, 8, 3))
    start_pregnancy(clinic, mother)
    examine(clinic, mother, "anc_visit", ANC)
    at(clinic, date(2026, 10, 20))
    examine(clinic, daughter, "vital_signs", {"berat": "7,1", "tinggi": "69", "posisi_ukur": "terlentang"})
    at(clinic, TODAY)
    examine(clinic, mother, "anc_visit", ALARMING)
    growth = {"berat": "7,0", "tinggi": "70,2", "posisi_ukur": "terlentang", "lingkar_kepala": "44"}
    examine(clinic, daughter, "vital_signs", growth)
    for antigen, day in (("HB0", date(2025, 11, 23)), ("BCG", date(2025, 12, 20))):
        dose = NewDose(clinic.new_id(), daughter, antigen, 1, day, told=True)
        clinic.house.children.give(clinic.doctor, dose)
    return mother, daughter
