"""The stage of life somebody is in, and the klaster that receives it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from ilp_desktop.domain.age import Age
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.reference import edition_on


@dataclass(frozen=True)
class LifeStage:
    """One stage of life.

    Attributes:
        code: stable English identifier, e.g. ``toddler``.
        label: Indonesian name.
        group: the sasaran it belongs to, in Indonesian.
        klaster: who receives it.
        source: regulation and place.
        until_days: the first day of life no longer in it, where days decide.
        until_months: the first completed month no longer in it; None for the last stage.
    """

    code: str
    label: str
    group: str
    klaster: Klaster
    source: str
    until_days: int | None = None
    until_months: int | None = None

    def holds(self, age: Age) -> bool:
        """Return whether an age lies before the end of this stage."""
        if self.until_days is not None:
            return age.total_days < self.until_days
        return self.until_months is None or age.total_months < self.until_months


@lru_cache(maxsize=64)
def life_stages(day: date) -> tuple[LifeStage, ...]:
    """Return the stages in force on a day, youngest first."""
    edition = edition_on("life_stage", day)
    return tuple(_stage(row, edition.source) for row in edition.body["stage"])


def life_stage(age: Age) -> LifeStage:
    """Return the one stage an age belongs to."""
    return next(stage for stage in life_stages(age.day) if stage.holds(age))


def klaster_for(age: Age, *, maternal: bool = False) -> tuple[Klaster, str]:
    """Return the klaster and the source; ``maternal`` (pregnant, in labour, nifas) stands above age."""
    if maternal:
        row = edition_on("life_stage", age.day).body["maternal"]
        return Klaster(row["klaster"]), str(row["source"])
    stage = life_stage(age)
    return stage.klaster, stage.source


def _stage(row: Mapping[str, Any], source: str) -> LifeStage:
    return LifeStage(
        code=row["code"],
        label=row["label"],
        group=row["group"],
        klaster=Klaster(row["klaster"]),
        source=source,
        until_days=row.get("until_days"),
        until_months=row.get("until_months"),
    )
