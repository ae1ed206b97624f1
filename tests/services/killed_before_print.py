"""A program for the test of a lost ticket: it opens a visit, says its number, and is killed before it prints."""

import os
import signal
import sys
from pathlib import Path

from db.engine import open_sqlite
from ilp_desktop.clock import SteppingClock
from ilp_desktop.identity import Identities
from ilp_desktop.services.house import build_house
from tests.house_fixtures import KEY, MORNING, PASSWORD, Clinic


def main(file: Path) -> None:
    """Open one visit and die."""
    database, clock = open_sqlite(file, KEY), SteppingClock(MORNING)
    house = build_house(database, None, clock, Identities(clock))
    desk, doctor, head = (house.access.sign_in(name, PASSWORD) for name in ("loket", "dokter", "kepala"))
    clinic = Clinic(house, clock, desk, doctor, head, house.facilities.area(desk)[0].id, database)
    ticket = clinic.visit(clinic.register().person_id)
    sys.stdout.write(f"{ticket.number}\n")
    sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
