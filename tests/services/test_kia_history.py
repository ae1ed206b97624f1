"""The KIA summary tells diseases, contraception and open referrals as the record has them, and nothing restricted."""

from dataclasses import replace
from datetime import date

import pytest

from db.models import Person
from ilp_desktop.domain.care.referral_state import ReferralAct
from ilp_desktop.domain.contraception.contraception import Contact
from ilp_desktop.services.kia.kia_history import contraception_of
from ilp_desktop.services.kia_sheet import Sheet
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import page_texts
from tests.services.kia_story import at, birth, examine, family, start_pregnancy
from tests.services.referred import answer, file_of, letter, refer
from tests.services.test_contraception import answers as planning

SICK = {
    "hamil_pertama": "ya",
    "lambat_hamil_pertama": "tidak",
    "tinggi": "155",
    "kspr_penyakit": "jantung, diabetes",
    "kspr_pms": "ya",
    "bengkak_dan_td_tinggi": "tidak",
    "jumlah_janin": "tunggal",
    "hidramnion": "tidak",
    "janin_mati": "tidak",
    "hamil_lebih_bulan": "tidak",
    "presentasi": "kepala",
    "perdarahan_kehamilan_ini": "tidak",
    "preeklampsia_berat_kejang": "tidak",
}
POSTNATAL = {"nifas_tanda_bahaya": "tidak_ada"}


def page_of(clinic: Clinic, mother: object) -> str:
    """Return the mother's page as text."""
    return page_texts(clinic.house.kia.pdf(clinic.doctor, mother, None))[0]  # type: ignore[arg-type]


def test_known_diabetic_and_only_her_open_referral_stand_on_the_sheet(any_clinic: Clinic) -> None:
    mother, _ = family(any_clinic)
    at(any_clinic, date(2026, 9, 1))
    answered = refer(any_clinic, mother, letter(any_clinic, clinic="Mata"), "E11.9")
    at(any_clinic, date(2026, 9, 20))
    told = answer(any_clinic, answered, answered_on=date(2026, 9, 18), control_on=None)
    any_clinic.house.referral_answers.record(any_clinic.doctor, told)
    at(any_clinic, TODAY)
    refer(any_clinic, mother, letter(any_clinic, clinic="Kebidanan"), "E11.9")
    for pregnant in (False, True):
        if pregnant:
            start_pregnancy(any_clinic, mother)
        page = page_of(any_clinic, mother)
        assert "Penyakit : Diabetes melitus" in page
        assert "Dirujuk 23-11-2026 ke RSUD Contoh, Kebidanan: dibuat, belum dijawab" in page
        assert "Mata" not in page


def test_child_with_an_open_referral_is_warned_of_and_a_void_or_expired_one_is_not(any_clinic: Clinic) -> None:
    _, daughter = family(any_clinic)
    lost = refer(any_clinic, daughter, letter(any_clinic, clinic="THT"), "H66.9")
    version = file_of(any_clinic, lost).version
    step = (ReferralAct.VOID.value, "salah pasien")
    any_clinic.house.referral_loop.act(any_clinic.doctor, any_clinic.new_id(), lost, version, step)
    refer(any_clinic, daughter, letter(any_clinic, clinic="Anak"), "J18.9")
    page = page_texts(any_clinic.house.kia.pdf(any_clinic.doctor, None, daughter))[1]
    assert "Dirujuk 23-11-2026 ke RSUD Contoh, Anak" in page
    assert "THT" not in page
    at(any_clinic, date(2027, 11, 1))
    assert "Dirujuk" not in page_texts(any_clinic.house.kia.pdf(any_clinic.doctor, None, daughter))[1]


def test_restricted_diagnosis_and_referral_are_never_printed(any_clinic: Clinic) -> None:
    mother, _ = family(any_clinic)
    refer(any_clinic, mother, letter(any_clinic, clinic="Jiwa"), "F20.0")
    for code in ("B24", "F32.9", "Z30.0"):
        any_clinic.house.problems.add(any_clinic.doctor, mother, code, date(2024, 1, 5))
    page = page_of(any_clinic, mother)
    assert "Penyakit :" not in page
    assert "Dirujuk" not in page
    any_clinic.house.problems.add(any_clinic.doctor, mother, "J45.9", date(2024, 1, 5))
    page = page_of(any_clinic, mother)
    assert "Penyakit : Asma" in page
    for word in ("Penyakit HIV", "Depresi", "Konseling KB", "Skizofrenia", "Jiwa"):
        assert word not in page


