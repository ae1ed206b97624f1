"""Allergies: their words, and which drugs one of them speaks against."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache

from ilp_desktop.domain.care.drug_names import drugs_named
from ilp_desktop.reference import edition_on

REFERENCE = "drug_class"
SHORTEST_WORD = 4
_BETWEEN = re.compile(r"[\n;+]|,(?!\d)| dan ")
_WORDS = re.compile(r"[a-z]+")
_FILLERS = frozenset(
    {
        *("alergi", "obat", "golongan", "antibiotik", "antibiotika", "injeksi", "tablet", "sirup", "kapsul"),
        *("berat", "sedang", "ringan", "salep", "krim", "tetes", "mata", "telinga", "hidung"),
        *("asam", "natrium", "kalium", "kalsium", "maleat", "sulfat", "sulfas", "klorida", "bromida", "vitamin"),
    }
)


class AllergyKind(Enum):
    """What sort of thing it is."""

    DRUG = "obat"
    FOOD = "makanan"
    OTHER = "lain"


class Severity(Enum):
    """How bad the reaction was."""

    MILD = "ringan"
    MODERATE = "sedang"
    SEVERE = "berat"


@dataclass(frozen=True)
class DrugClass:
    """A group of drugs; an allergy to one speaks against all, and ``perhaps`` against those of other groups.

    ``others`` are words that begin like one of the group and are none, as sulfat is no sulfa.
    """

    code: str
    name: str
    words: tuple[str, ...]
    perhaps: frozenset[str]
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class AllergyMatch:
    """A drug that an allergy speaks against, and why; ``sure`` is false for a group that is only related."""

    substance: str
    drug: str
    why: str
    sure: bool = True

    @property
    def words(self) -> str:
        """Return it as a sentence."""
        return f"Alergi {self.substance}: {self.drug} {self.why}."


def allergy_matches(substance: str, drug_name: str, day: date) -> AllergyMatch | None:
    """Return that an allergy speaks against a drug, or None: the same drug, the same group, or a related one.

    Each is known by any name the list of medicines has for it: what is written amox is judged as amoksisilin is.
    """
    if not substance.strip() or not drug_name.strip():
        return None
    mine, drug = _known_as(substance, day), _known_as(drug_name, day)
    classes = _classes(day)
    for one in classes:
        if not _named(one, mine.words):
            continue
        if _named(one, drug.words):
            return AllergyMatch(substance, drug_name.strip(), f"termasuk golongan {one.name}")
        related = next((other for other in classes if other.code in one.perhaps and _named(other, drug.words)), None)
        if related is not None:
            return AllergyMatch(substance, drug_name.strip(), f"({related.name}) mungkin bereaksi silang", sure=False)
    if mine.drugs & drug.drugs:
        return AllergyMatch(substance, drug_name.strip(), "obat yang sama")
    if mine.telling & drug.telling:
        return AllergyMatch(substance, drug_name.strip(), "mengandung nama yang sama")
    return None


def allergies_against(substances: Iterable[str], therapy: str, day: date) -> tuple[AllergyMatch, ...]:
    """Return what allergies say against the drugs of a text, each line or part of one being a drug.

    Several drugs joined by a plus may also be one medicine of the list, which then goes by its other names too.
    """
    parts = [part.strip() for part in _BETWEEN.split(therapy) if part.strip()]
    joined = [line.strip() for line in therapy.splitlines() if "+" in line]
    found = list[AllergyMatch]()
    for substance in substances:
        told = [match for part in parts if (match := allergy_matches(substance, part, day))]
        whole = [match for line in joined if (match := allergy_matches(substance, line, day))]
        found += told or whole
    return tuple(found)


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("-", " ").split())


@dataclass(frozen=True)
class _KnownAs:
    """A text with all names of the medicines it names, and their codes.

    ``telling`` are the words of it, and of their first names, that stand for a substance of their own.
    """

    words: str
    drugs: frozenset[str]
    telling: frozenset[str]


def _known_as(text: str, day: date) -> _KnownAs:
    found = drugs_named(text, day)
    names = (name for one in found for name in one.names)
    words = _WORDS.findall(" ".join((_plain(text), *(one.names[0] for one in found))))
    return _KnownAs(
        "; ".join((_plain(text), *names)),
        frozenset(one.drug for one in found),
        frozenset(word for word in words if len(word) >= SHORTEST_WORD and word not in _FILLERS),
    )


def _named(one: DrugClass, text: str) -> bool:
    for other in one.others:
        text = re.sub(rf"\b{re.escape(other)}\b", "", text)
    return any(_begins_word(word, text) for word in one.words)


def _begins_word(word: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(word)}", text) is not None


@lru_cache(maxsize=8)
def _classes(day: date) -> tuple[DrugClass, ...]:
    return tuple(
        DrugClass(
            code=one["code"],
            name=one["name"],
            words=tuple(_plain(word) for word in one["words"]),
            perhaps=frozenset(one.get("perhaps", ())),
            others=tuple(one.get("others", ())),
        )
        for one in edition_on(REFERENCE, day).body["class"]
    )
