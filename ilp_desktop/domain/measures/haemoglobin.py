"""Haemoglobin: the range it lies in, by age and sex, in pregnancy by trimester, and after a birth."""

from datetime import date

from ilp_desktop.domain.age import Age
from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.bands import assessed, row_for, rows_for_age
from ilp_desktop.domain.pregnancy.pregnancy import GestationalAge, trimester
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import edition_on


def assess_haemoglobin(grams_per_dl: float, age: Age, sex: Sex, *, postpartum: bool = False) -> Assessment | None:
    """Class the haemoglobin (g/dL) of somebody who is not pregnant; None at ages without a table."""
    edition = edition_on("haemoglobin", age.day)
    tables = [
        table
        for table in edition.body["table"]
        if table.get("postpartum", False) is postpartum and table.get("sex", sex.value) == sex.value
    ]
    fitting = rows_for_age(tables, age)
    if not fitting:
        return None
    return assessed(row_for(fitting[0]["rows"], grams_per_dl), edition.source, score=grams_per_dl)


def assess_haemoglobin_in_pregnancy(grams_per_dl: float, age: GestationalAge, day: date) -> Assessment:
    """Class the haemoglobin (g/dL) of a pregnant woman at a gestational age; the score is the value."""
    edition = edition_on("haemoglobin_pregnancy", day)
    rows = [row for row in edition.body["row"] if trimester(age, day) in row["trimesters"]]
    return assessed(row_for(rows, grams_per_dl), edition.source, score=grams_per_dl)
