"""What mother, children and siblings are to each other."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from ilp_desktop.domain.identity.kinship import Kin, Relation, kin_of
from tests.domain.cases import TODAY

MOTHER, CHILD, OTHER, STRANGER = (UUID(int=number) for number in range(1, 5))
ADULT = date(1990, 5, 17)


def born(**age: int) -> date:
    return TODAY - timedelta(**age)


@pytest.mark.parametrize(
    ("child_born", "other_born", "kin"),
    [
        (born(days=5), born(days=5), Kin.TWIN),
        (born(days=5), born(days=6), Kin.TWIN),
        (born(days=5), born(days=4), Kin.TWIN),
        (born(days=5), born(days=3), Kin.YOUNGER),
        (born(days=900), born(days=5), Kin.YOUNGER),
        (born(days=5), born(days=900), Kin.OLDER),
        (born(days=5), born(days=17 * 365), Kin.OLDER),
        (born(days=5), born(days=19 * 365), None),
    ],
)
def test_children_of_one_mother_are_siblings_by_age(child_born: date, other_born: date, kin: Kin | None) -> None:
    assert kin_of(Relation(CHILD, child_born, MOTHER), Relation(OTHER, other_born, MOTHER), TODAY) is kin


@pytest.mark.parametrize(
    ("days", "kin"), [(0, Kin.BABY), (28, Kin.BABY), (300, Kin.BABY), (400, Kin.CHILD), (17 * 365, Kin.CHILD)]
)
def test_a_mother_has_babies_below_a_year_and_children_below_eighteen(days: int, kin: Kin) -> None:
    child = Relation(CHILD, born(days=days), MOTHER)
    mother = Relation(MOTHER, ADULT, None)
    assert kin_of(mother, child, TODAY) is kin
    assert kin_of(child, mother, TODAY) is Kin.MOTHER


def test_grown_children_and_their_mothers_stand_apart() -> None:
    grown, mother = Relation(CHILD, date(2008, 1, 1), MOTHER), Relation(MOTHER, date(1975, 1, 1), None)
    assert kin_of(mother, grown, TODAY) is None
    assert kin_of(grown, mother, TODAY) is None


def test_nobody_is_kin_without_a_mother_in_common() -> None:
    one, other = Relation(CHILD, born(days=5), None), Relation(OTHER, born(days=9), None)
    assert kin_of(one, other, TODAY) is None
    assert kin_of(one, one, TODAY) is None
    assert kin_of(Relation(CHILD, born(days=5), MOTHER), Relation(OTHER, born(days=9), STRANGER), TODAY) is None
