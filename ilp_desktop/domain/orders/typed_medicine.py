"""A medicine of the list behind a name that was typed freely, so that its dose is judged like any other."""

import re
from datetime import date
from functools import lru_cache

from ilp_desktop.domain.orders.formulary import REFERENCE, Formulary, Medicine, formulary
from ilp_desktop.domain.orders.strength import read_strength
from ilp_desktop.reference import edition_on

STRENGTH = re.compile(
    r"[0-9][0-9.]*(?:,[0-9]+)?\s*(?:mg|mcg|g|iu|%)\b(?:\s*/\s*(?:[0-9]+(?:,[0-9]+)?\s*)?ml)?|[0-9.,]+\s*%",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^a-z0-9+]+")
_POINT = re.compile(r"(?<=\d)\.(?=\d{1,2}(?!\d))")
_UNSPACED = re.compile(r"(?<=\d)(?=(?:mg|mcg|g|IU)\b)")
_BARE = re.compile(r"(?<![0-9.,])[0-9][0-9.]*(?:,[0-9]+)?(?![0-9.,])")
FORM_WORDS = {
    "inj": "injeksi",
    "syr": "sirup",
    "syrup": "sirup",
    "tab": "tablet",
    "tabl": "tablet",
    "kaps": "kapsul",
    "caps": "kapsul",
    "drops": "drop",
    "supp": "supositoria",
}


def medicine_behind(text: str, day: date) -> Medicine | None:
    """Return the medicine that a text begins with, in the form and strength the text tells; None where it is none.

    A text that joins several medicines tells of none: what it holds of each cannot be known.
    """
    words = _plain(text).split()
    names = forms_by_name(day)
    ends = range(len(words), 0, -1) if "+" not in text else ()
    end = next((end for end in ends if " ".join(words[:end]) in names), 0)
    if not end:
        return None
    forms = names[" ".join(words[:end])]
    strength = strength_in(text)
    return forms[0]._replace(key="", form=form_in(words[end:], strength, forms), strength=strength)


def forms_by_name(day: date) -> dict[str, tuple[Medicine, ...]]:
    """Return every name that tells of one medicine, with the forms of it."""
    return _names_of(formulary(day), edition_on(REFERENCE, day).valid_from)


def _plain(text: str) -> str:
    return " ".join(_WORDS.sub(" ", text.casefold()).split())


def strength_in(text: str) -> str:
    """Return the strength a text tells, as the list writes it; a bare number is one of milligrams."""
    text = _POINT.sub(",", text)
    found = STRENGTH.search(text)
    if found:
        written = re.sub(r"(?i)iu\b", "IU", found[0].lower()).replace(" / ", "/")
        written = _UNSPACED.sub(" ", written)
        return written if read_strength(written) else ""
    bare = _BARE.findall(text)
    return f"{bare[0]} mg" if len(bare) == 1 else ""


def form_in(words: list[str], strength: str, forms: tuple[Medicine, ...]) -> str:
    """Return the form that is told, or the first of the medicine that goes with such a strength."""
    own = [one.form for one in forms]
    told = next((form for word in words if (form := FORM_WORDS.get(word, word)) in own), "")
    fitting = [one.form for one in forms if ("ml" in one.strength) == ("ml" in strength)]
    return told or (fitting or own)[0]


@lru_cache(maxsize=2)
def _names_of(shelf: Formulary, _edition: date) -> dict[str, tuple[Medicine, ...]]:
    """Return each name with the forms of its medicine; a name that several medicines share tells of none."""
    found: dict[str, list[Medicine]] = {}
    for medicine in shelf:
        for name in dict.fromkeys(map(_plain, (medicine.name, *medicine.synonyms, medicine.drug.replace("_", " ")))):
            found.setdefault(name, []).append(medicine)
    return {name: tuple(some) for name, some in found.items() if len({one.drug for one in some}) == 1}
