"""After a birth: windows and what was received, from the visits on record, in step with what is due."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from ilp_desktop.domain.birth.postnatal import WindowState
from ilp_desktop.domain.pregnancy.pregnancy_end import PregnancyEnd
from ilp_desktop.services.birth.postnatal import PersonAfterBirth
from ilp_desktop.services.due.offered_services import ServiceState
from ilp_desktop.services.pregnancy.pregnancies import EndedPregnancy
from tests.house_fixtures import TODAY, Clinic
from tests.services.delivery_story import NO_HB0, delivery, mother_at_term, twins
from tests.services.kia_story import at, examine

KF = {"nifas_tanda_bahaya": "tidak_ada"}
SCREENED = {
    "berat_lahir": "3150",
    "shk_sampel": "sudah",
    "shk_hasil": "normal",
    "g6pd_hasil": "belum",
    "cah_hasil": "belum",
    "oksimetri_ke": "tidak",
    "warna_tinja": "normal",
    "bbl_ikterus": "tidak",
}
KN = {"bbl_tanda_bahaya": "tidak_ada"}


def delivered(clinic: Clinic) -> tuple[UUID, UUID]:
    """Record a delivery of today; returns mother and child."""
    mother, pregnancy = mother_at_term(clinic)
    clinic.house.deliveries.record(clinic.doctor, delivery(clinic, pregnancy))
    child = clinic.house.deliveries.of_mother(clinic.doctor, mother).deliveries[0].babies[0].child_id
    assert child is not None
    return mother, child


def states(found: PersonAfterBirth | None) -> list[str]:
    assert found is not None
    return [one.state.value for one in found.visits.windows]


def care(found: PersonAfterBirth | None) -> dict[str, str]:
    assert found is not None
    return {item.code: item.words for item in found.care}


def test_visits_fill_their_windows_and_a_missed_one_is_said(any_clinic: Clinic) -> None:
    mother, child = delivered(any_clinic)
    house, doctor = any_clinic.house, any_clinic.doctor
    file = house.postnatal.of_mother(doctor, mother)
    assert states(file.mother) == ["sekarang", "belum waktunya", "belum waktunya", "belum waktunya"]
    assert [baby.person_id for baby in file.babies] == [child]
    assert care(file.babies[0]) == {
        "vit_k": "23-11 pukul 04.30",
        "hb0": "23-11-2026 pukul 05.45 (2 jam)",
        "mata": "saat lahir",
        "shk": "mulai 25-11 pukul 03.25 sampai 26-11 pukul 03.25",
    }
    at(any_clinic, TODAY + timedelta(days=5))
    examine(any_clinic, mother, "postnatal_visit", KF | {"nifas_vitamin_a": "dua_kapsul", "kb_pascasalin": "implan"})
    tablets = {"jenis_tablet": "TTD", "jumlah_tablet": "40"}
    at(any_clinic, TODAY + timedelta(days=10))
    examine(any_clinic, mother, "postnatal_visit", KF | tablets)
    examine(any_clinic, child, "neonatal_visit", KN | {"shk_sampel": "hari_ini"})
    found = house.postnatal.of_mother(doctor, mother)
    assert states(found.mother) == ["terlewat", "selesai", "selesai", "belum waktunya"]
    assert care(found.mother) == {
        "vitamin_a": "2 dari 2 kapsul",
        "iron": "40 dari 40 tablet",
        "kbpp": "Implan 28-11-2026",
    }
    assert states(house.postnatal.of_child(doctor, child)) == ["terlewat", "terlewat", "selesai"]
    assert care(house.postnatal.of_child(doctor, child))["shk"] == "sampel 03-12-2026, hasil ditunggu"


@pytest.mark.parametrize("day", [0, 2, 3, 7, 8, 28, 29, 42, 43])
def test_windows_and_services_due_never_disagree(clinic: Clinic, day: int) -> None:
    """A visit that can still be made is due, and one that cannot is not."""
    mother, child = delivered(clinic)
    at(clinic, TODAY + timedelta(days=day))
    found = clinic.house.postnatal.of_mother(clinic.doctor, mother)
    for person, one in ((mother, found.mother), (child, found.babies[0])):
        assert one is not None
        shown = clinic.house.dues.of_person(clinic.doctor, person)
        due = {item.service for item in shown.items if item.state in (ServiceState.LATE, ServiceState.DUE)}
        late = {item.service for item in shown.items if item.state is ServiceState.LATE}
        windows = one.visits.windows
        assert {window.code for window in windows if window.state.wants_action} == due & {w.code for w in windows}
        assert {window.code for window in windows if window.state is WindowState.LATE} == late & {
            w.code for w in windows
        }


def test_twins_stand_beside_their_mother_in_their_order(any_clinic: Clinic) -> None:
    mother, pregnancy = mother_at_term(any_clinic)
    any_clinic.house.deliveries.record(any_clinic.doctor, delivery(any_clinic, pregnancy, *twins()))
    names = [baby.name for baby in any_clinic.house.postnatal.of_mother(any_clinic.doctor, mother).babies]
    assert names == ["By. Ny. Ibu Contoh I", "By. Ny. Ibu Contoh II"]


def test_a_dose_told_later_and_the_heel_prick_result_are_seen(any_clinic: Clinic) -> None:
    mother, pregnancy = mother_at_term(any_clinic)
    bare = replace(NO_HB0, vitamin_k=None, vitamin_k_hour=None, eye_ointment=None)
    any_clinic.house.deliveries.record(any_clinic.doctor, delivery(any_clinic, pregnancy, bare))
    baby = any_clinic.house.postnatal.of_mother(any_clinic.doctor, mother).babies[0]
    assert {code: words for code, words in care(baby).items() if code != "shk"} == dict.fromkeys(
        ("vit_k", "hb0", "mata"), "belum tercatat"
    )
    at(any_clinic, TODAY + timedelta(days=2))
    examine(any_clinic, baby.person_id, "neonatal_visit", KN | {"vitamin_k1": "sudah", "salep_mata": "hari_ini"})
    at(any_clinic, TODAY + timedelta(days=3))
    examine(any_clinic, baby.person_id, "newborn_screening", SCREENED)
    said = care(any_clinic.house.postnatal.of_child(any_clinic.doctor, baby.person_id))
    assert (said["vit_k"], said["shk"]) == ("menurut kunjungan 25-11-2026", "hasil normal 26-11-2026")


def test_nobody_without_a_birth_and_no_grown_child_has_windows(any_clinic: Clinic) -> None:
    woman = any_clinic.register("Ibu Lain").person_id
    assert any_clinic.house.postnatal.of_mother(any_clinic.doctor, woman).mother is None
    child = any_clinic.register("Anak Lama", birth_date=TODAY - timedelta(days=800)).person_id
    assert any_clinic.house.postnatal.of_child(any_clinic.doctor, child) is None


def test_nifas_is_followed_up_of_a_birth_nobody_recorded(any_clinic: Clinic) -> None:
    mother = any_clinic.register("Ibu", birth_date=date(1996, 5, 5)).person_id
    born = TODAY - timedelta(days=4)
    child = any_clinic.register("Bayi", birth_date=born, mother_id=mother, birth_order=1).person_id
    file = any_clinic.house.postnatal.of_mother(any_clinic.doctor, mother)
    assert file.mother is not None
    assert file.mother.born_on == born
    assert [baby.person_id for baby in file.babies] == [child]
    assert any_clinic.house.screening.facts(any_clinic.doctor, mother).values["masa_nifas"] == 4


def test_nifas_after_an_end_noted_without_a_birth_has_no_baby(any_clinic: Clinic) -> None:
    mother, _ = mother_at_term(any_clinic)
    found = any_clinic.house.pregnancies.current(any_clinic.doctor, mother)
    assert found is not None
    ended = EndedPregnancy(found.id, found.version, PregnancyEnd.BORN_ELSEWHERE, TODAY - timedelta(days=2))
    any_clinic.house.pregnancies.end(any_clinic.doctor, ended)
    file = any_clinic.house.postnatal.of_mother(any_clinic.doctor, mother)
    assert file.mother is not None
    assert (file.mother.born_on, file.babies) == (TODAY - timedelta(days=2), ())
