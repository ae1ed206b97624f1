"""What speaks against moving a visit, and what keeps it: sex, age, forms, deliveries, doses; on both databases."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.immunisation.dose_giving import NewDose
from tests.house_fixtures import TODAY, Clinic
from tests.services.charted import VITALS, Written, filled, next_day, write
from tests.services.delivery_story import LAST_PERIOD, NO_HB0, delivery
from tests.services.immunised import labelled
from tests.services.kia_story import start_pregnancy
from tests.services.test_visit_moves import move, owners, people, tried


def test_sex_age_forms_and_pregnancy_speak_against_it(clinic: Clinic) -> None:
    wrong = clinic.register("Ibu Keliru").person_id
    start_pregnancy(clinic, wrong, LAST_PERIOD)
    visit = write(clinic, wrong, clinic.doctor, Written(("O13",), forms=(filled("vital_signs", VITALS),)))
    man = clinic.register("Pak Benar", sex=Sex.MALE, birth_date=date(1960, 1, 2)).person_id
    warnings = " ".join(tried(clinic, visit, man)[0].warnings)
    assert "Jenis kelamin berbeda" in warnings
    assert "Umur pada hari itu" in warnings
    assert "O13 ialah kode kehamilan, persalinan, atau nifas; pasien ini laki-laki." in warnings
    assert "1 kehamilan yang dicatat hari itu tidak ikut" in warnings


def test_a_diagnosis_that_fits_neither_sex_nor_age_is_told_by_the_one_rule(clinic: Clinic) -> None:
    wrong = clinic.register("Pak Keliru", sex=Sex.MALE, birth_date=date(1950, 1, 2)).person_id
    visit = write(clinic, wrong, clinic.doctor, Written(("N40", "I10"), forms=()))
    woman = clinic.register("Ibu Benar").person_id
    warnings = " ".join(tried(clinic, visit, woman)[0].warnings)
    assert "N40 ialah kode penyakit atau pemeriksaan khusus laki-laki; pasien ini perempuan." in warnings
    assert "I10" not in warnings


def test_nobody_receives_a_visit_from_before_birth_or_after_death(clinic: Clinic) -> None:
    wrong, _ = people(clinic)
    visit = write(clinic, wrong, clinic.doctor)
    next_day(clinic, 30)
    unborn = clinic.register("Bayi Baru", birth_date=date(2026, 12, 1)).person_id
    plan, wanted = tried(clinic, visit, unborn)
    assert "belum lahir" in plan.refusals[0][0]
    with pytest.raises(UserError, match="belum lahir"):
        clinic.house.visit_moves.move(clinic.doctor, wanted)
    same, wanted = tried(clinic, visit, wrong)
    assert "sudah ada dalam rekam medis" in same.refusals[0][0]


def test_a_delivery_with_its_baby_keeps_the_visit_and_says_the_way(clinic: Clinic) -> None:
    wrong, right = people(clinic)
    pregnancy = start_pregnancy(clinic, wrong, LAST_PERIOD)
    visit = write(clinic, wrong, clinic.doctor, klaster=Klaster.MOTHER_CHILD)
    clinic.house.deliveries.record(clinic.doctor, delivery(clinic, pregnancy, replace(NO_HB0, order=1)))
    plan, wanted = tried(clinic, visit, right)
    ((what, way),) = plan.refusals
    assert "Persalinan" in what
    assert "Batalkan catatan persalinan" in way
    with pytest.raises(UserError, match="Persalinan"):
        clinic.house.visit_moves.move(clinic.doctor, wanted)
    assert owners(clinic, visit)["encounter"] == {wrong}


def test_a_dose_goes_along_a_doubled_number_is_told_and_a_doubled_day_refused(any_clinic: Clinic) -> None:
    born = date(2026, 9, 1)
    wrong = any_clinic.register("Anak Keliru", birth_date=born).person_id
    right = any_clinic.register("Anak Benar", birth_date=born).person_id
    visit = write(any_clinic, wrong, any_clinic.doctor, klaster=Klaster.MOTHER_CHILD, written=Written(forms=()))
    give(any_clinic, wrong, visit, TODAY)
    give(any_clinic, right, None, date(2026, 11, 2))
    plan, _ = tried(any_clinic, visit, right)
    assert plan.refusals == ()
    assert any("menjadi ganda" in one for one in plan.warnings)
    assert dict(plan.rows)["Imunisasi"] == 1
    third = any_clinic.register("Anak Ketiga", birth_date=born).person_id
    give(any_clinic, third, None, TODAY)
    refused, wanted = tried(any_clinic, visit, third)
    assert "sudah tercatat pada orang tujuan" in refused.refusals[0][0]
    with pytest.raises(UserError, match="sudah tercatat"):
        any_clinic.house.visit_moves.move(any_clinic.doctor, wanted)
    move(any_clinic, visit, right)
    assert len(any_clinic.house.children.doses(any_clinic.doctor, right)) > 0


def give(clinic: Clinic, person: UUID, visit: UUID | None, day: date) -> None:
    """Give the first dose of polio on a day, at a visit or as told by a card."""
    told, label = visit is None, labelled(clinic, "OPV", "B1")
    wanted = NewDose(clinic.new_id(), person, "OPV", 1, day, encounter_id=visit, told=told, confirmed=True, **label)
    clinic.house.children.give(clinic.doctor, wanted)
