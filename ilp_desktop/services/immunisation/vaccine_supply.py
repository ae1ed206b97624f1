"""What a dose can be taken from: opened vials and closed ones of the stock, and taking one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from db.ahead import Read, ahead
from db.models import DoseGiven, VaccineLot, VaccineMove, VaccineVial
from ilp_desktop.clock import local_time
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.immunisation.vaccine import Vaccine, vaccines_on
from ilp_desktop.domain.immunisation.vaccine_stock import Supply, stock_rules_on, usable, why_unusable
from ilp_desktop.services.core.unit_of_work import Work

VIAL, LOT = "vial", "lot"
USED_UP = "habis"
FIELD = "supply"


@dataclass(frozen=True)
class Taken:
    """The vial a dose was taken from."""

    vial_id: UUID
    batch: str
    expires_on: date
    vvm: str


@dataclass(frozen=True)
class LotStock:
    """What is left of one batch: closed vials, and those that are open with the doses taken from each."""

    lot: VaccineLot
    closed_vials: int
    opened: tuple[tuple[VaccineVial, int], ...]

    @property
    def doses_left(self) -> int:
        """Return how many doses are left, in closed and opened vials."""
        return self.closed_vials * self.lot.doses_per_vial + sum(vial.doses - used for vial, used in self.opened)


def stock_of(session: Session, facility_id: UUID, vaccine: str = "", lot_id: UUID | None = None) -> list[LotStock]:
    """Return what is left of the batches of a Puskesmas: of all, of one vaccine, or one batch alone."""
    if lot_id is not None:
        ahead(session, *_stock_reads(session, facility_id, lot_id))
    lots = _lots(session, facility_id, vaccine, lot_id)
    ids = [lot.id for lot in lots]
    ahead(session, lambda: _moved(session, ids), lambda: _opened(session, ids), lambda: _open_vials(session, ids))
    closed = {row[0]: int(row[1]) for row in _moved(session, ids)}
    for lot, count in _opened(session, ids):
        closed[lot] = closed.get(lot, 0) - count
    vials = _open_vials(session, ids)
    return [LotStock(lot, closed.get(lot.id, 0), tuple(vials.get(lot.id, ()))) for lot in lots]


def _stock_reads(session: Session, facility_id: UUID, lot_id: UUID) -> list[Read]:
    """Return what ``stock_of`` reads of one batch, to ask it together."""
    return [
        lambda: _lots(session, facility_id, "", lot_id),
        lambda: _moved(session, [lot_id]),
        lambda: _opened(session, [lot_id]),
        lambda: _open_vials(session, [lot_id]),
    ]


def _lots(session: Session, facility_id: UUID, vaccine: str, lot_id: UUID | None) -> Sequence[VaccineLot]:
    wanted = select(VaccineLot).where(VaccineLot.facility_id == facility_id)
    wanted = wanted.where(VaccineLot.vaccine == vaccine) if vaccine else wanted
    wanted = wanted.where(VaccineLot.id == lot_id) if lot_id is not None else wanted
    return session.scalars(wanted.order_by(VaccineLot.vaccine, VaccineLot.expires_on, VaccineLot.batch)).all()


def _moved(session: Session, lots: Sequence[UUID]) -> Sequence[Row[Any]]:
    moved = select(VaccineMove.lot_id, func.sum(VaccineMove.vials)).where(VaccineMove.lot_id.in_(lots))
    return session.execute(moved.group_by(VaccineMove.lot_id)).all()


def _opened(session: Session, lots: Sequence[UUID]) -> Sequence[Row[Any]]:
    opened = select(VaccineVial.lot_id, func.count()).where(VaccineVial.lot_id.in_(lots))
    return session.execute(opened.group_by(VaccineVial.lot_id)).all()


def _open_vials(session: Session, lots: list[UUID]) -> dict[UUID, list[tuple[VaccineVial, int]]]:
    used = select(func.count()).where(DoseGiven.vial_id == VaccineVial.id).scalar_subquery()
    rows = session.execute(
        select(VaccineVial, used)
        .where(VaccineVial.lot_id.in_(lots), VaccineVial.closed_at.is_(None))
        .order_by(VaccineVial.opened_at, VaccineVial.id)
    )
    found: dict[UUID, list[tuple[VaccineVial, int]]] = {}
    for vial, count in rows:
        found.setdefault(vial.lot_id, []).append((vial, count))
    return found


def supplies_of(stock: LotStock, vaccine: Vaccine, time_zone: str) -> list[Supply]:
    """Return the opened vials of a batch, and its closed ones as one."""
    lot = stock.lot
    found = [
        Supply(
            key=f"{VIAL}:{vial.id}",
            batch=lot.batch,
            expires_on=lot.expires_on,
            vvm=lot.vvm,
            opened=True,
            doses_left=vial.doses - used,
            use_until=vaccine.discard_at(local_time(vial.opened_at, time_zone), lot.expires_on),
        )
        for vial, used in stock.opened
    ]
    doses = stock.closed_vials * lot.doses_per_vial
    closed = Supply(
        f"{LOT}:{lot.id}", lot.batch, lot.expires_on, lot.vvm, opened=False, doses_left=doses, use_until=None
    )
    return [*found, closed]


def usable_supplies(
    session: Session, facility_id: UUID, vaccine: Vaccine, now: datetime, time_zone: str
) -> tuple[Supply, ...]:
    """Return what a dose of a vaccine may be taken from now, what should be used first leading."""
    local = local_time(now, time_zone)
    stocks = stock_of(session, facility_id, vaccine.code)
    supplies = [supply for stock in stocks for supply in supplies_of(stock, vaccine, time_zone)]
    return usable(supplies, local, stock_rules_on(local.date()))


def take_dose(work: Work, key: str, antigen: str) -> Taken:
    """Take one dose from an opened vial, or open one of a batch; raises ``WrongAnswers`` when that must not be."""
    vaccines = vaccines_on(work.today)
    vial, lot = _vial_and_lot(work, key)
    vaccine = vaccines.of_code(lot.vaccine)
    if vaccine is None or antigen not in vaccine.antigens:
        raise WrongAnswers({FIELD: f"Batch {lot.batch} bukan vaksin untuk {antigen}."})
    _refuse(work, vial, lot, vaccine)
    if vial is None:
        vial = open_vial(work, lot)
    taken = _used(work.session, vial.id) + 1
    if taken >= vial.doses:
        close_vial(work, vial, USED_UP)
    work.touch("vaccine", lot.id)
    return Taken(vial.id, lot.batch, lot.expires_on, lot.vvm)


def open_vial(work: Work, lot: VaccineLot) -> VaccineVial:
    """Open a vial of a batch."""
    vial = VaccineVial(**work.stamp(), lot_id=lot.id, opened_at=work.now, doses=lot.doses_per_vial, closed_why="")
    work.session.add(vial)
    work.session.flush()
    return vial


def close_vial(work: Work, vial: VaccineVial, why: str) -> None:
    """Put an opened vial away."""
    vial.closed_at, vial.closed_why, vial.closed_by = work.now, why, work.user.staff_id


def give_back(work: Work, vial_id: UUID) -> None:
    """Let a vial that was used up stand open again, since a dose of it was recorded wrongly."""
    vial = work.own(VaccineVial, vial_id, locked=True)
    if vial.closed_why == USED_UP:
        vial.closed_at, vial.closed_why, vial.closed_by = None, "", None
    work.touch("vaccine", vial.lot_id)


def vial_or_lot(work: Work, key: str) -> VaccineVial | VaccineLot:
    """Return the opened vial or the batch that a key of the list of supplies names; a batch is held."""
    kind, _, text = key.partition(":")
    try:
        found = UUID(text)
    except ValueError:
        raise WrongAnswers({FIELD: "Pilih batch dari daftar."}) from None
    return work.own(VaccineLot, found, locked=True) if kind == LOT else work.own(VaccineVial, found)


def _vial_and_lot(work: Work, key: str) -> tuple[VaccineVial | None, VaccineLot]:
    named = vial_or_lot(work, key)
    if isinstance(named, VaccineLot):
        return None, named
    vial_id, lot_id = named.id, named.lot_id
    work.ahead(
        lambda: work.own(VaccineLot, lot_id, locked=True),
        lambda: work.own(VaccineVial, vial_id, locked=True),
        *_stock_reads(work.session, work.facility_id, lot_id),
        lambda: _used(work.session, vial_id),
    )
    lot = work.own(VaccineLot, lot_id, locked=True)
    return work.own(VaccineVial, vial_id, locked=True), lot


def _refuse(work: Work, vial: VaccineVial | None, lot: VaccineLot, vaccine: Vaccine) -> None:
    if vial is not None and vial.closed_at is not None:
        raise WrongAnswers({FIELD: f"Vial batch {lot.batch} sudah habis atau dibuang. Pilih vial lain."})
    stock = stock_of(work.session, work.facility_id, lot_id=lot.id)[0]
    wanted = f"{LOT}:{lot.id}" if vial is None else f"{VIAL}:{vial.id}"
    supply = next(one for one in supplies_of(stock, vaccine, work.user.time_zone) if one.key == wanted)
    why = why_unusable(supply, local_time(work.now, work.user.time_zone), stock_rules_on(work.today))
    if why:
        raise WrongAnswers({FIELD: why})


def _used(session: Session, vial_id: UUID) -> int:
    return session.scalar(select(func.count()).select_from(DoseGiven).where(DoseGiven.vial_id == vial_id)) or 0
