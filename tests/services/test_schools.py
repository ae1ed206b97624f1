"""A school is set right: its name, its kind, and that it closed."""

from datetime import date
from uuid import UUID

import pytest

from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ilp_desktop.services.school.schools import Enrolment, NewSchool, SchoolChange, SchoolInfo
from tests.house_fixtures import Clinic


def school_of(clinic: Clinic, school_id: UUID) -> SchoolInfo:
    """Return a school as the list has it."""
    return next(one for one in clinic.house.schools.listed(clinic.desk) if one.id == school_id)


@pytest.fixture
def school(clinic: Clinic) -> SchoolInfo:
    """Return a school with a girl in class 5."""
    made = clinic.house.schools.add(clinic.desk, NewSchool(clinic.new_id(), "SDN 1 Contoh", "sd"))
    girl = clinic.register("Siswi", birth_date=date(2015, 3, 3)).person_id
    clinic.house.schools.enrol(clinic.desk, Enrolment(clinic.new_id(), girl, made, "5"))
    return school_of(clinic, made)


def test_school_is_renamed_and_keeps_its_pupils(clinic: Clinic, school: SchoolInfo) -> None:
    clinic.house.schools.change(clinic.desk, SchoolChange(school.id, school.version, " SDN  2 Contoh ", "sd"))
    now = school_of(clinic, school.id)
    assert (now.name, now.pupils, now.closed) == ("SDN 2 Contoh", 1, False)


def test_school_that_closed_takes_nobody_until_it_is_opened_again(clinic: Clinic, school: SchoolInfo) -> None:
    schools = clinic.house.schools
    schools.change(clinic.desk, SchoolChange(school.id, school.version, school.name, "sd", closed=True))
    child = clinic.register("Siswa", birth_date=date(2016, 3, 3)).person_id
    wanted = Enrolment(clinic.new_id(), child, school.id, "4")
    with pytest.raises(UserError, match="sudah ditutup"):
        schools.enrol(clinic.desk, wanted)
    closed = school_of(clinic, school.id)
    assert closed.closed
    schools.change(clinic.desk, SchoolChange(school.id, closed.version, school.name, "sd"))
    assert schools.enrol(clinic.desk, wanted).grade == 4


@pytest.mark.parametrize(
    ("name", "level", "field"), [("", "sd", "name"), ("sdn 3 contoh", "sd", "name"), ("SDN 1 Contoh", "smp", "level")]
)
def test_what_cannot_be_is_said_beside_its_field(
    clinic: Clinic, school: SchoolInfo, name: str, level: str, field: str
) -> None:
    clinic.house.schools.add(clinic.desk, NewSchool(clinic.new_id(), "SDN 3 Contoh", "sd"))
    with pytest.raises(WrongAnswers) as wrong:
        clinic.house.schools.change(clinic.desk, SchoolChange(school.id, school.version, name, level))
    assert [*wrong.value.fields] == [field]
    assert school_of(clinic, school.id) == school


def test_what_somebody_else_changed_is_not_overwritten(clinic: Clinic, school: SchoolInfo) -> None:
    clinic.house.schools.change(clinic.desk, SchoolChange(school.id, school.version, "SDN 9", "sd"))
    with pytest.raises(StaleRecord):
        clinic.house.schools.change(clinic.desk, SchoolChange(school.id, school.version, "SDN 8", "sd"))
