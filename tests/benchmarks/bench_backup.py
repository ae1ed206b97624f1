"""A backup of 100,000 people with ten visits each while the desk saves: how long it takes, and how long saves wait."""

import gc
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from threading import Event, Thread  # noqa: TID251 - the bench saves while a backup is made
from time import perf_counter

from sqlalchemy import text

from db.backup import file_hash
from db.engine import open_sqlite
from db.migrate import upgrade
from ilp_desktop.services.backup.backups import Backups
from ilp_desktop.services.start.data_folder import DataFolder
from ilp_desktop.services.start.opening import Vault
from tests.benchmarks.figures import show
from tests.house_fixtures import KEY, Clinic, furnish, opened
from tests.services.backed_up import ring_of, silent

PEOPLE = 100_000
VISITS = 10
ALONE = 200
AFTERWARDS = 50
MOST_DELAY_MS = 50
RAW = "saves while nothing else goes on"
COPY = "copying the same file and reading it again"


def many_visits(clinic: Clinic, people: int) -> None:
    """Let one person's rows stand for many: the size and the number of rows are those of ten years."""
    first = clinic.register("Warga Ukur")
    clinic.visit(first.person_id)
    with clinic.database.engine.begin() as connection:
        for table, times in (("person", people), ("encounter", people * VISITS), ("audit", people * VISITS)):
            names = [row[1] for row in connection.execute(text(f'PRAGMA table_info("{table}")'))]
            unique = {
                "id": "randomblob(16)",
                "seq": "NULL",
                "record_number": "printf('U-%08d', n)",
                "ticket_id": "NULL",
            }
            columns = ", ".join(unique.get(name, f'"{name}"') for name in names)
            connection.execute(
                text(
                    f"WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < {times}) "  # noqa: S608
                    f'INSERT INTO "{table}" SELECT {columns} FROM (SELECT * FROM "{table}" LIMIT 1), many'
                )
            )


def save_times(clinic: Clinic, name: str, goes_on: Callable[[int], bool]) -> list[float]:
    """Register people one after the other, and return how long each took, in milliseconds."""
    times: list[float] = []
    while goes_on(len(times)):
        began = perf_counter()
        clinic.register(f"{name} {len(times)}")
        times.append((perf_counter() - began) * 1000)
    return times


def p95(times: list[float]) -> float:
    """Return the time that nineteen of twenty stay under."""
    return quantiles(times, n=20)[-1]


def backup_under_load(backups: Backups, clinic: Clinic) -> tuple[float, list[float]]:
    """Make a backup while the desk saves; returns the seconds it took and the times of the saves."""
    ended, took = Event(), list[float]()

    def make() -> None:
        began = perf_counter()
        backups.make(clinic.head, silent)
        took.append(perf_counter() - began)
        ended.set()

    maker = Thread(target=make)
    maker.start()
    times = save_times(clinic, "Saat Dicadangkan", lambda _done: not ended.is_set())
    maker.join()
    # What the backup kept out of the file must not fall on the saves that come next.
    return took[0], times + save_times(clinic, "Sesudah Dicadangkan", lambda done: done < AFTERWARDS)


def measure(folder: Path, people: int) -> None:
    """Fill a database, and print what a backup costs and what it costs others."""
    data = DataFolder(folder)
    database = open_sqlite(data.database, KEY)
    upgrade(database.engine)
    clinic = opened(database, furnish(database))
    many_visits(clinic, people)
    backups = Backups(clinic.house.uow, Vault(database, ring_of(folder), KEY))
    gc.collect()
    gc.freeze()
    show("the database", data.database.stat().st_size / (1 << 20), "MB")
    alone = save_times(clinic, "Sendiri", lambda done: done < ALONE)
    show(RAW + ", median", median(alone), "ms")
    began = perf_counter()
    shutil.copyfile(data.database, folder / "salinan")
    file_hash(folder / "salinan", lambda _fraction: None)
    plain = perf_counter() - began
    took, times = backup_under_load(backups, clinic)
    show("a backup while the desk saves (target 60)", took, "s", plain, COPY)
    show("a save meanwhile, median", median(times), "ms", median(alone), RAW)
    show("a save meanwhile, p95", p95(times), "ms", p95(alone), RAW)
    show("a save meanwhile, longest", max(times), "ms", max(alone), RAW)
    show(f"the longest delay beyond the longest alone (target {MOST_DELAY_MS})", max(times) - max(alone), "ms")
    late = sum(one > max(alone) + MOST_DELAY_MS for one in times)
    show(f"saves of {len(times)} delayed by more than that", late, "saves")
    began = perf_counter()
    backups.drill(clinic.head, silent)
    show("a restore drill (target 120)", perf_counter() - began, "s", plain, COPY)
    database.close()


def main() -> None:
    """Measure and print."""
    folder = Path(tempfile.mkdtemp(prefix="ilp-bench-"))
    try:
        measure(folder, int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
