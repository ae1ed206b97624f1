"""What a partograph shows, hour by hour, free of any way of drawing it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from ilp_desktop.domain.birth.partograph import LINES, Lines
from ilp_desktop.reference import edition_on

COLUMNS_AN_HOUR = 2
Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Contraction:
    """Contractions in ten minutes, at an hour of the chart; None seconds where nobody timed them."""

    hour: float
    count: int
    seconds: int | None


@dataclass(frozen=True)
class PartographChart:
    """A labour in hours since ``began_at``, the full hour in which its chart begins.

    Attributes:
        hours: how many the chart has room for.
        hours_before: how many hours of the labour stand on earlier charts.
        alert, action: the two ends of each line; empty before the active phase.
        pressures: hour, systolic, diastolic.
        texts: what stands in the cells of a row, by row and column of half an hour.
        drugs: number, time and words of each.
        left_out: how many observations lie before the hours of the chart, in the latent phase.
    """

    began_at: datetime
    hours: int
    cervix: Points = ()
    descent: Points = ()
    alert: Points = ()
    action: Points = ()
    heart_rates: Points = ()
    pulses: Points = ()
    pressures: tuple[tuple[float, int, int], ...] = ()
    contractions: tuple[Contraction, ...] = ()
    texts: Mapping[str, Mapping[int, str]] | None = None
    drugs: tuple[tuple[int, datetime, str], ...] = ()
    left_out: int = 0
    hours_before: int = 0

    def text(self, row: str) -> Mapping[int, str]:
        """Return the cells of a row that hold anything."""
        return (self.texts or {}).get(row, {})


Observed = tuple[datetime, Mapping[str, Any]]
CELLS = (
    "liquor",
    "moulding",
    "oxytocin_units",
    "oxytocin_drops",
    "temperature_c",
    "urine_protein",
    "urine_acetone",
    "urine_ml",
)


def partograph_charts(observed: Sequence[Observed], lines: Lines | None) -> tuple[PartographChart, ...]:
    """Return the charts of what was observed, the earliest first: one, or a further one for every day a labour lasts.

    Days on which nothing was observed have none.
    """
    if not observed:
        return ()
    first = lines.began_at if lines is not None else observed[0][0]
    began = first.replace(minute=0, second=0, microsecond=0)
    most = int(edition_on(LINES, began.date()).body["most_hours"])
    days: dict[int, list[Observed]] = {}
    for at, values in observed:
        days.setdefault(max(int(_hour(at, began) // most), 0), []).append((at, values))
    return tuple(
        replace(_chart(began + timedelta(hours=day * most), seen, lines), hours_before=day * most)
        for day, seen in days.items()
    )


def _chart(began: datetime, observed: Sequence[Observed], lines: Lines | None) -> PartographChart:
    hours = _hours(began, observed)
    seen = [(_hour(at, began), values) for at, values in observed if 0 <= _hour(at, began) <= hours]
    drugs = [(at, values["drugs"]) for at, values in observed if values.get("drugs")]
    numbered = tuple((number, at, words) for number, (at, words) in enumerate(drugs, start=1))
    texts = {name: _cells(seen, name) for name in CELLS}
    texts["drugs"] = {_column(_hour(at, began)): str(number) for number, at, _ in numbered}
    return PartographChart(
        began_at=began,
        hours=hours,
        cervix=_points(seen, "cervix_cm"),
        descent=_points(seen, "descent"),
        alert=() if lines is None else _line(lines, began, hours, 0),
        action=() if lines is None else _line(lines, began, hours, lines.apart_hours),
        heart_rates=_points(seen, "fetal_heart_rate"),
        pulses=_points(seen, "pulse"),
        pressures=tuple((at, one["systolic"], one["diastolic"]) for at, one in seen if "systolic" in one),
        contractions=tuple(
            Contraction(at, one["contractions"], one.get("contraction_seconds"))
            for at, one in seen
            if "contractions" in one
        ),
        texts=texts,
        drugs=numbered,
        left_out=len(observed) - len(seen),
    )


def _hours(began: datetime, observed: Sequence[Observed]) -> int:
    """Return how many hours the chart takes: those of the printed form, or more for a long labour."""
    body = edition_on(LINES, began.date()).body
    last = _hour(observed[-1][0], began)
    return int(body["chart_hours"]) if last <= body["chart_hours"] else min(int(last) + 1, int(body["most_hours"]))


def _line(lines: Lines, began: datetime, hours: int, later: float) -> Points:
    """Return the ends of a line, cut off at the right edge of the chart."""
    start = _hour(lines.began_at, began) + later
    end = _hour(lines.alert_at(lines.full_cm), began) + later
    if start >= hours or end <= 0:
        return ()
    if end <= hours:
        return ((start, lines.began_cm), (end, lines.full_cm))
    return ((start, lines.began_cm), (hours, lines.began_cm + (hours - start) * lines.cm_an_hour))


def _points(seen: Iterable[tuple[float, Mapping[str, Any]]], name: str) -> Points:
    return tuple((hour, float(values[name])) for hour, values in seen if name in values)


def _cells(seen: Iterable[tuple[float, Mapping[str, Any]]], name: str) -> dict[int, str]:
    return {_column(hour): _written(values[name]) for hour, values in seen if name in values}


def _written(value: Any) -> str:
    return f"{value:g}".replace(".", ",") if isinstance(value, int | float) else str(value)


def _column(hour: float) -> int:
    return int(hour * COLUMNS_AN_HOUR)


def _hour(at: datetime, began: datetime) -> float:
    return (at - began) / timedelta(hours=1)
