"""The categories of Permenkes 2/2020 at every edge."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.domain.growth.growth import growth
from ilp_desktop.domain.growth.growth_lms import value_at
from ilp_desktop.domain.growth.growth_result import GrowthResult, Measurement
from ilp_desktop.domain.growth.growth_status import growth_status, growth_statuses
from ilp_desktop.domain.growth.growth_tables import Indicator, standard_on
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import edition_on
from tests.every_row import every_row

CASES = Path(__file__).parents[1] / "reference_cases" / "growth_status.csv"
DAY = date(2024, 1, 1)
CHILD = Measurement(Sex.MALE, 400, DAY, weight_kg=9.8, length_cm=77.0, oedema=False, head_cm=46.5, arm_cm=14.8)


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def result_with(indicator: Indicator, age_days: int, z: float) -> GrowthResult:
    """Return a result whose score of one indicator has been set to stand exactly on an edge."""
    result = growth(replace(CHILD, age_days=age_days))
    score = result.score(indicator)._replace(z=z, exact=z, reason="")
    return replace(result, **{indicator.value: score})  # type: ignore[arg-type]


def status_at(indicator: Indicator, age_days: int, z: float) -> Assessment | None:
    return growth_status(result_with(indicator, age_days, z), indicator)


@every_row("row", cases(), ids=lambda row: f"{row['indicator']}-{row['age_days']}-{row['z']}")
def test_each_edge_belongs_to_the_category_the_regulation_gives_it(row: dict[str, str]) -> None:
    z = float(row["z"])
    status = status_at(Indicator(row["indicator"]), int(row["age_days"]), z)
    assert status is not None
    assert status.conclusion == row["conclusion"]
    assert status.score == z
    assert status.source


@pytest.mark.parametrize(
    ("exact", "conclusion"),
    [
        (-2.0049, "Berat badan normal"),
        (-2.0051, "Berat badan kurang"),
        (-3.0049, "Berat badan kurang"),
        (-3.0060, "Berat badan sangat kurang"),
        (1.0049, "Berat badan normal"),
        (1.0051, "Risiko berat badan lebih"),
    ],
)
def test_the_category_is_read_from_the_score_rounded_to_two_decimals(exact: float, conclusion: str) -> None:
    lms = standard_on(DAY).tables(Sex.MALE, 400).weight_for_age.at(400)
    assert lms is not None
    status = growth_status(growth(replace(CHILD, weight_kg=value_at(exact, lms))), Indicator.WEIGHT_FOR_AGE)
    assert status is not None
    assert status.conclusion == conclusion


@pytest.mark.parametrize("age_days", [0, 730, 731, 1826])
@pytest.mark.parametrize("measured", [True, False])
def test_oedema_is_gizi_buruk_whether_or_not_anything_was_measured(age_days: int, measured: bool) -> None:
    child = replace(CHILD, age_days=age_days, oedema=True)
    result = growth(child if measured else replace(child, weight_kg=None, length_cm=None))
    for indicator in (Indicator.WEIGHT_FOR_LENGTH, Indicator.BMI_FOR_AGE):
        status = growth_status(result, indicator)
        assert status is not None
        assert (status.conclusion, status.urgency) == ("Gizi buruk", Urgency.REFER)
        assert (status.score, status.flags) == (None, ("oedema",))


def test_oedema_leaves_weight_for_age_without_a_category_and_height_with_its_own() -> None:
    statuses = growth_statuses(growth(replace(CHILD, oedema=True)))
    assert Indicator.WEIGHT_FOR_AGE not in statuses
    assert statuses[Indicator.LENGTH_FOR_AGE].conclusion == "Normal"


def test_an_ordinary_toddler_has_a_category_for_each_index_of_the_regulation() -> None:
    statuses = growth_statuses(growth(CHILD))
    assert {indicator: status.conclusion for indicator, status in statuses.items()} == {
        Indicator.WEIGHT_FOR_AGE: "Berat badan normal",
        Indicator.LENGTH_FOR_AGE: "Normal",
        Indicator.WEIGHT_FOR_LENGTH: "Gizi baik (normal)",
        Indicator.BMI_FOR_AGE: "Gizi baik (normal)",
        Indicator.HEAD_FOR_AGE: "Lingkar kepala normal",
    }
    assert {status.urgency for status in statuses.values()} == {Urgency.NONE}


def test_from_five_years_only_bmi_has_a_category() -> None:
    child = Measurement(Sex.FEMALE, 3000, DAY, weight_kg=24, length_cm=126)
    assert set(growth_statuses(growth(child))) == {Indicator.BMI_FOR_AGE}


def test_nothing_measured_has_no_category() -> None:
    assert growth_statuses(growth(Measurement(Sex.FEMALE, 100, DAY))) == {}


def test_a_score_beyond_belief_keeps_its_category_and_asks_to_measure_again() -> None:
    status = growth_status(growth(replace(CHILD, weight_kg=3.0)), Indicator.WEIGHT_FOR_AGE)
    assert status is not None
    assert status.conclusion == "Berat badan sangat kurang"
    assert status.flags == ("implausible",)
    assert status.advice.startswith("Nilai tidak wajar; periksa ukuran dan tanggal lahir dahulu.")


@pytest.mark.parametrize(
    ("indicator", "z", "urgency", "word"),
    [
        (Indicator.LENGTH_FOR_AGE, -2.01, Urgency.REFER, "spesialis anak"),
        (Indicator.LENGTH_FOR_AGE, 3.01, Urgency.WATCH, "endokrin"),
        (Indicator.WEIGHT_FOR_AGE, 1.01, Urgency.WATCH, "BB/TB"),
        (Indicator.WEIGHT_FOR_LENGTH, -3.01, Urgency.REFER, "gizi buruk"),
        (Indicator.WEIGHT_FOR_LENGTH, -2.01, Urgency.WATCH, "2 minggu"),
        (Indicator.HEAD_FOR_AGE, -2.01, Urgency.REFER, "rujuk"),
        (Indicator.HEAD_FOR_AGE, 2.01, Urgency.REFER, "rujuk"),
    ],
)
def test_what_has_to_be_acted_on_says_what_to_do(indicator: Indicator, z: float, urgency: Urgency, word: str) -> None:
    status = status_at(indicator, 400, z)
    assert status is not None
    assert status.urgency is urgency
    assert word in status.advice


@pytest.mark.parametrize("name", ["growth_status", "growth_status_head"])
def test_the_bands_of_a_group_rise_and_the_last_takes_the_rest(name: str) -> None:
    for group in edition_on(name, DAY).body["group"]:
        edges = [band.get("below", band.get("at_most")) for band in group["band"]]
        assert edges[-1] is None
        assert edges[:-1] == sorted(edges[:-1])
        codes = [band["code"] for band in group["band"]]
        assert len(set(codes)) == len(codes)
        assert group.get("oedema", codes[0]) == codes[0]


def test_only_categories_read_in_the_regulation_are_marked_verified() -> None:
    assert edition_on("growth_status", DAY).verified
    assert not edition_on("growth_status_head", DAY).verified
