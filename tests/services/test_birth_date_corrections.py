"""A birth date corrected at the desk takes the birth and the end of the pregnancy along, or is refused."""

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from db.models import Pregnancy
from ilp_desktop.clock import local_day
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.birth.delivery_correction import DeliveryCorrection
from ilp_desktop.services.birth.delivery_data import BabyFile, NewBaby
from ilp_desktop.services.immunisation.dose_giving import NewDose
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import page_texts
from tests.services.delivery_story import BABY, NO_HB0, delivery, mother_at_term, twins
from tests.services.kia_story import ANC, at, birth, examine, start_pregnancy
from tests.services.register_story import rows_of
from tests.services.test_growth_files import stunted_years
from tests.services.test_mother_checks import change, refused

YESTERDAY = TODAY - timedelta(days=1)
WAY = "Perbaiki pada catatan persalinan di 2 Ibu & Anak > Persalinan."


def delivered(clinic: Clinic, *babies: NewBaby) -> tuple[UUID, tuple[BabyFile, ...]]:
    """Record a delivery of today; returns the mother and her babies."""
    mother, pregnancy = mother_at_term(clinic)
    clinic.house.deliveries.record(clinic.doctor, delivery(clinic, pregnancy, *babies))
    return mother, babies_of(clinic, mother)


def babies_of(clinic: Clinic, mother: UUID) -> tuple[BabyFile, ...]:
    return clinic.house.deliveries.of_mother(clinic.doctor, mother).deliveries[0].babies


def ended_on(clinic: Clinic, mother: UUID) -> date | None:
    with clinic.house.uow.reading(clinic.doctor, Act.SEE_RECORD) as session:
        return session.scalars(select(Pregnancy.ended_on).where(Pregnancy.person_id == mother)).one()


def child_of(baby: BabyFile) -> UUID:
    assert baby.child_id is not None
    return baby.child_id


def test_a_birth_date_put_right_after_three_years_takes_the_birth_with_it(any_clinic: Clinic) -> None:
    house, doctor, desk = any_clinic.house, any_clinic.doctor, any_clinic.desk
    child, born = stunted_years(any_clinic), date(2023, 9, 23)
    mother = any_clinic.register("Ibu Uji").person_id
    change(any_clinic, child, mother_id=mother)
    at(any_clinic, date(2023, 3, 1))
    start_pregnancy(any_clinic, mother, date(2022, 12, 20))
    at(any_clinic, TODAY)
    birth_id = house.children.record_birth(doctor, child, birth(any_clinic, born))
    house.birth_letters.issue(doctor, birth_id)
    house.children.give(doctor, NewDose(any_clinic.new_id(), child, "HB0", 1, born, told=True))
    told = house.growth_care.birth_date_change(desk, child, date(2023, 9, 24))
    assert (told.before_birth, told.doses_before) == ((), (born,))
    assert told.text.endswith("1 imunisasi mendahului tanggal lahir ini (23-09-2023); periksa tanggalnya.")
    right = date(2023, 9, 15)
    assert house.growth_care.birth_date_change(desk, child, right).doses_before == ()
    change(any_clinic, child, birth_date=right)
    found = house.children.birth(doctor, child)
    assert found is not None
    assert (found.born_at, found.hour_known) == (birth(any_clinic, right).born_at, True)
    (letter,) = page_texts(house.birth_letters.pdf(doctor, birth_id))
    assert "Jumat, 15 September 2023" in letter
    assert "03.25 WIB" in letter
    (row,) = rows_of(any_clinic, "register_delivery", year=2023)
    assert str(row["Tanggal dan jam lahir"]).startswith("15-09-2023 03.25")
    assert ended_on(any_clinic, mother) == right
    hb0 = next(one for one in house.children.doses(doctor, child) if one.antigen == "HB0")
    assert (hb0.given_on, hb0.last_on) == (born, date(2023, 9, 22))


def test_hour_vitamin_and_first_dose_follow_the_day(any_clinic: Clinic) -> None:
    mother, (baby,) = delivered(any_clinic, BABY)
    change(any_clinic, child_of(baby), birth_date=YESTERDAY)
    (moved,) = babies_of(any_clinic, mother)
    assert (moved.born_on, moved.born_at) == (YESTERDAY, baby.born_at - timedelta(days=1))
    assert ended_on(any_clinic, mother) == YESTERDAY
    (told,) = any_clinic.house.postnatal.of_mother(any_clinic.doctor, mother).babies
    words = {item.code: item.words for item in told.care}
    assert words["hb0"].endswith("05.45 (26 jam, lewat 24 jam)")
    assert words["vit_k"] == "22-11 pukul 04.30"
    change(any_clinic, child_of(baby), birth_date=TODAY)
    assert babies_of(any_clinic, mother) == (baby,)
    assert ended_on(any_clinic, mother) == TODAY


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 2, 19), "Sebelum HPHT (20-02-2026)."),
        (date(2026, 8, 2), "Sebelum kunjungan ANC pertama (03-08-2026)."),
        (date(2026, 9, 2), "Masih ada kunjungan ANC sesudahnya (03-09-2026): periksa tanggalnya."),
    ],
)
def test_a_day_the_pregnancy_cannot_have_ended_on_is_refused_and_nothing_moves(
    any_clinic: Clinic, day: date, told: str
) -> None:
    mother, pregnancy = mother_at_term(any_clinic)
    for visit_on in (date(2026, 8, 3), date(2026, 9, 3)):
        at(any_clinic, visit_on)
        examine(any_clinic, mother, "anc_visit", ANC)
    at(any_clinic, TODAY)
    any_clinic.house.deliveries.record(any_clinic.doctor, delivery(any_clinic, pregnancy, NO_HB0))
    before = babies_of(any_clinic, mother)
    assert refused(any_clinic, child_of(before[0]), birth_date=day) == {"birth_date": f"{told} {WAY}"}
    assert babies_of(any_clinic, mother) == before
    assert ended_on(any_clinic, mother) == TODAY


