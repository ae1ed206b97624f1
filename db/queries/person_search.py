"""Finding people by every word typed, in any order, over the trigram index of either database."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, column, func, select, table, text
from sqlalchemy.orm import Session

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


def _hits(session: Session, facility_id: UUID, words: Sequence[str]) -> Select[Any]:
    """Return people who match every word, in the order of their lines, by whichever way is quick.

    Rare words are looked up in the trigram index and the few found are sorted. For words that hit many, walking along
    the sorted lines meets a screenful of matches sooner than finding and sorting them all.
    """
    hits = select(PersonSearch.person_id, PersonSearch.text).where(PersonSearch.facility_id == facility_id)
    indexed = [word for word in words if len(word) >= SHORTEST_INDEXED]
    if session.get_bind().dialect.name == "sqlite" and indexed and _are_rare(session, indexed):
        hits = hits.join(FTS, FTS.c.rowid == PersonSearch.id).where(text("person_fts MATCH :query"))
        hits = hits.params(query=_query(indexed))
        words = [word for word in words if word not in indexed]
    for word in words:
        hits = hits.where(PersonSearch.text.contains(word, autoescape=True))
    return hits.order_by(PersonSearch.text)


def _are_rare(session: Session, words: Sequence[str]) -> bool:
    first = select(FTS.c.rowid).where(text("person_fts MATCH :query")).limit(RARE).subquery()
    found = select(func.count()).select_from(first).params(query=_query(words))
    return (session.scalar(found) or 0) < RARE


def _query(words: Sequence[str]) -> str:
    return " ".join(f'"{word}"' for word in words)
