"""The lists synthetic people are made of, and the area they live in."""

import csv
import sys
from collections import Counter
from datetime import date
from itertools import pairwise

from ilp_desktop.domain.care.diagnosis_codes import diagnosis_codes
from ilp_desktop.domain.identity.areas import area_by_code
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import edition_on
from ilp_desktop.resources import resource_path
from tests.every_row import every_row

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TODAY = date(2026, 7, 1)
PUSKESMAS = tomllib.loads(resource_path("demo", "puskesmas.toml").read_text(encoding="utf-8"))


def rows(*parts: str) -> list[dict[str, str]]:
    with resource_path(*parts).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


COMPLAINTS = rows("demo", "complaints.tsv")
STAGES = {stage["code"] for stage in edition_on("life_stage", TODAY).body["stage"]} | {"maternal"}


def test_there_are_enough_names_to_tell_people_apart() -> None:
    given = Counter(row["sex"] for row in rows("demo", "given_names.tsv"))
    second = {row["name"] for row in rows("demo", "second_names.tsv")}
    assert given[Sex.MALE.value] >= 200
    assert given[Sex.FEMALE.value] >= 200
    assert len(second) >= 150


def test_every_origin_has_given_and_second_names_for_both_sexes() -> None:
    for file in ("given_names.tsv", "second_names.tsv"):
        found = {(row["origin"], sex) for row in rows("demo", file) for sex in row["sex"]}
        assert found == {(row["origin"], sex) for row in rows("demo", "given_names.tsv") for sex in "LP"}


@every_row("row", COMPLAINTS, ids=lambda row: row["complaint"])
def test_every_complaint_has_a_code_that_may_be_written(row: dict[str, str]) -> None:
    code = diagnosis_codes(TODAY).get(row["icd10"])
    assert code is not None
    assert not code.is_heading
    assert code.title_id
    assert row["visit"] in {"sick", "well"}
    assert int(row["weight"]) > 0


def test_complaints_cover_every_stage_of_life() -> None:
    assert len(COMPLAINTS) >= 60
    assert {row["life_stage"] for row in COMPLAINTS} == STAGES


def test_only_women_have_complaints_of_pregnancy() -> None:
    assert {row["sex"] for row in COMPLAINTS if row["life_stage"] == "maternal"} == {Sex.FEMALE.value}
    assert {row["life_stage"] for row in COMPLAINTS if row["icd10"].startswith(("O", "Z34", "Z35"))} == {"maternal"}


def test_there_is_an_occupation_for_every_age_and_sex() -> None:
    occupations = rows("demo", "occupations.tsv")
    for sex in "LP":
        for age in range(100):
            fitting = [row for row in occupations if sex in row["sex"]]
            assert any(int(row["from_age"]) <= age <= int(row["to_age"]) for row in fitting)


def test_the_demo_area_belongs_to_no_real_regency() -> None:
    region = PUSKESMAS["facility"]["region_code"]
    assert area_by_code(region[:4], date(2026, 11, 1)) is None
    assert all(village["code"].startswith(region) for village in PUSKESMAS["village"])


def test_every_demo_village_has_hamlets_in_order_each_with_its_own_posyandu() -> None:
    villages = PUSKESMAS["village"]
    assert len(villages) == 8
    for village in villages:
        numbers = [int(rw) for _, rw, _, _ in village["hamlets"]]
        assert all(later - earlier == 1 for earlier, later in pairwise([0, *numbers]))
        assert all(rts > 0 for _, _, rts, _ in village["hamlets"])
    posyandu = [name for village in villages for _, _, _, name in village["hamlets"]]
    assert len(posyandu) == len(set(posyandu))


def test_every_demo_destination_has_clinics() -> None:
    assert len(PUSKESMAS["destination"]) == 8
    assert all(place["clinics"] for place in PUSKESMAS["destination"])
    assert {place["kind"] for place in PUSKESMAS["destination"]} == {"vertical", "horizontal", "social"}
