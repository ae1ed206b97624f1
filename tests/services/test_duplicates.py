"""Who may be registered already: advice at the desk, and the search over everybody, which stops and goes on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from db.models import SuspectedPair
from ilp_desktop.domain.errors import StaleRecord
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.search.same_person import Judge, Likeness, judge_on
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.merge import duplicate_scan
from ilp_desktop.services.merge.duplicates import Pair
from ilp_desktop.services.person.person_data import NewPerson, PersonData
from tests.house_fixtures import TODAY, Clinic

BORN = date(2026, 11, 1)


def typed(name: str, **known: object) -> PersonData:
    return replace(PersonData(name, Sex.FEMALE, date(1990, 5, 17)), **known)  # type: ignore[arg-type]


def searched(clinic: Clinic) -> tuple[Pair, ...]:
    """Search through everybody and return the pairs."""
    state = clinic.house.duplicate_scan.begin(clinic.head)
    while state.is_under_way:
        state = clinic.house.duplicate_scan.go_on(clinic.head)
    return clinic.house.duplicates.pairs(clinic.head, None, 100)


def named(pairs: tuple[Pair, ...]) -> list[set[str]]:
    return [{pair.one.name, pair.other.name} for pair in pairs]


def test_the_desk_is_told_who_it_may_be_and_why(clinic: Clinic) -> None:
    known = clinic.register("Siti Aminah", mother_name="Kartini", phone="081234567890", nik="3201015705900001")
    clinic.register("Siti Aminah", birth_date=date(1964, 2, 2))
    clinic.register("Wati", birth_date=date(1990, 5, 17))
    likely = clinic.house.duplicates.likely
    assert likely(clinic.desk, typed("Siti Aminah", birth_date=None)) == ()
    (one,) = likely(clinic.desk, typed("St. Aminh", mother_name="Kartini", phone="0812-3456-7890"))
    assert (one.person.id, one.likeness) == (known.person_id, Likeness.POSSIBLE)
    assert one.agrees == ("nama mirip", "tanggal lahir", "jenis kelamin", "ibu", "telepon")
    (by_number,) = likely(clinic.desk, PersonData("", None, None, nik="3201015705900001"))
    assert (by_number.person.id, by_number.likeness) == (known.person_id, Likeness.CERTAIN)
    (slip,) = likely(clinic.desk, typed("Siti Aminah", birth_date=date(1990, 5, 18), nik="3201015705900010"))
    assert (slip.person.id, slip.agrees[0]) == (known.person_id, "NIK mirip")


def test_a_newborn_is_found_by_the_mother_once_it_has_a_name(clinic: Clinic) -> None:
    mother = clinic.person("Siti Aminah")
    family = replace(mother, kk_number="3201010101200001")
    mother_id = clinic.house.registration.register(clinic.desk, family).person_id
    baby = clinic.register("By. Ny. Siti Aminah", birth_date=BORN, sex=Sex.MALE).person_id
    clinic.register("By. Ny. Kartini", birth_date=BORN, sex=Sex.MALE, rt="009")
    wanted = PersonData("Muhammad Rizki", Sex.MALE, BORN, mother_id=mother_id, mother_name="Siti Aminah")
    found = clinic.house.duplicates.likely(clinic.desk, wanted, "3201010101200001")
    assert [(one.person.id, one.likeness) for one in found] == [(baby, Likeness.POSSIBLE)]


def _register_child(clinic: Clinic, child: NewPerson, card: str) -> None:
    clinic.house.registration.register(clinic.desk, replace(child, kk_number=card, relation=FamilyRelation.CHILD))


def test_the_search_over_everybody_finds_pairs_by_date_card_and_name(any_clinic: Clinic) -> None:
    for name, phone in (("Joko Susilo", "081234567890"), ("Djoko Soesilo", "081234567890")):
        any_clinic.register(name, phone=phone)
    for day in (date(1980, 1, 2), date(1980, 2, 1)):
        any_clinic.register("Sri Mulyani", birth_date=day, mother_name="Ginem")
    for name in ("Rahma", "Rahmi"):
        child = any_clinic.person(name, birth_date=BORN, mother_name="Dewi", birth_order=1 + (name == "Rahmi"))
        _register_child(any_clinic, child, "3201010101200001")
    for name, born in (("Agus Setiawan", date(2010, 3, 3)), ("Agus Setyawan", date(2010, 3, 30))):
        child = any_clinic.person(name, birth_date=born, mother_name="Rina")
        _register_child(any_clinic, child, "3201010101200002")
    pairs = searched(any_clinic)
    assert sorted(map(sorted, named(pairs))) == [
        ["Agus Setiawan", "Agus Setyawan"],
        ["Djoko Soesilo", "Joko Susilo"],
        ["Sri Mulyani"],
    ]
    assert [pair.score for pair in pairs] == sorted((pair.score for pair in pairs), reverse=True)
    second = any_clinic.house.duplicates.pairs(any_clinic.head, pairs[0], 1)
    assert second == pairs[1:2]


def test_the_search_over_everybody_sees_through_the_spelling_of_a_name(any_clinic: Clinic) -> None:
    for name, day in (("SITI AMINAH", date(1990, 5, 18)), ("Hj. Siti Aminah", date(1990, 5, 17))):
        any_clinic.register(name, birth_date=day, mother_name="Kartini")
    for name, day in (("Muhamad Jusuf", date(1980, 1, 2)), ("Muhammad Yusuf", date(1980, 2, 1))):
        any_clinic.register(name, birth_date=day, mother_name="Ginem", sex=Sex.MALE)
    assert sorted(map(sorted, named(searched(any_clinic)))) == [
        ["Hj. Siti Aminah", "SITI AMINAH"],
        ["Muhamad Jusuf", "Muhammad Yusuf"],
    ]


def test_the_search_stops_and_goes_on_where_it_was(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in range(1, 8):
        for rt in ("001", "002"):
            clinic.register("Siti Aminah", birth_date=date(1950 + 5 * day, day, 10), rt=rt)
    rules = judge_on(TODAY).rules
    few = Judge(replace(rules, limits={**rules.limits, "read_at_once": 5, "names_at_once": 5}))
    monkeypatch.setattr(duplicate_scan, "judge_on", lambda _day: few)
    scan, head = clinic.house.duplicate_scan, clinic.head
    begun = scan.begin(head)
    first = scan.go_on(head)
    assert 0 == begun.fraction < first.fraction < 1
    assert scan.begin(head) == first == scan.state(head)
    assert len(searched(clinic)) == 7
    assert scan.state(head).fraction == 1
    assert scan.go_on(head) == scan.state(head)


def test_a_group_too_large_is_compared_among_neighbours(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("Aminah", "Aminah", "Budi", "Citra", "Dewi", "Eko", "Fitri", "Fitri"):
        clinic.register(name)
    rules = judge_on(TODAY).rules
    narrow = Judge(replace(rules, limits={**rules.limits, "read_at_once": 4, "compared_within": 1}))
    monkeypatch.setattr(duplicate_scan, "judge_on", lambda _day: narrow)
    assert sorted(map(sorted, named(searched(clinic)))) == [["Aminah"], ["Fitri"]]


def test_what_is_said_of_a_pair_stays_said_and_what_is_put_right_goes(any_clinic: Clinic) -> None:
    one, other = (any_clinic.register("Sri Wahyuni").person_id for _ in range(2))
    third = any_clinic.register("Sri Wahyunih", phone="081234567890").person_id
    assert len(searched(any_clinic)) == 3
    house, head = any_clinic.house, any_clinic.head
    house.duplicates.tell_apart(head, other, one)
    with pytest.raises(StaleRecord, match="sudah dinyatakan berbeda oleh"):
        house.duplicates.tell_apart(head, one, other)
    with any_clinic.database.reading() as session:
        pair = session.get_one(SuspectedPair, tuple(sorted((one, other))))
        assert (pair.decided_by, pair.decided_at) == (head.staff_id, any_clinic.clock.now())
    file = house.registration.person(any_clinic.desk, third)
    house.registration.change(any_clinic.desk, third, file.version, replace(file.data, name="Tuti"))
    any_clinic.clock.forward(timedelta(days=1))
    assert searched(any_clinic) == ()