def test_problem_that_is_over_takes_its_register_off_the_sheet(any_clinic: Clinic) -> None:
    mother, _ = family(any_clinic)
    at(any_clinic, date(2026, 9, 1))
    refer(any_clinic, mother, letter(any_clinic), "I10")
    at(any_clinic, TODAY)
    assert "Penyakit : Hipertensi" in page_of(any_clinic, mother)
    problems = any_clinic.house.problems
    problems.add(any_clinic.doctor, mother, "I10", date(2026, 9, 1))
    page = page_of(any_clinic, mother)
    assert "Penyakit : Hipertensi esensial (primer)" in page
    assert "Hipertensi," not in page
    assert ", Hipertensi" not in page
    (known,) = problems.of_person(any_clinic.doctor, mother)
    problems.resolve(any_clinic.doctor, known.id, TODAY, "normal")
    assert "Penyakit :" not in page_of(any_clinic, mother)


def test_disease_told_at_an_anamnesis_is_told_with_its_day(any_clinic: Clinic) -> None:
    mother, _ = family(any_clinic)
    start_pregnancy(any_clinic, mother)
    examine(any_clinic, mother, "kspr", SICK)
    page = page_of(any_clinic, mother)
    assert "Payah jantung (anamnesis 23-11-2026), Kencing manis (anamnesis 23-11-2026)" in page
    at(any_clinic, date(2026, 11, 24))
    refer(any_clinic, mother, letter(any_clinic), "E11.9")
    page = page_of(any_clinic, mother)
    assert "Penyakit : Diabetes melitus, Payah jantung (anamnesis 23-11-2026)" in page
    assert "Kencing manis" not in page


def test_method_last_told_is_hers_to_take_home(any_clinic: Clinic) -> None:
    mother, daughter = family(any_clinic)
    assert "KB :" not in page_of(any_clinic, mother)
    at(any_clinic, date(2025, 11, 24))
    any_clinic.house.children.record_birth(any_clinic.doctor, daughter, birth(any_clinic, date(2025, 11, 23)))
    examine(any_clinic, mother, "postnatal_visit", POSTNATAL | {"kb_pascasalin": "implan"})
    assert "KB : Implan (24-11-2025)" in page_of(any_clinic, mother)
    at(any_clinic, date(2026, 3, 2))
    examine(any_clinic, mother, "family_planning", planning(Contact(date(2026, 3, 2), "ganti", "suntik_3")))
    assert "KB : Suntik 3 bulan (02-03-2026)" in page_of(any_clinic, mother)
    at(any_clinic, date(2026, 6, 1))
    examine(any_clinic, mother, "family_planning", planning(Contact(date(2026, 6, 1), "lepas", "tidak")))
    assert "KB : tidak ber-KB (01-06-2026)" in page_of(any_clinic, mother)


@pytest.mark.parametrize("restricted", [True, False])
def test_method_of_a_child_never_and_of_no_one_without_leave(any_clinic: Clinic, restricted: bool) -> None:
    girl = any_clinic.register("Remaja Contoh", birth_date=date(2010, 5, 1)).person_id
    woman = any_clinic.register("Dewasa Contoh", birth_date=date(1990, 5, 1)).person_id
    for person in (girl, woman):
        examine(any_clinic, person, "family_planning", planning(Contact(TODAY, "baru", "pil")))
    with any_clinic.database.reading() as session:
        sheet = Sheet(session, any_clinic.house.screening, TODAY, "Asia/Jakarta", restricted, None)  # type: ignore[arg-type]
        told = [contraception_of(sheet, session.get_one(Person, person)) for person in (girl, woman)]
        grown = replace(sheet, today=date(2030, 5, 1))
        assert told == ["", "Pil (23-11-2026)" if restricted else ""]
        assert contraception_of(grown, session.get_one(Person, girl)) == ""
