"""Search by key over 100,000 and 1,000,000 people on SQLite and 1,200,000 on PostgreSQL, beside raw reads of each.

Only the key that ends a search is measured, from the key event to the end of the paint of the list.
"""

import csv
import gc
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import NamedTuple
from uuid import UUID

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

import ui  # noqa: F401 - keeps the process alive on Python below 3.12
from db.engine import Database, open_postgres, open_sqlite
from ilp_desktop.domain.search.name_key import name_key
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from tests.benchmarks.demo_day import DAY
from tests.benchmarks.figures import show
from tests.benchmarks.index_size import bytes_of_search
from tests.benchmarks.search_people import fill, key_of
from tests.house_fixtures import KEY
from tests.postgres import running_server
from ui.context import PageContext
from ui.front_desk.search_panel import SearchPanel
from ui.jobs import Jobs
from ui.messages import Messages
from ui.theme import apply_theme

QUERIES = Path(__file__).with_name("search_queries.tsv")
ON_SQLITE, MANY_ON_SQLITE, ON_SERVER = 100_000, 1_000_000, 1_200_000
TEN = 10
WARM = 40
HEARTBEAT_MS = 10
Rows = list[dict[str, str]]


class Took(NamedTuple):
    """How long one key took by the clock, and how long processors worked for it: a busy machine lengthens the first."""

    clock_ms: float
    processor_ms: float


def queries() -> Rows:
    """Return the list of searches: kind, number of the person meant, what is typed, the name."""
    with QUERIES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def recall(house: House, user: SignedIn, rows: Rows) -> tuple[float, float]:
    """Return for how many slips the first ten hold the very person, and somebody of that name, in percent."""
    slips = [row for row in rows if row["kind"] == "slip"]
    person = name = 0
    for row in slips:
        found = house.registration.search(user, row["typed"], TEN)
        person += key_of(int(row["person"])) in {one.id for one in found}
        name += name_key(row["name"]) in {name_key(one.name) for one in found}
    return 100 * person / len(slips), 100 * name / len(slips)


def answers(house: House, user: SignedIn, rows: Rows) -> list[list[UUID]]:
    """Return who is found by each search, in order."""
    return [[one.id for one in house.registration.search(user, row["typed"])] for row in rows]


def key_to_paint(app: QApplication, house: House, user: SignedIn, rows: Rows) -> list[Took]:
    """Return for the last key of each search the milliseconds until its answer is painted."""
    jobs, spent = Jobs(), []
    window = QMainWindow()
    context = PageContext(house, jobs, Messages(window), user, lambda: DAY, lambda _paper: None, lambda _paper: None)
    panel = SearchPanel(context)
    window.setCentralWidget(panel)
    window.setMinimumSize(420, 700)
    window.show()
    beat = QTimer(interval=HEARTBEAT_MS)  # nobody blinks or moves here, and a wait for events would find none
    beat.start()
    gc.freeze()  # as the program does once it stands
    for row in (*rows[:WARM], *rows):
        panel.line.setText(row["typed"][:-1])
        settle(app, jobs)
        start, work = perf_counter(), process_time()
        QTest.keyClicks(panel.line, row["typed"][-1])
        while not jobs.is_idle():
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        panel.repaint()
        spent.append(Took((perf_counter() - start) * 1000, (process_time() - work) * 1000))
    jobs.close()
    window.close()
    return spent[WARM:]


def settle(app: QApplication, jobs: Jobs) -> None:
    """Let everything asked for be answered and painted."""
    app.processEvents()
    while not jobs.is_idle():
        app.processEvents()
        QTest.qWait(1)
    app.processEvents()


def raw_ms(database: Database) -> float:
    """Return how long reading thirty lines one by one takes without the program, the median of many."""
    spent = []
    with database.engine.connect() as connection:
        raw = connection.connection.cursor()
        for number in range(0, 60_000, 300):
            start = perf_counter()
            for one in range(number, number + 30):
                raw.execute(f"SELECT text FROM person_search WHERE id = {one}")  # noqa: S608
                raw.fetchall()
            spent.append((perf_counter() - start) * 1000)
        connection.rollback()
    return median(spent)


def measure(app: QApplication, database: Database, people: int, where: str) -> list[list[UUID]]:
    """Fill a database, print its figures, and return who was found."""
    start = perf_counter()
    house, user = fill(database, people)
    show(f"{where}: making the people", perf_counter() - start, "s")
    rows = queries()
    raw = raw_ms(database)
    person, name = recall(house, user, rows)
    spent = key_to_paint(app, house, user, rows)
    against = "thirty raw reads by key"
    clock, work = [took.clock_ms for took in spent], [took.processor_ms for took in spent]
    show(f"{where}: key to paint, p95", quantiles(clock, n=20)[-1], "ms", raw, against)
    show(f"{where}: key to paint, median", median(clock), "ms", raw, against)
    show(
        f"{where}: key to paint, work of this program's processors, p95", quantiles(work, n=20)[-1], "ms", raw, against
    )
    for kind in ("slip", "name", "number"):
        of_kind = [took for took, row in zip(clock, rows, strict=True) if row["kind"] == kind]
        show(f"{where}: key to paint, {kind}, p95", quantiles(of_kind, n=20)[-1], "ms")
    show(f"{where}: the very person among the first ten of 300 slips", person, "%")
    show(f"{where}: the name among the first ten of 300 slips", name, "%")
    return answers(house, user, rows)


def on_sqlite(app: QApplication, people: int) -> list[list[UUID]]:
    """Measure on a file of its own."""
    folder = Path(tempfile.mkdtemp(prefix="ilp-search-"))
    database = open_sqlite(folder / "ilp.db", KEY)
    found = measure(app, database, people, f"SQLite, {people}")
    if people == ON_SQLITE:
        report_size(database)
    database.close()
    shutil.rmtree(folder)
    return found


def on_server(app: QApplication, people: int) -> list[list[UUID]]:
    """Measure on a server of its own, over loopback."""
    with running_server("shared_buffers=512MB") as server:
        database = open_postgres(server.url_over_loopback(server.create()))
        found = measure(app, database, people, f"PostgreSQL, {people}")
        database.close()
    return found


def report_size(database: Database) -> None:
    """Print what the search takes, beside what the search of the release before took for the same people."""
    now, before = bytes_of_search(database)
    show("lines and indexes of the search", now / 1e6, "MB", before / 1e6, "those of the release before")


def alike(one: list[list[UUID]], other: list[list[UUID]]) -> float:
    """Return for how many searches two databases of the same people answer alike, in percent."""
    return 100 * sum(first == second for first, second in zip(one, other, strict=True)) / len(one)


def main() -> None:
    """Measure and print."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    folder = Path(tempfile.mkdtemp(prefix="ilp-search-theme-"))
    apply_theme(app, folder)
    small = on_sqlite(app, ON_SQLITE)
    show(f"the same answers on both databases, {ON_SQLITE}", alike(small, on_server(app, ON_SQLITE)), "%")
    on_server(app, ON_SERVER)
    on_sqlite(app, MANY_ON_SQLITE)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
