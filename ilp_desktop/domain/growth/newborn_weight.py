"""How much of the birth weight a newborn has lost."""

from decimal import Decimal
from fractions import Fraction

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.bands import assessed, rounded, row_for
from ilp_desktop.domain.growth.growth_result import Measurement
from ilp_desktop.reference import edition_on

NAME = "newborn_weight"
PER_CENT = 100


def weight_after_birth(birth_weight_kg: float | None, child: Measurement) -> Assessment | None:
    """Return what the weight says against the one at birth; None past the newborn age, or without either weight.

    The score is the loss in per cent, to one decimal; below 0 for a gain.
    """
    edition = edition_on(NAME, child.measured_on)
    if not birth_weight_kg or child.weight_kg is None or not 0 < child.calendar_age_days < edition.body["until_day"]:
        return None
    before, now = Decimal(str(birth_weight_kg)), Decimal(str(child.weight_kg))
    lost = (before - now) / before * PER_CENT
    return assessed(row_for(edition.body["band"], Fraction(lost)), edition.source, float(rounded(lost, 1)))
