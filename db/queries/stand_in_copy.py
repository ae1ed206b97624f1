"""Which rows of a server a workstation copies, read some people or some subjects at a time."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Table, delete, func, insert, select
from sqlalchemy.orm import Session

from db.base import Base
from db.models import (
    Allergy,
    Change,
    Consent,
    Destination,
    Encounter,
    Facility,
    Family,
    FavouriteCode,
    Identifier,
    ItemWording,
    Neighbourhood,
    NoteTemplate,
    Person,
    PersonMerge,
    PersonSearch,
    Posyandu,
    Pregnancy,
    Pustu,
    PustuVillage,
    Room,
    RoomKlaster,
    ShortText,
    Staff,
    StaffKlaster,
    StaffRole,
    Ticket,
    TicketStep,
    Village,
)
from db.queries.name_forms import file_words
from ilp_desktop.domain.search.search_text import line_words

Rows = list[dict[str, Any]]
WHOLE = (
    *(Facility, Village, Posyandu, Pustu, PustuVillage, Neighbourhood, Room, RoomKlaster, Staff, PersonMerge),
    *(Destination, FavouriteCode, ItemWording, NoteTemplate, ShortText),
)
OF_PERSON = (Identifier, PersonSearch, Allergy, Consent, Pregnancy)
OWN_NUMBER = {PersonSearch.__tablename__: "id", TicketStep.__tablename__: "seq"}
"""Numbers that each database gives by itself."""
AT_ONCE = 400


@dataclass
class Copied:
    """Rows to be stored, and before that the rows to be removed: a table, one of its columns, and its values."""

    rows: dict[Table, Rows] = field(default_factory=dict)
    gone: list[tuple[Table, str, list[Any]]] = field(default_factory=list)

    def replace(self, session: Session, model: type[Base], column: str, values: Collection[Any], *also: Any) -> Rows:
        """Read the rows of some values of a column, ``also`` such and such, which take the place of those here."""
        table = _table(model)
        found: Rows = []
        for lot in lots(values):
            self.gone.append((table, column, lot))
            found += _read(session, table, table.c[column].in_(lot), *also)
        self.rows.setdefault(table, []).extend(found)
        return found

    def let_go(self, model: type[Base], facility_id: UUID) -> None:
        """Remove every row of a table here."""
        self.gone.append((_table(model), "facility_id", [facility_id]))


def last_change(session: Session) -> int:
    """Return the number of the last change of all."""
    return int(session.execute(select(func.coalesce(func.max(Change.seq), 0))).scalar_one())


def changes_since(
    session: Session, facility_id: UUID, seq: int, limit: int
) -> tuple[int, Mapping[str, set[UUID]], set[str]] | None:
    """Return how far one has read, what changed by subject, and subjects that changed without a name.

    None when changes may have been trimmed since.
    """
    oldest = session.execute(select(func.min(Change.seq))).scalar()
    if oldest is not None and oldest > seq + 1:
        return None
    rows = session.execute(
        select(Change.seq, Change.subject, Change.subject_id)
        .where(Change.facility_id == facility_id, Change.seq > seq)
        .order_by(Change.seq)
        .limit(limit)
    ).all()
    named: dict[str, set[UUID]] = {}
    for row in rows:
        if row.subject_id is not None:
            named.setdefault(row.subject, set()).add(row.subject_id)
    unnamed = {row.subject for row in rows if row.subject_id is None}
    return (rows[-1].seq if rows else seq), named, unnamed


def people_after(session: Session, facility_id: UUID, after: UUID, limit: int) -> Sequence[UUID]:
    """Return the next people by their identifiers."""
    wanted = select(Person.id).where(Person.facility_id == facility_id, Person.id > after)
    return session.scalars(wanted.order_by(Person.id).limit(limit)).all()


def people_concerned(session: Session, named: Mapping[str, set[UUID]]) -> set[UUID]:
    """Return the people whom changes of these subjects concern."""
    people = set(named.get("person", ()))
    for subject, column, key in (
        ("family", Person.id, Person.family_id),
        ("pregnancy", Pregnancy.person_id, Pregnancy.id),
        ("encounter", Encounter.person_id, Encounter.id),
        ("merge", PersonMerge.loser_id, PersonMerge.id),
        ("merge", PersonMerge.survivor_id, PersonMerge.id),
    ):
        for lot in lots(named.get(subject, ())):
            people |= set(session.scalars(select(column).where(key.in_(lot))))
    return people


def add_whole(session: Session, facility_id: UUID, copied: Copied) -> None:
    """Read what is small and copied whole."""
    for model in WHOLE:
        copied.replace(session, model, "id" if model is Facility else "facility_id", [facility_id])
    staff = [row["id"] for row in copied.rows[_table(Staff)]]
    for of_staff in (StaffRole, StaffKlaster):
        copied.replace(session, of_staff, "staff_id", staff)


def add_people(session: Session, people: Collection[UUID], copied: Copied) -> None:
    """Read people with their families, numbers, allergies, consents and pregnancies."""
    rows = copied.replace(session, Person, "id", people)
    copied.replace(session, Family, "id", {row["family_id"] for row in rows if row["family_id"] is not None})
    for model in OF_PERSON:
        copied.replace(session, model, "person_id", people)


def add_day(session: Session, facility_id: UUID, since: date, copied: Copied) -> None:
    """Read the queue from a day on; nothing older is kept."""
    for model in (Encounter, Ticket, TicketStep):
        table = _table(model)
        copied.let_go(model, facility_id)
        copied.rows[table] = _read(session, table, table.c.facility_id == facility_id, table.c.day >= since)


def add_visits(session: Session, tickets: Collection[UUID], encounters: Collection[UUID], copied: Copied) -> None:
    """Read some tickets and visits anew."""
    copied.replace(session, Ticket, "id", tickets)
    copied.replace(session, TicketStep, "ticket_id", tickets)
    copied.replace(session, Encounter, "id", encounters)


def store(session: Session, facility_id: UUID, copied: Copied) -> None:
    """Put what was read into the copy, inside a transaction of it; writing it twice is writing it once."""
    for table, column, values in copied.gone:
        session.execute(delete(table).where(table.c[column].in_(values)))
    for table, rows in copied.rows.items():
        own = OWN_NUMBER.get(table.name)
        if own is not None:
            rows = [{key: value for key, value in row.items() if key != own} for row in rows]  # noqa: PLW2901
        if rows:
            session.connection().execute(insert(table), rows)
    lines = copied.rows.get(_table(PersonSearch), [])
    if lines:
        file_words(session, facility_id, {word for line in lines for word in line_words(line["text"])})


def _read(session: Session, table: Table, *wanted: Any) -> Rows:
    statement = select(table).where(*wanted)
    own = OWN_NUMBER.get(table.name)
    if own is not None:
        statement = statement.order_by(table.c[own])
    return [dict(row) for row in session.execute(statement).mappings()]


def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - every model has one
    return table


def lots(values: Collection[Any]) -> Iterator[list[Any]]:
    """Yield values, as many at once as a statement names."""
    ordered = list(values)
    for start in range(0, len(ordered), AT_ONCE):
        yield ordered[start : start + AT_ONCE]
