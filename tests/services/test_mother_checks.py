"""Mothers who cannot be are refused beside their field, on both databases."""

from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

import pytest

from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.pregnancy.pregnancy_end import PregnancyEnd
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.pregnancy.pregnancies import EndedPregnancy, NewPregnancy
from tests.house_fixtures import TODAY, Clinic, Opener, Users, opened
from tests.services.delivery_story import LAST_PERIOD, NO_HB0, delivery
from tests.services.kia_story import at, birth, family, start_pregnancy
from tests.services.test_queue import run_together

CHILD_BORN = date(2025, 11, 23)


def change(clinic: Clinic, person_id: UUID, **changes: object) -> None:
    """Change a person at the desk."""
    file = clinic.house.registration.person(clinic.desk, person_id)
    data = replace(file.data, **changes)  # type: ignore[arg-type]
    clinic.house.registration.change(clinic.desk, person_id, file.version, data)


def refused(clinic: Clinic, person_id: UUID, **changes: object) -> dict[str, str]:
    with pytest.raises(WrongAnswers) as wrong:
        change(clinic, person_id, **changes)
    return dict(wrong.value.fields)


def test_a_child_is_not_registered_with_a_mother_who_cannot_be(any_clinic: Clinic) -> None:
    girl = any_clinic.register("Siti", birth_date=date(2017, 1, 1)).person_id
    man = any_clinic.register("Budi", sex=Sex.MALE).person_id
    for mother, told in ((girl, "Siti baru berumur 8 tahun saat anak ini lahir"), (man, "Budi tercatat laki-laki")):
        with pytest.raises(WrongAnswers) as wrong:
            any_clinic.register("Bayi", birth_date=CHILD_BORN, mother_id=mother)
        assert list(wrong.value.fields) == ["mother"]
        assert wrong.value.fields["mother"].startswith(told)
    assert any_clinic.house.registration.search(any_clinic.desk, "bayi") == ()


def test_a_child_is_not_linked_to_herself(any_clinic: Clinic) -> None:
    child = any_clinic.register("Bayi", birth_date=CHILD_BORN).person_id
    told = refused(any_clinic, child, mother_id=child)
    assert told == {"mother": "Anak tidak dapat menjadi ibunya sendiri. Pilih ibunya."}


def test_a_birth_date_that_would_leave_a_mother_too_young_is_refused_on_either_side(any_clinic: Clinic) -> None:
    mother = any_clinic.register("Siti").person_id
    child = any_clinic.register("Bayi", birth_date=CHILD_BORN, mother_id=mother).person_id
    assert list(refused(any_clinic, child, birth_date=date(1999, 1, 1))) == ["mother"]
    told = refused(any_clinic, mother, birth_date=date(2019, 1, 1))
    assert told == {"birth_date": "Tercatat sebagai ibu Bayi. Perbaiki dahulu ibunya pada data anak itu."}
    change(any_clinic, mother, birth_date=date(1991, 5, 17))


def test_a_second_mother_of_a_birth_on_record_is_refused(any_clinic: Clinic) -> None:
    mother, other = any_clinic.register("Siti").person_id, any_clinic.register("Dewi").person_id
    child = any_clinic.register("Bayi", birth_date=CHILD_BORN, mother_id=mother).person_id
    any_clinic.house.children.record_birth(any_clinic.doctor, child, birth(any_clinic, CHILD_BORN))
    told = refused(any_clinic, child, mother_id=other)
    assert told["mother"].startswith("Kelahiran anak ini tercatat dari Siti.")
    change(any_clinic, child, phone="081234567890")


def test_a_mother_chosen_wrongly_is_corrected_while_no_birth_is_on_record(any_clinic: Clinic) -> None:
    mother, other = any_clinic.register("Siti").person_id, any_clinic.register("Dewi").person_id
    child = any_clinic.register("Bayi", birth_date=CHILD_BORN, mother_id=mother).person_id
    change(any_clinic, child, mother_id=other)
    assert any_clinic.house.registration.person(any_clinic.desk, child).data.mother_id == other


def test_the_sex_of_a_mother_and_of_a_pregnant_woman_is_not_corrected_away(any_clinic: Clinic) -> None:
    mother = any_clinic.register("Siti").person_id
    any_clinic.register("Bayi", birth_date=CHILD_BORN, mother_id=mother)
    assert list(refused(any_clinic, mother, sex=Sex.MALE)) == ["sex"]
    woman = any_clinic.register("Dewi").person_id
    started = NewPregnancy(any_clinic.new_id(), woman, date(2026, 6, 1), 1, 0, 0)
    pregnancy = any_clinic.house.pregnancies.start(any_clinic.doctor, started)
    told = refused(any_clinic, woman, sex=Sex.MALE)
    assert "Tidak hamil (keliru)" in told["sex"]
    any_clinic.house.pregnancies.end(any_clinic.doctor, EndedPregnancy(pregnancy, 1, PregnancyEnd.MISTAKEN, TODAY))
    change(any_clinic, woman, sex=Sex.MALE)


