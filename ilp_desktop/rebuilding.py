"""The command ``ilp-desktop check --rebuild``: whether what a data folder derives equals what it derives from."""

import sys
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from ilp_desktop.asking import refused, typed_lines
from ilp_desktop.clock import SystemClock
from ilp_desktop.domain.errors import UserError
from ilp_desktop.identity import Identities
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House, build_house
from ilp_desktop.services.start.data_folder import DataFolder
from ilp_desktop.services.start.server_opening import way_of

AT_ONCE = 200


@dataclass
class Found:
    """What was looked at and what was not equal."""

    people: int = 0
    observations: int = 0
    services: int = 0
    counts: int = 0
    letters: int = 0

    @property
    def is_equal(self) -> bool:
        """Say whether nothing had to be put right."""
        return not (self.observations or self.services or self.counts or self.letters)


def run(arguments: Namespace) -> int:
    """Ask who is at it, derive everything anew, and return 1 when something was not equal."""
    user_name, password = typed_lines(("Nama pengguna (kepala): ", False), ("Kata sandi: ", True))
    try:
        vault = way_of(DataFolder(Path(arguments.data))).unlock(user_name, password)
    except UserError as error:
        return refused(error)
    clock = SystemClock()
    house = build_house(vault.database, vault, clock, Identities(clock))
    try:
        found = derive_all(house, house.access.sign_in(user_name, password))
    except UserError as error:
        return refused(error)
    finally:
        vault.database.close()
    sys.stdout.write(f"{report(found)}\n")
    return 0 if found.is_equal else 1


def derive_all(house: House, user: SignedIn) -> Found:
    """Derive everybody anew, after bringing up to date whoever's day has come."""
    while house.dues.refresh_some(user, AT_ONCE) == AT_ONCE:
        pass
    found, last, more = Found(), None, True
    while more:
        lot = house.rederiving.derive_some(user, last, AT_ONCE)
        found.people += lot.people
        found.observations += lot.observations
        found.services += lot.services
        found.letters += lot.letters
        last, more = lot.last, lot.last is not None
        _show(found.people)
    found.counts = house.rederiving.count_anew(user)
    return found


def report(found: Found) -> str:
    """Return what was found in one sentence."""
    if found.is_equal:
        return f"Dicocokkan: {found.people} orang; semua data turunan sama dengan asalnya."
    return (
        f"Dicocokkan: {found.people} orang; berbeda dan sudah dibangun ulang: "
        f"nilai dari {found.observations} formulir, {found.services} layanan, {found.counts} hitungan, "
        f"{found.letters} rujukan yang harus tertutup."
    )


def _show(people: int) -> None:
    if sys.stdout.isatty():
        sys.stdout.write(f"\r{people} orang ")
        sys.stdout.flush()
