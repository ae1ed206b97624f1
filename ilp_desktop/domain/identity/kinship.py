"""What a mother and her children are to each other, as a room that sees one of them names the others."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.life_stage import life_stage

BABY_STAGES = ("newborn", "infant")
TWINS_APART_DAYS = 1
"""The second of twins may be born after midnight."""


class Kin(Enum):
    """What somebody is to the one in front of us; the value is the Indonesian word."""

    MOTHER = "Ibu"
    BABY = "Bayi"
    CHILD = "Anak"
    TWIN = "Kembar"
    OLDER = "Kakak"
    YOUNGER = "Adik"


@dataclass(frozen=True)
class Relation:
    """A person with the day of birth, and who the mother is, where that is known."""

    person_id: UUID
    birth_date: date
    mother_id: UUID | None


def kin_of(own: Relation, other: Relation, day: date) -> Kin | None:
    """Return what somebody is to the one in front of us; None for who is grown up, or is no kin by the mother.

    A mother belongs beside her child whatever her age; a child as long as it is one of klaster 2.
    """
    if other.person_id == own.mother_id:
        return Kin.MOTHER if _is_child(own, day) else None
    if other.person_id == own.person_id or not _is_child(other, day):
        return None
    if other.mother_id == own.person_id:
        return Kin.BABY if life_stage(age_on(other.birth_date, day)).code in BABY_STAGES else Kin.CHILD
    are_siblings = own.mother_id is not None and other.mother_id == own.mother_id and _is_child(own, day)
    return _sibling((other.birth_date - own.birth_date).days) if are_siblings else None


def _sibling(days_younger: int) -> Kin:
    if abs(days_younger) <= TWINS_APART_DAYS:
        return Kin.TWIN
    return Kin.YOUNGER if days_younger > 0 else Kin.OLDER


def _is_child(one: Relation, day: date) -> bool:
    return life_stage(age_on(one.birth_date, day)).klaster is Klaster.MOTHER_CHILD
