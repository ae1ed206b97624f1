"""Tablets of iron that girls take together at school: a tick a girl and week, no visit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import FormResponse, Person, School
from db.queries.classes import pupils_of
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.schools import NAME, ClassName, year_begins
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import edition_on
from ilp_desktop.services.answers.screening import FilledForm, Screening, is_latest
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.school.school_days import refuse_day
from ilp_desktop.services.school.schools import MOST_OF_A_CLASS, PupilInfo, pupil_info

TAKEN = "ttd_mingguan"
Taken = dict[UUID, dict[date, bool]]


@dataclass(frozen=True)
class TabletRow:
    """A girl of the class: whether she took her tablet on the day, None where nobody said, and how often lately."""

    pupil: PupilInfo
    taken: bool | None
    lately: int


class WeeklyTablets:
    """Tablets of iron that girls take together at school, a tick a girl."""

    def __init__(self, uow: UnitOfWork, screening: Screening) -> None:
        self._uow = uow
        self._screening = screening

    def girls(self, user: SignedIn, school_id: UUID, name: ClassName, day: date) -> tuple[TabletRow, ...]:
        """Return the girls of a class, each with what is ticked for the day and how often she took one lately."""
        rules = edition_on(NAME, day).body
        since = day - timedelta(weeks=rules["weekly_weeks"])
        with self._uow.reading(user, Act.WRITE_FIELD) as session:
            school = owned(session, user.facility_id, School, school_id)
            found = pupils_of(session, school.id, year_begins(day), name.grade, name.section, MOST_OF_A_CLASS)
            girls = [pupil_info(row) for row in found if row.sex is Sex.FEMALE]
            taken = _taken(session, [one.person_id for one in girls], rules["weekly_form"], (since, day))
        return tuple(_tablet_row(one, taken.get(one.person_id, {}), day) for one in girls)

    def tick(self, user: SignedIn, client_id: UUID, day: date, ticks: Mapping[UUID, bool]) -> int:
        """Store who took her tablet and who did not on a day; returns how many ticks changed."""
        with self._uow.writing(user, Act.WRITE_FIELD) as work:
            earlier = work.saved_before(client_id)
            if earlier is not None:
                work.touch("school", earlier, repeated=True)
                return 0
            code = edition_on(NAME, day).body["weekly_form"]
            people = {one: work.own(Person, one) for one in ticks}
            for person in people.values():
                refuse_day(work, person, day)
            written = self._screening.store_apart(
                work,
                day,
                {person: FilledForm(code, {TAKEN: "ya" if ticks[one] else "tidak"}) for one, person in people.items()},
            )
            batch = work.new_id()
            work.due_for(*written)
            work.remember(client_id, batch)
            work.touch("school", batch, tablets=len(written), day=day.isoformat())
            for one in written:
                work.touch("person", one)
            return len(written)


def _taken(session: Session, people: Sequence[UUID], form: str, days: tuple[date, date]) -> Taken:
    rows = session.execute(
        select(FormResponse.person_id, FormResponse.day, FormResponse.answers).where(
            FormResponse.person_id.in_(people),
            FormResponse.form_code == form,
            FormResponse.day > days[0],
            FormResponse.day <= days[1],
            is_latest(),
        )
    )
    found: Taken = {}
    for row in rows:
        if TAKEN in row.answers:
            found.setdefault(row.person_id, {})[row.day] = row.answers[TAKEN]
    return found


def _tablet_row(pupil: PupilInfo, taken: Mapping[date, bool], day: date) -> TabletRow:
    return TabletRow(pupil, taken.get(day), sum(taken.values()))
