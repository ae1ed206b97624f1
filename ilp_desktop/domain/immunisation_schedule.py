"""The national schedule of routine immunisation, one row a dose, with its windows as dates for a child."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from ilp_desktop.domain.span import Span
from ilp_desktop.reference import edition_on


@dataclass(frozen=True)
class ScheduledDose:
    """One dose of the schedule; the ``until`` ages are no longer part of their window.

    Attributes:
        antigen: name as in the schedule, e.g. ``DPT-HB-Hib``.
        dose: number within the antigen, 1 for single doses.
        label: name on screen and card.
        start: youngest age.
        ideal_until: end of the ideal age.
        allowed_until: end of 'masih boleh'.
        closed_from: age from which it is no longer given.
        interval: least time after the dose before it.
        never_text: why it is closed, in Indonesian.
        live_injectable: live vaccine given by needle.
        endemic_only: for endemic areas only.
    """

    antigen: str
    dose: int
    label: str
    start: Span
    ideal_until: Span
    allowed_until: Span
    closed_from: Span
    interval: Span
    never_text: str
    live_injectable: bool
    endemic_only: bool


@dataclass(frozen=True)
class Schedule:
    """The schedule in force on a day, with its source and the gap between live injectable vaccines."""

    doses: tuple[ScheduledDose, ...]
    live_gap: Span
    live_gap_source: str
    source: str

    def dose(self, antigen: str, number: int) -> ScheduledDose:
        """Return one dose; raises ``LookupError`` when the schedule has none such."""
        for dose in self.doses:
            if (dose.antigen, dose.dose) == (antigen, number):
                return dose
        raise LookupError(f"{antigen} {number} is not in the schedule")


@lru_cache(maxsize=64)
def schedule_on(day: date) -> Schedule:
    """Return the schedule in force on a day."""
    edition = edition_on("immunisation", day)
    return Schedule(
        doses=tuple(_dose(row) for row in edition.body["dose"]),
        live_gap=Span(days=edition.body["live_gap_days"]),
        live_gap_source=edition.body["live_gap_source"],
        source=edition.source,
    )


def _dose(row: Mapping[str, Any]) -> ScheduledDose:
    ideal_until = _span(row, "ideal_until", Span())
    allowed_until = _span(row, "allowed_until", ideal_until)
    return ScheduledDose(
        antigen=row["antigen"],
        dose=row["dose"],
        label=row["label"],
        start=_span(row, "from", Span()),
        ideal_until=ideal_until,
        allowed_until=allowed_until,
        closed_from=_span(row, "catch_up_until", allowed_until),
        interval=_span(row, "interval", Span()),
        never_text=row.get("never_text", f"{row['label']} sudah di atas umur program."),
        live_injectable=row.get("live_injectable", False),
        endemic_only=row.get("endemic_only", False),
    )


def _span(row: Mapping[str, Any], name: str, otherwise: Span) -> Span:
    if f"{name}_months" in row:
        return Span(months=row[f"{name}_months"])
    if f"{name}_days" in row:
        return Span(days=row[f"{name}_days"])
    return otherwise
