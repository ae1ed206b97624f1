"""What registers tell of deliveries, dating, contacts elsewhere, doses and measurements, from where it is recorded."""

from datetime import date, time, timedelta
from uuid import UUID

from db.models import Pregnancy
from ilp_desktop.domain.birth.delivery import BirthOutcome
from ilp_desktop.domain.pregnancy.pregnancy_dating import Measure, Measured
from ilp_desktop.domain.pregnancy.pregnancy_end import PregnancyEnd
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.birth.delivery_data import NewBaby
from ilp_desktop.services.facility.territory import VillageTerritory
from ilp_desktop.services.immunisation.dose_giving import NewDose
from ilp_desktop.services.pregnancy.pregnancies import EndedPregnancy, NewPregnancy, pregnancy_file, pregnancy_files
from ilp_desktop.services.pregnancy.pregnancy_episode import NewContact, NewMeeting
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import TODAY, Clinic
from tests.services.delivery_story import delivery, mother_at_term
from tests.services.kia_story import ANC, at, examine
from tests.services.register_story import Line, rows_of

DELIVERY, MOTHER, IMMUNISATION = "register_delivery", "register_mother", "register_immunisation"
MEASURED = "register_sigizi_measured"


def row_of(clinic: Clinic, code: str, person_id: UUID) -> Line:
    """Return the one row of somebody."""
    (found,) = [row for row in rows_of(clinic, code) if row.who == person_id]
    return found


def test_delivery_tells_what_went_wrong_and_how_mother_and_baby_were(any_clinic: Clinic) -> None:
    mother, pregnancy = mother_at_term(any_clinic)
    wanted = delivery(
        any_clinic,
        pregnancy,
        place="Rumah sakit",
        place_name="RSUD Contoh",
        complications=("retensio", "perdarahan"),
        complication_note="transfusi 1 kantong",
        blood_loss_ml=700,
        mother_state="Sehat",
    )
    any_clinic.house.deliveries.record(any_clinic.doctor, wanted)
    row = row_of(any_clinic, DELIVERY, mother)
    assert row["Komplikasi"] == "Retensio plasenta, Perdarahan, transfusi 1 kantong"
    assert (row["Perdarahan (ml)"], row["Plasenta"], row["Perineum"]) == (700, "Lahir lengkap", "Utuh")
    assert (row["Nama tempat"], row["Penolong"], row["Nama penolong"]) == ("RSUD Contoh", "Bidan", "Sri Contoh")
    assert (row["Keadaan ibu"], row["Keadaan bayi"], row["APGAR 1/5/10"]) == ("Sehat", "hidup", "8/9")
    assert (row["Vitamin K"], row["Salep mata"], row["HB0"]) == ("ya", "ya", TODAY)
    kohort = row_of(any_clinic, MOTHER, mother)
    assert kohort["Komplikasi persalinan"] == row["Komplikasi"]
    assert (kohort["Perdarahan (ml)"], kohort["Plasenta"]) == (700, "Lahir lengkap")
    (baby,) = [row for row in rows_of(any_clinic, "register_infant") if row["Tanggal lahir"] == TODAY]
    assert (baby["Vitamin K"], baby["Salep mata"]) == ("ya", "ya")


def test_baby_born_dead_has_its_row_and_her_mother_her_visits(any_clinic: Clinic) -> None:
    mother, pregnancy = mother_at_term(any_clinic)
    dead = NewBaby(
        *(2, Sex.MALE, BirthOutcome.STILLBORN),
        hour=time(3, 25),
        mode="Spontan",
        weight_g=2800,
        length_cm=48,
        head_cm=33,
        death_cause="asfiksia",
    )
    any_clinic.house.deliveries.record(any_clinic.doctor, delivery(any_clinic, pregnancy, dead))
    nifas = {"nifas_tanda_bahaya": "tidak_ada", "nifas_vitamin_a": "dua_kapsul", "kb_pascasalin": "iud"}
    examine(any_clinic, mother, "postnatal_visit", nifas)
    row = row_of(any_clinic, DELIVERY, mother)
    assert (row["Keadaan bayi"], row["JK bayi"], row["Nama bayi"]) == ("lahir mati", "L", None)
    assert (row["KF1"], row["Vitamin K"], row["APGAR 1/5/10"]) == (TODAY, None, None)


def test_pregnancy_tells_its_dating_contacts_elsewhere_and_classes(any_clinic: Clinic) -> None:
    woman = any_clinic.register("Ibu Pindahan", birth_date=date(1994, 3, 3)).person_id
    period = TODAY - timedelta(weeks=28)
    scan = Measured(TODAY - timedelta(weeks=18), Measure.AGE, "9+0")
    wanted = NewPregnancy(any_clinic.new_id(), woman, period, 2, 1, 0, measured=scan, use_scan=True)
    pregnancy = any_clinic.house.pregnancies.start(any_clinic.doctor, wanted)
    for weeks, by_doctor in ((20, True), (10, False)):
        told = NewContact(any_clinic.new_id(), pregnancy, TODAY - timedelta(weeks=weeks), by_doctor, "Puskesmas Lain")
        any_clinic.house.episodes.add_contact(any_clinic.doctor, told)
    meeting = NewMeeting(any_clinic.new_id(), pregnancy, TODAY - timedelta(days=7), accompanied=True)
    any_clinic.house.episodes.add_meeting(any_clinic.doctor, meeting)
    row = row_of(any_clinic, MOTHER, woman)
    assert (row["HPHT"], row["Usia hamil menurut"]) == (period, "USG")
    assert row["HPL"] == TODAY + timedelta(weeks=13)
    assert (row["Kontak di tempat lain"], row["Kelas ibu hamil"]) == (2, 1)
    assert (row["K1"], row["K2"]) == (TODAY - timedelta(weeks=20), TODAY - timedelta(weeks=10))


