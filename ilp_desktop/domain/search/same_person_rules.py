"""The weights by which two people are told to be the same, read from their edition."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

from ilp_desktop.reference import Edition, edition_on

NAME = "same_person"


class Level(Enum):
    """How far one particular of two people agrees."""

    SAME = "same"
    NEAR = "near"
    PART = "part"
    DIFFERS = "differs"


@dataclass(frozen=True)
class FieldWeights:
    """One particular: what it is called, and what each level adds to the sum."""

    code: str
    label: str
    weights: Mapping[Level, float]


@dataclass(frozen=True)
class SameRules:
    """An edition as the comparison uses it.

    Attributes:
        possible, certain: the least sums of the two classes.
        limits: how many are looked at, shown or compared, by name.
        words: the one spelling that stands for each of several.
        baby: what the temporary name of a newborn begins with, the longest first.
        thin_letters: letters that are written in many ways, or not at all.
    """

    possible: float
    certain: float
    alike_word: float
    alike_whole: float
    shortest_beginning: int
    fields: Mapping[str, FieldWeights]
    limits: Mapping[str, int]
    not_of_the_name: frozenset[str]
    words: Mapping[str, str]
    spelling: tuple[tuple[str, str], ...]
    baby: tuple[tuple[str, ...], ...]
    baby_numbers: Mapping[str, int]
    thin_letters: frozenset[str]


LIMITS = ("most_of_a_date", "most_of_a_name", "most_of_a_card", "most_of_a_number", "most_shown")
LIMITS_OF_REVIEW = ("read_at_once", "compared_within", "names_at_once", "shortest_thin")


def rules_on(day: date) -> SameRules:
    """Return the rules in force on a day."""
    return _read(edition_on(NAME, day).valid_from)


@lru_cache(maxsize=4)
def _read(valid_from: date) -> SameRules:
    edition: Edition = edition_on(NAME, valid_from)
    body: Mapping[str, Any] = edition.body
    return SameRules(
        possible=body["possible"],
        certain=body["certain"],
        alike_word=body["alike_word"],
        alike_whole=body["alike_whole"],
        shortest_beginning=body["shortest_beginning"],
        fields={one["code"]: _field(one) for one in body["field"]},
        limits={name: body[name] for name in (*LIMITS, *LIMITS_OF_REVIEW)},
        not_of_the_name=frozenset(body["not_of_the_name"]),
        words={word: group[0] for group in body["one_word"] for word in group},
        spelling=tuple((old, new) for old, new in body["spelling"]),
        baby=tuple(sorted((tuple(one.split()) for one in body["baby"]), key=len, reverse=True)),
        baby_numbers=dict(body["baby_numbers"]),
        thin_letters=frozenset(body["thin_letters"]),
    )


def _field(one: Mapping[str, Any]) -> FieldWeights:
    weights = {level: float(one[level.value]) for level in Level if level.value in one}
    return FieldWeights(one["code"], one["label"], weights)
