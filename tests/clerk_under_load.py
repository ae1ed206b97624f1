"""A desk's computer without a window that registers and gives numbers as fast as it is allowed to, in a process.

It saves as the window does, through the same background work, and a save that was refused is asked for again with the
same client id, as the clerk would press Simpan again. Every save that was acknowledged is told on the standard output.
"""

import gc
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from db.engine import open_postgres
from db.stand_in import FILE_NAME, LocalCopy, numbers_left
from ilp_desktop.clock import SystemClock
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.queue.visit_words import Payer
from ilp_desktop.domain.sex import Sex
from ilp_desktop.identity import Identities
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.stand_in import QUEUE, StandIn
from ilp_desktop.services.house import House, build_house
from ilp_desktop.services.people.registration import Registered
from ilp_desktop.services.person.person_data import NewPerson, PersonData
from ilp_desktop.services.queue.visits import IssuedTicket, NewVisit, VisitFacts
from ilp_desktop.settings import SettingsFile
from tests.house_fixtures import KEY, PASSWORD
from tests.stall_sampler import StallSampler
from ui.context import PageContext
from ui.jobs import Jobs
from ui.messages import Messages
from ui.server_watch import ServerState, ServerWatch
from ui.stall_watch import StallWatch

AGAIN_MS = 500
LETTERS = "abdefgiklm"


class Clerk:
    """Registers one person after the other, each with a visit."""

    def __init__(self, context: PageContext, name: str, pause_ms: int) -> None:
        self._context = context
        self._name = name
        self._pause_ms = pause_ms
        self._village = context.house.facilities.area(context.user)[0].id
        self._jobs, self._user = context.jobs, context.user
        self._owner = Messages(QWidget())
        self.count = 0
        self.stopped = False
        self.busy = False

    def next(self) -> None:
        """Register the next one, unless it is time to stop."""
        self.busy = not self.stopped
        if self.stopped:
            return
        self.count += 1
        born, name = date(1950 + self.count % 50, 5, 17), f"{self._name} {_word(self.count)}"
        data = PersonData(name, Sex.FEMALE, born, village_id=self._village, payer=Payer.SELF)
        wanted = NewPerson(self._context.house.uow.identities.new(), data, FamilyRelation.HEAD)
        self._register(wanted)

    def _register(self, wanted: NewPerson) -> None:
        registration = self._context.house.registration
        self._jobs.write(
            lambda: registration.register(self._user, wanted),
            lambda made: self._visit(wanted, made),
            owner=self._owner,
            failed=lambda error: self._again(error, lambda: self._register(wanted)),
        )

    def _visit(self, wanted: NewPerson, made: Registered) -> None:
        say(kind="person", client=str(wanted.client_id), name=wanted.data.name)
        new_id = self._context.house.uow.identities.new()
        self._open(NewVisit(new_id, made.person_id, VisitFacts("0", sick=True), Payer.SELF, "pusing"))

    def _open(self, visit: NewVisit) -> None:
        visits = self._context.house.visits
        self._jobs.write(
            lambda: visits.open(self._user, visit),
            lambda ticket: self._issued(visit, ticket),
            owner=self._owner,
            failed=lambda error: self._again(error, lambda: self._open(visit)),
        )

    def _issued(self, visit: NewVisit, ticket: IssuedTicket) -> None:
        say(kind="visit", client=str(visit.client_id), number=ticket.number)
        QTimer.singleShot(self._pause_ms, self.next)

    def _again(self, error: UserError, again: Callable[[], None]) -> None:
        say(kind="refused", told=error.message)
        QTimer.singleShot(AGAIN_MS, again)


def _word(number: int) -> str:
    """Return a number in letters, since a name has no digits."""
    return "".join(LETTERS[int(digit)] for digit in str(number)).capitalize()


def say(**told: object) -> None:
    """Tell whoever started this process."""
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def _context(house: House, jobs: Jobs, user: SignedIn) -> PageContext:
    return PageContext(
        house=house,
        jobs=jobs,
        messages=Messages(QWidget()),
        user=user,
        today=lambda: house.uow.today(user),
        show_paper=lambda _paper: None,
        print_now=lambda _paper: None,
        settings=SettingsFile(),
    )


def main(url: str, folder: str, name: str, seconds: str, pause_ms: str) -> None:
    """Work for so many seconds, wait until all is sent, and end."""
    app = QApplication([])
    clock = SystemClock()
    database = open_postgres(url)
    house = build_house(database, None, clock, Identities(clock))
    copy = LocalCopy(Path(folder) / FILE_NAME, KEY)
    house.uow.stand_in = StandIn(copy)
    user = house.access.sign_in("loket", PASSWORD)
    jobs = Jobs()
    jobs.crashed.connect(lambda error: say(kind="crash", told=repr(error)))
    context = _context(house, jobs, user)
    watch = ServerWatch(context, house.uow.stand_in, jobs)
    stalls = StallWatch(jobs)
    sampler = StallSampler(stalls)
    gc.freeze()  # as the program does once it stands
    clerk = Clerk(context, name, int(pause_ms))
    began = monotonic()
    watch.changed.connect(lambda state: say(kind="state", alone=state.since is not None, waiting=state.waiting))

    def ready() -> bool:
        with copy.database.reading() as session:
            return house.copy_keeping.is_ready(user) and numbers_left(session, QUEUE) > 0

    def look() -> None:
        nonlocal began
        if clerk.count == 0:
            if ready():
                say(kind="ready")
                began = monotonic()
                stalls.start_anew()
                sampler.start()
                clerk.next()
        elif monotonic() - began > float(seconds):
            clerk.stopped = True
            idle = not clerk.busy and jobs.is_idle()
            if idle and replace(watch.state, conflicts=0) == ServerState():
                say(kind="end", worst_ms=round(stalls.worst_ms), stalls=stalls.stalls, where=sampler.places())
                app.quit()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(100)
    app.exec()
    watch.stop()
    jobs.close()
    database.close()
    copy.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
