"""Several processes working on one queue: each has a desk, a room and an open list, as a workstation has.

A process is started with what opens the database; it says when it is ready, waits for the word, works for a while, and
prints what it did and saw. Everything goes through the services, the change feed and a real database.
"""

import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from select import select
from threading import Event, Thread  # noqa: TID251 - a window reads its list beside what it saves
from time import monotonic, perf_counter, process_time
from typing import Any, TypeVar

from db.engine import Database, open_postgres, open_sqlite
from ilp_desktop.clock import SystemClock
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.queue.visit_words import NextPlace, Payer, TicketStatus
from ilp_desktop.domain.sex import Sex
from ilp_desktop.identity import Identities
from ilp_desktop.services.core.sending_again import until_stored
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House, build_house
from ilp_desktop.services.person.person_data import NewPerson, PersonData
from ilp_desktop.services.queue.queue_rows import QueueRow
from ilp_desktop.services.queue.visits import NewVisit, VisitFacts
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import SoapNote

Result = TypeVar("Result")
ROOT = Path(__file__).resolve().parents[2]
LIST_SUBJECTS = frozenset({"ticket", "encounter"})
SETTLE_S = 3.0
WARM = 2
NOTE = SoapNote(subjective="Pusing tiga hari", plan="Kontrol", therapy="Parasetamol 500 mg 3x1")
GATHER_MS = (60, 240)
"""As long as `ui/changes.py` waits after the bell; a workstation of the benchmark has no window."""


@dataclass(frozen=True)
class Task:
    """What a process is told: how it opens the database, who works there, for how long and how fast.

    Attributes:
        place: the address of a server, or the path of a file whose key is ``key``.
        an_hour: arrivals at this process's desk; 0 means one after the other without a pause.
    """

    place: str
    key: str
    password: str
    number: int
    seconds: float
    an_hour: float

    def open(self) -> Database:
        """Open the database."""
        if self.key:
            return open_sqlite(Path(self.place), bytes.fromhex(self.key))
        return open_postgres(self.place)


@dataclass
class Seen:
    """What a process did and saw; times are of the machine's one steady clock, spans in milliseconds."""

    issued: dict[str, float] = field(default_factory=dict)
    numbers: list[str] = field(default_factory=list)
    called: list[str] = field(default_factory=list)
    finished: list[str] = field(default_factory=list)
    showed: dict[str, float] = field(default_factory=dict)
    save_ms: list[float] = field(default_factory=list)
    issue_ms: list[float] = field(default_factory=list)
    call_ms: list[float] = field(default_factory=list)
    board_ms: list[float] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    processor_s: float = 0.0