def test_too_few_weeks_are_a_wrong_date_never_an_abortion(any_clinic: Clinic) -> None:
    _, (baby,) = delivered(any_clinic, NO_HB0)
    told = refused(any_clinic, child_of(baby), birth_date=date(2026, 4, 17))
    assert told == {"birth_date": f"Umur kehamilan 8 minggu: periksa HPHT dan tanggal lahir. {WAY}"}


def test_an_hour_that_has_not_come_is_refused(any_clinic: Clinic) -> None:
    mother, pregnancy = mother_at_term(any_clinic)
    late = replace(NO_HB0, hour=time(23, 10), vitamin_k_hour=None)
    wanted = delivery(any_clinic, pregnancy, late, delivered_on=YESTERDAY)
    any_clinic.house.deliveries.record(any_clinic.doctor, wanted)
    (baby,) = babies_of(any_clinic, mother)
    told = refused(any_clinic, child_of(baby), birth_date=TODAY)
    assert told == {"birth_date": f"Jam lahir belum terjadi. {WAY}"}


def test_a_twin_does_not_leave_the_other_and_the_later_one_ends_the_pregnancy(any_clinic: Clinic) -> None:
    mother, (first, second) = delivered(any_clinic, *twins())
    far = TODAY - timedelta(days=3)
    told = refused(any_clinic, child_of(second), birth_date=far)
    assert told == {"birth_date": f"Kembarannya lahir 23-11-2026. {WAY}"}
    change(any_clinic, child_of(first), birth_date=YESTERDAY)
    assert ended_on(any_clinic, mother) == TODAY
    change(any_clinic, child_of(second), birth_date=YESTERDAY)
    assert ended_on(any_clinic, mother) == YESTERDAY


def test_the_desk_is_told_nothing_of_a_girls_pregnancy(any_clinic: Clinic) -> None:
    girl = any_clinic.register("Dewi", birth_date=date(2010, 5, 17)).person_id
    at(any_clinic, date(2026, 3, 10))
    start_pregnancy(any_clinic, girl, date(2026, 2, 20))
    at(any_clinic, TODAY)
    child = any_clinic.register("Bayi", birth_date=TODAY, mother_id=girl).person_id
    any_clinic.house.children.record_birth(any_clinic.doctor, child, birth(any_clinic, TODAY))
    (told,) = refused(any_clinic, child, birth_date=date(2026, 4, 17)).values()
    assert told.startswith("Ada catatan ruang 2 Ibu & Anak yang tidak cocok")
    assert "hamil" not in told.casefold()


def test_a_birth_without_pregnancy_moves_too(any_clinic: Clinic) -> None:
    mother = any_clinic.register("Siti").person_id
    child = any_clinic.register("Bayi", birth_date=TODAY, mother_id=mother).person_id
    any_clinic.house.children.record_birth(any_clinic.doctor, child, birth(any_clinic, TODAY, born_at=None))
    change(any_clinic, child, birth_date=date(2025, 11, 23))
    found = any_clinic.house.children.birth(any_clinic.doctor, child)
    assert found is not None
    assert (local_day(found.born_at, any_clinic.doctor.time_zone), found.hour_known) == (date(2025, 11, 23), False)


def test_the_numbers_of_twins_are_exchanged_in_their_delivery(any_clinic: Clinic) -> None:
    mother, before = delivered(any_clinic, *twins())
    (record,) = any_clinic.house.deliveries.of_mother(any_clinic.doctor, mother).deliveries
    first, second = twins()
    babies = (replace(first, order=3), replace(second, order=2))
    births = tuple(one.birth_id for one in record.babies)
    assert record.pregnancy_id is not None
    right = delivery(any_clinic, record.pregnancy_id, *babies)
    wanted = DeliveryCorrection(record.id, record.version, births, right, "tertukar")
    any_clinic.house.deliveries.correct(any_clinic.doctor, wanted)
    assert [one.order for one in before] == [2, 3]
    after = {one.birth_id: one.order for one in babies_of(any_clinic, mother)}
    assert [after[one.birth_id] for one in before] == [3, 2]
    with pytest.raises(WrongAnswers):
        any_clinic.register("Anak Lain", birth_date=TODAY, mother_id=mother, birth_order=3)
