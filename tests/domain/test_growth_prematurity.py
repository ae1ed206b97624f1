"""The corrected age of children born too early."""

import csv
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.growth.growth import BEFORE_TERM, growth
from ilp_desktop.domain.growth.growth_history import GrowthHistory
from ilp_desktop.domain.growth.growth_prematurity import early_days, gestation_believed, weeks_text
from ilp_desktop.domain.growth.growth_result import Measurement, Posture
from ilp_desktop.domain.growth.growth_status import growth_statuses
from ilp_desktop.domain.growth.growth_tables import Indicator
from ilp_desktop.domain.growth.weight_gain import Weighing, weight_gains
from ilp_desktop.domain.sex import Sex
from tests.every_row import every_row

CASES = Path(__file__).parents[1] / "reference_cases"
DAY = date(2026, 9, 1)


def rows(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@every_row("row", rows("growth_prematurity.csv"), ids=lambda row: "-".join(row.values()))
def test_the_age_is_corrected_from_term_until_24_months(row: dict[str, str]) -> None:
    gestation = int(row["gestation_days"]) if row["gestation_days"] else None
    assert early_days(int(row["age_days"]), gestation, DAY) == int(row["early_days"])


@every_row("row", rows("growth_posture.csv"), ids=lambda row: f"{row['age_days']}-{row['posture']}")
def test_lying_and_standing_change_over_at_day_731(row: dict[str, str]) -> None:
    child = Measurement(
        Sex.FEMALE, int(row["age_days"]), DAY, weight_kg=9.0, length_cm=75.0, posture=Posture(row["posture"])
    )
    found = growth(child)
    assert found.correction_cm == pytest.approx(float(row["correction_cm"]))
    assert found.standing_too_young is (row["too_young"] == "1")
    assert found.length_cm == pytest.approx(75.0 + float(row["correction_cm"]))
    assert found.length_for_age.table.index == row["length_index"]
    assert found.weight_for_length.table.index == row["weight_index"]


@settings(deadline=None)
@given(
    st.sampled_from(Sex),
    st.integers(0, 730),
    st.integers(154, 258),
    st.floats(2, 14),
    st.floats(46, 90),
)
def test_a_child_born_early_is_judged_as_one_of_the_corrected_age(
    sex: Sex, age_days: int, gestation: int, weight: float, length: float
) -> None:
    early = early_days(age_days, gestation, DAY)
    assert early == 280 - gestation
    corrected = age_days - early
    child = Measurement(sex, corrected, DAY, weight_kg=weight, length_cm=length, early_days=early)
    found = growth(child)
    if corrected < 0:
        assert all(found.score(indicator).reason == BEFORE_TERM for indicator in Indicator)
        assert growth_statuses(found) == {}
    else:
        same = growth(replace(child, early_days=0))
        assert [found.score(indicator) for indicator in Indicator] == [same.score(indicator) for indicator in Indicator]
    assert found.remarks[0] == f"Dinilai menurut umur koreksi, {early} hari lebih muda."


def test_a_measurement_before_the_birth_is_refused_all_the_same() -> None:
    with pytest.raises(WrongAnswers) as refusal:
        growth(Measurement(Sex.MALE, -60, DAY, weight_kg=2.0, early_days=50))
    assert set(refusal.value.fields) == {"measured_on"}


@pytest.mark.parametrize(("days", "believed"), [(153, None), (154, 154), (314, 314), (315, None), (None, None)])
def test_a_gestation_that_cannot_be_is_not_believed(days: int | None, believed: int | None) -> None:
    assert gestation_believed(days, DAY) == believed


def test_gestation_is_told_in_weeks_and_days() -> None:
    assert (weeks_text(224), weeks_text(228)) == ("32 minggu", "32 minggu 4 hari")


def test_the_red_line_of_the_card_is_read_at_the_corrected_age() -> None:
    born = date(2026, 1, 11)
    weighing = [Weighing(born + timedelta(days=150), 5.1)]
    at_term = weight_gains(Sex.MALE, born, weighing)[0].assessment
    early = weight_gains(Sex.MALE, born, weighing, GrowthHistory(gestation_days=210))[0].assessment
    assert "BGM" in at_term.flags
    assert "BGM" not in early.flags
