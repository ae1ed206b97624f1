"""Counts of services due: kept in step with the rows by every change, and made anew for each day."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest
from sqlalchemy import select, text, update

from db.models import Facility, Person
from db.queries.due_counts import counts_counted, counts_stored, lock_people
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.due.due_rows import DueState, Place, ServiceCount, figure_text
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from tests.house_fixtures import TODAY, Clinic
from tests.services.due_people import adult, names, pregnant


def _stored(clinic: Clinic, day: date) -> list[tuple[object, ...]] | None:
    with clinic.database.reading() as session:
        found = counts_stored(session, clinic.desk.facility_id, day)
    return None if found is None else sorted(tuple(row) for row in found if any(row[2:]))


def _counted(clinic: Clinic, day: date) -> list[tuple[object, ...]]:
    with clinic.database.reading() as session:
        return sorted(tuple(row) for row in counts_counted(session, clinic.desk.facility_id, day))


def _of(clinic: Clinic, user: SignedIn, service: str, place: Place) -> ServiceCount | None:
    found = clinic.house.due_lists.totals(user, place)
    return next((one for one in found if one.service.code == service), None)


def _change_something(clinic: Clinic, random: Random, number: int) -> None:
    """Do one of the things that change what is due for somebody."""
    born = date(random.randint(1940, 2026), random.randint(1, 11), random.randint(1, 20))
    person = clinic.register(f"Orang {number}", birth_date=born, sex=random.choice(list(Sex))).person_id
    what = random.randrange(4)
    if what == 0:
        clinic.house.registration.leave(clinic.desk, person, 1, Leaving.MOVED, TODAY)
    elif what == 1:
        visit = clinic.visit(person).encounter_id
        forms = (FilledForm("vital_signs", {"sistolik": "120", "diastolik": "80"}),)
        note, given = SoapNote(subjective="Kontrol"), (GivenDiagnosis("I10"),)
        clinic.house.encounters.record(clinic.doctor, Examination(clinic.new_id(), visit, 1, note, given, forms))
    elif what == 2:
        data = clinic.person(birth_date=born - timedelta(days=400), village_id=None, outside_village="Jauh").data
        clinic.house.registration.change(clinic.desk, person, 1, data)


@pytest.mark.parametrize("seed", range(3))
def test_counts_kept_in_step_equal_counts_made_anew(any_clinic: Clinic, seed: int) -> None:
    any_clinic.house.dues.refresh_some(any_clinic.desk, 1)
    random = Random(seed)
    for number in range(12):
        _change_something(any_clinic, random, number)
    assert _stored(any_clinic, TODAY) == _counted(any_clinic, TODAY) != []


def test_counts_of_a_new_day_are_made_before_anybody_is_worked_out(any_clinic: Clinic) -> None:
    any_clinic.house.dues.refresh_some(any_clinic.desk, 1)
    any_clinic.register("Bayi", birth_date=TODAY - timedelta(days=2))
    adult(any_clinic, "Budi")
    tomorrow = TODAY + timedelta(days=1)
    any_clinic.clock.forward(timedelta(days=1))
    assert _stored(any_clinic, tomorrow) is None
    assert (_of(any_clinic, any_clinic.desk, "kn1", Place()), _of(any_clinic, any_clinic.desk, "kn2", Place())) != (
        None,
        None,
    )
    while any_clinic.house.dues.refresh_some(any_clinic.desk, 1):
        assert _stored(any_clinic, tomorrow) == _counted(any_clinic, tomorrow)
    assert _stored(any_clinic, tomorrow) == _counted(any_clinic, tomorrow)


@pytest.mark.parametrize("any_opener", ["postgresql"], indirect=True)
def test_two_workstations_never_work_out_the_same_people(any_clinic: Clinic) -> None:
    people = [adult(any_clinic, f"Warga {number}") for number in range(5)]
    dues, desk = any_clinic.house.dues, any_clinic.desk
    with any_clinic.house.uow.writing(desk, Act.CHANGE_PERSON) as work:
        work.session.execute(update(Person).values(dues_edition="lama"))
        work.touch("person", None)
    with any_clinic.database.writing() as other, other.begin():
        lock_people(other, people[:2])
        assert (dues.refresh_some(desk, 10), dues.stale(desk)) == (3, 2)
        with pytest.raises(UserError, match="sedang dipakai"):
            _work_out_at_once(any_clinic, people[0])
    assert (dues.refresh_some(desk, 10), dues.stale(desk)) == (2, 0)
    assert _stored(any_clinic, TODAY) == _counted(any_clinic, TODAY)


def _work_out_at_once(clinic: Clinic, person_id: UUID) -> None:
    """Change something about somebody without the patience to wait for another workstation."""
    with clinic.house.uow.writing(clinic.desk, Act.CHANGE_PERSON) as work:
        work.session.execute(text("SET LOCAL lock_timeout = '100ms'"))
        work.due_for(person_id)
        work.touch("person", person_id)


def test_counts_without_a_counted_day_are_right_all_the_same(any_clinic: Clinic) -> None:
    adult(any_clinic, "Budi")
    with any_clinic.database.reading() as session:
        assert session.scalars(select(Facility.dues_counted_on)).all() == [None]
    before = any_clinic.house.due_lists.totals(any_clinic.doctor, Place())
    any_clinic.house.dues.refresh_some(any_clinic.desk, 1)
    assert any_clinic.house.due_lists.totals(any_clinic.doctor, Place()) == before != ()


@pytest.mark.parametrize("place", [Place(), "village", "rw", "rt", "posyandu"], ids=str)
def test_counts_of_a_place_are_the_length_of_its_list(any_clinic: Clinic, place: Place | str) -> None:
    for number in range(6):
        adult(any_clinic, f"Warga {number}", rt="002" if number < 4 else "003")
    adult(any_clinic, "Jauh", rw="007")
    village = Place(any_clinic.village_id)
    where = {"village": village, "rw": replace(village, rw="001"), "rt": replace(village, rw="001", rt="003")}
    chosen = where.get(place, replace(village, posyandu="Melati")) if isinstance(place, str) else place
    found = _of(any_clinic, any_clinic.desk, "glucose", chosen)
    assert found is not None
    assert found.of(DueState.DUE) == len(names(any_clinic, any_clinic.desk, "glucose", place=chosen)) > 0
    assert found.of(DueState.LATE) == len(
        names(any_clinic, any_clinic.desk, "glucose", place=chosen, state=DueState.LATE)
    )


@pytest.mark.parametrize(("people", "told"), [(1, "<5"), (4, "<5"), (5, "5")])
def test_small_counts_of_restricted_services_are_not_told(any_clinic: Clinic, people: int, told: str) -> None:
    for number in range(people):
        adult(any_clinic, f"Warga {number}")
    for place in (Place(), Place(any_clinic.village_id, "001")):
        found = _of(any_clinic, any_clinic.doctor, "mental_adult", place)
        assert found is not None
        assert (figure_text(found.due), figure_text(found.coming)) == (told, "0")
        plain = _of(any_clinic, any_clinic.doctor, "glucose", place)
        assert plain is not None
        assert plain.due == people


def test_counts_name_the_village_of_each_figure(any_clinic: Clinic) -> None:
    adult(any_clinic, "Budi")
    lists = any_clinic.house.due_lists
    found = lists.counts(any_clinic.desk)
    assert {one.village_id for one in found} == {any_clinic.village_id}
    assert lists.counts(any_clinic.desk, any_clinic.village_id) == found
    assert lists.counts(any_clinic.desk, any_clinic.new_id()) == ()


def test_minor_that_comes_of_age_is_counted_for_everybody(any_clinic: Clinic) -> None:
    pregnant(any_clinic, "Hampir Dewasa", date(2008, 11, 24))
    assert names(any_clinic, any_clinic.desk, "anc_t1") == []
    any_clinic.clock.forward(timedelta(days=1))
    assert names(any_clinic, any_clinic.desk, "anc_t1") == ["Hampir Dewasa"]


def test_figures_are_written_with_points() -> None:
    assert (figure_text(0), figure_text(12345), figure_text(None)) == ("0", "12.345", "<5")
