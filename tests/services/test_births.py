"""Recording a birth, and what it does to the mother's pregnancy, on both databases."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from ilp_desktop.clock import local_day
from ilp_desktop.domain.errors import NotAllowed, StaleRecord, UserError, WrongAnswers
from ilp_desktop.domain.identity.family_member import FamilyRelation
from tests.house_fixtures import TODAY, Clinic
from tests.services.kia_story import ANC, DAUGHTER_BORN, WIB, at, birth, examine, family, start_pregnancy


def test_birth_is_recorded_once_and_read_back(any_clinic: Clinic) -> None:
    _, daughter = family(any_clinic)
    children = any_clinic.house.children
    assert children.birth(any_clinic.doctor, daughter) is None
    wanted = birth(any_clinic, DAUGHTER_BORN)
    first = children.record_birth(any_clinic.doctor, daughter, wanted)
    assert children.record_birth(any_clinic.doctor, daughter, wanted) == first
    found = children.birth(any_clinic.doctor, daughter)
    assert found is not None
    assert (found.born_at, found.weight_g, found.early_breastfeeding) == (wanted.born_at, 3150, True)
    with pytest.raises(StaleRecord):
        children.record_birth(any_clinic.doctor, daughter, replace(wanted, client_id=any_clinic.new_id()))


def test_birth_ends_the_pregnancy_it_belongs_to_and_a_twin_joins_it(any_clinic: Clinic) -> None:
    mother, first = family(any_clinic)
    home = any_clinic.house.registration.person(any_clinic.desk, first).family
    assert home is not None
    twin = replace(
        any_clinic.person("Kembar Contoh", birth_date=DAUGHTER_BORN, mother_id=mother),
        relation=FamilyRelation.CHILD,
        family_id=home.id,
    )
    second = any_clinic.house.registration.register(any_clinic.desk, twin).person_id
    at(any_clinic, date(2025, 6, 2))
    start_pregnancy(any_clinic, mother, date(2025, 2, 16))
    at(any_clinic, TODAY)
    for child in (first, second):
        any_clinic.house.children.record_birth(any_clinic.doctor, child, birth(any_clinic, DAUGHTER_BORN))
    assert any_clinic.house.pregnancies.current(any_clinic.doctor, mother) is None
    start_pregnancy(any_clinic, mother)


def test_pregnancy_too_long_ago_or_begun_later_stays_open(any_clinic: Clinic) -> None:
    mother, daughter = family(any_clinic)
    start_pregnancy(any_clinic, mother)
    before = any_clinic.house.pregnancies.current(any_clinic.doctor, mother)
    assert before is not None
    any_clinic.house.children.record_birth(any_clinic.doctor, daughter, birth(any_clinic, DAUGHTER_BORN))
    after = any_clinic.house.pregnancies.current(any_clinic.doctor, mother)
    assert after is not None
    assert (after.id, after.version) == (before.id, before.version)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"born_at": datetime(2025, 11, 22, 23, 59, tzinfo=WIB)}, "born_at"),
        ({"born_at": datetime(2027, 11, 23, 3, 0, tzinfo=WIB)}, "born_at"),
        ({"weight_g": 31500}, "weight_g"),
        ({"length_cm": 4.9}, "length_cm"),
        ({"head_cm": 340.0}, "head_cm"),
        ({"mode": "x" * 41}, "mode"),
    ],
)
def test_birth_that_cannot_be_is_refused(clinic: Clinic, changes: dict[str, object], field: str) -> None:
    _, daughter = family(clinic)
    with pytest.raises(WrongAnswers) as refused:
        clinic.house.children.record_birth(clinic.doctor, daughter, birth(clinic, DAUGHTER_BORN, **changes))
    assert list(refused.value.fields) == [field]
    assert clinic.house.children.birth(clinic.doctor, daughter) is None


def test_hour_of_birth_is_that_of_the_puskesmas(any_clinic: Clinic) -> None:
    """An hour before midnight UTC is the next day in Jakarta."""
    _, daughter = family(any_clinic)
    early = datetime(2025, 11, 23, 0, 30, tzinfo=WIB)
    any_clinic.house.children.record_birth(any_clinic.doctor, daughter, birth(any_clinic, DAUGHTER_BORN, born_at=early))
    found = any_clinic.house.children.birth(any_clinic.doctor, daughter)
    assert found is not None
    assert found.born_at == early


def test_birth_of_which_nobody_knows_the_hour_keeps_its_day(any_clinic: Clinic) -> None:
    _, daughter = family(any_clinic)
    children = any_clinic.house.children
    children.record_birth(any_clinic.doctor, daughter, birth(any_clinic, DAUGHTER_BORN, born_at=None))
    found = children.birth(any_clinic.doctor, daughter)
    assert found is not None
    assert (local_day(found.born_at, any_clinic.doctor.time_zone), found.hour_known) == (DAUGHTER_BORN, False)


def test_birth_needs_a_linked_mother_and_a_clinician(any_clinic: Clinic) -> None:
    child = any_clinic.register("Bayi Uji", birth_date=DAUGHTER_BORN).person_id
    with pytest.raises(UserError, match="belum terhubung"):
        any_clinic.house.children.record_birth(any_clinic.doctor, child, birth(any_clinic, DAUGHTER_BORN))
    with pytest.raises(NotAllowed):
        any_clinic.house.children.record_birth(any_clinic.desk, child, birth(any_clinic, DAUGHTER_BORN))


@pytest.mark.parametrize("grams", [400, 7000])
def test_an_unlikely_weight_is_asked_about_and_recorded_when_it_is_right(any_clinic: Clinic, grams: int) -> None:
    _, daughter = family(any_clinic)
    children, wanted = any_clinic.house.children, birth(any_clinic, DAUGHTER_BORN, weight_g=grams)
    with pytest.raises(WrongAnswers) as asked:
        children.record_birth(any_clinic.doctor, daughter, wanted)
    assert asked.value.fields == {
        "weight_g": f"{grams} tidak lazim (biasanya 1000-5500).",
        "confirmed": "Ada angka yang tidak lazim. Bila benar, centang lalu simpan lagi.",
    }
    assert children.birth(any_clinic.doctor, daughter) is None
    children.record_birth(any_clinic.doctor, daughter, replace(wanted, confirmed=True))
    found = children.birth(any_clinic.doctor, daughter)
    assert found is not None
    assert found.weight_g == grams


@pytest.mark.parametrize("grams", [299, 7001])
def test_a_weight_that_cannot_be_is_no_question(clinic: Clinic, grams: int) -> None:
    _, daughter = family(clinic)
    wanted = birth(clinic, DAUGHTER_BORN, weight_g=grams, confirmed=True)
    with pytest.raises(WrongAnswers) as refused:
        clinic.house.children.record_birth(clinic.doctor, daughter, wanted)
    assert refused.value.fields == {"weight_g": "Harus antara 300 dan 7000 gram."}


@pytest.mark.parametrize(
    ("last_period_on", "visit_on", "told"),
    [
        (date(2025, 2, 16), date(2025, 11, 24), r"Sebelum kunjungan ANC pertama \(24-11-2025\)"),
        (date(2025, 9, 28), None, "Umur kehamilan 8 minggu: periksa HPHT dan tanggal lahir"),
        (date(2025, 7, 7), None, "Umur kehamilan 19 minggu: periksa HPHT dan tanggal lahir"),
    ],
)
def test_a_birth_the_pregnancy_cannot_have_ended_in_leaves_it_open(
    any_clinic: Clinic, last_period_on: date, visit_on: date | None, told: str
) -> None:
    mother, daughter = family(any_clinic)
    at(any_clinic, date(2025, 11, 20))
    start_pregnancy(any_clinic, mother, last_period_on)
    if visit_on is not None:
        at(any_clinic, visit_on)
        examine(any_clinic, mother, "anc_visit", ANC)
    at(any_clinic, TODAY)
    with pytest.raises(UserError, match=told):
        any_clinic.house.children.record_birth(any_clinic.doctor, daughter, birth(any_clinic, DAUGHTER_BORN))
    assert any_clinic.house.children.birth(any_clinic.doctor, daughter) is None
    assert any_clinic.house.pregnancies.current(any_clinic.doctor, mother) is not None
