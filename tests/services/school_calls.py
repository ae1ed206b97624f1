"""The calls of schools, class lists, days at a school, and sheets for the families of children."""

from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from uuid import UUID

from sqlalchemy import select

from db.models import Pupil, School
from ilp_desktop.domain.schools import ClassName
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from ilp_desktop.services.school.school_days import DayEntry
from ilp_desktop.services.school.schools import Enrolment, NewSchool, SchoolChange
from tests.house_fixtures import TODAY, Clinic
from tests.services.calling import EVERYBODY, ROOM, Call, Known
from tests.services.child_calls import CHILD_CALLS

CLASS = ClassName(5, "A")
CLINICIANS = frozenset({ROOM})


def taught(clinic: Clinic) -> UUID:
    """Let a girl sit in a class, and return her."""
    girl = clinic.register("Siswi Rahasia", birth_date=date(2014, 3, 3)).person_id
    school = clinic.house.schools.add(clinic.desk, NewSchool(clinic.new_id(), "SDN Contoh", "sd"))
    clinic.house.schools.enrol(clinic.desk, Enrolment(clinic.new_id(), girl, school, CLASS.text))
    return girl


def _school(known: Known) -> UUID:
    with known.clinic.database.reading() as session:
        return session.scalars(select(School.id)).one()


def _add(house: House, user: SignedIn, known: Known) -> None:
    house.schools.add(user, NewSchool(known.new_id(), "MI Baru", "sd"))


def _change(house: House, user: SignedIn, known: Known) -> None:
    school = next(one for one in house.schools.listed(user) if one.id == _school(known))
    house.schools.change(user, SchoolChange(school.id, school.version, "SDN Contoh 2", "sd"))


def _enrol(house: House, user: SignedIn, known: Known) -> None:
    house.schools.enrol(user, Enrolment(known.new_id(), known.pupil, _school(known), "2"))


def _take_out(house: House, user: SignedIn, known: Known) -> None:
    with known.clinic.database.reading() as session:
        pupil = session.scalars(select(Pupil)).one()
    house.schools.take_out(user, pupil.id, pupil.row_version)


def _save(house: House, user: SignedIn, known: Known) -> None:
    house.school_days.save(user, DayEntry(known.new_id(), known.pupil, _school(known), TODAY, {"berat": "20"}))


def _read_file(house: House, user: SignedIn, _known: Known) -> None:
    file = Path(mkdtemp()) / "kelas.csv"
    file.write_text("Nama;Tanggal lahir\nAnak Contoh;01-02-2019\n", encoding="utf-8")
    house.class_lists.read_file(user, file)


SCHOOL_CALLS = {
    **CHILD_CALLS,
    "schools.listed": Call(EVERYBODY, lambda house, user, _: house.schools.listed(user), of_record=False),
    "schools.classes": Call(EVERYBODY, lambda house, user, known: house.schools.classes(user, _school(known))),
    "schools.pupils": Call(EVERYBODY, lambda house, user, known: house.schools.pupils(user, _school(known), CLASS)),
    "schools.class_of": Call(EVERYBODY, lambda house, user, known: house.schools.class_of(user, known.pupil)),
    "schools.add": Call(EVERYBODY, _add, of_record=False),
    "schools.change": Call(EVERYBODY, _change, of_record=False),
    "schools.enrol": Call(EVERYBODY, _enrol),
    "schools.take_out": Call(EVERYBODY, _take_out),
    "class_lists.look_up": Call(
        EVERYBODY, lambda house, user, _: house.class_lists.look_up(user, "Anak Rahasia"), of_record=False
    ),
    "class_lists.read_file": Call(EVERYBODY, _read_file, of_record=False),
    "school_days.table": Call(
        CLINICIANS, lambda house, user, known: house.school_days.table(user, _school(known), CLASS, TODAY)
    ),
    "school_days.save": Call(CLINICIANS, _save),
    "weekly_tablets.girls": Call(
        CLINICIANS, lambda house, user, known: house.weekly_tablets.girls(user, _school(known), CLASS, TODAY)
    ),
    "weekly_tablets.tick": Call(
        CLINICIANS,
        lambda house, user, known: house.weekly_tablets.tick(user, known.new_id(), TODAY, {known.pupil: True}),
    ),
}
