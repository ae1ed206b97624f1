"""A program for the tests of crashes: it examines visitors until it is killed, and says whose visit is stored."""

import sys
from pathlib import Path

from db.engine import open_sqlite
from ilp_desktop.clock import SteppingClock
from ilp_desktop.identity import Identities
from ilp_desktop.services.house import build_house
from ilp_desktop.services.record.encounters import Examination
from tests.house_fixtures import KEY, MORNING, PASSWORD, Clinic
from tests.services.test_encounters import examination, letter


def main(file: Path) -> None:
    """Work without end; each line names a visit whose save was answered."""
    database, clock = open_sqlite(file, KEY), SteppingClock(MORNING)
    house = build_house(database, None, clock, Identities(clock))
    desk, doctor, head = (house.access.sign_in(name, PASSWORD) for name in ("loket", "dokter", "kepala"))
    clinic = Clinic(house, clock, desk, doctor, head, house.facilities.area(desk)[0].id, database)
    while True:
        wanted: Examination = examination(clinic, referral=letter(clinic))
        house.encounters.record(doctor, wanted)
        sys.stdout.write(f"{wanted.encounter_id}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
