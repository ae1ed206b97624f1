"""What goes into the reckoning of growth and what comes out of it."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from ilp_desktop.domain.growth.growth_tables import Indicator, LmsTable
from ilp_desktop.domain.sex import Sex


class Posture(Enum):
    """How length or height was measured; unknown is taken as right for the age."""

    LYING = "lying"
    STANDING = "standing"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Measurement:
    """What was measured of one child on one day.

    Attributes:
        age_days: days since birth; for a child born too early since the day it was expected, below 0 before that.
        oedema: pitting oedema of both feet.
        early_days: by how many days the age is corrected.
    """

    sex: Sex | None
    age_days: int
    measured_on: date
    weight_kg: float | None = None
    length_cm: float | None = None
    posture: Posture = Posture.UNKNOWN
    oedema: bool = False
    head_cm: float | None = None
    arm_cm: float | None = None
    early_days: int = 0

    @property
    def calendar_age_days(self) -> int:
        """Return the days since birth."""
        return self.age_days + self.early_days


class Score(NamedTuple):
    """One indicator of one child.

    Attributes:
        z: the z-score to two decimals, as shown and classified; None where there is none.
        exact: the same score unrounded.
        table: what it was read from.
        implausible: whether the score is beyond belief, so that measure and age need checking.
        reason: why there is no score, in Indonesian; empty where there is one.
    """

    z: float | None
    exact: float | None
    table: LmsTable
    implausible: bool = False
    reason: str = ""


@dataclass(frozen=True)
class GrowthResult:
    """What WHO's standard says of a measurement.

    Attributes:
        length_cm: length below two years, height from then on, after the correction for posture.
        correction_cm: what was added to the measured length.
        standing_too_young: measured standing at an age at which no child stands; not corrected.
        bmi: kg/m² from the corrected length.
    """

    measurement: Measurement
    length_cm: float | None
    correction_cm: float
    standing_too_young: bool
    bmi: float | None
    weight_for_age: Score
    length_for_age: Score
    weight_for_length: Score
    bmi_for_age: Score
    head_for_age: Score
    arm_for_age: Score

    def score(self, indicator: Indicator) -> Score:
        """Return the score of one indicator."""
        found: Score = getattr(self, indicator.value)
        return found

    @property
    def remarks(self) -> tuple[str, ...]:
        """Return what the reader of the scores must know, in Indonesian."""
        found = []
        if self.measurement.early_days:
            found.append(f"Dinilai menurut umur koreksi, {self.measurement.early_days} hari lebih muda.")
        if self.standing_too_young:
            found.append("Diukur berdiri pada usia yang belum dapat berdiri; ukur ulang terlentang.")
        if self.correction_cm:
            shown = f"{self.correction_cm:+.1f}".replace(".", ",")
            found.append(f"Panjang atau tinggi badan dikoreksi {shown} cm karena posisi ukur.")
        indices = [self.score(each).table.index for each in Indicator if self.score(each).implausible]
        if indices:
            found.append(f"Nilai {', '.join(indices)} tidak wajar; periksa ukuran dan tanggal lahir.")
        return tuple(found)
