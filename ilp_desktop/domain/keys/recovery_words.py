"""Recovery words: a random number as everyday words that end in a check of themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from hashlib import sha256
from typing import Protocol

from ilp_desktop.domain.calendar_dates import months_shifted
from ilp_desktop.reference import Edition, editions
from ilp_desktop.resources import resource_path

NAME = "recovery_words"
BITS_A_BYTE = 8
TELLING = 4
"""So many letters tell every word of the list from the others."""
NOT_A_WORD = "Kata ke-{number} «{word}» tidak ada di daftar{meant}."
NOT_SO_MANY = "Lembar berisi {wanted} kata; yang diketik {typed}."
NOT_IN_ORDER = "Kata-kata ini tidak cocok satu sama lain: ada yang tertukar atau salah tulis."
NOT_THIS_WORD = "Bukan kata ke-{number}. Lihat lembarnya."


class Chance(Protocol):
    """A source of chance; the one of the system where it counts."""

    def sample(self, population: Sequence[int], k: int) -> list[int]:
        """Return some of a population, none twice."""


@dataclass(frozen=True)
class WordRules:
    """What the edition says.

    Attributes:
        known: the list of words.
        on_sheet: how many a sheet holds.
        random_bits: how much of them is chance; the rest is the check.
        asked_back: how many are to be typed back.
        again_after_months: after how long they are asked again.
    """

    known: tuple[str, ...]
    on_sheet: int
    random_bits: int
    asked_back: int
    again_after_months: int

    @property
    def bits_a_word(self) -> int:
        """Return how much one word tells."""
        return (len(self.known) - 1).bit_length()

    @property
    def check_bits(self) -> int:
        """Return how much of all words checks the rest."""
        return self.on_sheet * self.bits_a_word - self.random_bits


def _edition() -> Edition:
    """Return the only edition there may be: words made by one list must be known by every later program."""
    (only,) = editions(NAME)
    return only


@cache
def word_rules() -> WordRules:
    """Return the list of words and what is done with them."""
    body = _edition().body
    words = resource_path("reference", NAME, body["words"]).read_text(encoding="utf-8").split()
    return WordRules(
        tuple(words), body["words_on_sheet"], body["random_bits"], body["asked_back"], body["again_after_months"]
    )


def words_of(chance: bytes) -> tuple[str, ...]:
    """Return the words of a random number; as many bytes as the rules want."""
    rules = word_rules()
    if len(chance) * BITS_A_BYTE != rules.random_bits:
        raise ValueError("not as much chance as the words hold")
    number = int.from_bytes(chance, "big") << rules.check_bits | _check(chance)
    mask = len(rules.known) - 1
    places = [number >> rules.bits_a_word * place & mask for place in reversed(range(rules.on_sheet))]
    return tuple(rules.known[place] for place in places)


def plain(typed: str) -> tuple[str, ...]:
    """Return typed words in one way of writing: numbers, commas and capital letters are no part of them."""
    letters = "".join(letter if letter.isalpha() else " " for letter in typed.lower())
    return tuple(letters.split())


def secret_of(words: Sequence[str]) -> str:
    """Return what locks and opens the key: the words in one way of writing."""
    return " ".join(plain(" ".join(words)))


def words_problem(typed: str) -> str:
    """Return what is wrong with typed recovery words before anything is tried with them, or nothing."""
    rules, words = word_rules(), plain(typed)
    known = {word: place for place, word in enumerate(rules.known)}
    for number, word in enumerate(words, start=1):
        if word not in known:
            return NOT_A_WORD.format(number=number, word=word, meant=_meant(word))
    if len(words) != rules.on_sheet:
        return NOT_SO_MANY.format(wanted=rules.on_sheet, typed=len(words))
    number = 0
    for word in words:
        number = number << rules.bits_a_word | known[word]
    chance = (number >> rules.check_bits).to_bytes(rules.random_bits // BITS_A_BYTE, "big")
    return "" if number & (1 << rules.check_bits) - 1 == _check(chance) else NOT_IN_ORDER


def asked_places(chance: Chance) -> tuple[int, ...]:
    """Return which words are to be typed back, counted from one, in the order of the sheet."""
    rules = word_rules()
    return tuple(sorted(chance.sample(range(1, rules.on_sheet + 1), rules.asked_back)))


def typed_back_problems(words: Sequence[str], typed: Mapping[int, str]) -> dict[int, str]:
    """Return what is wrong with words typed back, by their number."""
    return {
        number: NOT_THIS_WORD.format(number=number)
        for number, word in typed.items()
        if plain(word) != (words[number - 1],)
    }


def next_test_on(last: date) -> date:
    """Return the day from which the words are to be tested again."""
    return months_shifted(last, word_rules().again_after_months)


def _meant(typed: str) -> str:
    """Return which word of the list may be meant: its first letters tell it, or else it is much like it."""
    known = word_rules().known
    near = [word for word in known if word[:TELLING] == typed[:TELLING]] or get_close_matches(typed, known, n=1)
    return f"; mungkin «{near[0]}»" if near else ""


def _check(chance: bytes) -> int:
    """Return the first bits of the hash of the chance."""
    rules = word_rules()
    digest = sha256(chance).digest()
    return int.from_bytes(digest, "big") >> len(digest) * BITS_A_BYTE - rules.check_bits
