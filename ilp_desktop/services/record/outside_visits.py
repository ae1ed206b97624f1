"""Visits held outside the Puskesmas: at a school, a Pustu, a Posyandu or at home; nobody waits for them in a queue."""

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select

from db.models import Encounter, Person
from ilp_desktop.clock import instant_of, local_time
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.late_entry import Lived, late_problem
from ilp_desktop.domain.queue.visit_words import Leaving, Payer, VisitKind
from ilp_desktop.services.core.unit_of_work import Work


@dataclass(frozen=True)
class OutsideVisit:
    """A visit: its day, the hour it is written down with where the day is past, its place, and what it was for."""

    day: date
    hour: int
    place: str
    complaint: str
    klaster: Klaster


def refuse_outside(work: Work, person: Person, day: date, hour: int) -> None:
    """Raise ``WrongAnswers`` for a day on which nobody can have been seen."""
    zone = work.user.time_zone
    died_on = person.left_on if person.left_why == Leaving.DIED.value else None
    if day == work.today:
        return
    at = instant_of(day, time(hour), zone)
    problem = late_problem(local_time(at, zone), local_time(work.now, zone), Lived(person.birth_date, died_on))
    if problem:
        raise WrongAnswers({"day": problem})


def outside_visit(work: Work, person: Person, wanted: OutsideVisit, *, another: bool = False) -> Encounter:
    """Return the visit of a person at a place on a day: the first there, made when there is none or another is meant.

    Whoever lets a visit be another one of that day keeps the two apart.
    """
    found = work.session.scalar(
        select(Encounter)
        .where(Encounter.person_id == person.id, Encounter.day == wanted.day, Encounter.place == wanted.place)
        .order_by(Encounter.recorded_at, Encounter.id)
        .limit(1)
    )
    if found is not None and not another:
        return found
    known = work.session.scalar(select(Encounter.id).where(Encounter.person_id == person.id).limit(1))
    past = wanted.day != work.today
    at = instant_of(wanted.day, time(wanted.hour), work.user.time_zone) if past else work.now
    row = Encounter(
        **work.stamp(),
        person_id=person.id,
        day=wanted.day,
        visit_kind=(VisitKind.RETURNING if known else VisitKind.NEW).value,
        sick=False,
        complaint=wanted.complaint,
        triage="",
        payer=person.payer or Payer.SELF.value,
        klaster=wanted.klaster.value,
        proposed_klaster=wanted.klaster.value,
        place=wanted.place,
        finished_at=at,
        happened_at=at if past else None,
        served_by=work.user.staff_id,
    )
    work.session.add(row)
    work.session.flush()
    return row
