"""Whether two people are likely one: the sum of what agrees and what differs, after Fellegi and Sunter."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from ilp_desktop.domain.search.same_person_names import NameReader
from ilp_desktop.domain.search.same_person_rules import Level, SameRules, rules_on
from ilp_desktop.domain.sex import Sex

NEARLY = timedelta(days=1)
ONE_SLIP = 1


class Likeness(Enum):
    """How likely two people are one; the value is what the screen says."""

    NONE = "berbeda"
    POSSIBLE = "mungkin sama"
    CERTAIN = "sangat mungkin sama"


class Traits(NamedTuple):
    """What is known of a person as far as it tells who it is; empty words and None are unknown.

    Attributes:
        mother: tells the mother where she is registered.
        niks, bpjs: every number the person has or had.
        card: tells the family card.
        village, place: the village, and RW and RT within it.
    """

    name: str
    birth_date: date | None
    sex: Sex | None
    estimated: bool = False
    mother_name: str = ""
    mother: str = ""
    niks: frozenset[str] = frozenset()
    bpjs: frozenset[str] = frozenset()
    card: str = ""
    phone: str = ""
    village: str = ""
    place: str = ""
    order: int | None = None


class Judged(NamedTuple):
    """What came of comparing two people: the class, the sum, and the level of every particular known of both."""

    likeness: Likeness
    score: float
    levels: Mapping[str, Level]


class Judge:
    """Compares people by the rules of one edition."""

    def __init__(self, rules: SameRules) -> None:
        self.rules = rules
        self._names = NameReader(rules)

    def compare(self, one: Traits, other: Traits) -> Judged:
        """Compare two people."""
        found = {
            "nik": _numbers(one.niks, other.niks),
            "bpjs": _equal(one.bpjs, other.bpjs, both=bool(one.bpjs & other.bpjs)),
            "name": self._name(one, other),
            "birth_date": _dates(one, other),
            "sex": _equal(one.sex, other.sex),
            "mother": self._mother(one, other),
            "card": _equal(one.card, other.card),
            "phone": _equal(one.phone, other.phone),
            "address": _address(one, other),
        }
        found["order"] = self._order(one, other, found)
        levels = {code: level for code, level in found.items() if level is not None}
        score = sum(self.rules.fields[code].weights[level] for code, level in levels.items())
        return Judged(self._likeness(score, levels), score, levels)

    def agrees(self, judged: Judged) -> tuple[str, ...]:
        """Return the particulars that speak for one person, in words."""
        return tuple(self._word(code, level) for code, level in judged.levels.items() if self._weight(code, level) > 0)

    def differs(self, judged: Judged) -> tuple[str, ...]:
        """Return the particulars that speak against it, in words."""
        return tuple(
            self.rules.fields[code].label for code, level in judged.levels.items() if self._weight(code, level) < 0
        )

    def words(self, name: str) -> tuple[str, ...]:
        """Return the words of a name in one spelling, so that like names can be put beside each other."""
        return self._names.read(name).words

    def thin_name(self, name: str) -> str:
        """Return what remains of a name in any spelling, so that like names stand in one heap."""
        whole = "".join(self.words(name))
        thin = "".join(letter for letter in whole if letter not in self.rules.thin_letters)
        return thin if len(thin) >= self.rules.limits["shortest_thin"] else whole

    def _word(self, code: str, level: Level) -> str:
        label = self.rules.fields[code].label
        return {Level.NEAR: f"{label} mirip", Level.PART: f"{label} sebagian"}.get(level, label)

    def _weight(self, code: str, level: Level) -> float:
        return self.rules.fields[code].weights[level]

    def _likeness(self, score: float, levels: Mapping[str, Level]) -> Likeness:
        if score < self.rules.possible:
            return Likeness.NONE
        by_sum = Likeness.CERTAIN if score >= self.rules.certain else Likeness.POSSIBLE
        if Level.SAME in (levels.get("nik"), levels.get("bpjs")):
            return by_sum
        twins = _born_together(levels)
        if levels.get("name") is Level.DIFFERS or (twins and levels.get("order") is Level.DIFFERS):
            return Likeness.NONE
        if levels.get("nik") is Level.DIFFERS or (twins and levels.get("name") is not Level.SAME):
            return Likeness.POSSIBLE
        return by_sum

    def _name(self, one: Traits, other: Traits) -> Level | None:
        left, right = self._names.read(one.name), self._names.read(other.name)
        return None if left.is_baby or right.is_baby else self._names.level(left.words, right.words)

    def _mother(self, one: Traits, other: Traits) -> Level | None:
        if one.mother and one.mother == other.mother:
            return Level.SAME
        return self._names.level(self._mother_words(one), self._mother_words(other))

    def _mother_words(self, one: Traits) -> tuple[str, ...]:
        read = self._names.read(one.name)
        return self._names.read(one.mother_name).words or (read.words if read.is_baby else ())

    def _order(self, one: Traits, other: Traits, found: Mapping[str, Level | None]) -> Level | None:
        """Compare the order of birth, where both are of one mother; a twin's temporary name may tell it too."""
        numbers = (self._names.read(one.name).number, self._names.read(other.name).number)
        if all(numbers):
            return _equal(*numbers)
        same_mother = found["mother"] in (Level.SAME, Level.NEAR)
        return _equal(one.order, other.order) if same_mother else None


@lru_cache(maxsize=4)
def _judge(rules_of: date) -> Judge:
    return Judge(rules_on(rules_of))


def judge_on(day: date) -> Judge:
    """Return who compares by the rules in force on a day."""
    return _judge(day)


def _born_together(levels: Mapping[str, Level]) -> bool:
    """Tell whether two may be twins: born on one day to one mother, or into one family."""
    mother = levels.get("mother") in (Level.SAME, Level.NEAR, Level.PART)
    return levels.get("birth_date") is Level.SAME and (mother or levels.get("card") is Level.SAME)


def _equal(one: object, other: object, *, both: bool | None = None) -> Level | None:
    if not one or not other:
        return None
    same = one == other if both is None else both
    return Level.SAME if same else Level.DIFFERS


def _numbers(one: frozenset[str], other: frozenset[str]) -> Level | None:
    """Compare numbers of sixteen digits: one digit wrong or two exchanged may be a slip."""
    level = _equal(one, other, both=bool(one & other))
    if level is Level.DIFFERS and any(
        OSA.distance(a, b, score_cutoff=ONE_SLIP) <= ONE_SLIP for a in one for b in other
    ):
        return Level.NEAR
    return level


def _dates(one: Traits, other: Traits) -> Level | None:
    left, right = one.birth_date, other.birth_date
    if left is None or right is None:
        return None
    estimated = one.estimated or other.estimated
    if left == right:
        return Level.NEAR if estimated else Level.SAME
    if estimated:
        return Level.PART if abs(left.year - right.year) <= 1 else Level.DIFFERS
    return Level.NEAR if _is_slip(left, right) else Level.DIFFERS


def _is_slip(left: date, right: date) -> bool:
    """Tell whether two dates are one written wrongly: day and month exchanged, or one digit or neighbour off."""
    if abs(left - right) <= NEARLY:
        return True
    exchanged = left.year == right.year and (left.day, left.month) == (right.month, right.day)
    return exchanged or OSA.distance(f"{left:%d%m%Y}", f"{right:%d%m%Y}", score_cutoff=ONE_SLIP) <= ONE_SLIP


def _address(one: Traits, other: Traits) -> Level | None:
    if not one.village or not other.village:
        return None
    if one.village != other.village:
        return Level.DIFFERS
    return Level.SAME if one.place and one.place == other.place else Level.PART
