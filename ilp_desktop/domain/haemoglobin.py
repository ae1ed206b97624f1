"""Haemoglobin in pregnancy: the range it lies in, by trimester."""

from datetime import date

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.bands import assessed, row_for
from ilp_desktop.domain.pregnancy import GestationalAge, trimester
from ilp_desktop.reference import edition_on


def assess_haemoglobin_in_pregnancy(grams_per_dl: float, age: GestationalAge, day: date) -> Assessment:
    """Class the haemoglobin (g/dL) of a pregnant woman at a gestational age; the score is the value."""
    edition = edition_on("haemoglobin_pregnancy", day)
    rows = [row for row in edition.body["row"] if trimester(age, day) in row["trimesters"]]
    return assessed(row_for(rows, grams_per_dl), edition.source, score=grams_per_dl)
