"""The dose of a medicine for a child, off a table by weight or age; what the table does not hold is never guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from ilp_desktop.domain.age import Age
from ilp_desktop.reference import Edition, edition_on

NAME = "child_medicine"
WEIGHT, AGE, PER_KG = "weight", "age", "kg"
NO_WEIGHT = "Timbang dahulu: dosis menurut berat badan, tidak dikira-kira."
NO_ROW = "Berat {kg} kg di luar tabel dosis: ditentukan dokter."
NO_AGE = "Di luar umur pada tabel dosis: ditentukan dokter."
ALLERGY = "Alergi tercatat: {}. Jangan diberikan; dokter memilih obat lain."
MILLILITRES = 1


@dataclass(frozen=True)
class DosedChild:
    """What a dose depends on; ``weight_kg`` is None while nobody has weighed the child today."""

    age: Age
    weight_kg: float | None = None
    allergies: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        """Return the day the dose is for, by which tables are chosen."""
        return self.age.day


@dataclass(frozen=True)
class Dose:
    """A medicine for one child.

    Attributes:
        amount: how much at a time; empty where ``problem`` says why none is told.
        how: how often and how long.
        source: who says so.
        days: how long it is given; 0 where that is not counted in days.
    """

    medicine: str
    name: str
    amount: str
    how: str
    source: str
    problem: str = ""
    days: int = 0


def dose_of(code: str, child: DosedChild) -> Dose | None:
    """Return the dose of a medicine; None for a child to whom it is not given at all."""
    edition = edition_on(NAME, child.day)
    row = _medicines(edition)[code]
    if _is_too_young(row, child.age):
        return None
    amount, problem = _amount(row, child)
    allergy = _allergy(row, child.allergies)
    if allergy:
        amount, problem = "", ALLERGY.format(allergy)
    return Dose(code, row["name"], amount, row["how"], row.get("source", edition.source), problem)


def medicine_codes(day: date) -> frozenset[str]:
    """Return the medicines the table of a day knows."""
    return frozenset(_medicines(edition_on(NAME, day)))


def kilograms(weight_kg: float) -> str:
    """Return a weight as people write it."""
    return f"{weight_kg:g}".replace(".", ",")


def _medicines(edition: Edition) -> Mapping[str, Mapping[str, Any]]:
    return _by_code(edition.name, edition.valid_from)


@lru_cache(maxsize=16)
def _by_code(name: str, day: date) -> Mapping[str, Mapping[str, Any]]:
    return {row["code"]: row for row in edition_on(name, day).body["medicine"]}


def _amount(row: Mapping[str, Any], child: DosedChild) -> tuple[str, str]:
    """Return how much, or nothing and why."""
    if row["per"] == AGE:
        found = [each for each in row["rows"] if _of_age(each, child.age)]
        return (found[0]["amount"], "") if found else ("", NO_AGE)
    if child.weight_kg is None:
        return "", NO_WEIGHT
    beyond = NO_ROW.format(kg=kilograms(child.weight_kg))
    if row["per"] == PER_KG:
        return (_reckoned(row, child, child.weight_kg), "") if _of_weight(row, child.weight_kg) else ("", beyond)
    found = [each for each in row["rows"] if _of_weight(each, child.weight_kg)]
    return (found[0]["amount"], "") if found else ("", beyond)


def _reckoned(row: Mapping[str, Any], child: DosedChild, weight_kg: float) -> str:
    """Return an amount worked out from the weight, and what it is of the syrup where there is one."""
    younger = row.get("younger", {})
    per = row | younger if younger and child.age.total_days < younger["below_days"] else row
    least, most = (per[end] * weight_kg for end in ("least_per_kg", "most_per_kg"))
    said = f"{_between(least, most, row.get('decimals', 0))} {row['unit']}"
    if "syrup" not in row:
        return said
    strength = row["syrup"]["mg_per_ml"]
    return f"{said} ({_between(least / strength, most / strength, MILLILITRES)} ml {row['syrup']['name']})"


def _between(least: float, most: float, decimals: int) -> str:
    """Return one number, or two with a dash; the greater one is rounded down, so that nobody gives too much."""
    scale = 10**decimals
    upper = int(most * scale + 1e-9) / scale
    lower = min(round(least * scale) / scale, upper)
    texts = [f"{value:.{decimals}f}".replace(".", ",") for value in (lower, upper)]
    return texts[1] if texts[0] == texts[1] else "-".join(texts)


def _of_weight(row: Mapping[str, Any], weight_kg: float) -> bool:
    return (
        weight_kg >= row["from_kg"]
        and ("below_kg" not in row or weight_kg < row["below_kg"])
        and ("upto_kg" not in row or weight_kg <= row["upto_kg"])
    )


def _of_age(row: Mapping[str, Any], age: Age) -> bool:
    return bool(row["from_months"] <= age.total_months < row["below_months"])


def _is_too_young(row: Mapping[str, Any], age: Age) -> bool:
    months: int = row.get("none_below_months", 0)
    days: int = row.get("none_below_days", 0)
    return age.total_months < months or age.total_days < days


def _allergy(row: Mapping[str, Any], allergies: Sequence[str]) -> str:
    """Return the recorded allergy that forbids a medicine, or nothing."""
    names = [name.casefold() for name in row.get("avoid", ())]
    return next((one for one in allergies if any(name in one.casefold() for name in names)), "")
