"""Every score against WHO's own programs.

``growth_who_2006.csv`` and ``growth_who_2007.csv`` hold made-up children and what WHO's R packages anthro and
anthroplus answered for them: the z-score they print, its flag, and the same score before they round it.
"""

import csv
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from ilp_desktop.domain.growth.growth import growth
from ilp_desktop.domain.growth.growth_result import GrowthResult, Measurement, Posture
from ilp_desktop.domain.growth.growth_tables import Indicator
from ilp_desktop.domain.sex import Sex

CASES = Path(__file__).parents[1] / "reference_cases"
SURVEY = files("pygrowup") / "test_datasets" / "MySurvey_z_st.csv"
DAY = date(2024, 1, 1)
TOLERANCE = 0.0001
LAST_DAY_OF_2006 = 1826

SURVEY_COLUMNS = {
    "len": Indicator.LENGTH_FOR_AGE,
    "wei": Indicator.WEIGHT_FOR_AGE,
    "wfl": Indicator.WEIGHT_FOR_LENGTH,
    "bmi": Indicator.BMI_FOR_AGE,
    "hc": Indicator.HEAD_FOR_AGE,
    "ac": Indicator.ARM_FOR_AGE,
}
SURVEY_POSTURES = {"l": Posture.LYING, "h": Posture.STANDING}

Row = dict[str, str]


def rows(edition: str) -> list[Row]:
    with (CASES / f"growth_who_{edition}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def number(text: str | None) -> float | None:
    return float(text) if text else None


def result_of(row: Row) -> GrowthResult:
    return growth(
        Measurement(
            sex=Sex(row["sex"]),
            age_days=int(row["age_days"]),
            measured_on=DAY,
            weight_kg=number(row["weight_kg"]),
            length_cm=number(row["length_cm"]),
            posture=Posture(row.get("posture", "unknown")),
            oedema=row["oedema"] == "y",
            head_cm=number(row.get("head_cm")),
            arm_cm=number(row.get("arm_cm")),
        )
    )


def disagreement(row: Row, indicator: Indicator) -> str:
    score = result_of(row).score(indicator)
    exact, z, flag = (row[f"{indicator.value}_{column}"] for column in ("exact", "z", "flag"))
    if not exact:
        agrees = score.z is None and score.reason != ""
    else:
        agrees = (
            score.exact is not None
            and abs(score.exact - float(exact)) < TOLERANCE
            and score.z == float(z)
            and score.implausible is (flag == "1")
        )
    return "" if agrees else f"{indicator.value}: {row} but ours is {score.exact}"


@pytest.mark.parametrize("sex", Sex)
@pytest.mark.parametrize("indicator", Indicator)
def test_under_five_every_score_is_that_of_who_anthro(indicator: Indicator, sex: Sex) -> None:
    cases = [row for row in rows("2006") if row["sex"] == sex.value]
    scored = [row for row in cases if row[f"{indicator.value}_exact"]]
    assert len(scored) > 500
    assert [text for row in cases if (text := disagreement(row, indicator))] == []


@pytest.mark.parametrize("sex", Sex)
@pytest.mark.parametrize(
    ("indicator", "least"),
    [(Indicator.WEIGHT_FOR_AGE, 100), (Indicator.LENGTH_FOR_AGE, 300), (Indicator.BMI_FOR_AGE, 280)],
)
def test_from_five_years_every_score_is_that_of_who_anthroplus(indicator: Indicator, least: int, sex: Sex) -> None:
    cases = [row for row in rows("2007") if row["sex"] == sex.value]
    scored = [row for row in cases if row[f"{indicator.value}_exact"]]
    assert len(scored) > least
    assert [text for row in cases if (text := disagreement(row, indicator))] == []


def test_the_length_used_and_the_doubt_about_standing_are_those_of_who_anthro() -> None:
    for row in rows("2006"):
        result = result_of(row)
        assert result.length_cm == pytest.approx(number(row["used_length_cm"])), row
        assert result.standing_too_young is (row["too_young"] == "1"), row


@pytest.mark.parametrize(
    ("edition", "days"),
    [("2006", (0, 90, 91, 273, 274, 730, 731, 1825, 1826)), ("2007", (1827, 3652, 3653, 6939, 6940))],
)
def test_the_cases_hold_the_days_at_which_rules_change_for_both_sexes(edition: str, days: tuple[int, ...]) -> None:
    held = {(row["sex"], int(row["age_days"])) for row in rows(edition)}
    assert {(sex.value, day) for sex in Sex for day in days} <= held


def test_the_cases_are_many_and_each_names_its_source() -> None:
    cases = [*rows("2006"), *rows("2007")]
    assert len(cases) >= 1500
    assert {row["source"].partition(" for ")[0].split()[1] for row in cases} == {"anthro", "anthroplus"}


def survey() -> Iterator[Row]:
    with SURVEY.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["age.days"] and int(row["age.days"]) <= LAST_DAY_OF_2006:
                yield row


def test_the_example_survey_of_who_gives_the_scores_who_published_with_it() -> None:
    compared = 0
    for row in survey():
        result = growth(
            Measurement(
                sex=Sex.MALE if row["GENDER"] == "1" else Sex.FEMALE,
                age_days=int(row["age.days"]),
                measured_on=DAY,
                weight_kg=number(row["WEIGHT"]),
                length_cm=number(row["HEIGHT"]),
                posture=SURVEY_POSTURES.get(row["measure"], Posture.UNKNOWN),
                oedema=row["oedema"] == "y",
                head_cm=number(row["HEAD"]),
                arm_cm=number(row["MUAC"]),
            )
        )
        for column, indicator in SURVEY_COLUMNS.items():
            score, published = result.score(indicator), number(row[f"z{column}"])
            assert (score.z is None) is (published is None), row
            if score.exact is not None:
                assert score.exact == pytest.approx(published, abs=0.0051), row
                assert score.implausible is (row[f"f{column}"] == "1"), row
                compared += 1
    assert compared > 2000
