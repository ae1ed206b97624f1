"""The national schedule of routine immunisation, one row a dose, with its windows as spans of a child's age."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache, cached_property
from typing import Any

from ilp_desktop.domain.span import Span
from ilp_desktop.reference import Edition, edition_on

NAME = "immunisation"


@dataclass(frozen=True)
class DoseRule:
    """What decides whether a dose counts, of a child or of a schoolchild.

    Attributes:
        antigen: name as in the schedule, e.g. ``DPT-HB-Hib``.
        dose: number within the antigen, 1 for single doses.
        label: name on screen and card.
        start: youngest age.
        interval: least time after the dose before it.
        closed_from: age from which it is no longer given; None when age does not close it.
        never_text: why it is closed, in Indonesian.
        live_injectable: live vaccine given by needle.
        stands_alone: given whatever doses of the antigen came before it.
        source: regulation.
    """

    antigen: str
    dose: int
    label: str
    start: Span
    interval: Span
    closed_from: Span | None
    never_text: str
    live_injectable: bool
    stands_alone: bool
    source: str


class Window(Enum):
    """What a dose is at an age, by age alone; the value is the word of the immunisation table in Buku KIA."""

    TOO_YOUNG = "belum waktunya"
    IDEAL = "waktu tepat"
    ALLOWED = "masih boleh"
    CATCH_UP = "kejar"
    CLOSED = "tidak diberikan lagi"


@dataclass(frozen=True)
class ScheduledDose(DoseRule):
    """One dose of the schedule; the ``until`` ages are no longer part of their window.

    Attributes:
        ideal_until: end of the ideal age.
        allowed_until: end of 'masih boleh'.
        endemic_only: for endemic areas only.
    """

    closed_from: Span
    ideal_until: Span
    allowed_until: Span
    endemic_only: bool

    def window(self, birth_date: date, day: date) -> Window:
        """Return what the dose is on a day of somebody's life."""
        if not self.start.over(birth_date, day):
            return Window.TOO_YOUNG
        if self.closed_from.over(birth_date, day):
            return Window.CLOSED
        if self.allowed_until.over(birth_date, day):
            return Window.CATCH_UP
        return Window.ALLOWED if self.ideal_until.over(birth_date, day) else Window.IDEAL


@dataclass(frozen=True)
class Schedule:
    """The schedule in force on a day, with its source and the gap between live injectable vaccines."""

    doses: tuple[ScheduledDose, ...]
    live_gap: Span
    live_gap_source: str
    source: str
    valid_from: date

    @cached_property
    def series(self) -> Mapping[str, tuple[ScheduledDose, ...]]:
        """Return the doses of each antigen, the first first."""
        found: dict[str, tuple[ScheduledDose, ...]] = {}
        for dose in self.doses:
            found[dose.antigen] = (*found.get(dose.antigen, ()), dose)
        return found

    @cached_property
    def ends(self) -> Span:
        """Return the age from which none of its doses is given."""
        return max((dose.closed_from for dose in self.doses), key=lambda span: span.after(date.min))

    def dose(self, antigen: str, number: int) -> ScheduledDose:
        """Return one dose; raises ``LookupError`` when the schedule has none such."""
        for dose in self.series.get(antigen, ()):
            if dose.dose == number:
                return dose
        raise LookupError(f"{antigen} {number} is not in the schedule")


def schedule_on(day: date) -> Schedule:
    """Return the schedule in force on a day."""
    return _schedule_from(edition_on(NAME, day).valid_from)


def span_in(row: Mapping[str, Any], name: str, otherwise: Span) -> Span:
    """Return the span a row gives as ``<name>_months`` or ``<name>_days``."""
    if f"{name}_months" in row:
        return Span(months=row[f"{name}_months"])
    if f"{name}_days" in row:
        return Span(days=row[f"{name}_days"])
    return otherwise


@cache
def _schedule_from(valid_from: date) -> Schedule:
    edition = edition_on(NAME, valid_from)
    return Schedule(
        doses=tuple(_dose(row, edition) for row in edition.body["dose"]),
        live_gap=Span(days=edition.body["live_gap_days"]),
        live_gap_source=edition.body["live_gap_source"],
        source=edition.source,
        valid_from=edition.valid_from,
    )


def _dose(row: Mapping[str, Any], edition: Edition) -> ScheduledDose:
    ideal_until = span_in(row, "ideal_until", Span())
    allowed_until = span_in(row, "allowed_until", ideal_until)
    closed_from = span_in(row, "catch_up_until", allowed_until)
    return ScheduledDose(
        antigen=row["antigen"],
        dose=row["dose"],
        label=row["label"],
        start=span_in(row, "from", Span()),
        interval=span_in(row, "interval", Span()),
        closed_from=closed_from,
        never_text=row.get("never_text", f"{row['label']} tidak diberikan lagi mulai umur {closed_from.text}."),
        live_injectable=row.get("live_injectable", False),
        stands_alone=False,
        source=edition.source,
        ideal_until=ideal_until,
        allowed_until=allowed_until,
        endemic_only=row.get("endemic_only", False),
    )
