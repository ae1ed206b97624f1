"""The key of a name: what is left of it when ways of writing that are confused at the desk are one."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from ilp_desktop.reference import Edition, editions

APOSTROPHES = re.compile("['`\u00b4\u2018\u2019\u02bc\u02bb]")
BETWEEN_TOKENS = re.compile(r"[\s,;/|]+")
NOT_A_WORD = re.compile(r"[^a-z0-9]+")
TWICE = re.compile(r"([a-z])\1+")
SURE_LETTERS = 3
"""A title without its stop counts behind a name from so many letters on: shorter ones begin too many names."""


class NameWord(NamedTuple):
    """One word as written, in small letters; ``title`` when it is said beside a name and is no part of it."""

    plain: str
    title: bool


@dataclass(frozen=True)
class KeyRules:
    """The rules of the key, read from ``resources/reference/name_key``."""

    version: str
    sounds: Mapping[str, str]
    pattern: re.Pattern[str]
    beginnings: Mapping[str, tuple[str, ...]]
    ends: Mapping[str, str]
    letters_kept: int
    short: Mapping[str, str]
    before: frozenset[str]
    after: frozenset[str]
    place: frozenset[str]


@cache
def key_edition() -> Edition:
    """Return the newest edition: a key is kept for everybody at once, whatever day it is."""
    return editions("name_key")[-1]


@cache
def key_rules() -> KeyRules:
    """Return the rules of the newest edition."""
    body = key_edition().body
    sounds = dict(body["sounds"])
    ordered = sorted(sounds, key=len, reverse=True)
    unfinished: dict[str, tuple[str, ...]] = {}
    for written in ordered:
        for cut in range(1, len(written)):
            begun = written[:cut]
            unfinished[begun] = (*unfinished.get(begun, ()), written[cut:])
    return KeyRules(
        version=key_edition().version,
        sounds=sounds,
        pattern=re.compile("|".join(ordered)),
        beginnings=unfinished,
        ends=dict(body["ends"]),
        letters_kept=body["letters_kept"],
        short=body["short"],
        before=frozenset(body["titles"]["before"]),
        after=frozenset(body["titles"]["after"]),
        place=frozenset(body["titles"]["place"]),
    )


def plain_letters(text: str) -> str:
    """Return text in small letters without accents and apostrophes."""
    joined = APOSTROPHES.sub("", text)
    return unicodedata.normalize("NFKD", joined).encode("ascii", "ignore").decode("ascii").lower()


def name_words(name: str) -> tuple[NameWord, ...]:
    """Return the words of a name in their order, titles marked; a name of nothing but titles has none marked."""
    tokens = [token for token in BETWEEN_TOKENS.split(plain_letters(name)) if NOT_A_WORD.sub("", token)]
    found = [word for number, token in enumerate(tokens) for word in _words_of(number, token, tokens)]
    if all(word.title for word in found):
        return tuple(NameWord(word.plain, title=False) for word in found)
    return tuple(found)


def _words_of(number: int, token: str, tokens: list[str]) -> Iterator[NameWord]:
    """Give the words of one token: a title or what holds a digit as a whole, the rest cut at its stops and hyphens."""
    rules, bare = key_rules(), NOT_A_WORD.sub("", token)
    stopped = "." in token
    ahead = all(NOT_A_WORD.sub("", one) in rules.before for one in tokens[:number])
    behind = all(NOT_A_WORD.sub("", one) in rules.after for one in tokens[number + 1 :]) and number > 0
    is_before = bare in rules.before and (stopped or (ahead and number + 1 < len(tokens)))
    is_after = bare in rules.after and behind and (stopped or len(bare) >= SURE_LETTERS)
    if is_before or is_after:
        yield NameWord(bare, title=True)
        return
    has_digit = any(letter.isdigit() for letter in bare)
    for word in [bare] if has_digit else NOT_A_WORD.split(token):
        if word:
            yield NameWord(word, title=False)


@lru_cache(maxsize=20_000)
def word_key(word: str) -> str:
    """Return the key of one word in small letters; digits stay as they are."""
    rules = key_rules()
    for written, heard in rules.ends.items():
        if word.endswith(written) and len(word) > rules.letters_kept:
            word = word[: -len(written)] + heard
    return TWICE.sub(r"\1", rules.pattern.sub(lambda found: rules.sounds[found[0]], word))


def full_word(word: str) -> str:
    """Return a word written short in full, any other as it is."""
    return key_rules().short.get(word, word)


def name_key(name: str) -> str:
    """Return the key of a name: its words without titles, shortened ones in full, spelled in one way, in their order.

    Two names with the same key are the same name to the ear: ``Moch. Jusup`` and ``Muhammad Yusuf, S.Kep`` need not be
    one person, but whoever looks for the one wants to see the other. It is pure, and quick enough for a list of people.
    """
    return " ".join(word_key(full_word(word.plain)) for word in name_words(name) if not word.title)


@lru_cache(maxsize=20_000)
def key_beginnings(typed: str) -> tuple[str, ...]:
    """Return the beginnings of keys that a word may have of which ``typed`` is the beginning, or the short way.

    Half of ``ch`` is typed as ``c``; whoever goes on with ``h`` means another sound, so that both are looked for.
    """
    rules = key_rules()
    finished = {word_key(typed)}
    for length in range(1, min(len(typed), max(map(len, rules.beginnings))) + 1):
        finished |= {word_key(typed + rest) for rest in rules.beginnings.get(typed[-length:], ())}
    if typed in rules.short:
        finished.add(word_key(rules.short[typed]))
    return tuple(sorted(key for key in finished if not any(key != one and key.startswith(one) for one in finished)))
