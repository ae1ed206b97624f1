"""Blood pressure classes of adults, children and pregnant women; every conclusion is a range, never a diagnosis."""

from dataclasses import replace
from datetime import date

from ilp_desktop.domain.age import Age
from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.domain.bands import Row, assessed
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import Edition, edition_on

CRISIS = "crisis"
ISOLATED_SYSTOLIC = "isolated_systolic"
MEAN_ARTERIAL_HIGH = "mean_arterial_high"


def mean_arterial_pressure(systolic: int, diastolic: int) -> float:
    """Return (systolic + 2 x diastolic) / 3 in mmHg, to one decimal."""
    return round((systolic + 2 * diastolic) / 3, 1)


def assess_blood_pressure(
    systolic: int, diastolic: int, age: Age, sex: Sex, *, pregnant: bool = False, setting: str = ""
) -> Assessment:
    """Class a blood pressure in mmHg by the table that holds for this person on ``age.day``.

    ``setting`` is where it was measured, which changes the class of adults outside pregnancy alone; empty is by staff
    at a health facility. Raises ``WrongAnswers`` when diastolic is not below systolic.
    """
    if diastolic >= systolic:
        raise WrongAnswers({"diastolic": "Diastol harus lebih rendah dari sistol."})
    if pregnant:
        found = _pregnant(systolic, diastolic, edition_on("blood_pressure_pregnancy", age.day))
        return _or_low(found, systolic, diastolic, age.day)
    adult = edition_on("blood_pressure_adult", age.day)
    if age.years >= adult.body["from_years"]:
        classed = _of_setting(setting, systolic, diastolic, age.day) or _adult(systolic, diastolic, adult)
        found = _or_low(classed, systolic, diastolic, age.day)
        return _with_crisis(found, systolic, diastolic, age)
    return _child(systolic, diastolic, age, sex)


def hypertensive_crisis(systolic: int, diastolic: int, day: date) -> Assessment | None:
    """Return the crisis a blood pressure in mmHg lies in, outside pregnancy, or None below it."""
    edition = edition_on("blood_pressure_crisis", day)
    if systolic < edition.body["systolic"] and diastolic < edition.body["diastolic"]:
        return None
    return assessed(edition.body, edition.source)


def pregnancy_limits(day: date) -> tuple[int, int]:
    """Return systolic and diastolic pressure (mmHg) from which on it is high in pregnancy."""
    rows = edition_on("blood_pressure_pregnancy", day).body["row"]
    row = next(row for row in rows if row["urgency"] != Urgency.NONE.value)
    return int(row["systolic"]), int(row["diastolic"])


def _highest_reached(systolic: int, diastolic: int, rows: list[Row]) -> Row:
    reached = [row for row in rows if systolic >= row["systolic"] or diastolic >= row["diastolic"]]
    return reached[-1]


def _adult(systolic: int, diastolic: int, edition: Edition) -> Assessment:
    row = _highest_reached(systolic, diastolic, edition.body["row"])
    isolated = edition.body["isolated_systolic"]
    flagged = systolic >= isolated["systolic"] and diastolic < isolated["diastolic_below"]
    return assessed(row, edition.source, flags=(ISOLATED_SYSTOLIC,) if flagged else ())


def _of_setting(setting: str, systolic: int, diastolic: int, day: date) -> Assessment | None:
    """Return the class of what was measured at home or over a day; None where that at a facility holds."""
    edition = edition_on("blood_pressure_setting", day)
    rows = next((row["row"] for row in edition.body["setting"] if row["code"] == setting), None)
    if rows is None:
        return None
    graver = next(
        row for row in edition_on("blood_pressure_adult", day).body["row"] if row["code"] == edition.body["graver_from"]
    )
    if systolic >= graver["systolic"] or diastolic >= graver["diastolic"]:
        return None
    return assessed(_highest_reached(systolic, diastolic, rows), edition.source)


def _or_low(found: Assessment, systolic: int, diastolic: int, day: date) -> Assessment:
    """Return that the pressure is low, where that is graver than what the table of high pressures finds."""
    edition = edition_on("blood_pressure_low", day)
    low = next((row for row in edition.body["row"] if systolic < row["systolic"] or diastolic < row["diastolic"]), None)
    if low is None or Urgency(low["urgency"]).rank <= found.urgency.rank:
        return found
    return assessed(low, edition.source, score=found.score)


def _with_crisis(found: Assessment, systolic: int, diastolic: int, age: Age) -> Assessment:
    crisis = hypertensive_crisis(systolic, diastolic, age.day)
    if crisis is None:
        return found
    return replace(
        found,
        urgency=crisis.urgency,
        source=f"{found.source}; {crisis.source}",
        advice=crisis.advice,
        flags=(*found.flags, CRISIS),
    )


def _pregnant(systolic: int, diastolic: int, edition: Edition) -> Assessment:
    row = _highest_reached(systolic, diastolic, edition.body["row"])
    mean = mean_arterial_pressure(systolic, diastolic)
    high = (systolic + 2 * diastolic) > 3 * edition.body["mean_arterial"]["above"]
    return assessed(row, edition.source, score=mean, flags=(MEAN_ARTERIAL_HIGH,) if high else ())


def _child(systolic: int, diastolic: int, age: Age, sex: Sex) -> Assessment:
    edition = edition_on("blood_pressure_child", age.day)
    if age.years >= edition.body["adolescent"]["from_years"]:
        return assessed(_highest_reached(systolic, diastolic, edition.body["row"]), edition.source)
    limits = next((row[sex.value] for row in edition.body["screen"] if row["years"] == age.years), None)
    if limits is None:
        return Assessment("no_table", "belum ada tabel untuk umur ini", Urgency.NONE, edition.source)
    if systolic >= limits[0] or diastolic >= limits[1]:
        return Assessment(
            "screen_positive",
            f"mencapai batas skrining umur {age.years} tahun ({limits[0]}/{limits[1]})",
            Urgency.WATCH,
            edition.source,
            advice=str(edition.body["screen_advice"]),
        )
    return Assessment("screen_negative", "kisaran normal untuk umurnya", Urgency.NONE, edition.source)
