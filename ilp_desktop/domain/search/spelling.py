"""Slips of the typist: which keys differ by so few letters that the one may be meant by the other."""

from collections.abc import Iterable
from functools import cache

from ilp_desktop.domain.search.name_key import key_edition


@cache
def _slips() -> tuple[int, int, int, tuple[tuple[int, int], ...]]:
    body = key_edition().body["slips"]
    allowed = tuple((letters, slips) for letters, slips in body["allowed"])
    return body["first_letters"], body["shortest"], body["most_words"], allowed


def slip_forms(key: str) -> frozenset[str]:
    """Return what a key is filed under: its first letters, and these with any one of them missing.

    Two words that share a form differ in their first letters by one slip at most: a letter missing, too many, another
    one, or two that changed places. Short ones have no forms.
    """
    first, shortest, *_ = _slips()
    begun = key[:first]
    if len(begun) < shortest:
        return frozenset()
    return frozenset([begun, *(begun[:place] + begun[place + 1 :] for place in range(len(begun)))])


def begun_form(key: str) -> str | None:
    """Return the form under which every word that begins with a key is filed; None for a key too short for one."""
    first, *_ = _slips()
    return key[:first] if len(key) >= first else None


def nearest(typed: str, keys: Iterable[str], *, unfinished: bool) -> dict[str, int]:
    """Return the keys that may be meant with how many slips each takes, few enough for the letters typed.

    An ``unfinished`` word is compared with the beginning of a key too.
    """
    *_, most, allowed = _slips()
    slips = max((count for letters, count in allowed if len(typed) >= letters), default=0)
    found = {}
    for key in keys:
        taken = slips_between(typed, key, slips)
        if unfinished:
            taken = min([taken, *(slips_between(typed, key[:length], slips) for length in _lengths(typed, key))])
        if taken <= slips:
            found[key] = taken
    ordered = sorted(found, key=lambda key: (found[key], key[:1] != typed[:1], key))
    return {key: found[key] for key in ordered[:most]}


def slips_between(one: str, other: str, most: int) -> int:
    """Return how many slips make one word the other: ``most`` + 1 when there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        older, before, row = before, row, [place]
        for column, wanted in enumerate(other, 1):
            cost = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != wanted))
            swapped = place > 1 and column > 1 and letter == other[column - 2] and one[place - 2] == wanted
            row.append(min(cost, older[column - 2] + 1) if swapped else cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def _lengths(typed: str, key: str) -> Iterable[int]:
    """Return how much of a longer key a beginning typed with a slip may stand for."""
    return [length for length in (len(typed) - 1, len(typed), len(typed) + 1) if 0 < length < len(key)]
