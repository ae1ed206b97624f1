"""Candidates of a search: people whose line holds every word typed, over the trigram index of either database."""

from collections.abc import Sequence
from functools import lru_cache
from json import dumps
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, TextClause, and_, bindparam, func, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.base import Id
from db.models import Identifier, Person, PersonSearch, Village
from db.queries.person_search_server import hits_on_server
from db.queries.person_ways import Ways, each_word, given_of, is_number, shape_of, threes
from ilp_desktop.domain.search.search_rank import Candidate
from ilp_desktop.domain.search.search_text import SHORTEST_INDEXED

RARE = 1_400
"""Below so many hits all are read and put in order; above, walking along the lines in order meets enough sooner."""
WALKED = 8_000
"""So many lines are walked along before the hits are read after all: hits of an index may be none of the words."""
ALL = -1
"""As a limit of SQLite: none."""
MOST = 100
"""So many of those who have the words and stand first are ranked, the same whatever way they were found."""
FOUND_FEW = 400
NOT_RARE = 15
"""With so many met on the way it is quicker to go on walking."""
TELLING_DIGITS = 9
"""Of a number the last digits are looked up: the first ones, of a region, are those of everybody."""
THREES = {True: 5, False: 3}
"""So many groups of three of a number, or of a word, are looked up: each more costs more than the lines it spares."""


def candidates(session: Session, facility_id: UUID, ways: Ways) -> list[Candidate]:
    """Return who has every word, those who stand first of very many."""
    if not ways:
        return []
    if session.get_bind().dialect.name == "postgresql":
        return _on_server(session, facility_id, ways)
    given, query = given_of(ways), _fts_query(ways)
    if not query:
        return _read(session, _walk(shape_of(ways), "instr"), given, facility_id)
    hits = _hits(session, query, RARE)
    if len(hits) >= RARE:
        near = given | {"walked": WALKED}
        found = _read(session, _walk_near(shape_of(ways), "instr"), near, facility_id)
        if len(found) == MOST:
            return found
        if len(found) >= NOT_RARE:
            return _read(session, _walk(shape_of(ways), "instr"), given, facility_id)
        hits = _hits(session, query, ALL)
    return _read(session, _of_hits(shape_of(ways)), given | {"hits": dumps(hits)}, facility_id) if hits else []


def of_standing(session: Session, facility_id: UUID, ways: Ways, standings: tuple[int, int]) -> list[Candidate]:
    """Return who has every word among those who stand at two places, however many have the words."""
    position = "strpos" if session.get_bind().dialect.name == "postgresql" else "instr"
    given = given_of(ways) | {"one": standings[0], "other": standings[1]}
    return _read(session, _walk(shape_of(ways), position, "AND s.standing IN (:one, :other)"), given, facility_id)


def details(session: Session, numbers: Sequence[int]) -> dict[int, Row[Any]]:
    """Return what a list shows of people, by the number of their line."""
    rows = session.connection().execute(_DETAILS, {"numbers": list(numbers)}).all() if numbers else []
    return {row.number: row for row in rows}


def has_words(session: Session, person_id: InstrumentedAttribute[UUID], ways: Ways) -> ColumnElement[bool]:
    """Return what keeps a statement to people whose line holds every word, by whichever way is quick.

    ``person_id`` is the column of the statement that tells who it is. The few that rare words hit are looked up here,
    once for every part of a list that is read with it; lines of common words are looked at as the list meets people.
    """
    lines = select(PersonSearch.person_id).where(*_holds(ways))
    query = _fts_query(ways) if session.get_bind().dialect.name == "sqlite" else ""
    if query and len(_hits(session, query, FOUND_FEW)) < FOUND_FEW:
        by_index = text("id IN (SELECT rowid FROM person_fts WHERE person_fts MATCH :query)").bindparams(query=query)
        return person_id.in_(session.scalars(lines.where(by_index)).all())
    return lines.where(PersonSearch.person_id == person_id).exists()


