"""A delivery is recorded once with all its babies, and what it says stands where everything else reads it."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import func, select

from db.models import Birth, Delivery, DoseGiven, Due, Person, Pregnancy
from ilp_desktop.clock import local_time
from ilp_desktop.domain.birth.delivery import BirthOutcome
from ilp_desktop.domain.errors import NotAllowed, StaleRecord, WrongAnswers
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.birth.deliveries import MotherFile
from ilp_desktop.services.birth.delivery_data import HB0_TOLD, NewBaby, NewDelivery
from tests.house_fixtures import TODAY, Clinic
from tests.services.delivery_story import BABY, DEAD, LAST_PERIOD, NO_HB0, delivery, mother_at_term, twins
from tests.services.kia_story import ANC, DAUGHTER_BORN, at, birth, examine, family, start_pregnancy


def recorded(clinic: Clinic, *babies: NewBaby, **changes: object) -> MotherFile:
    """Record a delivery of today and return what the mother's screen shows of it."""
    mother, pregnancy = mother_at_term(clinic)
    clinic.house.deliveries.record(clinic.doctor, delivery(clinic, pregnancy, *babies, **changes))
    return clinic.house.deliveries.of_mother(clinic.doctor, mother)


def refused(clinic: Clinic, wanted: NewDelivery) -> dict[str, str]:
    """Return why a delivery is refused; nothing of it may be stored."""
    with pytest.raises(WrongAnswers) as found:
        clinic.house.deliveries.record(clinic.doctor, wanted)
    with clinic.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Delivery)) == 0
        assert session.scalar(select(func.count()).where(Person.name.startswith("By. Ny."))) == 0
    return found.value.fields


def test_a_baby_becomes_a_person_of_the_family_and_the_pregnancy_ends(any_clinic: Clinic) -> None:
    file = recorded(any_clinic)
    assert file.labour is None
    (found,) = file.deliveries
    (baby,) = found.babies
    assert baby.child_id is not None
    person = any_clinic.house.registration.person(any_clinic.desk, baby.child_id)
    mother = any_clinic.house.registration.person(any_clinic.desk, file.person_id)
    assert (person.data.name, person.data.nik, person.data.mother_id) == ("By. Ny. Ibu Contoh", "", file.person_id)
    assert (person.data.birth_order, person.data.birth_date, person.relation) == (2, TODAY, "anak")
    assert person.family is not None
    assert mother.family is not None
    assert (person.family.id, person.data.address) == (mother.family.id, "Jl. Melati 3")
    assert person.record_number.startswith(mother.record_number.rpartition("-")[0])
    assert any_clinic.house.pregnancies.current(any_clinic.doctor, file.person_id) is None
    assert (baby.weight_g, baby.apgar, baby.hb0) == (3150, (8, 9, None), "23-11-2026 pukul 05.45, batch HB-01")
    assert (found.gestation, found.blood_loss_ml, found.haemorrhage) == ("39 mg 3 hr", 250, None)
    names = {one.name for one in any_clinic.house.registration.search(any_clinic.desk, "by ny ibu")}
    assert "By. Ny. Ibu Contoh" in names


def test_the_first_dose_says_how_where_and_by_whom_like_any_dose_given_here(any_clinic: Clinic) -> None:
    recorded(any_clinic)
    with any_clinic.database.reading() as session:
        dose = session.scalars(select(DoseGiven)).one()
    assert (dose.route, dose.site, dose.given_by) == ("im", "paha_kanan", any_clinic.doctor.staff_id)
    assert (dose.place_kind, dose.told) == ("puskesmas", False)


def test_a_delivery_sent_twice_makes_nothing_twice(any_clinic: Clinic) -> None:
    mother, pregnancy = mother_at_term(any_clinic)
    wanted = delivery(any_clinic, pregnancy)
    deliveries = any_clinic.house.deliveries
    assert deliveries.record(any_clinic.doctor, wanted) == deliveries.record(any_clinic.doctor, wanted)
    with any_clinic.database.reading() as session:
        assert session.scalar(select(func.count()).where(Birth.mother_id == mother)) == 1
    with pytest.raises(StaleRecord):
        deliveries.record(any_clinic.doctor, replace(wanted, client_id=any_clinic.new_id()))
    with pytest.raises(StaleRecord, match="sudah berakhir"):
        deliveries.record(any_clinic.doctor, replace(wanted, client_id=any_clinic.new_id(), version=3))


