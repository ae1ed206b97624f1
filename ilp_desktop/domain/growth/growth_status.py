"""What Indonesia calls a z-score: the categories of Permenkes 2/2020, and of head circumference."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.bands import Row, assessed, row_for
from ilp_desktop.domain.growth.growth_result import GrowthResult
from ilp_desktop.domain.growth.growth_tables import Indicator
from ilp_desktop.reference import edition_on

NAMES = ("growth_status", "growth_status_head")
REMEASURE = "Nilai tidak wajar; periksa ukuran dan tanggal lahir dahulu."


@dataclass(frozen=True)
class Categories:
    """The categories of one table, lowest first, and the one that oedema stands for."""

    source: str
    bands: Sequence[Row]
    oedema: Row | None


def growth_status(result: GrowthResult, indicator: Indicator) -> Assessment | None:
    """Return the category of one indicator; None where there is no score or the regulation names no category.

    Flags: ``oedema`` where oedema alone decides, ``implausible`` where the score is beyond belief.
    """
    score = result.score(indicator)
    categories = _categories_on(result.measurement.measured_on).get(score.table.code)
    if categories is None:
        return None
    if result.measurement.oedema and categories.oedema is not None:
        return assessed(categories.oedema, categories.source, flags=("oedema",))
    if score.z is None:
        return None
    band = row_for(categories.bands, score.z)
    if not score.implausible:
        return assessed(band, categories.source, score.z)
    advice = f"{REMEASURE} {band.get('advice', '')}".strip()
    return assessed({**band, "advice": advice}, categories.source, score.z, ("implausible",))


def growth_statuses(result: GrowthResult) -> dict[Indicator, Assessment]:
    """Return the category of every indicator that has one."""
    found = {indicator: growth_status(result, indicator) for indicator in Indicator}
    return {indicator: status for indicator, status in found.items() if status is not None}


@lru_cache(maxsize=4096)
def _categories_on(day: date) -> Mapping[str, Categories]:
    editions = [edition_on(name, day) for name in NAMES]
    return {
        table: _categories(edition.source, group)
        for edition in editions
        for group in edition.body["group"]
        for table in group["tables"]
    }


def _categories(source: str, group: Row) -> Categories:
    oedema = [band for band in group["band"] if band["code"] == group.get("oedema")]
    return Categories(source=source, bands=group["band"], oedema=oedema[0] if oedema else None)
