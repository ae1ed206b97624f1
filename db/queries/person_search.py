"""Finding people by every word typed, in any order, over the trigram index of either database."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, column, func, select, table, text
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.models import Identifier, Person, PersonSearch, Village
from ilp_desktop.domain.search_text import SHORTEST_INDEXED

FTS = table("person_fts", column("rowid"), column("text"))
RARE = 400


def find_people(session: Session, facility_id: UUID, words: Sequence[str], limit: int) -> Sequence[Row[Any]]:
    """Return people whose search line holds every word, by name; no words, no people."""
    if not words:
        return []
    way = _way(session, words)
    return session.execute(
        _people(way.looked_at, by_index=way.by_index), way.given | {"mine": facility_id, "most": limit}
    ).all()


def has_words(session: Session, person_id: InstrumentedAttribute[UUID], words: Sequence[str]) -> ColumnElement[bool]:
    """Return what keeps a statement to people whose line holds every word, by whichever way is quick.

    ``person_id`` is the column of the statement that tells who it is. The few that rare words hit are looked up here,
    once for every part of a list that is read with it; lines of common words are looked at as the list meets people.
    """
    way, lines = _way(session, words), select(PersonSearch.person_id)
    if way.by_index:
        found = session.scalars(_matching(lines, way.looked_at, by_index=True), way.given)
        return person_id.in_(found.all())
    mine = lines.where(PersonSearch.person_id == person_id)
    return _matching(mine, way.looked_at, by_index=False).params(**way.given).exists()


class _Way(NamedTuple):
    """How words are looked for: by the trigram index or in each line, how many in each line, and what is given."""

    by_index: bool
    looked_at: int
    given: dict[str, Any]


def _way(session: Session, words: Sequence[str]) -> _Way:
    """Return the quick way.

    Rare words are looked up in the trigram index of SQLite and the few found are sorted. For words that hit many,
    walking along the sorted lines meets a screenful of matches sooner than finding and sorting them all.
    """
    indexed = [word for word in words if len(word) >= SHORTEST_INDEXED]
    query = " ".join(f'"{word}"' for word in indexed)
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    by_index = is_sqlite and bool(indexed) and (session.scalar(_HITS, {"query": query}) or 0) < RARE
    looked_at = [word for word in words if not (by_index and word in indexed)]
    given = {f"word_{number}": word for number, word in enumerate(looked_at)}
    return _Way(by_index, len(looked_at), given | {"query": query} if by_index else given)


_HITS = select(func.count()).select_from(
    select(FTS.c.rowid).where(text("person_fts MATCH :query")).limit(RARE).subquery()
)


@lru_cache(maxsize=32)
def _people(looked_at: int, *, by_index: bool) -> Select[Any]:
    """Return the statement of a search, made once for so many words: it is asked for at every key."""
    lines = select(PersonSearch.person_id, PersonSearch.text).where(PersonSearch.facility_id == bindparam("mine"))
    ordered = _matching(lines, looked_at, by_index=by_index).order_by(PersonSearch.text)
    hits = ordered.limit(bindparam("most")).subquery()
    record = and_(Identifier.person_id == Person.id, Identifier.kind == "rm")
    return (
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
    )


def _matching(lines: Select[Any], looked_at: int, *, by_index: bool) -> Select[Any]:
    """Keep the lines that hold every word; words hold letters and digits alone, so that LIKE takes them as they are."""
    if by_index:
        lines = lines.join(FTS, FTS.c.rowid == PersonSearch.id).where(text("person_fts MATCH :query"))
    for number in range(looked_at):
        lines = lines.where(PersonSearch.text.contains(bindparam(f"word_{number}")))
    return lines
