"""Schools, their classes, and which class a child sits in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from db.models import Person, Pupil, School
from db.queries.classes import classes_of, pupils_of, schools_with_counts
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.schools import ClassName, Level, level_of, levels, read_class, year_begins
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.facility.facility_checks import same_words, tidy

MOST_OF_A_CLASS = 200
LONGEST_NAME = 80
YOUNGEST, OLDEST = 4, 25
OTHER_CLASSES = "Masih ada anak di kelas yang tidak dimiliki jenjang ini; pindahkan dahulu."
CHANGED = StaleRecord("Kelas anak ini baru saja diubah orang lain.", "Muat ulang daftarnya.")


@dataclass(frozen=True)
class SchoolInfo:
    """A school with how many pupils of this school year are known."""

    id: UUID
    name: str
    level: Level
    pupils: int
    closed: bool = False
    version: int = 1


@dataclass(frozen=True)
class ClassInfo:
    """A class with how many pupils are known."""

    name: ClassName
    pupils: int


@dataclass(frozen=True)
class PupilInfo:
    """A child in a class."""

    id: UUID
    person_id: UUID
    name: str
    sex: Sex
    birth_date: date
    class_name: ClassName
    version: int


@dataclass(frozen=True)
class NewSchool:
    """A school to be added; ``level`` is the code of its kind."""

    client_id: UUID
    name: str
    level: str


@dataclass(frozen=True)
class SchoolChange:
    """What a school is from now on; ``version`` is that of the school when it was read."""

    school_id: UUID
    version: int
    name: str
    level: str
    closed: bool = False


@dataclass(frozen=True)
class Enrolment:
    """The class of a child in this school year; ``class_text`` as it is typed."""

    client_id: UUID
    person_id: UUID
    school_id: UUID
    class_text: str


class Schools:
    """Schools and class lists."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def listed(self, user: SignedIn) -> tuple[SchoolInfo, ...]:
        """Return the schools by name, those that closed last."""
        today = self._uow.today(user)
        with self._uow.reading(user, Act.FIND_PERSON) as session:
            rows = schools_with_counts(session, user.facility_id, year_begins(today))
        return tuple(
            SchoolInfo(row.id, row.name, level_of(row.level, today), row.pupils, row.closed, row.row_version)
            for row in rows
        )

    def classes(self, user: SignedIn, school_id: UUID) -> tuple[ClassInfo, ...]:
        """Return the classes of a school in this school year."""
        with self._uow.reading(user, Act.FIND_PERSON) as session:
            school = owned(session, user.facility_id, School, school_id)
            rows = classes_of(session, school.id, year_begins(self._uow.today(user)))
        return tuple(ClassInfo(ClassName(row.grade, row.section), row.pupils) for row in rows)

    def pupils(self, user: SignedIn, school_id: UUID, name: ClassName) -> tuple[PupilInfo, ...]:
        """Return who sits in a class, by name."""
        with self._uow.reading(user, Act.FIND_PERSON) as session:
            school = owned(session, user.facility_id, School, school_id)
            begins_on = year_begins(self._uow.today(user))
            rows = pupils_of(session, school.id, begins_on, name.grade, name.section, MOST_OF_A_CLASS)
        return tuple(pupil_info(row) for row in rows)

    def class_of(self, user: SignedIn, person_id: UUID) -> str:
        """Return school and class of somebody in this school year, empty where that is not known."""
        with self._uow.reading(user, Act.FIND_PERSON) as session:
            person = owned(session, user.facility_id, Person, person_id)
            return class_text_of(session, person.id, self._uow.today(user))

    def add(self, user: SignedIn, wanted: NewSchool) -> UUID:
        """Add a school; raises ``WrongAnswers``."""
        with self._uow.writing(user, Act.KEEP_SCHOOLS) as work:
            earlier = work.saved_before(wanted.client_id)
            if earlier is not None:
                work.touch("school", earlier, repeated=True)
                return earlier
            problems = _school_problems(work, wanted.name, wanted.level)
            if problems:
                raise WrongAnswers(problems)
            row = School(**work.stamp(), name=tidy(wanted.name), level=wanted.level)
            work.session.add(row)
            work.session.flush()
            work.remember(wanted.client_id, row.id)
            work.touch("school", row.id)
            return row.id

    def change(self, user: SignedIn, wanted: SchoolChange) -> None:
        """Rename a school, set its kind right, close it or open it again; raises ``WrongAnswers``."""
        with self._uow.writing(user, Act.KEEP_SCHOOLS) as work:
            row = work.claim(School, wanted.school_id, wanted.version)
            problems = _school_problems(work, wanted.name, wanted.level, row.id)
            if "level" not in problems and _has_others(work, row.id, level_of(wanted.level, work.today).grades):
                problems["level"] = OTHER_CLASSES
            if problems:
                raise WrongAnswers(problems)
            work.touch("school", row.id, was=row.name, level=row.level, closed=row.closed)
            row.name, row.level, row.closed = tidy(wanted.name), wanted.level, wanted.closed

    def enrol(self, user: SignedIn, wanted: Enrolment) -> ClassName:
        """Put a child into a class of this school year, out of any other; raises ``WrongAnswers``."""
        with self._uow.writing(user, Act.KEEP_SCHOOLS) as work:
            school = work.own(School, wanted.school_id)
            read = read_class(wanted.class_text, level_of(school.level, work.today))
            if read.value is None:
                raise WrongAnswers({"class_text": read.problem})
            earlier = work.saved_before(wanted.client_id)
            if earlier is not None:
                work.touch("pupil", earlier, repeated=True)
                return read.value
            row = _seat(work, wanted.person_id, school, read.value)
            work.remember(wanted.client_id, row.id)
            return read.value

    def take_out(self, user: SignedIn, pupil_id: UUID, version: int) -> None:
        """Take a child out of its class, since it was listed by mistake or left; raises ``StaleRecord``."""
        with self._uow.writing(user, Act.KEEP_SCHOOLS) as work:
            row = work.own(Pupil, pupil_id, locked=True)
            if row.row_version != version:
                raise CHANGED
            work.touch("pupil", row.id, school=str(row.school_id), was=ClassName(row.grade, row.section).text)
            work.touch("person", row.person_id)
            work.due_for(row.person_id)
            work.session.delete(row)


