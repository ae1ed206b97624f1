"""Body mass index, waist and upper arm circumference of adults."""

from datetime import date
from fractions import Fraction

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.bands import assessed, row_for
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.expressions.conditions import exact
from ilp_desktop.domain.expressions.formulas import shown
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import edition_on

CM_A_METRE = 100
DECIMALS = 1
"""Of an index on screen and paper, where no limit asks for more."""


def body_mass_index(weight_kg: float, height_cm: float) -> Fraction:
    """Return kg/m2 exactly; raises ``WrongAnswers`` for a weight or height of 0 or below."""
    wrong = {
        name: "Harus lebih dari 0." for name, value in (("weight", weight_kg), ("height", height_cm)) if not value > 0
    }
    if wrong:
        raise WrongAnswers(wrong)
    metres = exact(height_cm) / CM_A_METRE
    return exact(weight_kg) / (metres * metres)


def assess_bmi_adult(weight_kg: float, height_cm: float, day: date) -> Assessment:
    """Class an adult's body mass index by the Asia-Pacific scale; the score is the index as it is shown."""
    return _assess_index("bmi_adult", body_mass_index(weight_kg, height_cm), day)


def assess_bmi_before_pregnancy(weight_kg: float, height_cm: float, day: date) -> Assessment:
    """Class the body mass index before pregnancy, which decides the weight gain band; the score is as it is shown."""
    return _assess_index("bmi_prepregnancy", body_mass_index(weight_kg, height_cm), day)


def assess_waist(waist_cm: float, sex: Sex, day: date) -> Assessment:
    """Class an adult's waist circumference."""
    return _assess("waist", sex.value, waist_cm, day)


def assess_upper_arm_woman(upper_arm_cm: float, day: date) -> Assessment:
    """Class the upper arm circumference (LiLA) of a pregnant woman or one of reproductive age."""
    return _assess("upper_arm_woman", "row", upper_arm_cm, day)


def assess_upper_arm_elderly(upper_arm_cm: float, day: date) -> Assessment:
    """Class the upper arm circumference (LiLA) of somebody of 60 years or more."""
    return _assess("upper_arm_elderly", "row", upper_arm_cm, day)


def _assess(name: str, rows: str, value: float, day: date) -> Assessment:
    edition = edition_on(name, day)
    return assessed(row_for(edition.body[rows], value), edition.source, score=value)


def _assess_index(name: str, index: Fraction, day: date) -> Assessment:
    """Class an index exactly as it is; only what is shown of it is rounded, and never into another class."""
    edition = edition_on(name, day)
    rows = edition.body["row"]
    row = row_for(rows, index)
    told = shown(index, DECIMALS, lambda rounded: row_for(rows, rounded) is row)
    return assessed(row, edition.source, score=float(told))
