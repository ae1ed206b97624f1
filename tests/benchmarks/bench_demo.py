"""Making example data: 300 people, as the first start offers, and 30,000 people with their 60,000 visits."""

import hashlib
import shutil
import sqlite3
import tempfile
from pathlib import Path
from time import perf_counter

from tests.benchmarks.demo_data import PEOPLE, kept_folder, make
from tests.benchmarks.figures import show

FEW = 300
ROWS = 100_000
BARE = f"raw SQLite insert of {ROWS} rows"


def seconds_to_make(folder: Path, people: int) -> float:
    """Make the example anew and return how long it took."""
    start = perf_counter()
    make(folder, people)
    return perf_counter() - start


def raw_seconds(folder: Path) -> float:
    """Return how long raw SQLite takes to write as many short rows in one transaction."""
    connection = sqlite3.connect(folder / "raw.db", isolation_level=None)
    connection.execute("CREATE TABLE t (id BLOB PRIMARY KEY, a TEXT)")
    rows = [(hashlib.sha256(str(number).encode()).digest()[:16], "x" * 60) for number in range(ROWS)]
    start = perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO t VALUES (?, ?)", rows)
    connection.execute("COMMIT")
    spent = perf_counter() - start
    connection.close()
    return spent


def main() -> None:
    """Measure and print; the larger example stays for the benchmarks that follow."""
    folder = Path(tempfile.mkdtemp(prefix="ilp-bench-"))
    raw = raw_seconds(folder)
    few = [seconds_to_make(folder / "few", FEW) for _ in range(3)]
    show(f"demo of {FEW} people", sorted(few)[1], "s", raw, BARE)
    show(f"demo of {PEOPLE} people", seconds_to_make(kept_folder(), PEOPLE), "s", raw, BARE)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
