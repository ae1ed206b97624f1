"""The vaccines of the programme: what they are given for, how, and how long an opened vial may be used."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from ilp_desktop.reference import edition_on

NAME = "vaccine"


@dataclass(frozen=True)
class Vaccine:
    """One vaccine.

    Attributes:
        antigens: the names of the schedule it is given for.
        amount: how much a dose is, in words.
        route: code of the way it is given; ``sites`` those of the places, the usual first.
        doses_per_vial: what a vial may hold, the usual first.
        open_for: how long an opened vial may be used; None where a vial holds one dose.
        freeze_sensitive: spoilt by freezing.
        protects_from: the diseases, in a parent's words.
    """

    code: str
    name: str
    antigens: tuple[str, ...]
    amount: str
    route: str
    sites: tuple[str, ...]
    doses_per_vial: tuple[int, ...]
    open_for: timedelta | None
    freeze_sensitive: bool
    protects_from: str

    def discard_at(self, opened_at: datetime, expires_on: date) -> datetime:
        """Return when a vial opened at a local time must be thrown away: its hours are over, or its day has passed."""
        end_of_day = datetime.combine(expires_on + timedelta(days=1), time(), tzinfo=opened_at.tzinfo)
        return end_of_day if self.open_for is None else min(opened_at + self.open_for, end_of_day)

    @property
    def open_text(self) -> str:
        """Return how long an opened vial may be used, in Indonesian."""
        if self.open_for is None:
            return "sekali pakai"
        weeks, days = divmod(self.open_for.days, 7)
        if weeks and not days:
            return f"{weeks} minggu"
        return f"{self.open_for.days} hari" if self.open_for.days else f"{self.open_for.seconds // 3600} jam"


@dataclass(frozen=True)
class Vaccines:
    """The vaccines of one edition, and the words for how and where they are given."""

    listed: tuple[Vaccine, ...]
    routes: Mapping[str, str]
    sites: Mapping[str, str]
    places: Mapping[str, str]
    source: str

    def of_antigen(self, antigen: str) -> Vaccine | None:
        """Return the vaccine given for an antigen of the schedule."""
        return next((vaccine for vaccine in self.listed if antigen in vaccine.antigens), None)

    def of_code(self, code: str) -> Vaccine | None:
        """Return a vaccine by its code."""
        return next((vaccine for vaccine in self.listed if vaccine.code == code), None)


def vaccines_on(day: date) -> Vaccines:
    """Return the vaccines in use on a day."""
    return _vaccines_from(edition_on(NAME, day).valid_from)


@cache
def _vaccines_from(valid_from: date) -> Vaccines:
    edition = edition_on(NAME, valid_from)
    body = edition.body
    return Vaccines(
        listed=tuple(_vaccine(row) for row in body["vaccine"]),
        routes=body["routes"],
        sites=body["sites"],
        places=body["places"],
        source=edition.source,
    )


def _vaccine(row: Mapping[str, Any]) -> Vaccine:
    span = timedelta(days=row.get("open_days", 0), hours=row.get("open_hours", 0))
    return Vaccine(
        code=row["code"],
        name=row["name"],
        antigens=tuple(row["antigens"]),
        amount=row["amount"],
        route=row["route"],
        sites=tuple(row["sites"]),
        doses_per_vial=tuple(row["doses_per_vial"]),
        open_for=span or None,
        freeze_sensitive=row["freeze_sensitive"],
        protects_from=row["protects_from"],
    )
