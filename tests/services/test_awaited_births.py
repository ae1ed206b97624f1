"""Women of whom a delivery is to be recorded stand in one list, also those who do not come any more."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from ilp_desktop.domain.permissions import Act, may
from ilp_desktop.domain.pregnancy.pregnancy_end import PregnancyEnd
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.services.birth.awaited_births import Awaited, AwaitedBirth
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.pregnancy.pregnancies import EndedPregnancy
from tests.house_fixtures import TODAY, Clinic
from tests.services.delivery_story import NO_HB0, delivery
from tests.services.kia_story import start_pregnancy

BORN = date(1996, 1, 2)


def expecting(clinic: Clinic, name: str, weeks: int, born: date = BORN) -> tuple[UUID, UUID]:
    """Return a woman so many weeks pregnant and her pregnancy."""
    woman = clinic.register(name, birth_date=born).person_id
    return woman, start_pregnancy(clinic, woman, TODAY - timedelta(weeks=weeks))


def listed(clinic: Clinic) -> list[tuple[str, Awaited]]:
    return [(row.name, row.why) for row in clinic.house.deliveries.awaited(clinic.doctor, None, 50)]


def test_near_her_day_past_it_dead_and_ended_without_a_birth(any_clinic: Clinic) -> None:
    house, doctor = any_clinic.house, any_clinic.doctor
    expecting(any_clinic, "Masih Jauh", 30)
    expecting(any_clinic, "Hampir", 38)
    expecting(any_clinic, "Lewat", 41)
    told, pregnancy = expecting(any_clinic, "Lahir Di Luar", 40)
    house.pregnancies.end(doctor, EndedPregnancy(pregnancy, 1, PregnancyEnd.BORN_ELSEWHERE, TODAY))
    dead, _ = expecting(any_clinic, "Almarhumah", 37)
    file = house.registration.person(any_clinic.desk, dead)
    house.registration.leave(any_clinic.desk, dead, file.version, Leaving.DIED, TODAY - timedelta(days=1))
    lost, pregnancy = expecting(any_clinic, "Keguguran", 12)
    house.pregnancies.end(doctor, EndedPregnancy(pregnancy, 1, PregnancyEnd.MISCARRIAGE, TODAY))
    delivered, pregnancy = expecting(any_clinic, "Sudah Bersalin", 39)
    house.deliveries.record(doctor, delivery(any_clinic, pregnancy, NO_HB0))
    assert listed(any_clinic) == [
        ("Lewat", Awaited.OVERDUE),
        ("Lahir Di Luar", Awaited.UNRECORDED),
        ("Hampir", Awaited.SOON),
        ("Almarhumah", Awaited.DIED),
    ]
    labour = house.deliveries.of_mother(doctor, told).labour
    assert labour is not None
    house.deliveries.record(doctor, delivery(any_clinic, labour.pregnancy_id, NO_HB0, version=labour.version))
    assert ("Lahir Di Luar", Awaited.UNRECORDED) not in listed(any_clinic)
    assert {lost, delivered} & {row.person_id for row in house.deliveries.awaited(doctor, None, 50)} == set()


def test_pages_meet_without_a_gap_or_a_repeat(clinic: Clinic) -> None:
    for number in range(7):
        expecting(clinic, f"Ibu {number}", 37 + number % 3)
    found: list[AwaitedBirth] = []
    while page := clinic.house.deliveries.awaited(clinic.doctor, found[-1] if found else None, 3):
        found += page
    assert len({row.pregnancy_id for row in found}) == len(found) == 7


@pytest.mark.parametrize(("born", "seen"), [(date(2010, 1, 2), False), (BORN, True)])
def test_a_girl_stands_there_only_for_those_with_leave(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch, born: date, seen: bool
) -> None:
    expecting(clinic, "Remaja", 40, born)
    assert clinic.house.deliveries.awaited(clinic.doctor, None, 10)
    monkeypatch.setattr(SignedIn, "may", lambda user, act: act is not Act.SEE_RESTRICTED and may(user.roles, act))
    assert bool(clinic.house.deliveries.awaited(clinic.doctor, None, 10)) is seen