def _holds(ways: Ways) -> list[ColumnElement[bool]]:
    return [_any([PersonSearch.text.contains(piece) for piece in pieces]) for pieces in ways]


def _any(clauses: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    return clauses[0] if len(clauses) == 1 else clauses[0].self_group() | _any(clauses[1:])


def _fts_query(ways: Ways) -> str:
    """Return the words that are long enough for the index, in the language of FTS5."""
    indexed = [pieces for pieces in ways if min(map(len, pieces)) >= SHORTEST_INDEXED]
    return " AND ".join("(" + " OR ".join(map(_in_index, pieces)) + ")" for pieces in indexed)


@lru_cache(maxsize=4096)
def _in_index(piece: str) -> str:
    """Return what must stand in the index for a piece of text: its letters by three.

    The index keeps no places, which makes it a third as large: a hit is looked at again in the line itself.
    """
    telling = piece[-TELLING_DIGITS:] if is_number(piece) else piece
    starts = threes(telling, THREES[is_number(piece)])
    return "(" + " AND ".join(f'"{telling[start : start + SHORTEST_INDEXED]}"' for start in starts) + ")"


def _hits(session: Session, query: str, most: int) -> list[int]:
    """Return the numbers of lines that the index gives, not more than so many."""
    return list(session.connection().execute(_HITS, {"query": query, "most": most}).scalars())


def _on_server(session: Session, facility_id: UUID, ways: Ways) -> list[Candidate]:
    rows = hits_on_server(session, facility_id, ways, MOST)
    if rows is None:
        return _read(session, _walk(shape_of(ways), "strpos"), given_of(ways), facility_id)
    return [Candidate(row.id, row.standing, row.text) for row in rows]


def _read(session: Session, statement: TextClause, given: dict[str, Any], facility_id: UUID) -> list[Candidate]:
    rows = session.connection().execute(statement, given | {"mine": facility_id, "most": MOST})
    return [Candidate(*row) for row in rows]


@lru_cache(maxsize=256)
def _walk(shape: tuple[int, ...], position: str, more: str = "") -> TextClause:
    return text(
        "SELECT s.id, s.standing, s.text FROM person_search s WHERE s.facility_id = :mine "  # noqa: S608 - what varies is how many words there are
        f"{more}{each_word(shape, position + '(s.text, :{0}) > 0')} ORDER BY s.standing, s.text LIMIT :most"
    ).bindparams(_MINE)


@lru_cache(maxsize=256)
def _walk_near(shape: tuple[int, ...], position: str) -> TextClause:
    return text(
        "SELECT id, standing, text FROM (SELECT id, standing, text FROM person_search WHERE facility_id = :mine "  # noqa: S608 - what varies is how many words there are
        f"ORDER BY standing, text LIMIT :walked) s WHERE TRUE{each_word(shape, position + '(s.text, :{0}) > 0')} "
        "ORDER BY standing, text LIMIT :most"
    ).bindparams(_MINE)


@lru_cache(maxsize=256)
def _of_hits(shape: tuple[int, ...]) -> TextClause:
    return text(
        "SELECT s.id, s.standing, s.text FROM json_each(:hits) h CROSS JOIN person_search s ON s.id = h.value "  # noqa: S608 - what varies is how many words there are
        f"WHERE s.facility_id = :mine{each_word(shape, 'instr(s.text, :{0}) > 0')} "
        "ORDER BY s.standing, s.text LIMIT :most"
    ).bindparams(_MINE)


_MINE = bindparam("mine", type_=Id())
_HITS = text("SELECT rowid FROM person_fts WHERE person_fts MATCH :query LIMIT :most")
_DETAILS: Select[Any] = (
    select(
        PersonSearch.id.label("number"),
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
    .join(Person, Person.id == PersonSearch.person_id)
    .outerjoin(Identifier, and_(Identifier.person_id == Person.id, Identifier.kind == "rm"))
    .outerjoin(Village, Village.id == Person.village_id)
    .where(PersonSearch.id.in_(bindparam("numbers", expanding=True)))
)
