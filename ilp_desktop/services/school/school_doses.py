"""School immunisation (BIAS): which child of which class needs what, and a whole school day in one save."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from db.models import Person
from db.queries.school_dues import last_classes, pupils_among, school_dues
from ilp_desktop.domain.age import Age, age_on
from ilp_desktop.domain.calendar_dates import months_after
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.immunisation.immunisation_school import next_occasion, school_schedule_on
from ilp_desktop.domain.immunisation.vaccine import vaccines_on
from ilp_desktop.domain.immunisation.vaccine_stock import Supply
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.school_year import SchoolClass, class_known, school_year
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.due.due_told import SCHOOL_CLASS
from ilp_desktop.services.immunisation.dose_giving import NewDose, give_dose
from ilp_desktop.services.immunisation.vaccine_supply import usable_supplies

SCHOOL = "sekolah"
SERVICE = "dose"
MOST_A_DAY = 300
OF_THE_VIAL = frozenset({"given_on", "batch", "expires_on", "supply", "vvm", "place", "site", "route", "given_by"})


@dataclass(frozen=True)
class SchoolNeed:
    """One dose a child needs this month; ``school_class`` is the class it is for."""

    antigen: str
    dose: int
    label: str
    school_class: int
    late: bool
    catch_up: bool


@dataclass(frozen=True)
class SchoolChild:
    """A child of the list.

    Attributes:
        in_class: the class they sit in now, by the list of the school or as it was last seen; None when nobody knows it
            and age decides.
        school: the school on whose list they stand; empty when on none.
    """

    id: UUID
    name: str
    sex: Sex
    birth_date: date
    age: Age
    mother_name: str
    home: str
    in_class: int | None
    school: str
    needs: tuple[SchoolNeed, ...]


@dataclass(frozen=True)
class SchoolFilter:
    """Which children: those whom a dose of a class is for, of one antigen, whose name or school holds the words."""

    school_class: int | None = None
    antigen: str = ""
    search: str = ""


@dataclass(frozen=True)
class SchoolDay:
    """What was given at a school on a day; ``children`` with the number of the dose each one got."""

    client_id: UUID
    day: date | None
    antigen: str
    children: tuple[tuple[UUID, int], ...]
    school: str = ""
    batch: str = ""
    expires_on: date | None = None
    supply: str = ""
    vvm: str = ""
    given_by: UUID | None = None


@dataclass(frozen=True)
class SchoolDayResult:
    """How many doses were stored, and whose were not, with the reason."""

    given: int
    refused: tuple[tuple[str, str], ...]


class SchoolDoses:
    """Lists and days of school immunisation."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def listed(
        self, user: SignedIn, wanted: SchoolFilter, after: SchoolChild | None, limit: int
    ) -> tuple[SchoolChild, ...]:
        """Return the children who need a dose by the end of this month, by name."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            found = _children(session, user.facility_id, self._uow.today(user))
        chosen = [child for child in found if _is_wanted(child, wanted)]
        start = 0
        if after is not None:
            start = sum(1 for child in chosen if (child.name, child.id) <= (after.name, after.id))
        return tuple(chosen[start : start + limit])

    def give_day(self, user: SignedIn, wanted: SchoolDay) -> SchoolDayResult:
        """Store a school day: each child by the rules of any dose, those who may not get it being named.

        Raises ``WrongAnswers`` for what concerns the day or the vial as a whole; then nothing is stored.
        """
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            work.touch("dose", None, sekolah=len(wanted.children), vaksin=wanted.antigen)
            if work.saved_before(wanted.client_id) is not None:
                return SchoolDayResult(len(wanted.children), ())
            problems = _day_problems(wanted)
            if problems:
                raise WrongAnswers(problems)
            result = _give_all(work, wanted)
            work.remember(wanted.client_id, wanted.client_id)
            return result


def _children(session: Session, facility_id: UUID, today: date) -> list[SchoolChild]:
    schedule = school_schedule_on(today)
    services = {f"{SERVICE}:{dose.antigen}:{dose.dose}": dose for dose in schedule.doses}
    rows = school_dues(session, facility_id, list(services), today, _end_of_month(today))
    by_child: dict[UUID, list[Row[Any]]] = {}
    for row in rows:
        by_child.setdefault(row.id, []).append(row)
    classes = last_classes(session, list(by_child), SCHOOL_CLASS)
    pupils = pupils_among(session, list(by_child), today)
    found = []
    for child_id, own in by_child.items():
        year = school_year(today, schedule.first_month)
        pupil = pupils.get(child_id)
        known = _class_known(pupil, classes.get(child_id), schedule.first_month)
        needs = []
        for row in own:
            dose = services[row.service]
            occasion = next_occasion(dose, schedule, row.birth_date, known, today)
            if occasion is not None:
                late = row.late_from is not None and row.late_from <= today
                needs.append(
                    SchoolNeed(dose.antigen, dose.dose, dose.label, occasion.school_class, late, occasion.catch_up)
                )
        in_class = None if known is None else known.number + year - known.year
        if needs:
            found.append(_child(own[0], in_class, "" if pupil is None else pupil[2], tuple(needs), today))
    return found


def _class_known(
    pupil: tuple[date, int, str] | None, answered: tuple[date, str] | None, first_month: int
) -> SchoolClass | None:
    """Return the class by the list of the school, or by what was answered in a later school year."""
    listed = None if pupil is None else SchoolClass(pupil[1], pupil[0].year)
    said = None if answered is None else SchoolClass(int(float(answered[1])), school_year(answered[0], first_month))
    return class_known(listed, said)


def _child(row: Row[Any], in_class: int | None, school: str, needs: tuple[SchoolNeed, ...], today: date) -> SchoolChild:
    place = (row.village or "", f"RW {row.rw}" if row.rw else "", f"RT {row.rt}" if row.rt else "")
    return SchoolChild(
        id=row.id,
        name=row.name,
        sex=row.sex,
        birth_date=row.birth_date,
        age=age_on(row.birth_date, today),
        mother_name=row.mother_name,
        home=" ".join(part for part in place if part),
        in_class=in_class,
        school=school,
        needs=needs,
    )


def _is_wanted(child: SchoolChild, wanted: SchoolFilter) -> bool:
    of_class = [need for need in child.needs if wanted.school_class in (None, need.school_class)]
    words = wanted.search.casefold().split()
    told = f"{child.name} {child.school}".casefold()
    named = all(word in told for word in words)
    return named and any(wanted.antigen in ("", need.antigen) for need in of_class)


def _end_of_month(today: date) -> date:
    first = today.replace(day=1)
    return date.fromordinal(months_after(first, 1).toordinal() - 1)


def _day_problems(wanted: SchoolDay) -> dict[str, str]:
    if not wanted.children:
        return {"children": "Centang anak yang diimunisasi."}
    if len(wanted.children) > MOST_A_DAY:
        return {"children": f"Paling banyak {MOST_A_DAY} anak sekali simpan."}
    if wanted.day is None:
        return {"given_on": "Isi tanggal pemberian."}
    return {}


def _give_all(work: Work, wanted: SchoolDay) -> SchoolDayResult:
    vaccine = vaccines_on(wanted.day or work.today).of_antigen(wanted.antigen)
    batch, refused, given = _stock_batch(work, wanted), [], 0
    for child_id, number in sorted(wanted.children, key=lambda one: one[0].bytes):
        dose = NewDose(
            client_id=work.new_id(),
            person_id=child_id,
            antigen=wanted.antigen,
            dose=number,
            given_on=wanted.day,
            batch=wanted.batch,
            expires_on=wanted.expires_on,
            supply=_next_supply(work, wanted, batch),
            vvm=wanted.vvm,
            site=vaccine.sites[0] if vaccine else "",
            route=vaccine.route if vaccine else "",
            given_by=wanted.given_by,
            place_kind=SCHOOL,
            place=wanted.school,
        )
        try:
            give_dose(work, dose)
            given += 1
        except WrongAnswers as error:
            if error.fields.keys() & OF_THE_VIAL:
                raise
            refused.append((work.own(Person, child_id).name, " ".join(error.fields.values())))
    return SchoolDayResult(given, tuple(refused))


def _stock_batch(work: Work, wanted: SchoolDay) -> str:
    """Return the batch of the stock that was chosen; what stands open of it is used before the next vial is opened."""
    return next((one.batch for one in _supplies(work, wanted) if one.key == wanted.supply), "")


def _next_supply(work: Work, wanted: SchoolDay, batch: str) -> str:
    if not wanted.supply:
        return ""
    return next((one.key for one in _supplies(work, wanted) if one.batch == batch), wanted.supply)


def _supplies(work: Work, wanted: SchoolDay) -> Sequence[Supply]:
    vaccine = vaccines_on(work.today).of_antigen(wanted.antigen)
    if vaccine is None or not wanted.supply:
        return ()
    return usable_supplies(work.session, work.facility_id, vaccine, work.now, work.user.time_zone)
