"""Keeps the stored services of people equal to what the rules say, and writes only what changed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from db.ahead import ahead
from db.models import Due, Facility, Person
from db.queries.due_counts import counted_on, lock_people
from db.queries.due_events import household_of
from ilp_desktop.domain.due.due import PersonDues, services_due
from ilp_desktop.domain.due.due_facts import DueFacts
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.due.due_book import DueBook, DueEdition
from ilp_desktop.services.due.due_counts import Stored, note_changes
from ilp_desktop.services.due.due_facts import DuePerson, happened, load_facts
from ilp_desktop.services.facility.endemic_area import first_village_code, je_endemic_at, je_endemic_by

NEVER = date(9999, 12, 31)
"""Stands for "does not change by itself", so that one comparison finds whoever is to be worked out anew."""


@dataclass
class _Kept:
    """What is stored of one person."""

    person: DuePerson
    village_id: UUID | None
    next_change_on: date | None
    mark: str
    rows: dict[str, Stored]


class DueStore:
    """Works services out and stores them."""

    def __init__(self, book: DueBook) -> None:
        self._book = book
        self._last: DueEdition | None = None

    def derive(self, work: Work, people: Mapping[UUID, bool]) -> None:
        """Store what is due for people, and for the households of those marked, inside the transaction of a change."""
        wanted = dict.fromkeys(people)
        for person_id, with_household in people.items():
            if with_household:
                wanted.update(dict.fromkeys(household_of(work.session, person_id)))
        self.refresh_in(work.session, work.facility_id, list(wanted), work.today)

    def foresee(self, work: Work, people: Sequence[UUID]) -> None:
        """Ask along with the next question what ``derive`` will read of people of whom nothing more is written."""
        self._ask_ahead(work.session, work.facility_id, people, work.today)

    def refresh_in(self, session: Session, facility_id: UUID, people: Sequence[UUID], today: date) -> int:
        """Store what is due for people of one Puskesmas on a day; returns how many services were not so stored.

        Who else is at the same people waits, or is waited for.
        """
        session.flush()
        self._ask_ahead(session, facility_id, people, today)
        lock_people(session, people)
        kept, edition = self._kept(session, people, today)
        if edition is None:
            return 0
        facts = load_facts(session, [one.person for one in kept.values()], edition, today)
        found = [(one, worked_out(facts[one.person.id], edition, today)) for one in kept.values()]
        self._last = edition
        return _write(session, facility_id, found, edition)

    def _ask_ahead(self, session: Session, facility_id: UUID, people: Sequence[UUID], today: date) -> None:
        """Ask all that is read here together, by the rules that held for whoever was last."""
        last = self._last
        ahead(
            session,
            lambda: lock_people(session, people),
            lambda: session.execute(_KEPT, {"people": list(people)}),
            lambda: None if last is None else happened(session, people, last, today),
            lambda: counted_on(session, facility_id),
        )

    def edition(self, session: Session, facility_id: UUID, today: date) -> DueEdition:
        """Return the rules in force for a Puskesmas."""
        return self._book.on(today, je_endemic=je_endemic_at(session, facility_id, today))

    def _kept(
        self, session: Session, people: Sequence[UUID], today: date
    ) -> tuple[dict[UUID, _Kept], DueEdition | None]:
        rows = session.execute(_KEPT, {"people": list(people)}).all()
        kept: dict[UUID, _Kept] = {}
        for row in rows:
            one = kept.get(row.id)
            if one is None:
                one = kept[row.id] = _Kept(
                    due_person(row, today), row.village_id, row.dues_next_change_on, row.dues_edition, {}
                )
            if row.service is not None:
                one.rows[row.service] = (row.service, row.due_village, row.due_from, row.late_from, row.closes_on)
        if not rows:
            return kept, None
        endemic = je_endemic_by(rows[0].settings, rows[0].village_code, today)
        return kept, self._book.on(today, je_endemic=endemic)


_KEPT = (
    select(
        Person.id,
        Person.birth_date,
        Person.sex,
        Person.village_id,
        Person.left_on,
        Person.removed_at,
        Person.dues_next_change_on,
        Person.dues_edition,
        Facility.settings,
        first_village_code(),
        Due.service,
        Due.village_id.label("due_village"),
        Due.due_from,
        Due.late_from,
        Due.closes_on,
    )
    .join(Facility, Facility.id == Person.facility_id)
    .outerjoin(Due, Due.person_id == Person.id)
    .where(Person.id.in_(bindparam("people", expanding=True)))
)


def due_person(row: Any, today: date) -> DuePerson:
    """Return a person as rules see them; who left is not among the living here from that day on."""
    gone = row.removed_at is not None or (row.left_on is not None and row.left_on <= today)
    return DuePerson(row.id, row.birth_date, row.sex, living_here=not gone)


def worked_out(facts: DueFacts, edition: DueEdition, today: date) -> PersonDues:
    """Return what is due by the rules in force, and when that changes, a new edition included."""
    found = services_due(edition.rules, facts, today)
    days = [day for day in (found.changes_on, edition.until) if day is not None]
    return PersonDues(found.items, min(days, default=None))


def _write(session: Session, facility_id: UUID, found: Sequence[tuple[_Kept, PersonDues]], edition: DueEdition) -> int:
    """Bring the stored rows and their counts in line in a few statements; returns how many services that took."""
    gone: list[tuple[UUID, Stored]] = []
    came: list[tuple[UUID, Stored]] = []
    marks: list[dict[str, Any]] = []
    for kept, dues in found:
        person_id = kept.person.id
        wanted: dict[str, Stored] = {
            item.service: (item.service, kept.village_id, item.due_from, item.late_from, item.closes_on)
            for item in dues.items
        }
        gone += [(person_id, row) for service, row in kept.rows.items() if wanted.get(service) != row]
        came += [(person_id, row) for service, row in wanted.items() if kept.rows.get(service) != row]
        next_change = dues.changes_on or NEVER
        if (kept.next_change_on, kept.mark) != (next_change, edition.mark):
            marks.append({"one": person_id, "next_change": next_change, "mark": edition.mark})
    _delete(session, gone)
    _insert(session, facility_id, came)
    note_changes(session, facility_id, [row for _, row in gone], [row for _, row in came])
    if marks:
        session.connection().execute(_MARK, marks)
    return len({(person_id, row[0]) for person_id, row in (*gone, *came)})


_COLUMNS = ("service", "village_id", "due_from", "late_from", "closes_on")
_INSERT = insert(Due.__table__)  # type: ignore[arg-type]
_DELETE = delete(Due.__table__).where(  # type: ignore[arg-type]
    Due.__table__.c.person_id == bindparam("one"),
    Due.__table__.c.service.in_(bindparam("services", expanding=True)),
)
_MARK = (
    update(Person.__table__)  # type: ignore[arg-type]
    .where(Person.__table__.c.id == bindparam("one"))
    .values(dues_next_change_on=bindparam("next_change"), dues_edition=bindparam("mark"))
)


def _insert(session: Session, facility_id: UUID, came: Sequence[tuple[UUID, Stored]]) -> None:
    rows = [
        dict(zip(_COLUMNS, row, strict=True)) | {"person_id": person_id, "facility_id": facility_id}
        for person_id, row in came
    ]
    if rows:
        session.connection().execute(_INSERT, rows)


def _delete(session: Session, gone: Sequence[tuple[UUID, Stored]]) -> None:
    by_person: dict[UUID, list[str]] = defaultdict(list)
    for person_id, row in gone:
        by_person[person_id].append(row[0])
    for person_id, services in by_person.items():
        session.connection().execute(_DELETE, {"one": person_id, "services": services})