def test_the_first_dose_stands_with_all_doses_and_nowhere_else(any_clinic: Clinic) -> None:
    file = recorded(any_clinic)
    child = file.deliveries[0].babies[0].child_id
    with any_clinic.database.reading() as session:
        (dose,) = session.scalars(select(DoseGiven).where(DoseGiven.person_id == child))
        assert (dose.antigen, dose.dose, dose.given_on, dose.batch, dose.told) == ("HB0", 1, TODAY, "HB-01", False)
        assert dose.given_at is not None
        assert local_time(dose.given_at, any_clinic.doctor.time_zone).time() == time(5, 45)
    assert child is not None
    given = [dose for dose in any_clinic.house.children.doses(any_clinic.doctor, child) if dose.given_on]
    assert [dose.antigen for dose in given] == ["HB0"]


def test_twins_are_two_people_of_one_delivery(any_clinic: Clinic) -> None:
    (found,) = recorded(any_clinic, *twins()).deliveries
    names = [(baby.name, baby.order, baby.sex) for baby in found.babies]
    assert names == [("By. Ny. Ibu Contoh I", 2, Sex.FEMALE), ("By. Ny. Ibu Contoh II", 3, Sex.MALE)]
    assert len({baby.record_number for baby in found.babies}) == 2
    assert [baby.weight_class.conclusion for baby in found.babies if baby.weight_class] == ["BBLC", "BBLR"]


def test_a_twin_born_after_midnight_ends_the_pregnancy(any_clinic: Clinic) -> None:
    first, second = twins()
    yesterday = TODAY - timedelta(days=1)
    first = replace(first, hour=time(23, 50), hb0_hour=None)
    file = recorded(any_clinic, first, replace(second, born_on=TODAY, hour=time(0, 5)), delivered_on=yesterday)
    assert [baby.born_on for baby in file.deliveries[0].babies] == [yesterday, TODAY]
    with any_clinic.database.reading() as session:
        ended = session.scalar(select(Pregnancy.ended_on).where(Pregnancy.person_id == file.person_id))
    assert ended == TODAY


def test_services_of_nifas_and_newborn_are_due_at_once(any_clinic: Clinic) -> None:
    file = recorded(any_clinic)
    child = file.deliveries[0].babies[0].child_id
    with any_clinic.database.reading() as session:
        due = {
            person: set(session.scalars(select(Due.service).where(Due.person_id == person)))
            for person in (file.person_id, child)
        }
    assert {"kf1", "kf2"} <= due[file.person_id]
    assert "kn1" in due[child]


def test_a_stillborn_baby_is_no_person_and_the_mother_is_in_nifas(any_clinic: Clinic) -> None:
    file = recorded(any_clinic, DEAD)
    (baby,) = file.deliveries[0].babies
    assert (baby.child_id, baby.sex, baby.order, baby.outcome) == (None, Sex.MALE, 2, BirthOutcome.STILLBORN)
    assert any_clinic.house.screening.facts(any_clinic.doctor, file.person_id).values["masa_nifas"] == 0
    with any_clinic.database.reading() as session:
        outcome = session.scalar(select(Pregnancy.outcome).where(Pregnancy.person_id == file.person_id))
    assert outcome == "lahir mati"


def test_a_baby_that_died_is_a_person_who_left_with_its_cause(any_clinic: Clinic) -> None:
    died = replace(NO_HB0, outcome=BirthOutcome.DIED, died_on=TODAY, died_hour=time(6, 0), death_cause="asfiksia")
    file = recorded(any_clinic, died)
    child = file.deliveries[0].babies[0].child_id
    assert child is not None
    person = any_clinic.house.registration.person(any_clinic.desk, child)
    assert (person.left_why, person.left_on) == (Leaving.DIED, TODAY)
    found = any_clinic.house.deaths.file(any_clinic.doctor, child)
    assert (found.recorded, found.facts.hour, found.facts.cause) == (True, "06.00", "asfiksia")
    with any_clinic.database.reading() as session:
        assert session.scalar(select(func.count()).where(Due.person_id == child)) == 0


