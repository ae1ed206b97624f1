"""How far two Indonesian names agree: order, spelling, initials, titles, and the temporary name of a newborn."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from ilp_desktop.domain.search.same_person_rules import Level, SameRules
from ilp_desktop.domain.search.search_text import normalised

KEPT_NAMES = 20_000


@dataclass(frozen=True)
class NameRead:
    """A name as it is compared.

    Attributes:
        words: its words in one spelling, without titles; of a newborn's temporary name, those of its mother.
        is_baby: whether it is the temporary name of a newborn.
        number: the number of a twin in such a name, 0 when none is told.
    """

    words: tuple[str, ...]
    is_baby: bool = False
    number: int = 0


class NameReader:
    """Reads names by one edition of the rules and compares them; names once read are kept."""

    def __init__(self, rules: SameRules) -> None:
        self._rules = rules
        self.read = lru_cache(maxsize=KEPT_NAMES)(self._read)
        self._spelt = lru_cache(maxsize=KEPT_NAMES)(self._one_spelling)

    def level(self, one: Sequence[str], other: Sequence[str]) -> Level | None:
        """Return how far the words of two names agree, None when one of them is unknown."""
        if not one or not other:
            return None
        if sorted(one) == sorted(other) or "".join(one) == "".join(other):
            return Level.SAME
        shorter, longer = sorted((tuple(one), tuple(other)), key=len)
        if self._stands_in(shorter, longer):
            return Level.PART if len(shorter) < len(longer) else Level.NEAR
        whole = OSA.normalized_similarity("".join(one), "".join(other))
        return Level.NEAR if whole >= self._rules.alike_whole else Level.DIFFERS

    def _stands_in(self, shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
        """Tell whether every word of the shorter name has one of its own in the longer."""
        left = list(longer)
        for word in sorted(shorter, key=longer.__contains__, reverse=True):
            found = next((one for one in left if one == word), None)
            found = found or next((one for one in left if self._alike(word, one)), None)
            if found is None:
                return False
            left.remove(found)
        return True

    def _alike(self, one: str, other: str) -> bool:
        if _is_initial(one, other):
            return True
        short, long = sorted((one, other), key=len)
        if len(short) >= self._rules.shortest_beginning and long.startswith(short):
            return True
        return OSA.normalized_similarity(one, other) >= self._rules.alike_word

    def _read(self, name: str) -> NameRead:
        words = normalised(name.partition(",")[0]).split()
        rules = self._rules
        for beginning in rules.baby:
            if tuple(words[: len(beginning)]) == beginning and len(words) > len(beginning):
                rest = words[len(beginning) :]
                number = max((rules.baby_numbers.get(word, 0) for word in rest), default=0)
                mother = [word for word in rest if word not in rules.baby_numbers]
                return NameRead(self._key(mother), is_baby=True, number=number)
        return NameRead(self._key(words))

    def _key(self, words: Sequence[str]) -> tuple[str, ...]:
        own = [word for word in words if word not in self._rules.not_of_the_name]
        return tuple(self._spelt(word) for word in own or words)

    def _one_spelling(self, word: str) -> str:
        told = self._rules.words.get(word, word)
        for old, new in self._rules.spelling:
            told = told.replace(old, new)
        letters = [letter for place, letter in enumerate(told) if place == 0 or letter != told[place - 1]]
        return "".join(letters)


def _is_initial(one: str, other: str) -> bool:
    return 1 in (len(one), len(other)) and one[0] == other[0]
