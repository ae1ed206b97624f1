"""Allergies: their words, and which drugs one of them speaks against."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache

from ilp_desktop.reference import edition_on

REFERENCE = "drug_class"
SHORTEST_WORD = 4
_BETWEEN = re.compile(r"[\n;,+]| dan ")
_WORDS = re.compile(r"[a-z]+")
_FILLERS = frozenset(
    {
        *("alergi", "obat", "golongan", "antibiotik", "antibiotika", "injeksi", "tablet", "sirup", "kapsul"),
        *("berat", "sedang", "ringan"),
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
    """A group of drugs; an allergy to one speaks against all, and ``perhaps`` against those of other groups."""

    code: str
    name: str
    words: tuple[str, ...]
    perhaps: frozenset[str]


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
    """Return that an allergy speaks against a drug, or None: the same name, the same group, or a related one."""
    mine, drug = _plain(substance), _plain(drug_name)
    if not mine or not drug:
        return None
    classes = _classes(day)
    for one in classes:
        if not _named(one, mine):
            continue
        if _named(one, drug):
            return AllergyMatch(substance, drug_name.strip(), f"termasuk golongan {one.name}")
        related = next((other for other in classes if other.code in one.perhaps and _named(other, drug)), None)
        if related is not None:
            return AllergyMatch(substance, drug_name.strip(), f"({related.name}) mungkin bereaksi silang", sure=False)
    same = [word for word in _WORDS.findall(mine) if len(word) >= SHORTEST_WORD and word not in _FILLERS]
    if any(word in _WORDS.findall(drug) for word in same):
        return AllergyMatch(substance, drug_name.strip(), "mengandung nama yang sama")
    return None


def allergies_against(substances: Iterable[str], therapy: str, day: date) -> tuple[AllergyMatch, ...]:
    """Return what allergies say against the drugs of a text, each line or part of one being a drug."""
    parts = [part.strip() for part in _BETWEEN.split(therapy) if part.strip()]
    found = (allergy_matches(substance, part, day) for substance in substances for part in parts)
    return tuple(match for match in found if match is not None)


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("-", " ").split())


def _named(one: DrugClass, text: str) -> bool:
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
        )
        for one in edition_on(REFERENCE, day).body["class"]
    )
