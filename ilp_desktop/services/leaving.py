"""Somebody died or moved away: nothing is due for them from then on."""

from datetime import date

from db.models import Person
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.visit_words import Leaving
from ilp_desktop.services.unit_of_work import Work


def mark_left(work: Work, person: Person, why: Leaving | None, day: date | None) -> None:
    """Note since when and why a person is gone, or with None that they are not; raises ``WrongAnswers``."""
    if why is not None and (day is None or not person.birth_date <= day <= work.today):
        raise WrongAnswers({"left_on": "Isi tanggalnya, antara tanggal lahir dan hari ini."})
    old = {"left_why": person.left_why, "left_on": person.left_on and person.left_on.isoformat()}
    person.left_on, person.left_why = (day, why.value) if why is not None else (None, "")
    work.touch("person", person.id, left=person.left_why, old=old)
    work.due_for(person.id)