def test_a_birth_told_later_from_elsewhere_is_recorded_on_its_day(any_clinic: Clinic) -> None:
    day = TODAY - timedelta(days=9)
    told = replace(
        BABY, hour=None, hb0=HB0_TOLD, hb0_on=day, hb0_hour=None, hb0_batch="", hb0_expires_on=None, vitamin_k_hour=None
    )
    file = recorded(any_clinic, told, delivered_on=day, place="Rumah sakit", place_name="RSUD Contoh")
    (baby,) = file.deliveries[0].babies
    assert (baby.born_on, baby.hour_known, baby.place_name) == (day, False, "RSUD Contoh")
    assert baby.hb0 == "14-11-2026, di tempat lain"
    assert any_clinic.house.screening.facts(any_clinic.doctor, file.person_id).values["masa_nifas"] == 9


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"delivered_on": None}, "delivered_on", "Isi tanggal"),
        ({"delivered_on": TODAY + timedelta(days=1)}, "delivered_on", "belum terjadi"),
        ({"delivered_on": LAST_PERIOD - timedelta(days=1)}, "delivered_on", "Sebelum HPHT"),
        ({"delivered_on": LAST_PERIOD + timedelta(weeks=19)}, "delivered_on", "abortus"),
        ({"place": ""}, "place", "Harus diisi"),
        ({"place": "Bulan"}, "place", "Pilih dari daftar"),
        ({"complications": ("tidak ada kode ini",)}, "complications", "Pilih dari daftar"),
        ({"blood_loss_ml": 9000}, "blood_loss_ml", "Harus antara"),
        ({"helper_name": "x" * 81}, "helper_name", "paling panjang"),
        ({"babies": ()}, "babies", "paling sedikit satu"),
    ],
)
def test_a_delivery_that_cannot_be_is_refused(
    clinic: Clinic, changes: dict[str, object], field: str, said: str
) -> None:
    _, pregnancy = mother_at_term(clinic)
    assert said in refused(clinic, replace(delivery(clinic, pregnancy), **changes))[field]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"weight_g": 3.2}, "weight_g", "3,2 kg ditulis 3200"),
        ({"weight_g": 31500}, "weight_g", "Harus antara"),
        ({"weight_g": 250}, "weight_g", "Harus antara"),
        ({"length_cm": 4.9}, "length_cm", "Harus antara"),
        ({"sex": None}, "sex", "Pilih jenis kelamin"),
        ({"outcome": None}, "outcome", "Pilih keadaan"),
        ({"outcome": BirthOutcome.STILLBORN}, "outcome", "tidak mendapat IMD"),
        ({"outcome": BirthOutcome.DIED}, "died_on", "Isi tanggal meninggal"),
        ({"order": None}, "order", "anak ke berapa"),
        ({"order": 0}, "order", "anak ke berapa"),
        ({"apgar_5": 11}, "apgar_5", "0 sampai 10"),
        ({"hour": time(9, 1)}, "hour", "belum terjadi"),
        ({"hb0_on": None}, "hb0_on", "Isi tanggal HB0"),
        ({"hb0_batch": ""}, "hb0_batch", "batch"),
        ({"hb0_route": ""}, "hb0_route", "Pilih cara"),
        ({"hb0_site": ""}, "hb0_site", "Pilih lokasi"),
        ({"hb0_site": "lutut"}, "hb0_site", "Pilih dari daftar"),
        ({"hb0_hour": time(3, 0)}, "hb0_on", "Sebelum bayi lahir"),
        ({"hb0_on": TODAY - timedelta(days=1)}, "hb0_on", "Sebelum bayi lahir"),
        ({"hb0": ""}, "hb0", "di mana HB0"),
        ({"vitamin_k": False}, "vitamin_k", "Ada jamnya"),
    ],
)
def test_a_baby_that_cannot_be_is_refused_beside_its_field(
    clinic: Clinic, changes: dict[str, object], field: str, said: str
) -> None:
    _, pregnancy = mother_at_term(clinic)
    baby = replace(BABY, **changes)  # type: ignore[arg-type]
    assert said in refused(clinic, delivery(clinic, pregnancy, baby))[f"b1.{field}"]


