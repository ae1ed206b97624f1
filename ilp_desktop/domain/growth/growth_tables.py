"""WHO's growth tables, read from the reference data when first asked for."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache, cached_property, lru_cache
from typing import Any, NamedTuple

from ilp_desktop.domain.growth.growth_lms import Lms
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import edition_on
from ilp_desktop.resources import resource_path

NAME = "who_growth"
COLUMNS = 7
"""Of a file: position, then L, M, S of boys, then L, M, S of girls."""


class Indicator(Enum):
    """What is compared with the standard; the value is its name in tables and results."""

    WEIGHT_FOR_AGE = "weight_for_age"
    LENGTH_FOR_AGE = "length_for_age"
    WEIGHT_FOR_LENGTH = "weight_for_length"
    BMI_FOR_AGE = "bmi_for_age"
    HEAD_FOR_AGE = "head_for_age"
    ARM_FOR_AGE = "arm_for_age"


@dataclass(frozen=True)
class LmsTable:
    """One table of one sex.

    Attributes:
        code: stable name, e.g. ``weight_for_height``.
        index: what Indonesian papers call it, e.g. ``BB/TB``.
        standard: which WHO standard it belongs to.
        unit: of the measure.
        first: lowest age (days in WHO 2006, months in WHO 2007) or length (cm) it holds for.
        last: highest age or length it holds for.
        restricted: whether scores beyond SD3 are counted on in equal steps.
        plausible: lowest and highest believable z-score.
        outside: what is said to the user where the table does not hold.
    """

    code: str
    index: str
    standard: str
    file: str
    unit: str
    origin: float
    rows_per_unit: float
    first: float
    last: float
    restricted: bool
    plausible: tuple[float, float]
    outside: str
    sex: Sex

    @cached_property
    def rows(self) -> tuple[Lms, ...]:
        """Return L, M and S, row by row from ``origin``; the file is read at the first call."""
        males, females = read_rows(self.file)
        return males if self.sex is Sex.MALE else females

    def at(self, position: float) -> Lms | None:
        """Return L, M and S at an age or length, each interpolated between rows; None where there are none."""
        if not self.first <= position <= self.last:
            return None
        offset = (position - self.origin) * self.rows_per_unit
        row = int(offset)
        part = offset - row
        lower = self.rows[row]
        if not part:
            return lower
        upper = self.rows[row + 1]
        return (
            lower[0] + part * (upper[0] - lower[0]),
            lower[1] + part * (upper[1] - lower[1]),
            lower[2] + part * (upper[2] - lower[2]),
        )


class TableSet(NamedTuple):
    """The table that serves each indicator at one age of one sex."""

    weight_for_age: LmsTable
    length_for_age: LmsTable
    weight_for_length: LmsTable
    bmi_for_age: LmsTable
    head_for_age: LmsTable
    arm_for_age: LmsTable


@dataclass(frozen=True)
class SexTables:
    """The tables of one sex in the three stretches of age that WHO tells apart."""

    lying: TableSet
    standing: TableSet
    school: TableSet


@dataclass(frozen=True)
class GrowthStandard:
    """One edition of the standard with the constants of WHO's programs.

    Attributes:
        days_in_month: mean length of a month.
        standing_from_day: first day of age at which height, not length, is meant.
        school_from_day: first day of age served by WHO 2007, whose ages are months.
        posture_correction_cm: what length exceeds height by.
        lying_only_below_months: age below which a standing measure is not believed.
        edges: the z-scores between and beyond which the restricted score is counted.
    """

    source: str
    days_in_month: float
    standing_from_day: int
    school_from_day: int
    posture_correction_cm: float
    lying_only_below_months: float
    edges: tuple[float, float]
    males: SexTables
    females: SexTables

    def tables(self, sex: Sex, age_days: int) -> TableSet:
        """Return the tables for a child of this age."""
        both = self.males if sex is Sex.MALE else self.females
        if age_days < self.standing_from_day:
            return both.lying
        return both.standing if age_days < self.school_from_day else both.school

    def position(self, age_days: int) -> float:
        """Return the age as the tables for it count: days in WHO 2006, months in WHO 2007."""
        return age_days if age_days < self.school_from_day else age_days / self.days_in_month


@lru_cache(maxsize=4096)
def standard_on(day: date) -> GrowthStandard:
    """Return the standard in force on a day."""
    return _standard(edition_on(NAME, day).valid_from)


@cache
def _standard(valid_from: date) -> GrowthStandard:
    edition = edition_on(NAME, valid_from)
    body = edition.body
    return GrowthStandard(
        source=edition.source,
        days_in_month=body["days_in_month"],
        standing_from_day=body["standing_from_day"],
        school_from_day=body["school_from_day"],
        posture_correction_cm=body["posture_correction_cm"],
        lying_only_below_months=body["lying_only_below_months"],
        edges=(body["restricted_unit_from_sd"], body["restricted_from_sd"]),
        males=_sex_tables(body, Sex.MALE),
        females=_sex_tables(body, Sex.FEMALE),
    )


def _sex_tables(body: Any, sex: Sex) -> SexTables:
    tables = {row["code"]: LmsTable(**{**row, "plausible": tuple(row["plausible"])}, sex=sex) for row in body["table"]}
    lying, standing, school = (
        TableSet(**{indicator: tables[code] for indicator, code in body[stretch].items()})
        for stretch in ("lying", "standing", "school")
    )
    return SexTables(lying=lying, standing=standing, school=school)


@cache
def read_rows(file: str) -> tuple[tuple[Lms, ...], tuple[Lms, ...]]:
    """Return the L, M and S of boys and of girls from one file of the reference data."""
    _heading, _newline, body = resource_path("reference", NAME, file).read_text(encoding="ascii").partition("\n")
    numbers = [float(word) for word in body.split()]
    column = [numbers[start::COLUMNS] for start in range(COLUMNS)]
    males = tuple(zip(column[1], column[2], column[3], strict=True))
    females = tuple(zip(column[4], column[5], column[6], strict=True))
    return males, females