class Workstation:
    """A desk and a room in one process, beside a list that is read anew when something changed."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._random = random.Random(task.number)
        self._database = task.open()
        clock = SystemClock()
        self._house: House = build_house(self._database, None, clock, Identities(clock))
        self._house.uow.stand_at(f"komputer {task.number}")
        self._clerk: SignedIn = self._house.access.sign_in("loket", task.password)
        self._doctor: SignedIn = self._house.access.sign_in("dokter", task.password)
        rooms = self._house.facilities.rooms(self._doctor)
        self._room = [room for room in rooms if room.klaster == 3][task.number % 2].id
        self._village = self._house.facilities.area(self._clerk)[0].id
        self._stop = Event()
        self.seen = Seen()

    def warm_up(self) -> None:
        """Serve the first few as a program does that has been open for a while; they are counted, not timed."""
        for _ in range(WARM):
            self._serve_one()
        self._database.feed.poll()
        warm, self.seen = self.seen, Seen()
        self.seen.numbers, self.seen.called, self.seen.finished = warm.numbers, warm.called, warm.finished
        self.seen.troubles = warm.troubles

    def run(self) -> Seen:
        """Work until time is up, then wait until what others did last has shown."""
        list_reader = Thread(target=self._watch)
        list_reader.start()
        end, before = monotonic() + self._task.seconds, process_time()
        while self._waited(end):
            self._serve_one()
        self._stop.wait(SETTLE_S)
        self._stop.set()
        list_reader.join()
        self.seen.processor_s = process_time() - before
        self._database.close()
        return self.seen

    def _waited(self, end: float) -> bool:
        """Wait for whoever comes next; False when nobody comes before the end."""
        pause = self._random.expovariate(self._task.an_hour / 3600) if self._task.an_hour else 0.0
        self._stop.wait(min(pause, max(0.0, end - monotonic())))
        return monotonic() < end

    def _serve_one(self) -> None:
        """Somebody comes to the desk, and the next who waits comes into the room."""
        try:
            self._arrive()
            row = self._call()
            if row is not None:
                self._examine(row)
        except UserError as error:
            self.seen.troubles.append(error.message)

    def _arrive(self) -> None:
        new_id = self._house.uow.identities.new
        data = PersonData(
            name=f"Orang {self._task.number} {len(self.seen.numbers)}",
            sex=Sex.FEMALE,
            birth_date=date(1970, 1, 1),
            village_id=self._village,
            rw="001",
            rt="002",
            payer=Payer.SELF,
        )
        wanted = NewPerson(client_id=new_id(), data=data, relation=FamilyRelation.HEAD)
        person = self._saved(partial(self._house.registration.register, self._clerk, wanted)).person_id
        visit = NewVisit(new_id(), person, VisitFacts("0", sick=True), Payer.SELF, "pusing")
        begun = perf_counter()
        ticket = self._saved(partial(self._house.visits.open, self._clerk, visit))
        self.seen.issue_ms.append((perf_counter() - begun) * 1000)
        self.seen.issued[str(ticket.ticket_id)] = monotonic()
        self.seen.numbers.append(ticket.number)

    def _call(self) -> QueueRow | None:
        begun = perf_counter()
        row = self._saved(partial(self._house.queueing.call_next, self._doctor, self._room))
        self.seen.call_ms.append((perf_counter() - begun) * 1000)
        if row is not None:
            self.seen.called.append(str(row.ticket_id))
        return row

    def _examine(self, row: QueueRow) -> None:
        house, doctor, visit = self._house, self._doctor, row.encounter_id
        assert visit is not None
        self._saved(partial(house.queueing.let_in, doctor, row.ticket_id, self._room, TicketStatus.CALLED))
        version = house.encounters.open(doctor, visit).version
        written = Examination(house.uow.identities.new(), visit, version, NOTE)
        self._saved(partial(house.encounters.record, doctor, written))
        version = house.encounters.open(doctor, visit).version
        self._saved(partial(house.encounters.finish, doctor, visit, version, NextPlace.HOME))
        self.seen.finished.append(str(row.ticket_id))

    def _saved(self, save: Callable[[], Result]) -> Result:
        """Save as the window does, and note how long it took."""
        begun = perf_counter()
        try:
            return until_stored(save)
        finally:
            self.seen.save_ms.append((perf_counter() - begun) * 1000)

    def _watch(self) -> None:
        """Do what the window does: hear the bell, ask what changed, read the list if it is concerned."""
        feed = self._database.feed
        while not self._stop.is_set():
            heard = [feed.fileno()] if feed.fileno() >= 0 else []
            if select(heard, [], [], feed.look_every_ms / 1000)[0]:
                self._stop.wait(self._random.randint(*GATHER_MS) / 1000)
                feed.drain()
            if feed.poll() & LIST_SUBJECTS:
                self._read_list()

    def _read_list(self) -> None:
        begun = perf_counter()
        rows = self._house.queueing.board(self._clerk)
        self.seen.board_ms.append((perf_counter() - begun) * 1000)
        now = monotonic()
        for row in rows:
            self.seen.showed.setdefault(str(row.ticket_id), now)


def work_together(tasks: Sequence[Task]) -> list[Seen]:
    """Run each task in a process of its own, all from the same moment, and return what each did and saw."""
    command = [sys.executable, "-m", "tests.benchmarks.queue_load"]
    processes = [_started(command, task) for task in tasks]
    for process in processes:
        assert _pipe(process.stdout).readline() == "ready\n"
    for process in processes:
        _pipe(process.stdin).write("go\n")
        _pipe(process.stdin).flush()
    answers = [process.communicate()[0] for process in processes]
    return [Seen(**json.loads(answer)) for answer in answers]


def delays_ms(everybody: Sequence[Seen]) -> Iterator[float]:
    """Yield how long each ticket took to stand in each of the other lists; one that never did took forever."""
    for issuer in everybody:
        for ticket, at in issuer.issued.items():
            for other in everybody:
                if other is not issuer:
                    yield max(0.0, (other.showed.get(ticket, float("inf")) - at) * 1000)


def faults(everybody: Sequence[Seen], database: Database) -> list[str]:
    """Return what is wrong with what was done, by what the processes saw and by what the database holds."""
    from db.models import Ticket  # noqa: PLC0415 - the processes at work need it no earlier than this

    found = [trouble for seen in everybody for trouble in seen.troubles]
    called = [ticket for seen in everybody for ticket in seen.called]
    if len(called) != len(set(called)):
        found.append("somebody was called into two rooms")
    with database.reading() as session:
        tickets = {str(row.id): row for row in session.query(Ticket)}
    numbers = sorted(row.number for row in tickets.values())
    if numbers != list(range(1, len(numbers) + 1)):
        found.append("a number is missing or doubled")
    if sorted(number for seen in everybody for number in seen.numbers) != sorted(f"B-{one:03}" for one in numbers):
        found.append("a desk handed out another number than was stored")
    found += [f"a call was lost: {one}" for one in called if tickets[one].called_at is None]
    done = [ticket for seen in everybody for ticket in seen.finished]
    found += [f"not finished: {one}" for one in done if tickets[one].status != TicketStatus.DONE.value]
    return found


def _started(command: list[str], task: Task) -> "subprocess.Popen[str]":
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    _pipe(process.stdin).write(json.dumps(asdict(task)) + "\n")
    _pipe(process.stdin).flush()
    return process


def _pipe(pipe: Any) -> Any:
    assert pipe is not None
    return pipe


def main() -> None:
    """Be one of the processes."""
    workstation = Workstation(Task(**json.loads(sys.stdin.readline())))
    workstation.warm_up()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    json.dump(asdict(workstation.run()), sys.stdout)


if __name__ == "__main__":
    main()
