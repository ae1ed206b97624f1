"""Households of made-up people, with ages by the population pyramid of Indonesia."""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from ilp_desktop.demo.lists import FEMALE, MALE, given_names, second_names, settings
from ilp_desktop.domain.identity.family_member import FamilyRelation

OLDEST = 96
ADULT = 21
DAYS_A_YEAR = 365.25
MARRIED_SHARE = 0.82
MOTHER_AGES = (18, 43)
OLD_NAMES_BEFORE = 1985
SECOND_NAME_SHARE = 0.75


@dataclass
class Someone:
    """A made-up person before any number is given out."""

    sex: str
    birth_date: date
    name: str = ""
    relation: FamilyRelation = FamilyRelation.OTHER
    mother: "Someone | None" = None
    birth_order: int | None = None

    def age(self, day: date) -> int:
        """Return the age in whole years, near enough for making people up."""
        return int((day - self.birth_date).days / DAYS_A_YEAR)


@dataclass
class Household:
    """People under one roof, the head first."""

    members: list[Someone] = field(default_factory=list)

    def mother(self) -> Someone | None:
        """Return the wife of the household, if there is one."""
        couple = [
            one
            for one in self.members
            if one.sex == FEMALE and one.relation in (FamilyRelation.HEAD, FamilyRelation.SPOUSE)
        ]
        return couple[0] if couple else None


def households(random: Random, people: int, today: date) -> list[Household]:
    """Make households that together hold exactly ``people`` people."""
    everybody = [_somebody(random, today) for _ in range(people)]
    adults = [one for one in everybody if one.age(today) >= ADULT]
    homes, alone = _couples(random, adults, today)
    if not homes and alone:
        homes.append(_home(alone.pop(0)))
    _place_alone(random, homes, alone)
    children = sorted((one for one in everybody if one.age(today) < ADULT), key=lambda one: one.birth_date)
    _place_children(random, homes, children, today)
    for home in homes:
        _name(random, home)
    return homes


def _somebody(random: Random, today: date) -> Someone:
    pyramid = settings("pyramid")
    groups = pyramid["group"]
    drawn = random.choices(range(len(groups)), [group["percent"] for group in groups])[0]
    oldest = groups[drawn + 1]["from_age"] if drawn + 1 < len(groups) else OLDEST
    age_days = random.uniform(groups[drawn]["from_age"] * DAYS_A_YEAR, oldest * DAYS_A_YEAR - 1)
    sex = MALE if random.uniform(0, 100) < pyramid["male_percent"] else FEMALE
    return Someone(sex, today - timedelta(days=int(age_days)))


def _couples(random: Random, adults: list[Someone], today: date) -> tuple[list[Household], list[Someone]]:
    """Marry men to women some years younger; the rest stay alone."""
    men = sorted((one for one in adults if one.sex == MALE), key=lambda one: one.birth_date)
    women = sorted((one for one in adults if one.sex == FEMALE), key=lambda one: one.birth_date)
    wanted = int(min(len(men), len(women)) * MARRIED_SHARE)
    husbands = _some(random, men, wanted)
    wives = _some(random, women, wanted)
    homes = []
    for husband, wife in zip(husbands, wives, strict=True):
        husband.relation, wife.relation = FamilyRelation.HEAD, FamilyRelation.SPOUSE
        homes.append(Household([husband, wife]))
    married = {id(one) for one in (*husbands, *wives)}
    random.shuffle(homes)
    return homes, [one for one in adults if id(one) not in married]


def _some(random: Random, people: list[Someone], wanted: int) -> list[Someone]:
    return [people[place] for place in sorted(random.sample(range(len(people)), wanted))]


def _home(head: Someone) -> Household:
    head.relation = FamilyRelation.HEAD
    return Household([head])


def _place_alone(random: Random, homes: list[Household], alone: list[Someone]) -> None:
    """Let adults without a spouse live with a family, or by themselves."""
    families = list(homes)
    for one in alone:
        if families and random.random() < 0.6:
            random.choice(families).members.append(one)
        else:
            homes.append(_home(one))


def _place_children(random: Random, homes: list[Household], children: list[Someone], today: date) -> None:
    by_age: dict[int, list[tuple[Household, Someone]]] = defaultdict(list)
    for home in homes:
        mother = home.mother()
        if mother is not None:
            by_age[mother.age(today)].append((home, mother))
    ages = sorted(by_age)
    for child in children:
        found = _mother_for(random, child.age(today), ages, by_age)
        if found is None:
            random.choice(homes).members.append(child)
            continue
        home, mother = found
        child.relation, child.mother = FamilyRelation.CHILD, mother
        child.birth_order = 1 + sum(1 for one in home.members if one.mother is mother)
        home.members.append(child)


def _mother_for(
    random: Random, child_age: int, ages: list[int], by_age: dict[int, list[tuple[Household, Someone]]]
) -> tuple[Household, Someone] | None:
    """Choose a mother who was of an age to bear this child, most often in her twenties."""
    for _ in range(6):
        wanted = child_age + int(random.triangular(*MOTHER_AGES, 26))
        place = bisect_left(ages, wanted)
        if place < len(ages) and MOTHER_AGES[0] <= ages[place] - child_age <= MOTHER_AGES[1]:
            return random.choice(by_age[ages[place]])
    return None


def _name(random: Random, home: Household) -> None:
    for one in home.members:
        era = "lama" if one.birth_date.year < OLD_NAMES_BEFORE else "baru"
        given = random.choice(given_names(one.sex, era))
        second = random.choice(second_names(one.sex)) if random.random() < SECOND_NAME_SHARE else ""
        one.name = f"{given} {second}".strip() if second != given else given
