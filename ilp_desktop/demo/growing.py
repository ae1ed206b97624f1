"""A made-up child that grows along WHO's curves, a little beside them and a little unsteadily."""

from datetime import date
from random import Random

from ilp_desktop.domain.growth.growth_lms import value_at
from ilp_desktop.domain.growth.growth_tables import LmsTable, standard_on
from ilp_desktop.domain.sex import Sex

SHIFT, SPREAD = -0.55, 0.95
NOISE = {1: 0.06, 2: 0.18}
"""How unsteady a measurement is, by its digits: what was measured in cm hardly ever falls."""
LIMIT = 2.9


def grower_of(name: str, birth_date: date, sex: str) -> "Grower":
    """Return how a child grows: the same whenever it is asked for."""
    return Grower(Random(f"{name} {birth_date}"), sex)  # noqa: S311 - made up


class Grower:
    """One child's own place between the curves: weight, length and head in standard deviations."""

    def __init__(self, random: Random, sex: str) -> None:
        self._random = random
        self._sex = Sex(sex)
        self._length = random.gauss(SHIFT, SPREAD)
        self._weight = 0.6 * self._length + 0.8 * random.gauss(SHIFT / 2, SPREAD)
        self._head = random.gauss(SHIFT / 2, SPREAD)

    def typed(self, age_days: int, day: date) -> dict[str, str]:
        """Return typed vital signs of the child at an age."""
        standard = standard_on(day)
        tables, position = standard.tables(self._sex, age_days), standard.position(age_days)
        measured = {
            "berat": self._value(tables.weight_for_age, self._weight, position, digits=2),
            "tinggi": self._value(tables.length_for_age, self._length, position),
            "posisi_ukur": "terlentang" if age_days < standard.standing_from_day else "berdiri",
            "lingkar_kepala": self._value(tables.head_for_age, self._head, position),
        }
        return {code: text for code, text in measured.items() if text}

    def at_birth(self, day: date) -> tuple[float, float, float]:
        """Return weight in kg, length and head in cm of the newborn, where the curve of the child begins."""
        weight, length, head = (
            float(text.replace(",", ".")) for code, text in self.typed(0, day).items() if code != "posisi_ukur"
        )
        return weight, length, head

    def _value(self, table: LmsTable, z: float, position: float, digits: int = 1) -> str:
        lms = table.at(position)
        if lms is None:
            return ""
        placed = max(-LIMIT, min(LIMIT, z + self._random.gauss(0, NOISE[digits])))
        return f"{value_at(placed, lms):.{digits}f}".replace(".", ",")
