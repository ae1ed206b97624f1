"""Keeps the line each person is found by, and writes all of them anew when the rules of names have changed."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, func, insert, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import identity_key

from db.ahead import ahead
from db.engine import Database
from db.models import Counter, Facility, Family, Identifier, Person, PersonSearch, Village
from db.queries.name_forms import file_words, words_filed
from ilp_desktop.domain.search.name_key import key_edition
from ilp_desktop.domain.search.search_text import Findable, line_words, search_line

LINES_COUNTER = "garis nama"
"""Its period is the edition of the rules, its value the number of the last line written by them, or ``ALL``."""
ALL = -1
AT_ONCE = 2_000
LineRead = Callable[[], Sequence[Row[Any]]]


def index_person(session: Session, person: Person, today: date) -> None:
    """Write the line a person is found by; who is written is flushed already, and who was removed has no line."""
    line_of = select(PersonSearch).where(PersonSearch.person_id == person.id)
    ahead(
        session,
        lambda: session.scalar(line_of),
        *_line_reads(session, [person.id]),
        lambda: words_filed(session, person.facility_id, _words_in_hand(session, person, today)),
    )
    known = session.scalar(line_of)
    if person.removed_at is not None:
        if known is not None:
            session.delete(known)
        return
    lines = _lines(session, [person.id], today)
    if known is None:
        line = {"facility_id": person.facility_id, "person_id": person.id, "text": lines[person.id]}
        session.connection().execute(_ADD, line)
    else:
        known.text = lines[person.id]
    file_words(session, person.facility_id, line_words(lines[person.id]))


def _words_in_hand(session: Session, person: Person, today: date) -> tuple[str, ...]:
    """Return the words of a person's line as far as they are known without asking."""
    village = None if person.village_id is None else session.identity_map.get(identity_key(Village, person.village_id))
    place = person.outside_village if village is None else village.name
    return line_words(search_line(Findable(person.name, person.birth_date, person.mother_name, place, ()), today))


def are_lines_current(database: Database) -> bool:
    """Tell whether every line is written by the present rules."""
    with database.reading() as session:
        return not _behind(session)


def mark_current(session: Session, facility_id: UUID) -> None:
    """Note that every line of a Puskesmas is written by the present rules, since all were just made."""
    _mark(session, facility_id).value = ALL


def renew_lines(database: Database, today: date, told: Callable[[int], object] = lambda _done: None) -> int:
    """Write the lines of every Puskesmas by the present rules; returns how many were written.

    Each lot is a transaction, so that what was done stays done when the work is broken off, and a search meanwhile
    waits for none of it.
    """
    done = 0
    with database.reading() as session:
        behind = _behind(session)
    for facility_id in behind:
        while lot := _renew_some(database, facility_id, today):
            done += lot
            told(done)
    return done


def _behind(session: Session) -> list[UUID]:
    """Return the Puskesmas whose lines are not all written by the present rules."""
    done = select(Counter.facility_id).where(
        Counter.name == LINES_COUNTER, Counter.period == key_edition().version, Counter.value == ALL
    )
    return list(session.scalars(select(Facility.id).where(Facility.id.not_in(done)).order_by(Facility.id)))


def _renew_some(database: Database, facility_id: UUID, today: date) -> int:
    """Write the next lot; returns how many there were, none when all is done."""
    with database.writing() as session, session.begin():
        mark = _mark(session, facility_id)
        if mark.value == ALL:
            return 0
        rows = session.execute(
            select(PersonSearch.id, PersonSearch.person_id)
            .where(PersonSearch.facility_id == facility_id, PersonSearch.id > mark.value)
            .order_by(PersonSearch.id)
            .limit(AT_ONCE)
        ).all()
        _write(session, facility_id, rows, today)
        mark.value = rows[-1].id if len(rows) == AT_ONCE else ALL
        return len(rows)


def _mark(session: Session, facility_id: UUID) -> Counter:
    """Return how far the lines are written, held so that two programs do not do the same lot."""
    held = (facility_id, LINES_COUNTER, key_edition().version)
    found = session.get(Counter, held, with_for_update=True)
    if found is None:
        found = Counter(facility_id=facility_id, name=LINES_COUNTER, period=key_edition().version, value=0)
        session.add(found)
        session.flush()
    return found


def _write(session: Session, facility_id: UUID, rows: Sequence[Row[Any]], today: date) -> None:
    lines = _lines(session, [row.person_id for row in rows], today)
    changed = [{"number": row.id, "line": lines[row.person_id]} for row in rows]
    if changed:
        session.connection().execute(_REWRITE, changed)
        file_words(session, facility_id, {word for line in lines.values() for word in line_words(line)})


_ADD = insert(PersonSearch.__table__).inline()  # type: ignore[arg-type]
_REWRITE = update(PersonSearch).where(PersonSearch.id == bindparam("number")).values(text=bindparam("line"))


def _lines(session: Session, people: Sequence[UUID], today: date) -> dict[UUID, str]:
    """Return the lines of people by the present rules."""
    numbers: dict[UUID, list[str]] = {one: [] for one in people}
    read_numbers, read_people = _line_reads(session, people)
    for row in read_numbers():
        numbers[row.person_id].append(row.value)
    found = read_people()
    return {
        row.id: search_line(
            Findable(
                row.name,
                row.birth_date,
                row.mother_name,
                row.place,
                (*numbers[row.id], row.kk_number or "", row.phone),
            ),
            today,
        )
        for row in found
    }


def _line_reads(session: Session, people: Sequence[UUID]) -> tuple[LineRead, LineRead]:
    """Return what reads the numbers of people, and what reads all else of which their lines are made."""
    numbers = select(Identifier.person_id, Identifier.value).where(Identifier.person_id.in_(people))
    words = (
        select(
            Person.id,
            Person.name,
            Person.birth_date,
            Person.mother_name,
            Person.phone,
            func.coalesce(Village.name, Person.outside_village).label("place"),
            Family.kk_number,
        )
        .outerjoin(Village, Village.id == Person.village_id)
        .outerjoin(Family, Family.id == Person.family_id)
        .where(Person.id.in_(people))
    )
    in_order = numbers.order_by(Identifier.kind.desc(), Identifier.value)
    return lambda: session.execute(in_order).all(), lambda: session.execute(words).all()
