"""What Indonesia calls a z-score: the categories of Permenkes 2/2020, and of head circumference."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.domain.growth_result import GrowthResult, Score
from ilp_desktop.domain.growth_tables import Indicator
from ilp_desktop.reference import Edition, edition_on

NAMES = ("growth_status", "growth_status_head")
REMEASURE = "Nilai tidak wajar; periksa ukuran dan tanggal lahir dahulu."


@dataclass(frozen=True)
class Band:
    """One category: it holds for scores up to its upper edge, the edge included where ``closed``."""

    code: str
    label: str
    urgency: Urgency
    advice: str
    upper: float
    closed: bool

    def reaches(self, z: float) -> bool:
        """Return whether the score lies at or under the upper edge as the regulation counts it."""
        return z < self.upper or (self.closed and z == self.upper)


@dataclass(frozen=True)
class Categories:
    """The categories of one table, lowest first, and the one that oedema stands for."""

    source: str
    bands: tuple[Band, ...]
    oedema: Band | None


def growth_status(result: GrowthResult, indicator: Indicator) -> Assessment | None:
    """Return the category of one indicator; None where there is no score or the regulation names no category."""
    score = result.score(indicator)
    categories = _categories_on(result.measurement.measured_on).get(score.table.code)
    if categories is None:
        return None
    if result.measurement.oedema and categories.oedema is not None:
        return _assessment(categories.oedema, categories.source, flags=("oedema",))
    if score.z is None:
        return None
    return _of_score(score, score.z, categories)


def growth_statuses(result: GrowthResult) -> dict[Indicator, Assessment]:
    """Return the category of every indicator that has one."""
    found = {indicator: growth_status(result, indicator) for indicator in Indicator}
    return {indicator: status for indicator, status in found.items() if status is not None}


def _of_score(score: Score, z: float, categories: Categories) -> Assessment:
    band = next(band for band in categories.bands if band.reaches(z))
    flags = ("implausible",) if score.implausible else ()
    return _assessment(band, categories.source, score=z, flags=flags)


def _assessment(band: Band, source: str, *, score: float | None = None, flags: tuple[str, ...] = ()) -> Assessment:
    advice = f"{REMEASURE} {band.advice}".strip() if "implausible" in flags else band.advice
    return Assessment(
        code=band.code,
        conclusion=band.label,
        urgency=band.urgency,
        source=source,
        score=score,
        advice=advice,
        flags=flags,
    )


@lru_cache(maxsize=4096)
def _categories_on(day: date) -> Mapping[str, Categories]:
    editions = [edition_on(name, day) for name in NAMES]
    return {
        table: _categories(edition, group)
        for edition in editions
        for group in edition.body["group"]
        for table in group["tables"]
    }


def _categories(edition: Edition, group: Mapping[str, Any]) -> Categories:
    bands = tuple(_band(row) for row in group["band"])
    oedema = next((band for band in bands if band.code == group.get("oedema")), None)
    return Categories(source=edition.source, bands=bands, oedema=oedema)


def _band(row: Mapping[str, Any]) -> Band:
    return Band(
        code=row["code"],
        label=row["label"],
        urgency=Urgency(row["urgency"]),
        advice=row.get("advice", ""),
        upper=row.get("below", row.get("up_to", float("inf"))),
        closed="up_to" in row,
    )
