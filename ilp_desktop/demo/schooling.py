"""The schools of the made-up Puskesmas, and the class every child of school age sits in."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from db.models import Pupil, School
from ilp_desktop.demo.ledger import Ledger
from ilp_desktop.demo.lists import settings
from ilp_desktop.demo.registering import Registrant
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.schools import level_of, year_begins

MINUTES = 40


def seat_pupils(ledger: Ledger, people: Iterable[Registrant], today: date, by: UUID, time_zone: str) -> None:
    """Put down the schools, and each child in the class of its age; a class that is full begins another."""
    told = settings("schools")
    begins_on = year_begins(today)
    ledger.at(begins_on, MINUTES, time_zone)
    school_of: dict[int, UUID] = {}
    for row in told["school"]:
        school = ledger.add(School, {"name": row["name"], "level": row["level"], "row_version": 1}, by=by)
        school_of |= dict.fromkeys(level_of(row["level"], today).grades, school)
    seated: Counter[int] = Counter()
    for one in people:
        born = one.someone.birth_date
        grade = age_on(born, max(born, begins_on)).years - told["years_before_class_1"]
        if grade not in school_of:
            continue
        section = chr(ord("A") + seated[grade] // told["class_size"] % told["most_sections"])
        seated[grade] += 1
        pupil = {"person_id": one.person_id, "school_id": school_of[grade], "begins_on": begins_on, "row_version": 1}
        ledger.add(Pupil, pupil | {"grade": grade, "section": section}, by=by)
