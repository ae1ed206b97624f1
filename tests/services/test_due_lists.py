"""Lists of who is due: by place, service and state, a page at a time, and only what the reader may see."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from db.models import Due
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.due.due_rows import DueFilter, DueRow, DueState, Place, by_service
from tests.house_fixtures import TODAY, Clinic
from tests.services.due_people import BORN, MINOR_BORN, adult, codes, names, pregnant, rows
from tests.services.test_two_facilities import neighbour_of


def _hamlet(clinic: Clinic) -> None:
    """Let four men live in three RT."""
    for name, rw, rt in (
        ("Dedi", "001", "003"),
        ("Budi", "001", "002"),
        ("Cecep", "002", "001"),
        ("Agus", "001", "002"),
    ):
        adult(clinic, name, rw=rw, rt=rt)


def test_list_goes_through_the_village_by_rw_rt_and_name(any_clinic: Clinic) -> None:
    _hamlet(any_clinic)
    assert names(any_clinic, any_clinic.desk) == ["Agus", "Budi", "Dedi", "Cecep"]
    found = rows(any_clinic, any_clinic.desk)[0]
    assert (found.village, found.rw, found.rt, found.age.years) == ("Sukamaju", "001", "002", 56)
    assert {"glucose", "puma", "blood_pressure"} <= set(codes(found))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"rw": "001"}, ["Agus", "Budi", "Dedi"]),
        ({"rw": "001", "rt": "003"}, ["Dedi"]),
        ({"posyandu": "Melati"}, ["Agus", "Budi"]),
        ({"posyandu": "Melati", "rt": "003"}, []),
        ({"posyandu": "Tidak Ada"}, []),
        ({"rw": "009"}, []),
    ],
)
def test_place_narrows_the_list(any_clinic: Clinic, changes: dict[str, str], expected: list[str]) -> None:
    _hamlet(any_clinic)
    place = Place(any_clinic.village_id, **changes)
    assert names(any_clinic, any_clinic.desk, place=place) == expected


@pytest.mark.parametrize("services", [(), ("glucose",), ("glucose", "puma")])
def test_pages_hold_everybody_once_and_in_order(any_clinic: Clinic, services: tuple[str, ...]) -> None:
    for number in range(11):
        adult(any_clinic, f"Warga {number % 4}", rt=f"{number % 3:03}")
    lists, wanted = any_clinic.house.due_lists, DueFilter(services=services)
    seen: list[DueRow] = []
    page = lists.listed(any_clinic.desk, wanted, None, 4)
    while page:
        seen += page
        page = lists.listed(any_clinic.desk, wanted, page[-1], 4)
    assert len({row.person_id for row in seen}) == 11
    assert seen == sorted(seen, key=lambda row: (row.rw, row.rt, row.name))


def test_state_tells_late_from_due_and_from_coming(any_clinic: Clinic) -> None:
    born = date(2008, 12, 10)
    adult(any_clinic, "Hampir Dewasa", birth_date=born)
    (coming,) = rows(any_clinic, any_clinic.desk, "blood_pressure", state=DueState.COMING)
    assert coming.due_from == date(2026, 12, 10)
    assert names(any_clinic, any_clinic.desk, "blood_pressure") == []
    adult(any_clinic, "Baru Dewasa", birth_date=date(2008, 11, 1))
    assert names(any_clinic, any_clinic.desk, "blood_pressure") == ["Baru Dewasa"]
    assert names(any_clinic, any_clinic.desk, "blood_pressure", state=DueState.LATE) == []
    assert names(any_clinic, any_clinic.desk, "hb_t1", state=DueState.LATE) == []
    pregnant(any_clinic, "Lama Hamil", date(1995, 5, 5), weeks=12)
    assert names(any_clinic, any_clinic.desk, "hb_t1", state=DueState.LATE) == ["Lama Hamil"]


def test_what_has_closed_today_is_no_longer_listed_though_not_yet_worked_out(any_clinic: Clinic) -> None:
    any_clinic.register("Bayi Baru", birth_date=TODAY - timedelta(days=2))
    assert names(any_clinic, any_clinic.desk, "kn1") == ["Bayi Baru"]
    any_clinic.clock.forward(timedelta(days=1))
    assert names(any_clinic, any_clinic.desk, "kn1") == []
    assert any_clinic.house.dues.stale(any_clinic.desk) > 0


def test_who_left_and_who_lives_outside_are_in_no_list(any_clinic: Clinic) -> None:
    gone = adult(any_clinic, "Sudah Pindah")
    any_clinic.house.registration.leave(any_clinic.desk, gone, 1, Leaving.MOVED, TODAY)
    adult(any_clinic, "Orang Luar", village_id=None, outside_village="Desa Lain")
    assert names(any_clinic, any_clinic.desk) == []


def test_mother_is_named_for_children_alone(any_clinic: Clinic) -> None:
    adult(any_clinic, "Anak", birth_date=date(2024, 1, 5), mother_name="Wati")
    adult(any_clinic, "Dewasa", mother_name="Sarinah")
    assert [row.mother_name for row in rows(any_clinic, any_clinic.desk)] == ["Wati", ""]


@pytest.mark.parametrize(
    ("typed", "expected"), [("bud", ["Budi Santoso"]), ("santoso budi", ["Budi Santoso"]), ("siapa", []), ("??", [])]
)
def test_search_narrows_the_list_by_every_word(any_clinic: Clinic, typed: str, expected: list[str]) -> None:
    adult(any_clinic, "Budi Santoso")
    adult(any_clinic, "Agus Santoso")
    found = any_clinic.house.due_lists.listed(any_clinic.desk, DueFilter(search=typed), None, 50)
    assert [row.name for row in found] == expected


def test_list_turned_round_names_each_service_with_its_people(any_clinic: Clinic) -> None:
    adult(any_clinic, "Budi")
    any_clinic.register("Bayi", birth_date=TODAY - timedelta(days=2), rt="003")
    everybody = any_clinic.house.due_lists.of_place(any_clinic.desk, DueFilter(Place(any_clinic.village_id)), 100)
    turned = {group.name.code: [row.name for row in group.rows] for group in by_service(everybody)}
    assert turned["glucose"] == ["Budi"]
    assert turned["dose:HB0:1"] == ["Bayi"]
    labels = [group.name.label for group in by_service(everybody)]
    assert labels == sorted(labels)


def _sees(clinic: Clinic) -> list[tuple[SignedIn, bool]]:
    users = (clinic.desk, clinic.doctor, replace(clinic.head, roles=frozenset()))
    return [(user, user.may(Act.SEE_RESTRICTED)) for user in users if user.roles]


def test_restricted_services_are_absent_from_lists_and_counts_of_those_without_leave(any_clinic: Clinic) -> None:
    adult(any_clinic, "Budi")
    lists = any_clinic.house.due_lists
    for user, sees in _sees(any_clinic):
        assert (names(any_clinic, user, "mental_adult") == ["Budi"]) is sees
        assert ("mental_adult" in codes(rows(any_clinic, user)[0])) is sees
        for found in (
            lists.counts(user),
            lists.totals(user, Place()),
            lists.totals(user, Place(any_clinic.village_id, "001")),
        ):
            assert any(one.service.code == "mental_adult" for one in found) is sees


def test_pregnancy_of_a_minor_is_absent_for_those_without_leave(any_clinic: Clinic) -> None:
    pregnant(any_clinic, "Remaja Hamil", MINOR_BORN)
    pregnant(any_clinic, "Ibu Hamil", BORN.replace(year=1995))
    lists = any_clinic.house.due_lists
    for user, sees in _sees(any_clinic):
        assert ("Remaja Hamil" in names(any_clinic, user, "anc_t1")) is sees
        assert (
            not [row for row in rows(any_clinic, user) if row.name == "Remaja Hamil" and "anc_t1" in codes(row)] or sees
        )
        for found in (lists.totals(user, Place()), lists.totals(user, Place(any_clinic.village_id, "001"))):
            assert next(one.due for one in found if one.service.code == "anc_t1") == (2 if sees else 1)


def test_service_nobody_knows_is_treated_as_restricted(any_clinic: Clinic) -> None:
    person = adult(any_clinic, "Budi")
    with any_clinic.house.uow.writing(any_clinic.doctor, Act.WRITE_RECORD) as work:
        own = {"facility_id": work.facility_id, "person_id": person, "village_id": any_clinic.village_id}
        work.session.add(Due(**own, service="lama", due_from=TODAY, late_from=None, closes_on=None))
        work.touch("person", person)
    assert names(any_clinic, any_clinic.desk, "lama") == []
    assert [one.name.label for one in rows(any_clinic, any_clinic.doctor, "lama")[0].services] == ["Layanan lain"]


def test_page_that_holds_only_hidden_people_does_not_end_the_list(any_clinic: Clinic) -> None:
    person = any_clinic.register("Anak Rahasia", birth_date=date(2025, 1, 1), rt="001").person_id
    adult(any_clinic, "Budi")
    with any_clinic.house.uow.writing(any_clinic.doctor, Act.WRITE_RECORD) as work:
        own = {"facility_id": work.facility_id, "person_id": person, "village_id": any_clinic.village_id}
        work.session.add(Due(**own, service="lama", due_from=TODAY, late_from=None, closes_on=None))
        work.touch("person", person)
    wanted = DueFilter(services=("lama", "glucose"))
    assert [row.name for row in any_clinic.house.due_lists.listed(any_clinic.desk, wanted, None, 1)] == ["Budi"]


def test_list_of_another_puskesmas_stays_there(any_clinic: Clinic) -> None:
    adult(any_clinic, "Budi")
    neighbour = neighbour_of(any_clinic)
    lists, stranger = any_clinic.house.due_lists, neighbour.user
    place = Place(any_clinic.village_id)
    assert names(any_clinic, stranger) == []
    assert names(any_clinic, stranger, place=place) == []
    assert (
        lists.counts(stranger)
        == lists.totals(stranger, place)
        == lists.totals(stranger, replace(place, rw="001"))
        == ()
    )
    assert lists.counts(any_clinic.desk)
