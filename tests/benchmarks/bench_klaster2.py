"""Opening a mother with three pregnancies, and a child with 60 growth points, in the real room, charts painted."""

import gc
import shutil
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter
from uuid import UUID

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

import ui  # noqa: F401 - keeps the process alive on Python below 3.12
from db.engine import open_sqlite
from db.migrate import upgrade
from ilp_desktop.demo.growing import Grower
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.people.births import NewBirth
from ilp_desktop.services.pregnancy.pregnancies import NewPregnancy
from tests.benchmarks.figures import show
from tests.house_fixtures import KEY, TODAY, Clinic, furnish, opened
from tests.services.kia_story import ANC, at, birth, examine
from ui.context import PageContext
from ui.gui_collector import COLLECT_EVERY_MS
from ui.jobs import Jobs
from ui.klaster2_mother_child.page import GROWTH, IMMUNISATION, PREGNANCY, MotherChildPage
from ui.messages import Messages
from ui.theme import apply_theme

BORN = (date(2020, 5, 10), date(2021, 11, 25))
PREGNANT = timedelta(weeks=39)
RUNNING_SINCE = date(2026, 4, 22)
POINTS, POINTS_APART = 60, 30
VISITS = (10, 16, 22, 26, 30)
ROUNDS = 40
FIXED_WORK = 1_000_000
RESTS_MS = 2 * COLLECT_EVERY_MS
"""How long nothing is asked after an opening: so long that garbage is collected then, not in the next one."""
SIZE_PX = (1366, 690)
BARE = "painting the page as it stands"


def story(clinic: Clinic) -> tuple[UUID, UUID]:
    """Let a mother bear two children and be pregnant again, and her second child be weighed sixty times."""
    at(clinic, BORN[0] - PREGNANT + timedelta(weeks=8))
    mother = clinic.register("Ibu Tiga", birth_date=date(1994, 3, 2)).person_id
    children = []
    for number, born in enumerate(BORN):
        antenatal(clinic, mother, born - PREGNANT, number)
        at(clinic, born + timedelta(days=1))
        child = clinic.register(f"Anak {number}", birth_date=born, mother_id=mother).person_id
        wanted: NewBirth = birth(clinic, born)
        clinic.house.children.record_birth(clinic.doctor, child, wanted)
        children.append(child)
    grower = Grower(Random(2006), Sex.FEMALE.value)
    for number in range(POINTS):
        day = BORN[1] + timedelta(days=POINTS_APART * (number + 1))
        at(clinic, day)
        examine(clinic, children[1], "vital_signs", grower.typed((day - BORN[1]).days, day))
    antenatal(clinic, mother, RUNNING_SINCE, 2)
    at(clinic, TODAY)
    return mother, children[1]


def antenatal(clinic: Clinic, mother: UUID, last_period_on: date, para: int) -> None:
    """Start a pregnancy and let its visits take place."""
    at(clinic, last_period_on + timedelta(weeks=8))
    wanted = NewPregnancy(clinic.new_id(), mother, last_period_on, para + 1, para, 0, 155.0, 50.0)
    clinic.house.pregnancies.start(clinic.doctor, wanted)
    for weeks in VISITS:
        at(clinic, last_period_on + timedelta(weeks=weeks))
        examine(clinic, mother, "anc_visit", ANC | {"berat": f"{50 + weeks // 3}"})


