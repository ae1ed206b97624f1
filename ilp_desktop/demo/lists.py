"""The word lists that synthetic people are made from."""

import csv
import sys
from dataclasses import dataclass
from functools import cache
from typing import Any

from ilp_desktop.resources import resource_path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FEMALE, MALE = "P", "L"


@dataclass(frozen=True)
class Complaint:
    """What somebody says at the desk, and the diagnosis that comes of it."""

    stage: str
    sex: str
    words: str
    code: str
    weight: int
    sick: bool


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a demo list."""
    with resource_path("demo", f"{name}.tsv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream, delimiter="\t"))


@cache
def settings(name: str) -> dict[str, Any]:
    """Return a demo settings file."""
    read: dict[str, Any] = tomllib.loads(resource_path("demo", f"{name}.toml").read_text(encoding="utf-8"))
    return read


@cache
def given_names(sex: str, era: str) -> tuple[str, ...]:
    """Return the given names of a sex that people of an era (``lama`` or ``baru``) bear."""
    return tuple(row["name"] for row in table("given_names") if row["sex"] == sex and row["era"] in (era, "semua"))


@cache
def second_names(sex: str) -> tuple[str, ...]:
    """Return the second names of a sex."""
    return tuple(row["name"] for row in table("second_names") if sex in row["sex"] and row["kind"] == "nama_kedua")


@cache
def occupations(sex: str, age: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return occupations and their weights for a sex and age."""
    fitting = [
        row for row in table("occupations") if sex in row["sex"] and int(row["from_age"]) <= age <= int(row["to_age"])
    ]
    weights = tuple(int(row["weight"]) for row in fitting)
    return tuple(row["name"] for row in fitting), weights if any(weights) else tuple(1 for _ in fitting)


@cache
def complaints(stage: str, sex: str) -> tuple[tuple[Complaint, ...], tuple[int, ...]]:
    """Return complaints and their weights for a life stage and sex."""
    fitting = tuple(
        Complaint(
            row["life_stage"],
            row["sex"],
            row["complaint"],
            row["icd10"],
            int(row["weight"]),
            row["visit"] == "sick",
        )
        for row in table("complaints")
        if row["life_stage"] == stage and sex in row["sex"]
    )
    return fitting, tuple(complaint.weight for complaint in fitting)


def therapy_for(code: str) -> tuple[str, str]:
    """Return therapy and plan for a diagnosis: the row with the longest matching beginning."""
    best = max((row for row in table("therapies") if code.startswith(row["code"])), key=lambda row: len(row["code"]))
    return best["therapy"], best["plan"]


def example_hint() -> str:
    """Return what the sign-in page of made-up data says: its accounts, since they guard nothing."""
    listed = settings("staff")
    accounts = ", ".join(one["user_name"] for one in listed["staff"])
    return f"Data contoh. Akun: {accounts}. Kata sandi semuanya: {listed['password']}"
