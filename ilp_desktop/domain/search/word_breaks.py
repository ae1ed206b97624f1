"""The space between two names, left out or put in: Nurhidayah for Nur Hidayah, Nur Aini for Nuraini."""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ilp_desktop.domain.search.name_key import key_edition, word_key
from ilp_desktop.domain.search.search_text import TypedWord, name_word
from ilp_desktop.domain.search.spelling import slip_forms

ONE_SLIP = 1


class Break(NamedTuple):
    """Two names that one word typed may have been meant for."""

    left: TypedWord
    right: TypedWord


class Joined(NamedTuple):
    """Two names typed beside each other, and the key of both written as one; ``unfinished`` at the end of a search."""

    one: TypedWord
    other: TypedWord
    key: str
    unfinished: bool

    def meant(self, filed: Iterable[str]) -> dict[str, int]:
        """Return the words that may be meant among those filed, a slip each."""
        return {word: ONE_SLIP for word in filed if word == self.key or (self.unfinished and word.startswith(self.key))}


def joined_names(words: Sequence[TypedWord]) -> list[Joined]:
    """Return the names that stand beside each other, each pair written as one."""
    pairs = [(one, other) for one, other in pairwise(words) if one.is_name and other.is_name]
    return [Joined(one, other, word_key(one.plain + other.plain), other is words[-1]) for one, other in pairs]


def breaks_of(word: TypedWord, *, unfinished: bool) -> list[Break]:
    """Return where a name may be cut in two, neither of them shorter than the words that slips are looked for in."""
    least = key_edition().body["slips"]["shortest"]
    cuts = range(least, len(word.plain) - least + 1) if word.is_name else ()
    return [
        Break(name_word(word.plain[:cut], unfinished=False), name_word(word.plain[cut:], unfinished=unfinished))
        for cut in cuts
    ]


def forms_of_breaks(breaks: Iterable[Break]) -> set[str]:
    """Return the forms under which the halves are filed, if they are names."""
    return {
        max(forms, key=len) for one in breaks for word in one for key in word.beginnings if (forms := slip_forms(key))
    }


def known_breaks(breaks: Iterable[Break], filed: Collection[str], *, unfinished: bool) -> list[Break]:
    """Return the breaks whose halves are names; of an ``unfinished`` word the second may be only begun."""
    return [one for one in breaks if _is_filed(one.left, filed) and (unfinished or _is_filed(one.right, filed))]


def _is_filed(word: TypedWord, filed: Collection[str]) -> bool:
    return any(key in filed for key in word.beginnings)
