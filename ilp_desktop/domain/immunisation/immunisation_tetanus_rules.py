"""The rules of tetanus immunisation: what leads from one status to the next, and whom it is offered to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from ilp_desktop.domain.calendar_dates import MONTHS_A_YEAR
from ilp_desktop.domain.immunisation.immunisation_schedule import span_in
from ilp_desktop.domain.sex import Sex
from ilp_desktop.domain.span import Span
from ilp_desktop.reference import edition_on

NAME = "immunisation_tetanus"


@dataclass(frozen=True)
class TetanusStep:
    """How a status is reached, by the least time after the last dose that counts, and how long it protects."""

    status: int
    interval: Span
    school_interval: Span
    protection: Span | None


@dataclass(frozen=True)
class TetanusRules:
    """The rules of one edition.

    Attributes:
        antigen: the vaccine given to schoolchildren and women.
        sex: who is screened from one age until another.
        youngest: the age from which the vaccine counts.
        school_until: the age below which school intervals hold.
        school_interval: least time between two doses below that age.
        most_doses: the highest number a dose can be recorded under.
        steps: what leads from each status to the next.
        history: how far a dose of childhood can lead, by antigen and number.
    """

    antigen: str
    sex: Sex
    from_age: Span
    until_age: Span
    youngest: Span
    school_until: Span
    school_interval: Span
    most_doses: int
    steps: tuple[TetanusStep, ...]
    history: Mapping[tuple[str, int], int]
    source: str
    valid_from: date

    @property
    def highest(self) -> int:
        """Return the status after which nothing more is given."""
        return self.steps[-1].status

    def holds_toxoid(self, antigen: str) -> bool:
        """Say whether a vaccine of childhood or school holds tetanus toxoid."""
        return any(known == antigen for known, _ in self.history)


def tetanus_rules_on(day: date) -> TetanusRules:
    """Return the rules in force on a day."""
    return _rules_from(edition_on(NAME, day).valid_from)


@cache
def _rules_from(valid_from: date) -> TetanusRules:
    edition = edition_on(NAME, valid_from)
    body = edition.body
    return TetanusRules(
        antigen=body["antigen"],
        sex=Sex(body["sex"]),
        from_age=_years(body["from_years"]),
        until_age=_years(body["until_years"]),
        youngest=span_in(body, "youngest", Span()),
        school_until=_years(body["school_until_years"]),
        school_interval=span_in(body, "school_interval", Span()),
        most_doses=body["most_doses"],
        steps=tuple(_step(row) for row in body["step"]),
        history={(row["antigen"], row["dose"]): row["most"] for row in body["history"]},
        source=edition.source,
        valid_from=edition.valid_from,
    )


def _step(row: Mapping[str, Any]) -> TetanusStep:
    interval = span_in(row, "interval", Span())
    years = row.get("protection_years")
    return TetanusStep(
        status=row["status"],
        interval=interval,
        school_interval=span_in(row, "school_interval", interval),
        protection=None if years is None else _years(years),
    )


def _years(years: int) -> Span:
    return Span(months=years * MONTHS_A_YEAR)
