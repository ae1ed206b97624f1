"""Blood lipids: the class of each, and the flag of the free health check (CKG) over all of them."""

from collections.abc import Mapping
from datetime import date
from enum import Enum

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.bands import assessed, row_for
from ilp_desktop.domain.limit_sets import assess_limit_set
from ilp_desktop.reference import edition_on


class Lipid(Enum):
    """Which lipid was measured, in mg/dL."""

    TOTAL = "total"
    LDL = "ldl"
    HDL = "hdl"
    TRIGLYCERIDES = "triglycerides"


def assess_lipid(lipid: Lipid, value: float, day: date) -> Assessment:
    """Class one lipid; the score is the value."""
    edition = edition_on("lipids", day)
    return assessed(row_for(edition.body[lipid.value], value), edition.source, score=value)


def assess_lipids_ckg(values: Mapping[Lipid, float], day: date) -> Assessment | None:
    """Say whether the profile is within the limits of CKG; None while that cannot be said."""
    edition = edition_on("lipids_ckg", day)
    return assess_limit_set(edition.body, {lipid.value: value for lipid, value in values.items()}, edition.source)