def test_a_delivery_before_an_antenatal_visit_is_refused(any_clinic: Clinic) -> None:
    mother, pregnancy = mother_at_term(any_clinic)
    day = TODAY - timedelta(days=20)
    at(any_clinic, day)
    examine(any_clinic, mother, "anc_visit", ANC)
    at(any_clinic, TODAY)
    earlier = delivery(any_clinic, pregnancy, replace(BABY, hb0_on=day), delivered_on=day - timedelta(days=3))
    assert "ANC pertama" in refused(any_clinic, earlier)["delivered_on"]


@pytest.mark.parametrize("grams", [400, 7000])
def test_an_unlikely_weight_is_asked_about_once(any_clinic: Clinic, grams: int) -> None:
    mother, pregnancy = mother_at_term(any_clinic)
    wanted = delivery(any_clinic, pregnancy, replace(BABY, weight_g=grams))
    assert set(refused(any_clinic, wanted)) == {"b1.weight_g", "confirmed"}
    any_clinic.house.deliveries.record(any_clinic.doctor, replace(wanted, confirmed=True))
    file = any_clinic.house.deliveries.of_mother(any_clinic.doctor, mother)
    assert file.deliveries[0].babies[0].weight_g == grams


def test_a_number_of_an_earlier_child_or_of_the_twin_is_refused(any_clinic: Clinic) -> None:
    mother, pregnancy = mother_at_term(any_clinic)
    same = refused(any_clinic, delivery(any_clinic, pregnancy, BABY, replace(twins()[1], order=2)))
    assert same == {"b2.order": "Anak ke-2 dipakai dua bayi."}
    home = any_clinic.house.registration.person(any_clinic.desk, mother).family
    assert home is not None
    elder = any_clinic.register("Kakak Contoh", mother_id=mother, birth_order=2, birth_date=date(2020, 1, 1))
    assert elder.person_id
    taken = refused(any_clinic, delivery(any_clinic, pregnancy))
    assert taken == {"b1.order": "Anak ke-2 ibu ini sudah tercatat: Kakak Contoh."}
    assert any_clinic.house.deliveries.of_mother(any_clinic.doctor, mother).labour is not None
    labour = any_clinic.house.deliveries.of_mother(any_clinic.doctor, mother).labour
    assert labour is not None
    assert labour.next_order == 3


def test_the_card_of_the_child_makes_the_same_rows(any_clinic: Clinic) -> None:
    mother, daughter = family(any_clinic)
    at(any_clinic, date(2025, 6, 2))
    pregnancy = start_pregnancy(any_clinic, mother, date(2025, 2, 16))
    at(any_clinic, TODAY)
    any_clinic.house.children.record_birth(any_clinic.doctor, daughter, birth(any_clinic, DAUGHTER_BORN))
    (found,) = any_clinic.house.deliveries.of_mother(any_clinic.doctor, mother).deliveries
    assert (found.pregnancy_id, found.delivered_on, found.babies[0].child_id) == (pregnancy, DAUGHTER_BORN, daughter)
    twin = any_clinic.register("Kembar Contoh", birth_date=DAUGHTER_BORN, mother_id=mother).person_id
    any_clinic.house.children.record_birth(any_clinic.doctor, twin, birth(any_clinic, DAUGHTER_BORN))
    (same,) = any_clinic.house.deliveries.of_mother(any_clinic.doctor, mother).deliveries
    assert same.id == found.id
    assert {baby.child_id for baby in same.babies} == {daughter, twin}


def test_only_who_writes_records_records_a_delivery(any_clinic: Clinic) -> None:
    mother, pregnancy = mother_at_term(any_clinic)
    with pytest.raises(NotAllowed):
        any_clinic.house.deliveries.record(any_clinic.desk, delivery(any_clinic, pregnancy))
    with pytest.raises(NotAllowed):
        any_clinic.house.deliveries.of_mother(any_clinic.desk, mother)
