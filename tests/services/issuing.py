"""Another workstation for tests: for every name on its standard input it registers somebody and issues a ticket."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import IO

from ilp_desktop.clock import SteppingClock
from ilp_desktop.identity import Identities
from ilp_desktop.services.house import build_house
from tests.benchmarks.queue_load import ROOT, Task
from tests.house_fixtures import MORNING, PASSWORD, Clinic


class Elsewhere:
    """The workstation as a test sees it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def issue(self, name: str) -> str:
        """Let it register somebody and issue a ticket; returns the number once it is stored."""
        _of(self.process.stdin).write(f"{name}\n")
        _of(self.process.stdin).flush()
        return self.answer()

    def answer(self) -> str:
        """Return its next word."""
        return _of(self.process.stdout).readline().strip()


@contextmanager
def elsewhere(place: tuple[str, str]) -> Iterator[Elsewhere]:
    """Start the workstation on a database and wait until it is ready; it is killed at the end."""
    task = Task(*place, PASSWORD, number=0, seconds=0, an_hour=0)
    command = [sys.executable, "-m", "tests.services.issuing", json.dumps(asdict(task))]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            workstation = Elsewhere(process)
            assert workstation.answer() == "siap"
            yield workstation
        finally:
            process.kill()


def _of(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main() -> None:
    """Be the workstation."""
    database, clock = Task(**json.loads(sys.argv[1])).open(), SteppingClock(MORNING)
    house = build_house(database, None, clock, Identities(clock))
    desk = house.access.sign_in("loket", PASSWORD)
    clinic = Clinic(house, clock, desk, desk, desk, house.facilities.area(desk)[0].id, database)
    _say("siap")
    for line in sys.stdin:
        _say(clinic.visit(clinic.register(line.strip()).person_id).number)


if __name__ == "__main__":
    main()
