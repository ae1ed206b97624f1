"""The vaccines in the refrigerator of the made-up Puskesmas: two batches of each, some of them near their expiry."""

from datetime import date, timedelta
from uuid import UUID

from db.models import VaccineLot, VaccineMove
from ilp_desktop.demo.ledger import Ledger
from ilp_desktop.domain.calendar_dates import months_after
from ilp_desktop.domain.immunisation.vaccine import vaccines_on

EXPIRY_MONTHS = (2, 5, 11, 16)
VIALS = (6, 14)
RECEIVED_DAYS_AGO = 20


def stock_vaccines(ledger: Ledger, today: date, by: UUID, time_zone: str) -> None:
    """Put down what is in the refrigerator."""
    ledger.at(today - timedelta(days=RECEIVED_DAYS_AGO), 60, time_zone)
    for number, vaccine in enumerate(vaccines_on(today).listed):
        for turn, vials in enumerate(VIALS):
            months = EXPIRY_MONTHS[(number + 2 * turn) % len(EXPIRY_MONTHS)]
            lot = {
                "vaccine": vaccine.code,
                "batch": f"{vaccine.code[:2].upper()}{number + 1:02}{turn + 1}",
                "expires_on": months_after(today, months),
                "doses_per_vial": vaccine.doses_per_vial[0],
                "vvm": "A" if turn else "B",
            }
            lot_id = ledger.add(VaccineLot, lot, by=by)
            move = {"lot_id": lot_id, "day": today - timedelta(days=RECEIVED_DAYS_AGO), "vials": vials}
            ledger.add(VaccineMove, move | {"reason": "terima", "note": ""}, by=by)
