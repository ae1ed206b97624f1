"""Fundal height and fetal heart rate against what is expected."""

from datetime import date

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.domain.bands import assessed, row_for
from ilp_desktop.domain.pregnancy.pregnancy import GestationalAge
from ilp_desktop.reference import edition_on


def expected_fundal_height(age: GestationalAge, day: date) -> tuple[int, int] | None:
    """Return least and most fundal height in cm, or None before the week from which cm are used."""
    body = edition_on("fundal_height", day).body
    if age.weeks < body["from_week"]:
        return None
    return age.weeks - int(body["tolerance_cm"]), age.weeks + int(body["tolerance_cm"])


def assess_fundal_height(height_cm: float, age: GestationalAge, day: date) -> Assessment:
    """Say whether the fundal height in cm fits the gestational age."""
    edition = edition_on("fundal_height", day)
    expected = expected_fundal_height(age, day)
    if expected is None:
        place = "too_early"
    else:
        place = "below" if height_cm < expected[0] else "above" if height_cm > expected[1] else "within"
    return assessed(edition.body["verdict"][place], edition.source, score=height_cm)


def assess_fetal_heart_rate(beats_a_minute: int, day: date) -> Assessment:
    """Class the fetal heart rate."""
    edition = edition_on("fetal_heart_rate", day)
    return assessed(row_for(edition.body["row"], beats_a_minute), edition.source, score=beats_a_minute)


def expected_heart_rate(day: date) -> tuple[int, int]:
    """Return least and most beats a minute of a fetus that is well."""
    row = next(row for row in edition_on("fetal_heart_rate", day).body["row"] if row["urgency"] == Urgency.NONE.value)
    return int(row["at_least"]), int(row["at_most"])