def test_each_pregnancy_of_many_read_at_once_is_as_it_is_read_alone(any_clinic: Clinic) -> None:
    mother, first = mother_at_term(any_clinic)
    at(any_clinic, TODAY - timedelta(weeks=30))
    examine(any_clinic, mother, "anc_visit", ANC)
    at(any_clinic, TODAY - timedelta(weeks=26))
    lost = EndedPregnancy(first, 1, PregnancyEnd.MISCARRIAGE, TODAY - timedelta(weeks=28))
    any_clinic.house.pregnancies.end(any_clinic.doctor, lost)
    at(any_clinic, TODAY - timedelta(weeks=3))
    begun = TODAY - timedelta(weeks=20)
    any_clinic.house.pregnancies.start(
        any_clinic.doctor, NewPregnancy(any_clinic.new_id(), mother, begun, 3, 1, 1, 155.0, 50.0)
    )
    examine(any_clinic, mother, "anc_visit", ANC)
    other = any_clinic.register("Ibu Lain", birth_date=date(1994, 3, 3)).person_id
    any_clinic.house.pregnancies.start(any_clinic.doctor, NewPregnancy(any_clinic.new_id(), other, begun, 1, 0, 0))
    with any_clinic.database.reading() as session:
        rows = list(session.query(Pregnancy))
        together = pregnancy_files(session, dict.fromkeys(rows, TODAY))
        assert together == {row.id: pregnancy_file(session, row, TODAY) for row in rows}
        told = {(row.person_id, row.ended_on is None): together[row.id] for row in rows}
    visits = {key: [visit.day for visit in file.visits] for key, file in told.items()}
    assert visits == {
        (mother, False): [TODAY - timedelta(weeks=30)],
        (mother, True): [TODAY - timedelta(weeks=3)],
        (other, True): [],
    }
    assert [len(file.earlier) for file in told.values()].count(0) == 1


def test_last_dose_tells_how_it_was_given(any_clinic: Clinic) -> None:
    child = any_clinic.register("Bayi Uji", birth_date=date(2026, 9, 23)).person_id
    told = NewDose(any_clinic.new_id(), child, "BCG", 1, date(2026, 10, 1), told=True, told_by="card")
    any_clinic.house.children.give(any_clinic.doctor, told)
    row = row_of(any_clinic, IMMUNISATION, child)
    assert (row["Dosis terakhir"], row["Tempat"], row["Batch"]) == ("BCG", "kartu atau Buku KIA", None)
    given = NewDose(
        *(any_clinic.new_id(), child, "OPV", 1, TODAY),
        batch="B-1",
        expires_on=date(2027, 1, 31),
        vvm="A",
        site="mulut",
        route="oral",
        given_by=any_clinic.doctor.staff_id,
        place_kind="posyandu",
        place="Melati",
    )
    any_clinic.house.children.give(any_clinic.doctor, given)
    row = row_of(any_clinic, IMMUNISATION, child)
    assert (row["Dosis terakhir"], row["Tanggal dosis terakhir"], row["Batch"]) == ("OPV1", TODAY, "B-1")
    assert (row["Cara"], row["Lokasi"], row["Tempat"]) == ("Oral (tetes)", "Mulut", "Posyandu Melati")
    assert row["Pemberi"] == "dr. Ratna Contoh"


def test_what_two_forms_of_one_visit_measured_is_one_row(any_clinic: Clinic) -> None:
    child = any_clinic.register("Anak Uji", birth_date=date(2025, 11, 23)).person_id
    ticket = any_clinic.visit(child)
    forms = (
        FilledForm("growth", {"berat": "8,1", "tinggi": "70", "posisi_ukur": "terlentang", "edema": "tidak"}),
        FilledForm("vital_signs", {"lingkar_kepala": "44", "suhu": "36,8"}),
    )
    any_clinic.house.encounters.record(
        any_clinic.doctor,
        Examination(any_clinic.new_id(), ticket.encounter_id, 1, SoapNote(subjective="timbang"), forms=forms),
    )
    row = row_of(any_clinic, MEASURED, child)
    assert (row["BERAT"], row["TINGGI"], row["lingkar_kepala"], row["TANGGALUKUR"]) == (8.1, 70, 44, TODAY)
    assert (row["Pitting_edema"], row["CARAUKUR"]) == ("tidak", "terlentang")


def test_download_of_sigizi_tells_district_capsules_and_development(any_clinic: Clinic) -> None:
    clinic = any_clinic
    clinic.house.territory.describe(clinic.head, VillageTerritory(clinic.village_id, "3216062006"))
    child = clinic.register("Anak Gizi", birth_date=date(2025, 1, 20), sex=Sex.MALE).person_id
    measured = {"posisi_ukur": "terlentang", "edema": "tidak"}
    at(clinic, date(2026, 1, 20))
    examine(clinic, child, "growth", {"berat": "9,6", "tinggi": "75,5", **measured})
    for day in (date(2026, 2, 20), date(2026, 8, 20)):
        at(clinic, day)
        examine(clinic, child, "vitamin_a", {"vitamin_a_merah": "ya"})
    at(clinic, date(2026, 9, 20))
    examine(clinic, child, "growth", {"berat": "11", "tinggi": "83", **measured})
    at(clinic, TODAY)
    first, last = sorted(
        (row for row in rows_of(clinic, "register_sigizi_download") if row.who == child),
        key=lambda row: str(row["Tanggal Pengukuran"]),
    )
    assert (first["Prov"], first["Kec"]) == ("Jawa Barat", "Tambun Selatan")
    assert (first["Jml Vit A"], last["Jml Vit A"]) == (None, 2)
    assert (first["KPSP"], last["KPSP"]) == (None, None)
