"""Finding people by every word typed, in any order, over the trigram index of either database."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, column, func, select, table, text
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.models import Identifier, Person, PersonSearch, Village
from ilp_desktop.domain.search_text import SHORTEST_INDEXED

FTS = table("person_fts", column("rowid"), column("text"))
RARE = 400


def find_people(session: Session, facility_id: UUID, words: Sequence[str], limit: int) -> Sequence[Row[Any]]:
    """Return people whose search line holds every word, by name; no words, no people."""
    if not words:
        return []
    hits = _hits(session, facility_id, words).limit(limit).subquery()
    record = and_(Identifier.person_id == Person.id, Identifier.kind == "rm")
    return session.execute(
        select(
            Person.id,
            Person.name,
            Person.sex,
            Person.birth_date,
            Person.mother_name,
            Person.last_visit_on,
            Person.rw,
            func.coalesce(Village.name, Person.outside_village).label("village"),
            Identifier.value.label("record_number"),
        )
        .join(hits, hits.c.person_id == Person.id)
        .outerjoin(Identifier, record)
        .outerjoin(Village, Village.id == Person.village_id)
        .order_by(hits.c.text)
    ).all()


def has_words(session: Session, person_id: InstrumentedAttribute[UUID], words: Sequence[str]) -> ColumnElement[bool]:
    """Return what keeps a statement to people whose line holds every word, by whichever way is quick.

    ``person_id`` is the column of the statement that tells who it is. The few that rare words hit are looked up here,
    once for every part of a list that is read with it; lines of common words are looked at as the list meets people.
    """
    lines = select(PersonSearch.person_id)
    if session.get_bind().dialect.name == "sqlite" and _are_rare(session, _indexed(words)):
        return person_id.in_(session.scalars(_matching(session, lines, words, rare=True)).all())
    mine = lines.where(PersonSearch.person_id == person_id)
    return _matching(session, mine, words, rare=False).exists()


def _hits(session: Session, facility_id: UUID, words: Sequence[str]) -> Select[Any]:
    """Return people who match every word, in the order of their lines, by whichever way is quick.

    Rare words are looked up in the trigram index and the few found are sorted. For words that hit many, walking along
    the sorted lines meets a screenful of matches sooner than finding and sorting them all.
    """
    hits = select(PersonSearch.person_id, PersonSearch.text).where(PersonSearch.facility_id == facility_id)
    rare = session.get_bind().dialect.name == "sqlite" and _are_rare(session, _indexed(words))
    return _matching(session, hits, words, rare=rare).order_by(PersonSearch.text)


def _matching(session: Session, lines: Select[Any], words: Sequence[str], *, rare: bool) -> Select[Any]:
    """Keep the lines that hold every word; ``rare`` ones are looked up in the trigram index of SQLite."""
    indexed = _indexed(words)
    if session.get_bind().dialect.name == "sqlite" and indexed and rare:
        lines = lines.join(FTS, FTS.c.rowid == PersonSearch.id).where(text("person_fts MATCH :query"))
        lines = lines.params(query=_query(indexed))
        words = [word for word in words if word not in indexed]
    for word in words:
        lines = lines.where(PersonSearch.text.contains(word, autoescape=True))
    return lines


def _indexed(words: Sequence[str]) -> list[str]:
    return [word for word in words if len(word) >= SHORTEST_INDEXED]


def _are_rare(session: Session, words: Sequence[str]) -> bool:
    if not words:
        return False
    first = select(FTS.c.rowid).where(text("person_fts MATCH :query")).limit(RARE).subquery()
    found = select(func.count()).select_from(first).params(query=_query(words))
    return (session.scalar(found) or 0) < RARE


def _query(words: Sequence[str]) -> str:
    return " ".join(f'"{word}"' for word in words)
