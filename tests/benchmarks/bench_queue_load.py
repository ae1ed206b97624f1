"""Twelve workstations on one queue, on a SQLite file and on PostgreSQL that writes durably.

Clinic load is sixty arrivals an hour. Ten times that, 600 an hour, is run for two minutes spread over the twelve
processes; then 600 an hour at each of them, 7,200 together; then twenty seconds without a pause, which shows where it
ends. Each arrival is registered, gets a ticket, is called, let in, examined and finished, and every process reads the
whole list of the day anew whenever a ticket changed.
"""

import shutil
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.engine import open_postgres, open_sqlite
from db.migrate import upgrade
from tests.benchmarks.figures import show
from tests.benchmarks.queue_load import Seen, Task, delays_ms, faults, work_together
from tests.house_fixtures import KEY, PASSWORD, furnish
from tests.postgres import running_server

PROCESSES = 12
RUNS = (("600 an hour", 600 / PROCESSES, 120.0), ("7,200 an hour", 600.0, 60.0), ("without a pause", 0.0, 20.0))
DURABLE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on", "autovacuum=on")


@contextmanager
def file_place() -> Iterator[tuple[str, str]]:
    """Give the small Puskesmas in a file."""
    folder = Path(tempfile.mkdtemp(prefix="ilp-bench-"))
    database = open_sqlite(folder / "ilp.db", KEY)
    upgrade(database.engine)
    furnish(database)
    database.close()
    yield str(folder / "ilp.db"), KEY.hex()
    shutil.rmtree(folder)


@contextmanager
def server_place() -> Iterator[tuple[str, str]]:
    """Give the small Puskesmas on a server of its own."""
    with running_server(*DURABLE) as server:
        url = server.url(server.create())
        database = open_postgres(url)
        upgrade(database.engine)
        furnish(database)
        database.close()
        yield url, ""


def tell(title: str, everybody: list[Seen]) -> None:
    """Print the figures of one run."""
    issued = [span for seen in everybody for span in seen.issue_ms]
    called = [span for seen in everybody for span in seen.call_ms]
    lists = [span for seen in everybody for span in seen.board_ms]
    seen_ms = list(delays_ms(everybody))
    show(f"{title}: tickets", len(issued), "")
    for what, spans in (("ticket", issued), ("call", called), ("list read", lists), ("visible elsewhere", seen_ms)):
        show(f"{title}: {what}, median", statistics.median(spans), "ms")
        show(f"{title}: {what}, p95", p95(spans), "ms")
        show(f"{title}: {what}, maximum", max(spans), "ms")


def p95(spans: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(spans, n=20)[-1]


def main() -> None:
    """Measure and print; a doubled number, a gap or a lost call ends the benchmark."""
    for engine, prepared in (("SQLite", file_place), ("PostgreSQL", server_place)):
        for name, an_hour, seconds in RUNS:
            with prepared() as (place, key):
                tasks = [Task(place, key, PASSWORD, number, seconds, an_hour) for number in range(PROCESSES)]
                everybody = work_together(tasks)
                database = tasks[0].open()
                wrong = faults(everybody, database)
                database.close()
            tell(f"{engine}, {name}", everybody)
            if wrong:
                raise SystemExit("\n".join(wrong))


if __name__ == "__main__":
    main()
