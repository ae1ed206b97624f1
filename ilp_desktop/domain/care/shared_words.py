"""Ranks what has phrases by the words they share with a sentence, the rarer a word the more it tells."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import log, sqrt

SPREAD = 0.5
"""What a word counts that stands in another phrase of the same place than the best one."""


class SharedWords:
    """The words of the phrases of each place."""

    def __init__(self, phrases: Sequence[Sequence[Sequence[str]]]) -> None:
        self._phrases: list[tuple[int, frozenset[str]]] = []
        self._standing: dict[str, list[int]] = defaultdict(list)
        places: dict[str, set[int]] = defaultdict(set)
        for place, written in enumerate(phrases):
            for words in written:
                for word in set(words):
                    self._standing[word].append(len(self._phrases))
                    places[word].add(place)
                self._phrases.append((place, frozenset(words)))
        self._weight = {word: log(1 + len(phrases) / len(found)) for word, found in places.items()}

    def ranked(self, words: Iterable[str]) -> list[int]:
        """Return the places that share any word, the best first, of equals the one given first."""
        typed = {word for word in words if word in self._weight}
        best: dict[int, float] = defaultdict(float)
        spread: dict[int, set[str]] = defaultdict(set)
        for number in {number for word in typed for number in self._standing[word]}:
            place, phrase = self._phrases[number]
            shared = typed & phrase
            told = self._sum(shared)
            best[place] = max(best[place], told * sqrt(told / self._sum(phrase)))
            spread[place] |= shared
        scores = {place: score + SPREAD * self._sum(spread[place]) for place, score in best.items()}
        return sorted(scores, key=lambda place: (-scores[place], place))

    def _sum(self, words: Iterable[str]) -> float:
        return sum(self._weight[word] for word in words)
