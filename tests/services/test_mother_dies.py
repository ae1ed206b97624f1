"""A woman who died is pregnant no more, by the desk or by the death form, and what she left may still be recorded."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from db.models import Pregnancy
from ilp_desktop.domain.birth.death_kind import DeathKind
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.permissions import Role
from ilp_desktop.domain.pregnancy.pregnancy_end import PregnancyEnd
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.services.death.death_list import DeathRow
from ilp_desktop.services.people.death_writing import DeathFacts
from ilp_desktop.services.pregnancy.pregnancies import EndedPregnancy
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import page_texts
from tests.services.delivery_story import DEAD, LAST_PERIOD, NO_HB0, delivery, mother_at_term
from tests.services.kia_story import birth, start_pregnancy

FACTS = DeathFacts(TODAY, "07.10", "Rumah", "hipertensi")


def _end_of(clinic: Clinic, pregnancy: UUID) -> tuple[date | None, str]:
    with clinic.database.reading() as session:
        row = session.get_one(Pregnancy, pregnancy)
        return row.ended_on, row.outcome


def _leave(clinic: Clinic, person: UUID, why: Leaving | None, day: date | None = TODAY) -> None:
    file = clinic.house.registration.person(clinic.desk, person)
    clinic.house.registration.leave(clinic.desk, person, file.version, why, day)


@pytest.mark.parametrize("by_desk", [True, False])
def test_her_pregnancy_closes_and_she_died_pregnant(any_clinic: Clinic, *, by_desk: bool) -> None:
    mother, pregnancy = mother_at_term(any_clinic)
    if by_desk:
        _leave(any_clinic, mother, Leaving.DIED)
    any_clinic.house.deaths.record(any_clinic.doctor, mother, FACTS)
    assert any_clinic.house.pregnancies.current(any_clinic.doctor, mother) is None
    assert _end_of(any_clinic, pregnancy) == (TODAY, "ibu meninggal")
    (row,) = any_clinic.house.deaths.listed(any_clinic.doctor, None, 10)
    assert row.kind is DeathKind.PREGNANT
    (page,) = page_texts(any_clinic.house.deaths.pdf(any_clinic.doctor, mother))
    assert "belum bersalin" in page


def test_a_death_that_was_none_or_of_another_day_is_put_right(any_clinic: Clinic) -> None:
    mother, pregnancy = mother_at_term(any_clinic)
    _leave(any_clinic, mother, Leaving.MOVED)
    _leave(any_clinic, mother, Leaving.DIED)
    assert _end_of(any_clinic, pregnancy) == (TODAY, "ibu meninggal")
    yesterday = TODAY - timedelta(days=1)
    any_clinic.house.deaths.record(any_clinic.doctor, mother, replace(FACTS, died_on=yesterday))
    assert _end_of(any_clinic, pregnancy) == (yesterday, "ibu meninggal")
    _leave(any_clinic, mother, None, None)
    assert _end_of(any_clinic, pregnancy) == (None, "")
    current = any_clinic.house.pregnancies.current(any_clinic.doctor, mother)
    assert current is not None
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.house.pregnancies.end(
            any_clinic.doctor, EndedPregnancy(current.id, current.version, PregnancyEnd.DIED, TODAY)
        )
    assert "Catat kematian ibu" in refused.value.fields["outcome"]


def test_a_delivery_may_be_recorded_of_a_mother_whose_death_was_told_first(any_clinic: Clinic) -> None:
    mother, pregnancy = mother_at_term(any_clinic)
    yesterday = TODAY - timedelta(days=1)
    _leave(any_clinic, mother, Leaving.DIED, yesterday)
    labour = any_clinic.house.deliveries.of_mother(any_clinic.doctor, mother).labour
    assert labour is not None
    assert (labour.ended_on, labour.outcome) == (yesterday, "ibu meninggal")
    wanted = delivery(any_clinic, pregnancy, NO_HB0, version=labour.version)
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.house.deliveries.record(any_clinic.doctor, wanted)
    assert refused.value.fields == {"delivered_on": "Ibu meninggal 22-11-2026."}
    right = replace(wanted, delivered_on=yesterday)
    any_clinic.house.deliveries.record(any_clinic.doctor, right)
    assert _end_of(any_clinic, pregnancy) == (yesterday, "lahir hidup")
    (row,) = any_clinic.house.deaths.listed(any_clinic.doctor, None, 10)
    assert row.kind is DeathKind.DELIVERING


def test_a_child_registered_at_the_desk_ends_the_pregnancy_its_mother_died_in(any_clinic: Clinic) -> None:
    mother, pregnancy = mother_at_term(any_clinic)
    born = TODAY - timedelta(days=4)
    _leave(any_clinic, mother, Leaving.DIED)
    child = any_clinic.register("Bayi", birth_date=born, mother_id=mother, birth_order=2).person_id
    any_clinic.house.children.record_birth(any_clinic.doctor, child, birth(any_clinic, born))
    assert _end_of(any_clinic, pregnancy) == (born, "lahir hidup")
    kinds = {row.person_id: row.kind for row in any_clinic.house.deaths.listed(any_clinic.doctor, None, 10)}
    assert kinds == {mother: DeathKind.POSTNATAL}


def test_a_mother_known_by_her_child_alone_died_in_nifas(any_clinic: Clinic) -> None:
    mother = any_clinic.register("Ibu", birth_date=date(1996, 5, 5)).person_id
    any_clinic.register("Bayi", birth_date=TODAY - timedelta(days=9), mother_id=mother, birth_order=1)
    _leave(any_clinic, mother, Leaving.DIED)
    (row,) = any_clinic.house.deaths.listed(any_clinic.doctor, None, 10)
    assert (row.person_id, row.kind) == (mother, DeathKind.POSTNATAL)


def test_a_pregnancy_that_never_was_makes_no_maternal_death(any_clinic: Clinic) -> None:
    mother, _ = mother_at_term(any_clinic)
    file = any_clinic.house.pregnancies.current(any_clinic.doctor, mother)
    assert file is not None
    any_clinic.house.pregnancies.end(
        any_clinic.doctor, EndedPregnancy(file.id, file.version, PregnancyEnd.MISTAKEN, TODAY - timedelta(days=3))
    )
    _leave(any_clinic, mother, Leaving.DIED)
    assert any_clinic.house.deaths.listed(any_clinic.doctor, None, 10) == ()


def test_a_stillbirth_is_listed_notified_and_printed(any_clinic: Clinic) -> None:
    mother, pregnancy = mother_at_term(any_clinic)
    deaths, doctor = any_clinic.house.deaths, any_clinic.doctor
    without = replace(DEAD, death_cause="")
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.house.deliveries.record(doctor, delivery(any_clinic, pregnancy, without))
    assert refused.value.fields == {"b1.death_cause": "Pilih penyebab langsung."}
    any_clinic.house.deliveries.record(doctor, delivery(any_clinic, pregnancy, DEAD))
    (row,) = deaths.listed(any_clinic.head, None, 10)
    assert (row.person_id, row.kind, row.name, row.cause) == (
        mother,
        DeathKind.STILLBORN,
        "Bayi Ny. Ibu Contoh",
        "Asfiksia",
    )
    assert row.state(TODAY) == "belum diberitahukan"
    assert row.birth_id is not None
    (page,) = page_texts(deaths.stillbirth_pdf(doctor, row.birth_id))
    for words in ("Lahir mati", "Bayi Ny. Ibu Contoh", "2900 gram", "G2P1A0", "Asfiksia", "Ibu Contoh"):
        assert words in page
    with pytest.raises(WrongAnswers):
        deaths.notify_stillbirth(doctor, row.birth_id, TODAY - timedelta(days=1))
    deaths.notify_stillbirth(doctor, row.birth_id, TODAY)
    assert deaths.listed(any_clinic.head, None, 10)[0].notified_on == TODAY


def test_a_stillbirth_noted_as_the_end_alone_waits_for_its_delivery(any_clinic: Clinic) -> None:
    mother, pregnancy = mother_at_term(any_clinic)
    file = any_clinic.house.pregnancies.current(any_clinic.doctor, mother)
    assert file is not None
    any_clinic.house.pregnancies.end(
        any_clinic.doctor, EndedPregnancy(file.id, file.version, PregnancyEnd.STILLBIRTH, TODAY)
    )
    (row,) = any_clinic.house.deaths.listed(any_clinic.doctor, None, 10)
    assert (row.id, row.birth_id, row.state(TODAY)) == (pregnancy, None, "belum dilengkapi")
    labour = any_clinic.house.deliveries.of_mother(any_clinic.doctor, mother).labour
    assert labour is not None
    told = delivery(any_clinic, pregnancy, DEAD, version=labour.version)
    any_clinic.house.deliveries.record(any_clinic.doctor, told)
    (row,) = any_clinic.house.deaths.listed(any_clinic.doctor, None, 10)
    assert row.birth_id is not None
    assert any_clinic.house.deliveries.of_mother(any_clinic.doctor, mother).labour is None


def test_deaths_and_stillbirths_come_in_one_order_page_by_page(any_clinic: Clinic) -> None:
    _, pregnancy = mother_at_term(any_clinic)
    for number in range(4):
        baby = any_clinic.register(f"Bayi {number}", birth_date=TODAY - timedelta(days=90)).person_id
        facts = DeathFacts(TODAY - timedelta(days=number), cause="diare")
        any_clinic.house.deaths.record(any_clinic.doctor, baby, facts)
    on = TODAY - timedelta(days=2)
    any_clinic.house.deliveries.record(any_clinic.doctor, delivery(any_clinic, pregnancy, DEAD, delivered_on=on))
    found: list[DeathRow] = []
    after = None
    while page := any_clinic.house.deaths.listed(any_clinic.doctor, after, 2):
        found += page
        after = page[-1]
    assert len({row.id for row in found}) == len(found) == 5
    assert [row.died_on for row in found] == sorted((row.died_on for row in found), reverse=True)


def test_the_stillbirth_of_a_minor_is_absent_for_who_may_not_see_it(any_clinic: Clinic) -> None:
    girl = any_clinic.register("Gadis Contoh", birth_date=date(2010, 5, 5)).person_id
    pregnancy = start_pregnancy(any_clinic, girl, LAST_PERIOD)
    any_clinic.house.deliveries.record(any_clinic.doctor, delivery(any_clinic, pregnancy, replace(DEAD, order=1)))
    assert len(any_clinic.house.deaths.listed(any_clinic.doctor, None, 10)) == 1
    office = replace(any_clinic.head, roles=frozenset({Role.HEAD}))
    assert any_clinic.house.deaths.listed(office, None, 10) == ()


def test_no_woman_has_a_pregnancy_open_after_she_died(any_clinic: Clinic) -> None:
    mother, _ = mother_at_term(any_clinic)
    _leave(any_clinic, mother, Leaving.DIED)
    with any_clinic.database.reading() as session:
        assert session.scalar(select(Pregnancy.id).where(Pregnancy.ended_on.is_(None))) is None


def test_a_pregnancy_told_after_her_death_is_closed_by_it_at_once(any_clinic: Clinic) -> None:
    woman = any_clinic.register("Ibu", birth_date=date(1996, 5, 5)).person_id
    _leave(any_clinic, woman, Leaving.DIED)
    pregnancy = start_pregnancy(any_clinic, woman, LAST_PERIOD)
    assert _end_of(any_clinic, pregnancy) == (TODAY, "ibu meninggal")
