"""Candidates of a search on PostgreSQL: names by the index of whole words, numbers and parts of words by trigrams."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, TextClause, bindparam, text
from sqlalchemy.orm import Session

from db.base import Id
from db.queries.name_forms import words_begun
from db.queries.person_ways import Ways, each_word, given_of, is_number, shape_of, threes
from ilp_desktop.domain.search.search_text import SHORTEST_INDEXED, WORD_OF_LINE, line_words

RARE = 4_000
"""Below so many hits all are read and put in order; above, walking along the lines in order meets enough sooner."""
MANY = 8_000
"""The same for a single name, of which the server can tell beforehand on about how many lines it stands."""
MOST_WORDS = 30
"""Words filed that begin as typed: of more the index is asked for the beginning itself, which takes it longer."""
TELLING_DIGITS = 7
NUMBER_THREES = 3
"""Of a number so many groups of three of its last digits are looked up: the first, of a region, are everybody's."""
WORDS = (
    "array_to_tsvector(array_remove(string_to_array("
    "regexp_replace(translate(s.text, ',', ' '), '[0-9][^ ]*', '', 'g'), ' '), ''))"
)
"""The words of a line by the letters they begin with, as the index ``ix_person_search_words`` holds them."""


def hits_on_server(session: Session, facility_id: UUID, ways: Ways, most: int) -> Sequence[Row[Any]] | None:
    """Return the lines with every word, the first ``most`` in order; None where very many have them."""
    named = tuple(all(map(_begins_word, pieces)) for pieces in ways)
    looked_up = tuple(
        not name and min(map(len, pieces)) >= SHORTEST_INDEXED for name, pieces in zip(named, ways, strict=True)
    )
    if not any(named) and not any(looked_up):
        return None
    given: dict[str, Any] = {**given_of(ways), "mine": facility_id, "most": most, "rare": RARE}
    given |= {f"like_{place}": _pattern(piece) for place, piece in given_of(ways).items()}
    if any(named):
        words = [pieces for pieces, name in zip(ways, named, strict=True) if name]
        given["words"] = _words_query(session, facility_id, words)
    if named == (True,):
        if _expected(session, given["words"]) >= MANY:
            return None
        given["rare"] = MANY
    rows = session.connection().execute(_counted(shape_of(ways), any(named), looked_up), given).all()
    return None if rows and rows[0].hits >= given["rare"] else rows


def _expected(session: Session, words: str) -> int:
    """Return on about how many lines the server expects words to stand, by its own statistics."""
    plan: Any = session.connection().execute(_PLAN, {"words": words}).scalar_one()
    return int(plan[0]["Plan"]["Plan Rows"])


def _begins_word(piece: str) -> bool:
    """Say whether a piece is the beginning of a word that begins with letters."""
    return len(piece) >= SHORTEST_INDEXED and WORD_OF_LINE.match(piece) is not None


def _words_query(session: Session, facility_id: UUID, words: Sequence[tuple[str, ...]]) -> str:
    """Return in the language of the index what each word may be on a line: whole words, as far as they are filed."""
    begun = words_begun(session, facility_id, {piece[1:] for pieces in words for piece in pieces})
    return " & ".join("(" + " | ".join(_lexemes(piece, begun) for piece in pieces) + ")" for pieces in words)


def _lexemes(piece: str, begun: dict[str, list[str]]) -> str:
    """Return the words of the index that the beginning of a word may stand for."""
    letters = line_words(piece)[0]
    if len(letters) < len(piece) - 1:
        return f"'{letters}'"
    filed = begun.get(letters)
    if filed is None or len(filed) > MOST_WORDS:
        return f"'{letters}':*"
    return " | ".join(f"'{word}'" for word in filed or (letters,))


def _pattern(piece: str) -> str:
    if not is_number(piece):
        return f"%{piece}%"
    telling = piece[-TELLING_DIGITS:]
    found, end = "", 0
    for start in threes(telling, NUMBER_THREES):
        found += telling[end : start + 3] if start <= end else f"%{telling[start : start + 3]}"
        end = start + 3
    return f"%{found}%"


@lru_cache(maxsize=512)
def _counted(shape: tuple[int, ...], has_words: bool, looked_up: tuple[bool, ...]) -> TextClause:  # noqa: FBT001 - a key of the cache
    held = each_word(shape, "strpos(s.text, :{0}) > 0")
    patterns = "".join(
        " AND (" + " OR ".join(f"s.text LIKE :like_w{word}_{way}" for way in range(shape[word])) + ")"
        for word, is_looked_up in enumerate(looked_up)
        if is_looked_up
    )
    by_words = f" AND {WORDS} @@ CAST(:words AS tsquery)" if has_words else ""
    return text(
        "WITH hit AS MATERIALIZED (SELECT s.id, s.standing, s.text FROM person_search s WHERE s.facility_id = :mine"  # noqa: S608 - what varies is how many words there are
        f"{by_words}{patterns}{held} LIMIT :rare) "
        "SELECT id, standing, text, (SELECT count(*) FROM hit) AS hits FROM hit ORDER BY standing, text LIMIT :most"
    ).bindparams(bindparam("mine", type_=Id()))


_PLAN = text(f"EXPLAIN (FORMAT JSON) SELECT 1 FROM person_search s WHERE {WORDS} @@ CAST(:words AS tsquery)")  # noqa: S608 - our own words
