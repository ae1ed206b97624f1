"""The most of a medicine at a time and a day, by age and weight, and who says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from ilp_desktop.domain.care.code_rows import parts_of
from ilp_desktop.domain.care.medicine_dose import DosedChild
from ilp_desktop.domain.orders.formulary import REFERENCE, Medicine
from ilp_desktop.reference import Edition, edition_on

LIMITS = (
    *("from_months", "below_months", "from_kg", "below_kg"),
    *("at_a_time", "a_day", "per_kg_time", "per_kg_day"),
)


class MostRow(NamedTuple):
    """A line of the table, as it is written; an empty place says that there is no such limit."""

    drug: str
    forms: tuple[str, ...]
    unit: str
    from_months: float | None
    below_months: float | None
    from_kg: float | None
    below_kg: float | None
    at_a_time: float | None
    a_day: float | None
    per_kg_time: float | None
    per_kg_day: float | None
    source: str
    note: str

    @property
    def by_weight(self) -> bool:
        """Return whether it can only be told of somebody who was weighed."""
        return self.per_kg_time is not None or self.per_kg_day is not None

    @property
    def of_children(self) -> bool:
        """Return whether it speaks of children alone."""
        return self.below_months is not None

    def is_for(self, medicine: Medicine, person: DosedChild, routes: dict[str, list[str]]) -> bool:
        """Say whether it speaks of this medicine for somebody of this age and, as far as it is known, weight."""
        forms = [form for each in self.forms for form in routes.get(each, [each])]
        if self.drug != medicine.drug or (forms and medicine.form not in forms):
            return False
        if not _within(person.age.total_months, self.from_months, self.below_months):
            return False
        if self.from_kg is None and self.below_kg is None:
            return True
        return person.weight_kg is not None and _within(person.weight_kg, self.from_kg, self.below_kg)


@dataclass(frozen=True)
class Limit:
    """What a line of the table comes to for one person; ``weight_kg`` where it was reckoned from it."""

    unit: str
    at_a_time: float | None
    a_day: float | None
    source: str
    weight_kg: float | None = None


def limits_for(medicine: Medicine, person: DosedChild, *, children: bool = True) -> tuple[Limit, ...]:
    """Return every limit of a medicine for somebody; without those of children where another table has spoken."""
    edition = edition_on(REFERENCE, person.day)
    rows = rows_for(medicine, person)
    return tuple(_limit(row, person, edition) for row in rows if children or not row.of_children)


def needs_weight(medicine: Medicine, person: DosedChild) -> bool:
    """Say whether the most of a medicine cannot be told before somebody weighs the child."""
    return person.weight_kg is None and any(row.by_weight for row in rows_for(medicine, person))


def rows_for(medicine: Medicine, person: DosedChild) -> tuple[MostRow, ...]:
    """Return the lines of the table that speak of a medicine for somebody."""
    edition = edition_on(REFERENCE, person.day)
    routes = edition.body["routes"]
    rows = _by_drug(edition).get(medicine.drug, ())
    return tuple(row for row in rows if row.is_for(medicine, person, routes))


def most_rows(day: date) -> tuple[MostRow, ...]:
    """Return the whole table in force on a day."""
    return tuple(row for rows in _by_drug(edition_on(REFERENCE, day)).values() for row in rows)


def _limit(row: MostRow, person: DosedChild, edition: Edition) -> Limit:
    source = edition.body["sources"][row.source]["text"]
    told = f"{source}: {row.note}" if row.note else source
    kilograms = person.weight_kg if row.by_weight else None
    return Limit(
        row.unit,
        _least(row.at_a_time, row.per_kg_time, kilograms),
        _least(row.a_day, row.per_kg_day, kilograms),
        told,
        kilograms,
    )


def _least(fixed: float | None, per_kg: float | None, kilograms: float | None) -> float | None:
    both = [fixed, per_kg * kilograms if per_kg is not None and kilograms is not None else None]
    return min((one for one in both if one is not None), default=None)


def _within(value: float, least: float | None, below: float | None) -> bool:
    return (least is None or value >= least) and (below is None or value < below)


def _by_drug(edition: Edition) -> Mapping[str, tuple[MostRow, ...]]:
    return _read(edition.valid_from)


@lru_cache(maxsize=4)
def _read(valid_from: date) -> Mapping[str, tuple[MostRow, ...]]:
    found: dict[str, tuple[MostRow, ...]] = {}
    for row in map(_row, edition_on(REFERENCE, valid_from).body["most"]):
        found[row.drug] = (*found.get(row.drug, ()), row)
    return found


def _row(told: Mapping[str, Any]) -> MostRow:
    parts: dict[str, Any] = {key: told.get(key) for key in LIMITS}
    parts |= {key: told.get(key, "") for key in ("drug", "unit", "source", "note")}
    return MostRow(forms=parts_of(told.get("forms", "")), **parts)