def pupil_info(row: Row[Any]) -> PupilInfo:
    """Return a row of a class list."""
    name = ClassName(row.grade, row.section)
    return PupilInfo(row.id, row.person_id, row.name, row.sex, row.birth_date, name, row.row_version)


def class_text_of(session: Session, person_id: UUID, today: date) -> str:
    """Return school and class of somebody in the school year of a day, or nothing."""
    row = session.execute(
        select(School.name, Pupil.grade, Pupil.section)
        .join(Pupil, Pupil.school_id == School.id)
        .where(Pupil.person_id == person_id, Pupil.begins_on == year_begins(today))
    ).first()
    return f"{row.name}, kelas {ClassName(row.grade, row.section).text}" if row else ""


def _has_others(work: Work, school_id: UUID, grades: Sequence[int]) -> bool:
    """Say whether anybody sits, this school year, in a class that is none of these."""
    others = select(Pupil.id).where(
        Pupil.school_id == school_id, Pupil.begins_on == year_begins(work.today), Pupil.grade.not_in(grades)
    )
    return work.session.scalar(others.limit(1)) is not None


def _school_problems(work: Work, typed: str, level: str, own: UUID | None = None) -> dict[str, str]:
    problems: dict[str, str] = {}
    name = tidy(typed)
    rows = work.session.execute(select(School.id, School.name).where(School.facility_id == work.facility_id))
    names = [row.name for row in rows if row.id != own]
    if not name:
        problems["name"] = "Tulis nama sekolah."
    elif len(name) > LONGEST_NAME:
        problems["name"] = f"Nama sekolah paling panjang {LONGEST_NAME} huruf."
    elif any(same_words(name, other) for other in names):
        problems["name"] = "Sekolah dengan nama ini sudah ada."
    if level not in {each.code for each in levels(work.today)}:
        problems["level"] = "Pilih jenjang sekolah."
    return problems


def _seat(work: Work, person_id: UUID, school: School, name: ClassName) -> Pupil:
    """Return the row of a child in this school year, in a class."""
    person = work.own(Person, person_id)
    years = age_on(person.birth_date, work.today).years
    if not YOUNGEST <= years <= OLDEST:
        raise WrongAnswers({"person": f"{person.name} berumur {years} tahun: periksa orangnya atau tanggal lahirnya."})
    if school.closed:
        raise UserError("Sekolah ini sudah ditutup.", "Pilih sekolah lain.")
    begins_on = year_begins(work.today)
    row = work.session.scalar(
        select(Pupil).where(Pupil.person_id == person.id, Pupil.begins_on == begins_on).with_for_update()
    )
    if row is None:
        row = Pupil(**work.stamp(), person_id=person.id, begins_on=begins_on, school_id=school.id, grade=name.grade)
        work.session.add(row)
    else:
        row.row_version += 1
    row.school_id, row.grade, row.section = school.id, name.grade, name.section
    work.session.flush()
    work.touch("pupil", row.id, school=str(school.id), grade=name.text)
    work.touch("person", person.id)
    work.due_for(person.id)
    return row
