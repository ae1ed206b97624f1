"""Finding people by what is typed: word for word first, then inside of words and with slips, ranked by one rule."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from db.queries.name_forms import words_by_form
from db.queries.person_search import MOST, candidates, details, of_standing
from db.queries.person_ways import Ways
from ilp_desktop.domain.search.filed_words import FiledWords
from ilp_desktop.domain.search.name_key import key_edition
from ilp_desktop.domain.search.search_rank import WITH_SLIPS, Candidate, Found, Slips, as_shown, rank
from ilp_desktop.domain.search.search_text import SHORTEST_INDEXED, WHOLE_NAME, TypedWord, standing_of
from ilp_desktop.domain.search.spelling import slip_forms
from ilp_desktop.domain.search.word_breaks import Break, Joined, breaks_of, forms_of_breaks, joined_names, known_breaks

LOOKED_AT_BEYOND = 12
"""So many more than are shown are read in full, since the name as it is written has the last say in the order."""
MOST_BREAKS = 2
"""So many ways of cutting a word in two are looked at."""


class Hit(NamedTuple):
    """A person found; ``with_slips`` when something else was typed than what the person is called."""

    row: Row[Any]
    with_slips: bool


def find_people(session: Session, facility_id: UUID, words: Sequence[TypedWord], today: date, limit: int) -> list[Hit]:
    """Return people with every word, the best found first; no words, no people."""
    if not words:
        return []
    best = _Finding(session, facility_id, words, today).found()[: limit + LOOKED_AT_BEYOND]
    rows = details(session, [one.number for one in best])
    known = [one for one in best if one.number in rows]
    known.sort(key=lambda one: as_shown(words, one, rows[one.number].name))
    return [Hit(rows[one.number], one.kind == WITH_SLIPS) for one in known[:limit]]


def ways_of(words: Sequence[TypedWord]) -> Ways:
    """Return the pieces of a line that begin a word as typed."""
    return tuple(tuple(f" {key}" for key in word.beginnings) for word in words)


class _Finding:
    """One search: what is asked of the database and what came of it."""

    def __init__(self, session: Session, facility_id: UUID, words: Sequence[TypedWord], today: date) -> None:
        self._session = session
        self._facility_id = facility_id
        self._words = words
        self._today = today
        self._few: int = key_edition().body["search"]["look_further_below"]
        self._seen: dict[int, Candidate] = {}
        self._slips: dict[str, dict[str, int]] = {}
        self._apart: dict[int, Found] = {}

    def found(self) -> list[Found]:
        """Return everybody found, ranked."""
        self._word_for_word()
        if len(self._seen) < self._few and any(word.is_name for word in self._words):
            self._with_slips()
        if not self._seen and not self._apart:
            self._inside()
        slips: Slips = self._slips
        found = {one.number: one for one in rank(self._words, slips, list(self._seen.values()), self._today)}
        return sorted((self._apart | found).values())

    def _word_for_word(self) -> None:
        ways = ways_of(self._words)
        self._add(ways)
        if len(self._seen) < MOST:
            return
        today = (standing_of(self._today, in_area=True), standing_of(self._today, in_area=False))
        self._keep(of_standing(self._session, self._facility_id, ways, today))
        if len(self._words) == 1 and self._words[0].is_name:
            self._add(tuple(tuple(f"{piece}{WHOLE_NAME}" for piece in pieces) for pieces in ways))

    def _inside(self) -> None:
        """Look for words that stand inside of others, where they are long enough for an index."""
        if all(len(key) >= SHORTEST_INDEXED for word in self._words for key in word.beginnings):
            self._add(tuple(word.beginnings for word in self._words))

    def _with_slips(self) -> None:
        """Look for the words that may have been meant."""
        last = len(self._words) - 1
        joined = joined_names(self._words)
        breaks = {number: breaks_of(word, unfinished=number == last) for number, word in enumerate(self._words)}
        filed = self._filed(joined, [one for some in breaks.values() for one in some])
        for number, word in enumerate(self._words):
            if word.is_name:
                self._slips[word.plain] = filed.meant(word, unfinished=number == last)
        for one in joined:
            for word in (one.one, one.other):
                self._slips[word.plain] = one.meant(filed.alike(one.key)) | self._slips[word.plain]
        self._add_meant()
        if len(self._seen) < self._few:
            self._written_apart(breaks, filed)

    def _add_meant(self) -> None:
        """Look for people with what may have been meant; those with the words as typed are found already."""
        ways = ways_of(self._words)
        meant = [
            tuple(f" {key}" for key in self._slips.get(word.plain, ()) if not key.startswith(word.beginnings))
            for word in self._words
        ]
        changed = [number for number, some in enumerate(meant) if some]
        if len(changed) == 1:
            self._add((*ways[: changed[0]], meant[changed[0]], *ways[changed[0] + 1 :]))
        elif changed:
            self._add(tuple(pieces + some for pieces, some in zip(ways, meant, strict=True)))

    def _written_apart(self, breaks: Mapping[int, Sequence[Break]], filed: FiledWords) -> None:
        """Look for a name typed as one word that is written as two."""
        last = len(self._words) - 1
        for number, some in breaks.items():
            for one in known_breaks(some, filed.words, unfinished=number == last)[:MOST_BREAKS]:
                reading = (*self._words[:number], *one, *self._words[number + 1 :])
                people = candidates(self._session, self._facility_id, ways_of(reading))
                found = (each._replace(kind=WITH_SLIPS) for each in rank(reading, {}, people, self._today))
                self._apart |= {each.number: each for each in found}

    def _filed(self, joined: Sequence[Joined], breaks: Sequence[Break]) -> FiledWords:
        """Read at once the words that anything typed may have been meant for."""
        keys = {key for word in self._words if word.is_name for key in word.beginnings} | {one.key for one in joined}
        forms = {form for key in keys for form in slip_forms(key)} | forms_of_breaks(breaks)
        return FiledWords(words_by_form(self._session, self._facility_id, forms))

    def _add(self, ways: Ways) -> None:
        self._keep(candidates(self._session, self._facility_id, ways))

    def _keep(self, some: Sequence[Candidate]) -> None:
        self._seen.update((one.number, one) for one in some)
