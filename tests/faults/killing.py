"""A program that lets the busy desk work on one file, kills it again and again, and tells what was found each time.

Everything is loaded once; each case is a forked process that looks at what the one before left, repeats what was not
answered, and then works until it is killed. A line of standard output is a case.
"""

import json
import os
import signal
import sys
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from random import Random
from time import sleep

from db.engine import open_sqlite
from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.audit.trail_check import check_trail
from ilp_desktop.services.start.access import who_is
from ilp_desktop.services.start.data_folder import DataFolder
from ilp_desktop.services.start.opening_doubts import find_loss
from tests.faults.busy_desk import STEPS, Found, Journal, is_whole, look, read_journal, send, work
from tests.house_fixtures import KEY, MORNING, PASSWORD, Clinic, Users, opened

LONGEST_LIFE_S = 0.25
KILLED_WHILE_OPENING = 8
AGAIN = 2
JOURNAL = "jurnal"


def main(folder: Path, seed: int, cases: int) -> None:
    """Run the cases, each killed at a moment of its own; a last process looks and ends by itself."""
    chance, users = Random(seed), _users(folder)
    for case in range(cases + 1):
        told, tells = os.pipe()
        child = os.fork()
        if not child:
            os.close(told)
            _live(folder, users, f"{seed}-{case}", tells, last=case == cases)
            os._exit(0)
        os.close(tells)
        if case % KILLED_WHILE_OPENING == KILLED_WHILE_OPENING - 1 and case < cases:
            sleep(chance.uniform(0, 0.05))  # while the log of the one before is read back
        else:
            sys.stdout.write(_line(told))
            sys.stdout.flush()
            sleep(chance.uniform(0, LONGEST_LIFE_S))
        if case < cases:
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(told)


def _users(folder: Path) -> Users:
    """Sign the users in and serve one patient, so that every process after this one has rules and forms at hand."""
    database = open_sqlite(DataFolder(folder).database, KEY)
    try:
        desk, doctor, head = (who_is(database, name, PASSWORD) for name in ("loket", "dokter", "kepala"))
        users = (desk, doctor, head)
        for _ in islice(work(opened(database, users), Journal(folder / JOURNAL), "awal"), len(STEPS)):
            pass
        return users
    finally:
        database.close()


def _live(folder: Path, users: Users, prefix: str, tells: int, *, last: bool) -> None:
    data = DataFolder(folder)
    journal_file = folder / JOURNAL
    database = open_sqlite(data.database, KEY)
    found = Found()
    found.lost += find_loss(database, data, MORNING) is not None
    clinic = opened(database, users)
    meant, made = read_journal(journal_file)
    before = look(database, meant, made)
    journal = Journal(journal_file)
    _repeat(clinic, journal, meant, made)
    after = look(database, *read_journal(journal_file))
    found.silent += not is_whole(data.database) or bool(check_trail(database).faults)
    for one in (before, after):
        found.lost += one.lost
        found.silent += one.silent
        found.doubled += one.doubled
    found.acknowledged = len(made)
    os.write(tells, f"{json.dumps(asdict(found))}\n".encode())
    if last:
        database.close()
        return
    for _ in work(clinic, journal, prefix):
        pass


def _repeat(clinic: Clinic, journal: Journal, meant: dict, made: dict) -> None:  # type: ignore[type-arg]
    """Send once more what was not answered, and some that was: a window that was started anew does both."""
    lately = list(meant.values())[-AGAIN - 1 :]
    for save in lately:
        try:
            result = send(clinic, save)
        except UserError:
            raise AssertionError(f"{save.step} was refused when it was repeated") from None
        if save.client_id not in made:
            journal.answered(save, result)


def _line(told: int) -> str:
    """Return the line a process tells; nothing when it failed before."""
    held = b""
    while not held.endswith(b"\n"):
        part = os.read(told, 4096)
        if not part:
            raise AssertionError("a process ended before it told what it found")
        held += part
    return held.decode()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
