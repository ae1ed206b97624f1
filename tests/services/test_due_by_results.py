"""Only results fulfil a service, and what is found asks for something: nothing found is forgotten."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from ilp_desktop.services.due.due_rows import DueFilter, DueState
from ilp_desktop.services.due.offered_services import OfferedService, ServiceState
from ilp_desktop.services.people.births import NewBirth
from tests.house_fixtures import TODAY, Clinic
from tests.services.due_people import pregnant
from tests.services.recorded import record

WOMAN_BORN = date(1980, 5, 17)
ANC = {"tanda_bahaya": "tidak_ada", "sistolik": "110", "diastolik": "70", "berat": "50", "tindak_lanjut": "kontrol"}
TESTS = ("hiv", "sifilis", "hbsag")
PLANS = ("hiv_pregnant", "syphilis_pregnant", "hbsag_pregnant")
AWAITED, AWAITED_CLOSED = "awaited:anc_visit", "x:awaited:anc_visit"
NEWBORN = {"berat_lahir": "3100", "oksimetri_ke": "tidak", "warna_tinja": "normal", "g6pd_hasil": "belum"}


def _items(clinic: Clinic, person: UUID) -> dict[str, OfferedService]:
    return {item.service: item for item in clinic.house.dues.of_person(clinic.doctor, person).items}


def _is_wanted(items: dict[str, OfferedService], service: str) -> bool:
    return service in items and items[service].state in (ServiceState.DUE, ServiceState.LATE)


@pytest.mark.parametrize(
    ("answer", "wanted", "waiting"), [("belum", True, False), ("menunggu", False, True), ("nonreaktif", False, False)]
)
def test_tests_of_a_pregnancy_are_done_by_their_results_alone(
    any_clinic: Clinic, answer: str, wanted: bool, waiting: bool
) -> None:
    woman = pregnant(any_clinic, "Ibu", date(1995, 5, 17))
    record(any_clinic, woman, anc_visit={**ANC, **dict.fromkeys(TESTS, answer)})
    found = _items(any_clinic, woman)
    assert [_is_wanted(found, plan) for plan in PLANS] == [wanted] * len(PLANS)
    assert [one in found for one in (AWAITED, AWAITED_CLOSED)] == [waiting] * 2
    assert not {code for code in found if code.startswith("waiting:")}
    assert found["anc_t1"].state is ServiceState.DONE


def test_result_that_is_awaited_says_since_when_and_is_late_after_a_week(clinic: Clinic) -> None:
    woman = pregnant(clinic, "Ibu", date(1995, 5, 17))
    record(clinic, woman, anc_visit={**ANC, "hbsag": "menunggu"})
    found = _items(clinic, woman)[AWAITED]
    assert found.why.endswith(": HBsAg.")
    assert (found.due_from, found.late_from) == (TODAY, TODAY + timedelta(days=7))


def test_restricted_result_is_awaited_by_those_with_leave_alone_and_names_no_disease(any_clinic: Clinic) -> None:
    woman = pregnant(any_clinic, "Ibu", date(1995, 5, 17))
    record(any_clinic, woman, anc_visit={**ANC, "hiv": "menunggu"})
    found = _items(any_clinic, woman)
    assert found[AWAITED_CLOSED].why.endswith(": Hasil laboratorium.")
    assert AWAITED not in found
    desk = {item.service for item in any_clinic.house.dues.of_person(any_clinic.desk, woman).items}
    assert not {code for code in desk if "await" in code or "wait" in code}


def test_result_that_a_later_visit_does_not_speak_of_is_awaited_by_its_name(any_clinic: Clinic) -> None:
    woman = pregnant(any_clinic, "Ibu", date(1995, 5, 17))
    record(any_clinic, woman, anc_visit={**ANC, "hbsag": "menunggu", "hiv": "menunggu"})
    any_clinic.clock.forward(timedelta(days=3))
    record(any_clinic, woman, anc_visit={**ANC, "golongan_darah": "menunggu"})
    found = _items(any_clinic, woman)
    waiting = found["waiting:hbsag_pregnant"]
    assert (waiting.label, waiting.due_from) == ("Menunggu hasil: HBsAg ibu hamil", TODAY)
    assert "waiting:hiv_pregnant" in found
    assert found[AWAITED].why.endswith(": Golongan darah.")
    desk = {item.service for item in any_clinic.house.dues.of_person(any_clinic.desk, woman).items}
    assert {"waiting:hbsag_pregnant", "waiting:hiv_pregnant"} & desk == {"waiting:hbsag_pregnant"}


def test_iva_that_was_not_done_stays_due_and_one_that_was_waits_three_years(any_clinic: Clinic) -> None:
    without, seen = (any_clinic.register(name, birth_date=WOMAN_BORN).person_id for name in ("Tidak", "Negatif"))
    record(any_clinic, without, cervical={"inspekulo": "tidak"})
    record(any_clinic, seen, cervical={"inspekulo": "normal", "iva": "negatif", "hpv_dna": "tidak"})
    assert _is_wanted(_items(any_clinic, without), "cervical")
    assert _items(any_clinic, seen)["cervical"].state is ServiceState.DONE
    any_clinic.clock.forward(timedelta(days=400))
    assert _is_wanted(_items(any_clinic, without), "cervical")
    assert "cervical" not in _items(any_clinic, seen)


def test_eyes_that_nobody_examined_are_not_done(any_clinic: Clinic) -> None:
    person = any_clinic.register(birth_date=WOMAN_BORN).person_id
    nothing = dict.fromkeys(("pupil", "visus_kanan", "visus_kiri"), "tidak_diperiksa")
    record(any_clinic, person, vision={"mata_luar": "normal", "hitung_jari": "tidak_dilakukan", **nothing})
    assert _is_wanted(_items(any_clinic, person), "vision_adult")


@pytest.mark.parametrize(("result", "wanted"), [("belum", True), ("menunggu", False), ("normal", False)])
def test_newborn_is_screened_once_the_sample_is_on_its_way(any_clinic: Clinic, result: str, wanted: bool) -> None:
    baby = any_clinic.register("Bayi", birth_date=TODAY - timedelta(days=3)).person_id
    sample = "belum" if result == "belum" else "hari_ini"
    typed = {**NEWBORN, "shk_sampel": sample, "shk_hasil": result, "cah_hasil": "belum"}
    record(any_clinic, baby, newborn_screening=typed)
    found = _items(any_clinic, baby)
    assert _is_wanted(found, "newborn_screening") is wanted
    assert "awaited:newborn_screening" in found


def test_high_blood_pressure_among_vital_signs_asks_for_a_referral(any_clinic: Clinic) -> None:
    person = any_clinic.register(birth_date=WOMAN_BORN).person_id
    record(any_clinic, person, vital_signs={"sistolik": "190", "diastolik": "115"})
    found = _items(any_clinic, person)
    assert found["refer:vital_signs"].state is ServiceState.DUE
    assert "ipertensi" in found["refer:vital_signs"].label


def test_light_child_among_vital_signs_asks_for_a_referral(any_clinic: Clinic) -> None:
    child = any_clinic.register("Anak", birth_date=date(2025, 10, 20)).person_id
    confirmed = frozenset({"vital_signs.berat", "berat"})
    record(any_clinic, child, confirmed, vital_signs={"berat": "6", "tinggi": "74", "posisi_ukur": "terlentang"})
    assert "refer:vital_signs" in _items(any_clinic, child)


def test_fever_among_vital_signs_is_referred_once_a_doctor_is_needed(clinic: Clinic) -> None:
    people = {heat: clinic.register(f"Ibu Panas {heat}", birth_date=WOMAN_BORN).person_id for heat in ("38", "39")}
    for heat, person in people.items():
        record(clinic, person, vital_signs={"suhu": heat})
    light, high = (_items(clinic, person) for person in people.values())
    assert not {code for code in light if code.endswith(":vital_signs")}
    assert high["refer:vital_signs"].label == "Rujuk: Demam tinggi"


@pytest.mark.parametrize(("systolic", "again"), [("145", True), ("118", False)])
def test_what_is_to_be_watched_is_looked_at_again(any_clinic: Clinic, systolic: str, again: bool) -> None:
    person = any_clinic.register(birth_date=WOMAN_BORN).person_id
    record(any_clinic, person, vital_signs={"sistolik": systolic, "diastolik": "75"})
    found = _items(any_clinic, person)
    assert ("repeat:vital_signs" in found) is again
    if again:
        assert found["repeat:vital_signs"].due_from == TODAY + timedelta(days=30)


def test_day_that_a_form_names_itself_stands(clinic: Clinic) -> None:
    person = clinic.register(birth_date=WOMAN_BORN).person_id
    record(clinic, person, glucose={"gds": "160"})
    assert "repeat:glucose" not in _items(clinic, person)
    clinic.clock.forward(timedelta(days=31))
    assert _items(clinic, person)["repeat:glucose"].due_from == TODAY + timedelta(days=90)


def test_corrected_birth_date_of_a_baby_moves_the_nifas_of_its_mother(any_clinic: Clinic) -> None:
    mother = pregnant(any_clinic, "Ibu", date(1995, 5, 17), weeks=39)
    born = TODAY - timedelta(days=1)
    wanted = any_clinic.person("Bayi", birth_date=born, mother_id=mother, birth_order=1)
    baby = any_clinic.house.registration.register(any_clinic.desk, wanted).person_id
    any_clinic.house.children.record_birth(any_clinic.doctor, baby, NewBirth(any_clinic.new_id(), None))
    before = _stored(any_clinic, mother)
    data = any_clinic.person("Bayi", birth_date=born - timedelta(days=9), mother_id=mother, birth_order=1).data
    version = any_clinic.house.registration.person(any_clinic.desk, baby).version
    any_clinic.house.registration.change(any_clinic.desk, baby, version, data)
    after = _stored(any_clinic, mother)
    assert "kf1" in before
    assert "kf1" not in after
    assert after["kf4"] == before["kf4"] - timedelta(days=9)


def _stored(clinic: Clinic, person: UUID) -> dict[str, date]:
    rows = (
        row
        for state in (DueState.DUE, DueState.COMING)
        for row in clinic.house.due_lists.listed(clinic.doctor, DueFilter(state=state), None, 100)
        if row.person_id == person
    )
    return {one.name.code: one.due_from for row in rows for one in row.services}
