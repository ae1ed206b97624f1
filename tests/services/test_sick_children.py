"""A sick child and one whose development is doubtful: what is told, what is due, what the family takes home."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.due.offered_services import OfferedService
from ilp_desktop.services.people.births import NewBirth
from ilp_desktop.services.pregnancy.pregnancies import NewPregnancy
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import text_of
from tests.services.recorded import correct, record

COUGH = {"mtbs_batuk": "ya", "mtbs_batuk_hari": "3", "napas": "44", "tarikan_dinding_dada": "tidak"}
COUGH |= {"mtbs_wheezing": "tidak", "spo2_diukur": "tidak"}
WELL = dict.fromkeys(("mtbs_batuk", "mtbs_diare", "mtbs_demam", "mtbs_campak", "mtbs_telinga", "edema"), "tidak")
WELL |= {"mtbs_tanda_bahaya": "tidak_ada", "berat": "11", "lila": "14", "pucat_telapak": "tidak"}
PNEUMONIA = WELL | COUGH
EAR = {"mtbs_telinga": "ya", "telinga_bengkak": "tidak", "telinga_nyeri": "ya", "telinga_cairan": "tidak"}
RED = PNEUMONIA | {"tarikan_dinding_dada": "ya", "pucat_telapak": "pucat"}
BORN = date(2024, 11, 23)


def child(clinic: Clinic, born: date = BORN, **more: object) -> UUID:
    return clinic.register("Anak Sakit", birth_date=born, sex=Sex.MALE, **more).person_id


def due(clinic: Clinic, person: UUID) -> dict[str, OfferedService]:
    return {one.service: one for one in clinic.house.dues.of_person(clinic.doctor, person).items}


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def test_next_visit_of_a_sick_child_is_due_on_the_earliest_day_a_class_asks_for(any_clinic: Clinic) -> None:
    person = child(any_clinic)
    record(any_clinic, person, mtbs=PNEUMONIA | EAR | {"pucat_telapak": "pucat"})
    assert due(any_clinic, person)["repeat:mtbs"].due_from == in_days(2)


@pytest.mark.parametrize(
    ("typed", "days"), [(PNEUMONIA, 2), (WELL | EAR, 5), (WELL | {"pucat_telapak": "pucat"}, 14), (WELL, None)]
)
def test_each_class_has_its_day(clinic: Clinic, typed: dict[str, str], days: int | None) -> None:
    person = child(clinic)
    record(clinic, person, mtbs=typed)
    found = due(clinic, person).get("repeat:mtbs")
    assert (found.due_from if found else None) == (in_days(days) if days else None)


def test_child_that_must_be_seen_elsewhere_at_once_is_asked_for_a_referral_and_for_no_visit(clinic: Clinic) -> None:
    person = child(clinic)
    record(clinic, person, mtbs=RED)
    found = due(clinic, person)
    assert "refer:mtbs" in found
    assert "repeat:mtbs" not in found


def test_mother_takes_home_classes_medicines_with_their_dose_and_the_day_to_return(clinic: Clinic) -> None:
    visit = record(clinic, child(clinic), mtbs=PNEUMONIA)
    text = text_of(clinic.house.sick_children.pdf(clinic.doctor, visit, "mtbs"))
    for words in ("Anak Sakit", "Pneumonia (kuning)", "Amoksisilin", "500 mg", "2 kali sehari, selama 3 hari"):
        assert words in text
    assert "Rabu, 25 November 2026" in text
    assert "Segera bawa kembali" in text


def test_sheet_of_a_referred_child_tells_no_medicine_for_home(clinic: Clinic) -> None:
    visit = record(clinic, child(clinic), mtbs=RED)
    text = text_of(clinic.house.sick_children.pdf(clinic.doctor, visit, "mtbs"))
    assert "SEGERA KE RUMAH SAKIT" in text
    assert "Ampisilin IM" in text
    assert "Zat besi" not in text
    assert "Kunjungan ulang" not in text


def test_allergy_on_record_keeps_the_medicine_off_the_sheet(clinic: Clinic) -> None:
    person = child(clinic)
    clinic.house.registration.add_allergy(clinic.desk, person, "Amoksisilin", "gatal")
    visit = record(clinic, person, mtbs=PNEUMONIA)
    text = text_of(clinic.house.sick_children.pdf(clinic.doctor, visit, "mtbs"))
    assert "Alergi tercatat" in text
    assert "500 mg" not in text


def test_nothing_is_printed_of_what_is_not_stored(clinic: Clinic) -> None:
    visit = record(clinic, child(clinic), vital_signs={"berat": "11"})
    with pytest.raises(UserError, match="belum disimpan"):
        clinic.house.sick_children.pdf(clinic.doctor, visit, "mtbs")


def ask(clinic: Clinic, person: UUID, months: int, missed: int) -> UUID:
    """Record a KPSP with so many items not reached; returns the visit."""
    answers = {f"kpsp{months:02}_{at:02}": "tidak" if at <= missed else "ya" for at in range(1, 11)}
    return record(clinic, person, frozenset(), **{f"kpsp_{months:02}": answers})


def test_doubtful_development_is_asked_again_in_two_weeks_and_referred_when_it_stays(any_clinic: Clinic) -> None:
    person = child(any_clinic)
    ask(any_clinic, person, 24, 2)
    assert due(any_clinic, person)["repeat:kpsp_24"].due_from == in_days(14)
    any_clinic.clock.forward(timedelta(days=14))
    ask(any_clinic, person, 24, 3)
    found = due(any_clinic, person)
    assert "repeat:kpsp_24" not in found
    assert "FKRTL" in found["refer:kpsp_24"].why


def test_next_form_of_the_series_answers_what_the_older_one_asked_for(clinic: Clinic) -> None:
    person = child(clinic, TODAY - timedelta(days=500))
    ask(clinic, person, 15, 2)
    assert "repeat:kpsp_15" in due(clinic, person)
    clinic.clock.forward(timedelta(days=120))
    ask(clinic, person, 18, 0)
    assert not {code for code in due(clinic, person) if code.startswith(("repeat:kpsp", "refer:kpsp"))}


def test_deviation_is_referred_at_once_with_the_aspects_named(clinic: Clinic) -> None:
    person = child(clinic)
    visit = ask(clinic, person, 24, 5)
    assert "refer:kpsp_24" in due(clinic, person)
    found = clinic.house.screening.history(clinic.doctor, person, "kpsp_24")[0].found
    assert found is not None
    assert "Belum tercapai:" in found.advice
    text = text_of(clinic.house.development.pdf(clinic.doctor, visit, "kpsp_24"))
    assert "dokter spesialis anak" in text
    assert "Belum tercapai" in text


def born_early(clinic: Clinic, born: date, weeks: int) -> UUID:
    """Register a mother whose child came at so many weeks."""
    mother = clinic.register("Ibu Prematur", birth_date=date(1996, 2, 2)).person_id
    today = clinic.clock.now()
    start = born - timedelta(weeks=weeks)
    clinic.clock.set(today - (TODAY - born))
    clinic.house.pregnancies.start(clinic.doctor, NewPregnancy(clinic.new_id(), mother, start, 1, 0, 0))
    early = child(clinic, born, mother_id=mother)
    clinic.house.children.record_birth(clinic.doctor, early, NewBirth(clinic.new_id(), None, weight_g=1900))
    clinic.clock.set(today)
    return early


def kpsp_ages(clinic: Clinic, *people: UUID) -> list[object]:
    return [clinic.house.screening.facts(clinic.doctor, person).values["umur_kpsp"] for person in people]


def test_child_born_too_early_is_asked_by_its_corrected_age(any_clinic: Clinic) -> None:
    """At 20 months 4 days, born at 32 weeks: corrected 18 months."""
    early = born_early(any_clinic, date(2025, 3, 19), 32)
    usual = child(any_clinic, date(2025, 3, 19))
    assert kpsp_ages(any_clinic, early, usual) == [18, 18]
    any_clinic.clock.forward(timedelta(days=14))
    assert kpsp_ages(any_clinic, early, usual) == [18, 21]
    for person, open_now in ((early, "kpsp_18"), (usual, "kpsp_21")):
        found = due(any_clinic, person)
        assert [code for code in ("kpsp_18", "kpsp_21") if code in found and found[code].due_from <= in_days(14)] == [
            open_now
        ]


def test_correcting_the_form_of_the_visit_changes_the_day_to_return(clinic: Clinic) -> None:
    person = child(clinic)
    visit = record(clinic, person, mtbs=PNEUMONIA)
    correct(clinic, visit, mtbs=WELL | EAR)
    assert due(clinic, person)["repeat:mtbs"].due_from == in_days(5)