def test_the_refusal_tells_the_desk_nothing_of_a_girls_pregnancy(any_clinic: Clinic) -> None:
    girl = any_clinic.register("Dewi", birth_date=date(2010, 5, 17)).person_id
    started = NewPregnancy(any_clinic.new_id(), girl, date(2026, 6, 1), 1, 0, 0)
    any_clinic.house.pregnancies.start(any_clinic.doctor, started)
    assert "hamil" not in refused(any_clinic, girl, sex=Sex.MALE)["sex"].casefold()


def test_a_number_of_an_earlier_child_is_refused_beside_its_field(any_clinic: Clinic) -> None:
    mother, other = any_clinic.register("Siti").person_id, any_clinic.register("Dewi").person_id
    first = any_clinic.register("Anak Satu", birth_date=CHILD_BORN, mother_id=mother, birth_order=1).person_id
    told = {"birth_order": "Anak ke-1 ibu ini sudah tercatat: Anak Satu."}
    with pytest.raises(WrongAnswers) as wrong:
        any_clinic.register("Anak Lain", birth_date=CHILD_BORN, mother_id=mother, birth_order=1)
    assert wrong.value.fields == told
    second = any_clinic.register("Anak Dua", birth_date=CHILD_BORN, mother_id=mother, birth_order=2).person_id
    assert refused(any_clinic, second, birth_order=1) == told
    elsewhere = any_clinic.register("Anak Dewi", birth_date=CHILD_BORN, mother_id=other, birth_order=1).person_id
    assert refused(any_clinic, elsewhere, mother_id=mother) == told
    change(any_clinic, first, phone="081234567890")
    change(any_clinic, second, birth_order=3)
    change(any_clinic, elsewhere, mother_id=mother, birth_order=2)


def test_two_desks_never_give_two_children_of_a_mother_one_number(any_opener: tuple[Opener, Users]) -> None:
    open_database, users = any_opener
    desks = [opened(open_database(), users) for _ in range(2)]
    mother, _ = family(desks[0])
    homes = [_folder(desks[0], one) for one in (mother, desks[0].register("Nenek").person_id)]
    for order in range(2, 8):
        acts = []
        for place, (desk, home) in enumerate(zip(desks, homes, strict=True)):
            child = desk.person(f"Bayi {order} {place}", birth_date=CHILD_BORN, mother_id=mother, birth_order=order)
            wanted = replace(child, family_id=home, relation=FamilyRelation.CHILD)
            acts.append(partial(desk.house.registration.register, desk.desk, wanted))
        results = run_together(acts)
        (refused_one,) = [one for one in results if isinstance(one, WrongAnswers)]
        assert refused_one.fields["birth_order"].startswith(f"Anak ke-{order} ibu ini sudah tercatat: Bayi {order}")


def test_of_two_children_changed_to_one_number_at_once_one_keeps_its_own(any_opener: tuple[Opener, Users]) -> None:
    open_database, users = any_opener
    desks = [opened(open_database(), users) for _ in range(2)]
    first = desks[0]
    mother = first.register("Siti").person_id
    children = [
        first.register(f"Anak {order}", birth_date=CHILD_BORN, mother_id=mother, birth_order=order).person_id
        for order in (1, 2)
    ]
    for order in range(3, 9):
        acts = [partial(change, desk, child, birth_order=order) for desk, child in zip(desks, children, strict=True)]
        assert len([one for one in run_together(acts) if isinstance(one, WrongAnswers)]) == 1
        files = [first.house.registration.person(first.desk, child) for child in children]
        assert [file.data.birth_order for file in files].count(order) == 1


def test_the_desk_and_the_delivery_room_never_give_one_number_at_once(any_opener: tuple[Opener, Users]) -> None:
    open_database, users = any_opener
    desk, room = (opened(open_database(), users) for _ in range(2))
    mother, _ = family(desk)
    for clinic in (desk, room):
        at(clinic, date(2026, 3, 10))
    pregnancy = start_pregnancy(desk, mother, LAST_PERIOD)
    for clinic in (desk, room):
        at(clinic, TODAY)
    child = desk.person("Bayi Loket", birth_date=TODAY, mother_id=mother, birth_order=2)
    child = replace(child, family_id=_folder(desk, mother), relation=FamilyRelation.CHILD)
    results = run_together(
        [
            partial(desk.house.registration.register, desk.desk, child),
            partial(room.house.deliveries.record, room.doctor, delivery(room, pregnancy, replace(NO_HB0, name="Bayi"))),
        ]
    )
    assert len([one for one in results if isinstance(one, WrongAnswers)]) == 1


def _folder(clinic: Clinic, person_id: UUID) -> UUID:
    """Return the folder of somebody's family."""
    found = clinic.house.registration.person(clinic.desk, person_id).family
    assert found is not None
    return found.id
