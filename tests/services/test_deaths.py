"""Deaths of mothers and children: recorded once, with the day where everybody reads it, and followed up."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ilp_desktop.domain.birth.death_kind import DeathKind
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Role
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.services.death.death_list import DeathRow
from ilp_desktop.services.people.death_writing import DeathFacts
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import page_texts
from tests.services.delivery_story import LAST_PERIOD, NO_HB0, delivery, mother_at_term
from tests.services.kia_story import start_pregnancy

FACTS = DeathFacts(TODAY, "07.10", "IGD RSUD Contoh", "perdarahan", "atonia", "Bidan Sri")


def test_a_mother_who_dies_leaves_and_is_notified_once(any_clinic: Clinic) -> None:
    mother, pregnancy = mother_at_term(any_clinic)
    house, doctor = any_clinic.house, any_clinic.doctor
    day = TODAY - timedelta(days=2)
    house.deliveries.record(doctor, delivery(any_clinic, pregnancy, NO_HB0, delivered_on=day))
    with pytest.raises(WrongAnswers) as refused:
        house.deaths.record(doctor, mother, replace(FACTS, cause="asfiksia"))
    assert refused.value.fields == {"cause": "Pilih penyebab langsung."}
    first = house.deaths.record(doctor, mother, FACTS)
    assert house.deaths.record(doctor, mother, replace(FACTS, hour="07.15")) == first
    person = house.registration.person(any_clinic.desk, mother)
    assert (person.left_why, person.left_on) == (Leaving.DIED, TODAY)
    (row,) = house.deaths.listed(any_clinic.head, None, 10)
    assert (row.kind, row.cause, row.notify_by) == (DeathKind.POSTNATAL, "Perdarahan", TODAY + timedelta(days=1))
    assert row.state(TODAY) == "belum diberitahukan"
    (page,) = page_texts(house.deaths.pdf(doctor, mother))
    for words in ("Kematian ibu nifas", "23 November 2026 pukul 07.15", "IGD RSUD Contoh", "G2P1A0", "Spontan"):
        assert words in page
    house.deaths.notify(doctor, mother, TODAY)
    assert house.deaths.listed(any_clinic.head, None, 10)[0].state(TODAY) == "sudah diberitahukan"
    with pytest.raises(WrongAnswers):
        house.deaths.notify(doctor, mother, TODAY - timedelta(days=1))


def test_a_death_told_at_the_desk_waits_in_the_list_to_be_completed(any_clinic: Clinic) -> None:
    baby = any_clinic.register("Bayi Contoh", birth_date=TODAY - timedelta(days=20)).person_id
    grown = any_clinic.register("Kakek Contoh", birth_date=date(1950, 1, 1)).person_id
    for person in (baby, grown):
        file = any_clinic.house.registration.person(any_clinic.desk, person)
        any_clinic.house.registration.leave(any_clinic.desk, person, file.version, Leaving.DIED, TODAY)
    (row,) = any_clinic.house.deaths.listed(any_clinic.doctor, None, 10)
    assert (row.person_id, row.kind, row.state(TODAY)) == (baby, DeathKind.LATE_NEONATAL, "belum dilengkapi")
    with pytest.raises(UserError, match="belum dilengkapi"):
        any_clinic.house.deaths.pdf(any_clinic.doctor, baby)
    any_clinic.house.deaths.record(any_clinic.doctor, baby, DeathFacts(TODAY, cause="sepsis"))
    assert any_clinic.house.deaths.listed(any_clinic.doctor, None, 10)[0].cause == "Infeksi atau sepsis"


def test_the_list_comes_in_pages_the_latest_first(any_clinic: Clinic) -> None:
    for number in range(5):
        baby = any_clinic.register(f"Bayi Contoh {number}", birth_date=TODAY - timedelta(days=100)).person_id
        any_clinic.house.deaths.record(
            any_clinic.doctor, baby, DeathFacts(TODAY - timedelta(days=number // 2), cause="diare")
        )
    deaths = any_clinic.house.deaths
    found: list[DeathRow] = []
    after = None
    while page := deaths.listed(any_clinic.doctor, after, 2):
        found += page
        after = page[-1]
    assert len({row.person_id for row in found}) == 5
    assert [row.died_on for row in found] == sorted((row.died_on for row in found), reverse=True)


def test_the_death_of_a_minor_mother_is_absent_for_who_may_not_see_it(any_clinic: Clinic) -> None:
    girl = any_clinic.register("Gadis Contoh", birth_date=date(2010, 5, 5)).person_id
    start_pregnancy(any_clinic, girl, LAST_PERIOD)
    any_clinic.house.deaths.record(any_clinic.doctor, girl, FACTS)
    assert [row.person_id for row in any_clinic.house.deaths.listed(any_clinic.doctor, None, 10)] == [girl]
    office = replace(any_clinic.head, roles=frozenset({Role.HEAD}))
    assert any_clinic.house.deaths.listed(office, None, 10) == ()


@pytest.mark.parametrize("day", [None, TODAY + timedelta(days=1), date(1900, 1, 1)])
def test_a_death_on_a_day_that_cannot_be_is_refused(clinic: Clinic, day: date | None) -> None:
    baby = clinic.register("Bayi Contoh", birth_date=TODAY - timedelta(days=20)).person_id
    with pytest.raises(WrongAnswers) as refused:
        clinic.house.deaths.record(clinic.doctor, baby, DeathFacts(day, cause="diare"))
    assert "died_on" in refused.value.fields
    assert clinic.house.registration.person(clinic.desk, baby).left_why is None
