"""Which medicines of the list a text names, by any of the names people have for them."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ilp_desktop.domain.care.code_rows import parts_of, rows_of
from ilp_desktop.reference import edition_on

REFERENCE = "formulary"
SHORTEST_INSIDE = 4
"""A shorter name, as ctm or inh, counts only where the text begins with it and nothing but a dose follows."""
_PARTED = re.compile(r"[^a-z0-9]+")
_FILLER = re.compile(r"^(?:(?:alergi|obat|tablet|tab|kapsul|sirup|injeksi|inj|golongan)\s+)+")


class Named(NamedTuple):
    """A medicine of the list: its code, and the names by which it is known, its own first."""

    drug: str
    names: tuple[str, ...]


def drugs_named(text: str, day: date) -> tuple[Named, ...]:
    """Return the medicines a text names, each once."""
    plain = plain_words(text)
    short, inside = _names(edition_on(REFERENCE, day).body["drugs"])
    begun = re.match(r"([a-z0-9]+)(?:\s+[0-9].*)?$", _FILLER.sub("", plain))
    found = {one.drug: one for one in short.get(begun[1], ())} if begun else {}
    words = plain.split()
    for place, word in enumerate(words):
        for name, one in inside.get(word, ()):
            if words[place : place + len(name)] == list(name):
                found[one.drug] = one
    return tuple(found.values())


def plain_words(text: str) -> str:
    """Return a text in small letters, its words parted by single spaces."""
    return " ".join(_PARTED.sub(" ", text.casefold()).split())


Short = dict[str, tuple[Named, ...]]
Inside = dict[str, tuple[tuple[tuple[str, ...], Named], ...]]


@lru_cache(maxsize=2)
def _names(file_name: str) -> tuple[Short, Inside]:
    """Return the short names, and the others by their first word; what several medicines are called names each."""
    short: Short = {}
    inside: Inside = {}
    for code, _common, name, synonyms, _forms, _group, _child, _restricted in rows_of(REFERENCE, file_name):
        names = tuple(dict.fromkeys(map(plain_words, (name, code.replace("_", " "), *parts_of(synonyms)))))
        one = Named(code, names)
        for each in names:
            if len(each) < SHORTEST_INSIDE:
                short[each] = (*short.get(each, ()), one)
            else:
                words = tuple(each.split())
                inside[words[0]] = (*inside.get(words[0], ()), (words, one))
    return short, inside
