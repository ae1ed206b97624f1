"""The reference tables of the first rules: headers, words and bands without gaps."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.bands import row_for
from ilp_desktop.reference import Edition, editions
from tests.domain.cases import TODAY
from tests.every_row import every_row

TABLES = (
    "adverse_event",
    "antenatal_contacts",
    "antenatal_package",
    "antenatal_risk",
    "blood_glucose",
    "blood_glucose_low",
    "blood_pressure_adult",
    "blood_pressure_child",
    "blood_pressure_crisis",
    "blood_pressure_low",
    "blood_pressure_pregnancy",
    "bmi_adult",
    "bmi_prepregnancy",
    "chronic_care",
    "control_targets",
    "cvd_risk",
    "cvd_risk_follow_up",
    "fetal_heart_rate",
    "fundal_height",
    "immunisation",
    "immunisation_book",
    "immunisation_complete",
    "immunisation_endemic",
    "immunisation_plan",
    "immunisation_school",
    "immunisation_tetanus",
    "kidney_function",
    "life_stage",
    "lipids",
    "lipids_ckg",
    "mother_class",
    "past_pregnancy",
    "pregnancy_dating",
    "pregnancy_end",
    "province",
    "queue_order",
    "record_number",
    "suspected_infectious",
    "tacc",
    "triage",
    "upper_arm_elderly",
    "upper_arm_woman",
    "vaccine",
    "vaccine_stock",
    "vital_classes",
    "waist",
    "weight_gain_pregnancy",
)
EDITIONS = [edition for name in TABLES for edition in editions(name)]
LIMITS = ("at_least", "above", "below", "at_most")
TRUST_MARKS = re.compile(r"\b(found|known|uncertain|seed)\b|GH#", re.IGNORECASE)


def _called(edition: Edition) -> str:
    return f"{edition.name} {edition.valid_from}"


def _walk(value: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        yield value
        for inner in value.values():
            yield from _walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner)


def _band_tables(edition: Edition) -> list[list[Mapping[str, Any]]]:
    lists = [value for part in _walk(edition.body) for value in part.values() if isinstance(value, list)]
    return [rows for rows in lists if rows and all(_is_band(row) for row in rows)]


def _is_band(row: object) -> bool:
    return isinstance(row, Mapping) and any(limit in row for limit in LIMITS)


@every_row("edition", EDITIONS, ids=_called)
def test_source_names_a_regulation_and_no_mark_of_trust(edition: Edition) -> None:
    assert len(edition.source) > 10
    texts = [edition.source, edition.note, *(str(part.get("source", "")) for part in _walk(edition.body))]
    assert not any(TRUST_MARKS.search(text) for text in texts)


@every_row("edition", EDITIONS, ids=_called)
def test_edition_is_in_force_and_says_why_it_is_unverified(edition: Edition) -> None:
    assert isinstance(edition.valid_from, date)
    assert edition.valid_from <= TODAY
    assert edition.verified or edition.note


@every_row("edition", EDITIONS, ids=_called)
def test_urgencies_are_ours_and_whoever_must_act_is_told_how(edition: Edition) -> None:
    for row in _walk(edition.body):
        if "urgency" in row:
            urgency = Urgency(row["urgency"])
            assert urgency is Urgency.NONE or row["advice"].endswith(".")


@every_row("edition", EDITIONS, ids=_called)
def test_no_sentence_shouts(edition: Edition) -> None:
    for row in _walk(edition.body):
        assert not any("!" in value for key, value in row.items() if isinstance(value, str) and key != "when")


def test_every_band_table_holds_each_value_exactly_once() -> None:
    tables = [rows for edition in EDITIONS for rows in _band_tables(edition)]
    assert len(tables) == 6 + 14 + 12 + 1
    for rows in tables:
        edges = {float(row[limit]) for row in rows for limit in LIMITS if limit in row}
        for value in {edge + step for edge in edges for step in (-0.1, -0.01, 0, 0.01, 0.1)}:
            assert [row_for([row], value) for row in rows if _holds(row, value)] == [row_for(rows, value)]


def test_value_in_a_gap_is_a_fault() -> None:
    with pytest.raises(LookupError):
        row_for([{"below": 10}, {"above": 10}], 10)


def _holds(row: Mapping[str, Any], value: float) -> bool:
    try:
        row_for([row], value)
    except LookupError:
        return False
    return True
