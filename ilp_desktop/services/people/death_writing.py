"""Storing a death: the person leaves as everybody who died does, and what else is known stands beside."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from db.models import Death, Person
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.services.core.lengths import too_long
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.people.leaving import mark_left

LONGEST = {"place": ("Tempat", 80), "cause_note": ("Keterangan", 200), "reporter": ("Pelapor", 80)}


@dataclass(frozen=True)
class DeathFacts:
    """What is known of a death; ``hour`` as ``03.25``, empty when nobody knows it."""

    died_on: date | None
    hour: str = ""
    place: str = ""
    cause: str = ""
    cause_note: str = ""
    reporter: str = ""


def write_death(work: Work, person: Person, facts: DeathFacts) -> UUID:
    """Note that a person died and what is known of it, once; raises ``WrongAnswers``."""
    problems = too_long(facts, LONGEST)
    if facts.died_on is None or not person.birth_date <= facts.died_on <= work.today:
        problems["died_on"] = "Isi tanggal meninggal, antara tanggal lahir dan hari ini."
    if problems or facts.died_on is None:
        raise WrongAnswers(problems)
    if (person.left_why, person.left_on) != (Leaving.DIED.value, facts.died_on):
        mark_left(work, person, Leaving.DIED, facts.died_on)
    row = work.session.scalar(select(Death).where(Death.person_id == person.id))
    old = {name: getattr(row, name) for name in ("hour", *LONGEST, "cause")} if row is not None else {}
    if row is None:
        row = Death(**work.stamp(), person_id=person.id)
        work.session.add(row)
    else:
        row.row_version += 1
    row.hour, row.place, row.cause = facts.hour, facts.place.strip(), facts.cause
    row.cause_note, row.reporter = facts.cause_note.strip(), facts.reporter.strip()
    work.session.flush()
    work.touch("death", row.id, old=old)
    return row.id
