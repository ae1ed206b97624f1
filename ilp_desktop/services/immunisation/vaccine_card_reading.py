"""The history of batches of vaccine: what came, what was opened and what left, with what was left after each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import DoseGiven, Staff, VaccineLot, VaccineMove, VaccineVial
from ilp_desktop.clock import local_time
from ilp_desktop.domain.immunisation.vaccine import vaccines_on
from ilp_desktop.domain.immunisation.vaccine_stock import StockRules, stock_rules_on

CAME, OPENED = "Diterima", "Dibuka"
STILL_OPEN = "masih terbuka"


@dataclass(frozen=True)
class CardEntry:
    """One line of a stock card; counts are of closed vials.

    Attributes:
        left: closed vials left after it.
        doses: of an opened vial: how many were given and how many thrown away, in words.
    """

    day: date
    what: str
    came: int
    went: int
    left: int
    doses: str
    note: str
    by: str


@dataclass(frozen=True)
class StockCard:
    """The card of one batch, what came first leading."""

    lot_id: UUID
    vaccine: str
    batch: str
    expires_on: date
    doses_per_vial: int
    entries: tuple[CardEntry, ...]


@dataclass(frozen=True)
class _Event:
    day: date
    at: datetime
    vials: int
    what: str
    doses: str
    note: str
    by: str

    @property
    def place(self) -> tuple[date, datetime, bool, bool]:
        """Return where it stands among others: of one moment, what came first, then what was opened."""
        return (self.day, self.at, self.vials < 0, self.what != OPENED)


def stock_cards(
    session: Session, facility_id: UUID, today: date, time_zone: str, lots: Collection[UUID] = ()
) -> tuple[StockCard, ...]:
    """Return the cards of some batches, or of all there ever were, in two statements however many."""
    wanted = select(VaccineLot).where(VaccineLot.facility_id == facility_id)
    wanted = wanted.where(VaccineLot.id.in_(lots)) if lots else wanted
    found = session.scalars(wanted.order_by(VaccineLot.vaccine, VaccineLot.expires_on, VaccineLot.batch)).all()
    rules, names = stock_rules_on(today), vaccines_on(today)
    events: dict[UUID, list[_Event]] = {lot.id: [] for lot in found}
    for row in session.execute(_moves(facility_id)):
        if row.lot_id in events:
            events[row.lot_id].append(_moved(row, rules))
    for row in session.execute(_vials(facility_id)):
        if row.lot_id in events:
            events[row.lot_id].append(_opened(row, rules, time_zone))
    return tuple(
        StockCard(
            lot.id,
            named.name if (named := names.of_code(lot.vaccine)) is not None else lot.vaccine,
            lot.batch,
            lot.expires_on,
            lot.doses_per_vial,
            _entries(events[lot.id]),
        )
        for lot in found
    )


def _moves(facility_id: UUID) -> Any:
    return (
        select(
            VaccineMove.lot_id,
            VaccineMove.day,
            VaccineMove.recorded_at,
            VaccineMove.vials,
            VaccineMove.reason,
            VaccineMove.note,
            Staff.name,
        )
        .join(Staff, Staff.id == VaccineMove.recorded_by)
        .where(VaccineMove.facility_id == facility_id)
    )


def _vials(facility_id: UUID) -> Any:
    used = select(func.count()).where(DoseGiven.vial_id == VaccineVial.id).scalar_subquery()
    return (
        select(
            VaccineVial.lot_id,
            VaccineVial.opened_at,
            VaccineVial.doses,
            VaccineVial.closed_at,
            VaccineVial.closed_why,
            used.label("used"),
            Staff.name,
        )
        .join(Staff, Staff.id == VaccineVial.recorded_by)
        .where(VaccineVial.facility_id == facility_id)
    )


def _moved(row: Any, rules: StockRules) -> _Event:
    words, _ = rules.reasons.get(row.reason, (row.reason, False))
    return _Event(row.day, row.recorded_at, row.vials, CAME if row.vials > 0 else words, "", row.note, row.name)


def _opened(row: Any, rules: StockRules, time_zone: str) -> _Event:
    day = local_time(row.opened_at, time_zone).date()
    given, left = f"{row.used} diberikan", row.doses - row.used
    if row.closed_at is None:
        return _Event(day, row.opened_at, -1, OPENED, f"{given}, {STILL_OPEN}", "", row.name)
    told = f"{given}, {left} dibuang" if left else given
    why = rules.discards.get(row.closed_why, row.closed_why) if left else ""
    return _Event(day, row.opened_at, -1, OPENED, told, why, row.name)


def _entries(events: Sequence[_Event]) -> tuple[CardEntry, ...]:
    """Return the lines in the order of their days, each with what was left after it."""
    left, found = 0, []
    for one in sorted(events, key=lambda event: event.place):
        left += one.vials
        came, went = max(one.vials, 0), max(-one.vials, 0)
        found.append(CardEntry(one.day, one.what, came, went, left, one.doses, one.note, one.by))
    return tuple(found)