class PaintedSince(QObject):
    """Tells whether a widget was painted after everything asked for was answered."""

    def __init__(self, widget: QWidget, jobs: Jobs) -> None:
        super().__init__(widget)
        self.painted = False
        widget.installEventFilter(self)
        jobs.idle.connect(self._begin)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note that it is painted."""
        self.painted |= event.type() == QEvent.Type.Paint
        return False

    def _begin(self) -> None:
        self.painted = False


class MeasuredRoom:
    """The page of klaster 2 in a window, and how long it takes to open somebody in it."""

    def __init__(self, app: QApplication, clinic: Clinic) -> None:
        self._app = app
        self.jobs = Jobs()
        self._window = QWidget()
        messages = Messages(self._window)
        messages.listen_to(self.jobs)
        context = PageContext(
            house=clinic.house,
            jobs=self.jobs,
            messages=messages,
            user=clinic.doctor,
            today=lambda: TODAY,
            show_paper=lambda _paper: None,
            print_now=lambda _paper: None,
        )
        self.page = MotherChildPage(context)
        layout = QVBoxLayout(self._window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)
        self._window.resize(*SIZE_PX)
        self._window.show()
        self._complete = PaintedSince(self.page.workspace, self.jobs)
        self.settle()

    def settle(self) -> None:
        """Let everything asked for be answered and painted."""
        self._app.processEvents()
        while not self.jobs.is_idle():
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self._app.processEvents()

    def opened_ms(self, encounter_id: UUID, tab: str) -> float:
        """Open a visit and one of its tabs; returns the milliseconds until all of it is painted."""
        row = next(one for one in self.page.waiting.rows() if one.encounter_id == encounter_id)
        start = perf_counter()
        self.page.open(row)
        while self.page.open_visit() != encounter_id:
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self.page.workspace.tabs.go_to(tab)
        self.settle()
        if not self._complete.painted:
            self._window.repaint()
        return (perf_counter() - start) * 1000

    def rest(self) -> None:
        """Let the program do what it does while nobody waits, as between two patients."""
        rested = QTimer()
        rested.setSingleShot(True)
        rested.start(RESTS_MS)
        while rested.isActive():
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def painted_ms(self) -> float:
        """Return how long painting the page as it stands takes."""
        start = perf_counter()
        self._window.repaint()
        return (perf_counter() - start) * 1000

    def close(self) -> None:
        """Put the patient away and stop."""
        self.page.close_patient()
        self.settle()
        self._window.close()
        self.jobs.close()


def fixed_work_ms() -> float:
    """Return how long the same sum takes, which tells of the machine alone."""
    start = perf_counter()
    sum(range(FIXED_WORK))
    return (perf_counter() - start) * 1000


def p95(times: list[float]) -> float:
    """Return the time that nineteen of twenty stay under."""
    return quantiles(times, n=20)[-1]


def main() -> None:
    """Measure and print."""
    folder = Path(tempfile.mkdtemp(prefix="ilp-bench-"))
    database = open_sqlite(folder / "ilp.db", KEY)
    upgrade(database.engine)
    clinic = opened(database, furnish(database))
    mother, child = story(clinic)
    visits = {"mother": clinic.visit(mother, "4").encounter_id, "child": clinic.visit(child).encounter_id}
    app = QApplication(sys.argv[:1])
    apply_theme(app, folder / "theme")
    room = MeasuredRoom(app, clinic)
    gc.collect()
    gc.freeze()  # as the program does once it stands
    wanted = (("mother", PREGNANCY), ("child", GROWTH), ("mother", PREGNANCY), ("child", IMMUNISATION))
    first = {tab: room.opened_ms(visits[who], tab) for who, tab in wanted}
    times: dict[str, list[float]] = {tab: [] for _, tab in wanted}
    painted: list[float] = []
    still: list[float] = []
    for _ in range(ROUNDS):
        for who, tab in wanted:
            times[tab].append(room.opened_ms(visits[who], tab))
            painted.append(room.painted_ms())
            still.append(fixed_work_ms())
            room.rest()
    bare = median(painted)
    show(BARE, bare, "ms")
    show("what never varies, p95 of its own least: how unquiet the machine is", p95(still) / min(still), "x")
    for tab, some in times.items():
        show(f"opening, {tab}, first time", first[tab], "ms", bare, BARE)
        show(f"opening, {tab}, median", median(some), "ms", bare, BARE)
        show(f"opening, {tab}, p95 (target 150)", p95(some), "ms", bare, BARE)
    room.close()
    database.close()
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
