"""What the stock of vaccines shows: what is left by batch, by vaccine, and what became of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import DoseGiven, VaccineLot, VaccineMove, VaccineVial
from ilp_desktop.clock import day_began, local_time
from ilp_desktop.domain.immunisation.vaccine import Vaccine, vaccines_on
from ilp_desktop.domain.immunisation.vaccine_stock import DAYS_A_WEEK, Expiry, StockRules, Supply, Usage, stock_rules_on
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.immunisation.vaccine_supply import LotStock, stock_of, supplies_of

RECENT_BATCHES = 5


@dataclass(frozen=True)
class OpenVial:
    """An opened vial: what is left in it, until when it may be used, and whether that has passed."""

    id: UUID
    doses_left: int
    opened_at: datetime
    use_until: datetime
    is_over: bool


@dataclass(frozen=True)
class StockRow:
    """One batch as the list shows it."""

    id: UUID
    vaccine: str
    name: str
    batch: str
    expires_on: date
    expiry: Expiry
    vvm: str
    doses_per_vial: int
    closed_vials: int
    open_vials: tuple[OpenVial, ...]
    doses_left: int


@dataclass(frozen=True)
class VaccineSum:
    """One vaccine: what may still be used of it, and what became of it in the weeks looked back on."""

    vaccine: str
    name: str
    open_text: str
    doses_left: int
    usage: Usage
    low: bool


@dataclass(frozen=True)
class Stock:
    """The whole stock on one day; ``rows`` holds batches of which something is left, ``spent`` how many have none."""

    rows: tuple[StockRow, ...]
    sums: tuple[VaccineSum, ...]
    spent: int
    weeks: int


@dataclass(frozen=True)
class KnownBatch:
    """A batch doses were given from lately, with the day on its label; one without that day is not offered."""

    batch: str
    expires_on: date


@dataclass(frozen=True)
class Offer:
    """What a dose of an antigen may be taken from: the stock, or batches used lately, the newest first."""

    vaccine: Vaccine | None
    supplies: tuple[Supply, ...]
    recent: tuple[KnownBatch, ...]


def read_stock(session: Session, user: SignedIn, now: datetime) -> Stock:
    """Return what is left, by vaccine and batch, the first to expire first."""
    today = local_time(now, user.time_zone).date()
    rules, vaccines = stock_rules_on(today), vaccines_on(today)
    stocks = stock_of(session, user.facility_id)
    rows = []
    for stock in stocks:
        vaccine = vaccines.of_code(stock.lot.vaccine)
        if vaccine is not None and stock.doses_left > 0:
            rows.append(_row(stock, vaccine, rules, local_time(now, user.time_zone), user.time_zone))
    order = {vaccine.code: number for number, vaccine in enumerate(vaccines.listed)}
    rows.sort(key=lambda row: (order[row.vaccine], row.expires_on, row.batch))
    known = {stock.lot.vaccine for stock in stocks}
    since = today - timedelta(days=rules.look_back_weeks * DAYS_A_WEEK)
    usages = _usages(session, user, since, rules)
    sums = [_sum(one, rows, usages, rules) for one in vaccines.listed if one.code in known]
    return Stock(tuple(rows), tuple(sums), len(stocks) - len(rows), rules.look_back_weeks)


def _row(stock: LotStock, vaccine: Vaccine, rules: StockRules, local: datetime, time_zone: str) -> StockRow:
    lot = stock.lot
    supplies = {one.key: one for one in supplies_of(stock, vaccine, time_zone) if one.opened}
    vials = []
    for (vial, used), supply in zip(stock.opened, supplies.values(), strict=True):
        until = supply.use_until or local
        opened_at = local_time(vial.opened_at, time_zone)
        vials.append(OpenVial(vial.id, vial.doses - used, opened_at, until, local >= until))
    return StockRow(
        id=lot.id,
        vaccine=lot.vaccine,
        name=vaccine.name,
        batch=lot.batch,
        expires_on=lot.expires_on,
        expiry=rules.expiry(lot.expires_on, local.date()),
        vvm=lot.vvm,
        doses_per_vial=lot.doses_per_vial,
        closed_vials=stock.closed_vials,
        open_vials=tuple(vials),
        doses_left=stock.doses_left,
    )


def _sum(vaccine: Vaccine, rows: list[StockRow], usages: dict[str, Usage], rules: StockRules) -> VaccineSum:
    fit = [
        row
        for row in rows
        if row.vaccine == vaccine.code
        and row.expiry is not Expiry.EXPIRED
        and (not row.vvm or row.vvm in rules.usable_vvm)
    ]
    over = sum(vial.doses_left for row in fit for vial in row.open_vials if vial.is_over)
    left = sum(row.doses_left for row in fit) - over
    usage = usages.get(vaccine.code, Usage(0, 0, 0))
    low = left == 0 or rules.is_low(left, usage.given)
    return VaccineSum(vaccine.code, vaccine.name, vaccine.open_text, left, usage, low)


def _usages(session: Session, user: SignedIn, since: date, rules: StockRules) -> dict[str, Usage]:
    """Return, by vaccine, doses given, vials opened and doses wasted since a day."""
    used = select(func.count()).where(DoseGiven.vial_id == VaccineVial.id).scalar_subquery()
    vials = session.execute(
        select(VaccineLot.vaccine, VaccineVial.doses, VaccineVial.closed_at, used)
        .join(VaccineLot, VaccineLot.id == VaccineVial.lot_id)
        .where(VaccineVial.facility_id == user.facility_id)
        .where(VaccineVial.opened_at >= day_began(since, user.time_zone))
    )
    found: dict[str, list[int]] = {}
    for name, doses, closed_at, taken in vials:
        counts = found.setdefault(name, [0, 0, 0])
        counts[0] += taken
        counts[1] += 1
        counts[2] += doses - taken if closed_at is not None else 0
    wasted = [code for code, (_, is_waste) in rules.reasons.items() if is_waste]
    moves = session.execute(
        select(VaccineLot.vaccine, func.sum(VaccineMove.vials * VaccineLot.doses_per_vial))
        .join(VaccineLot, VaccineLot.id == VaccineMove.lot_id)
        .where(VaccineMove.facility_id == user.facility_id, VaccineMove.day >= since)
        .where(VaccineMove.vials < 0, VaccineMove.reason.in_(wasted))
        .group_by(VaccineLot.vaccine)
    )
    for name, doses in moves:
        found.setdefault(name, [0, 0, 0])[2] -= int(doses)
    return {name: Usage(*counts) for name, counts in found.items()}


def recent_batches(session: Session, facility_id: UUID, vaccine: Vaccine, today: date) -> tuple[KnownBatch, ...]:
    """Return the batches doses were given from lately and may still be, the newest first."""
    rows = session.execute(
        select(DoseGiven.batch, func.max(DoseGiven.expires_on), func.max(DoseGiven.recorded_at))
        .where(DoseGiven.facility_id == facility_id, DoseGiven.antigen.in_(vaccine.antigens))
        .where(DoseGiven.batch != "", DoseGiven.told.is_(False), DoseGiven.expires_on >= today)
        .group_by(DoseGiven.batch)
        .order_by(func.max(DoseGiven.recorded_at).desc())
        .limit(RECENT_BATCHES)
    )
    return tuple(KnownBatch(row[0], row[1]) for row in rows)
