"""Services due over 100,000 people: counts, the list of an RT, the first computation, growth of the database."""

from collections.abc import Callable
from functools import partial
from itertools import product
from random import Random
from shutil import rmtree
from time import perf_counter

from sqlalchemy import Connection

from db.engine import Database
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.due.due_rows import DueFilter, DueState, Place
from ilp_desktop.services.house import House
from tests.benchmarks.bench_save_visit import open_house, p95, raw_commit_ms
from tests.benchmarks.demo_data import demo_folder
from tests.benchmarks.figures import show
from tests.benchmarks.many_people import PEOPLE, multiply
from ui.due_refresh import AT_ONCE, BREATH_MS

WORKED_OUT = 5_000
RAW = "raw SQLite commit of 20 rows"
PAGE = 50


def timed(work: Callable[[], object]) -> float:
    """Return how many milliseconds something takes."""
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def bytes_of_dues(database: Database) -> int:
    """Return the bytes that services due take with their index: the pages set free when all are deleted."""
    with database.engine.connect() as connection:
        before, size = _one(connection, "PRAGMA freelist_count"), _one(connection, "PRAGMA page_size")
        connection.exec_driver_sql("DELETE FROM due")
        after = _one(connection, "PRAGMA freelist_count")
        connection.exec_driver_sql("ROLLBACK")
    return (after - before) * size


def _one(connection: Connection, statement: str) -> int:
    return int(connection.exec_driver_sql(statement).scalar() or 0)


def forget(house: House, user: SignedIn, people: int) -> None:
    """Let the services of some people, of those with a whole history, be of older rules, and none be stored."""
    chosen = f"SELECT id FROM person ORDER BY id LIMIT {people}"  # noqa: S608 - a number
    with house.uow.writing(user, Act.WRITE_RECORD) as work:
        connection = work.session.connection()
        connection.exec_driver_sql(f"DELETE FROM due WHERE person_id IN ({chosen})")  # noqa: S608
        connection.exec_driver_sql(f"UPDATE person SET dues_edition = '' WHERE id IN ({chosen})")  # noqa: S608
        work.touch("person", None)


def worked_out(house: House, user: SignedIn) -> tuple[float, float]:
    """Work everybody out as the window does; returns seconds, breaths included, and the longest lot in milliseconds."""
    spent: list[float] = []
    done = AT_ONCE
    while done == AT_ONCE:
        start = perf_counter()
        done = house.dues.refresh_some(user, AT_ONCE)
        spent.append((perf_counter() - start) * 1000)
    breaths = len(spent) * BREATH_MS / 1000
    return sum(spent) / 1000 + breaths, max(spent)


def lists_of_rt(house: House, user: SignedIn, state: DueState) -> list[float]:
    """Return how long the first page of each RT takes, in no order of theirs."""
    cells = [(village.id, rw, rt) for village in house.facilities.area(user) for rw, rt, _ in village.neighbourhoods]
    Random(1).shuffle(cells)
    spent = []
    for village_id, rw, rt in cells:
        wanted = DueFilter(Place(village_id, rw, rt), state=state)
        spent.append(timed(partial(house.due_lists.listed, user, wanted, None, PAGE)))
    return spent


def measure_lists(house: House, doctor: SignedIn, clerk: SignedIn, raw: float) -> None:
    """Print how long counts and lists take."""
    for who, user in (("clinician", doctor), ("desk", clerk)):
        counts = [timed(partial(house.due_lists.counts, user)) for _ in range(40)]
        show(f"counts of every village and service, {who}, p95", p95(counts), "ms", raw, RAW)
    for state, user in product((DueState.LATE, DueState.DUE), (doctor, clerk)):
        who = "clinician" if user is doctor else "desk"
        spent = lists_of_rt(house, user, state)
        show(f"list of one RT, {state.name.lower()}, {who}, p95", p95(spent[10:]), "ms", raw, RAW)
    villages = house.facilities.area(doctor)
    wanted = [DueFilter(Place(village.id)) for village in villages]
    whole = [timed(partial(house.due_lists.listed, doctor, one, None, PAGE)) for one in wanted]
    show("first page of a whole village, longest", max(whole), "ms", raw, RAW)


def main() -> None:
    """Measure and print."""
    folder = demo_folder()
    house, doctor, clerk = open_house(folder)
    database = house.uow.database
    raw = raw_commit_ms(folder)
    people = multiply(database)
    with database.engine.connect() as connection:
        rows = _one(connection, "SELECT count(*) FROM due")
    show(f"rows of services due over {people} people", rows, "rows")
    show("counting a new day, once a day", timed(lambda: house.dues.refresh_some(doctor, 1)), "ms", raw, RAW)
    measure_lists(house, doctor, clerk, raw)
    show("growth of the database by services due", bytes_of_dues(database) / people / 1000, "kB a person")
    forget(house, doctor, WORKED_OUT)
    seconds, longest = worked_out(house, doctor)
    show(f"first computation, measured on {WORKED_OUT} people, for {PEOPLE}", seconds / WORKED_OUT * PEOPLE / 60, "min")
    show(f"longest lot of {AT_ONCE} people that a save may wait for", longest, "ms", raw, RAW)
    database.close()
    rmtree(folder)


if __name__ == "__main__":
    main()
