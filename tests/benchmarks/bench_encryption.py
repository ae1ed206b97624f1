"""What encryption costs: opening by the key store, and saving and searching beside the same on a file in clear."""

import shutil
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

import sqlcipher3.dbapi2

from db.keys import HASHER, KeyRing
from ilp_desktop.demo.lists import settings
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from ilp_desktop.services.start.data_folder import DataFolder
from ilp_desktop.services.start.opening import Opening
from tests.benchmarks.bench_save_visit import TYPED, WARM, open_house, p95, record, visits
from tests.benchmarks.demo_data import demo_folder
from tests.benchmarks.figures import show

OPENINGS = 15
ROUNDS = 30
AGAINST = "the same on a file in clear"
Opened = tuple[House, SignedIn, SignedIn]
Pairs = list[tuple[float, float]]


class _Unkeyed(sqlcipher3.dbapi2.Connection):  # type: ignore[misc]
    """A connection that is given no key; once that was left out, its cursors are as all others."""

    prepared = False

    def cursor(self, *given: Any) -> Any:
        """Return a cursor; one that may be handed the key leaves it out."""
        return super().cursor(*given) if self.prepared else super().cursor(_NoKey)


class _NoKey(sqlcipher3.dbapi2.Cursor):  # type: ignore[misc]
    """A cursor that leaves out the statement that gives a key."""

    def execute(self, statement: str, *given: Any) -> Any:
        """Execute anything else."""
        if not statement.startswith("PRAGMA key"):
            return super().execute(statement, *given)
        self.connection.prepared = True
        return self


@contextmanager
def in_clear() -> Iterator[None]:
    """Let every connection made meanwhile be one to a file in clear."""
    connect = sqlcipher3.dbapi2.connect

    def unkeyed(*given: Any, **named: Any) -> Any:
        return connect(*given, **named, factory=_Unkeyed)

    sqlcipher3.dbapi2.connect = unkeyed
    try:
        yield
    finally:
        sqlcipher3.dbapi2.connect = connect


def copied_in_clear(folder: Path, key: bytes) -> Path:
    """Return a copy of a data folder whose database lies in clear."""
    plain = Path(tempfile.mkdtemp(prefix="bench-clear-"))
    shutil.copyfile(KeyRing.of(folder).file, KeyRing.of(plain).file)
    connection = sqlcipher3.dbapi2.connect(str(folder / "ilp.db"), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("ATTACH DATABASE ? AS clear KEY ''", (str(plain / "ilp.db"),))
    connection.execute("SELECT sqlcipher_export('clear')")
    connection.close()
    return plain


def spent_ms(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def openings(folder: Path) -> bytes:
    """Measure opening by what a key store holds, beside one stretching of a password; returns the key."""
    way, secret = Opening(DataFolder(folder)), bytes(range(32))
    vault = way.unlock("dokter", settings("staff")["password"])
    vault.ring.enrol_store(vault.key, secret)
    vault.database.close()
    by_store, by_password, stretched = [], [], []
    for _ in range(OPENINGS):
        opened: list[Any] = []
        by_store.append(spent_ms(lambda: opened.append(way.unlock_by_store(secret))))  # noqa: B023 - called at once
        opened.pop().database.close()
        password = settings("staff")["password"]
        by_password.append(spent_ms(lambda: opened.append(way.unlock("dokter", password))))  # noqa: B023 - likewise
        opened.pop().database.close()
        stretched.append(spent_ms(lambda: HASHER.hash("sandi")))
    one = statistics.median(stretched)
    show("one stretching of a password, median", one, "ms")
    show("opening by the key store, median", statistics.median(by_store), "ms", one, "one stretching")
    show("opening by the key store, slowest", max(by_store), "ms", one, "one stretching")
    show("opening by a password, median", statistics.median(by_password), "ms", one, "one stretching")
    return vault.key


def saved(locked: Opened, clear: Opened) -> Pairs:
    """Record the same visits in both files by turns; returns what each took, in the one and the other."""
    pairs = zip(visits(locked[0], locked[2]), visits(clear[0], clear[2]), strict=True)
    times: Pairs = []
    for number, (one, other) in enumerate(pairs):
        works = (partial(record, *locked[:2], one), partial(record, *clear[:2], other))
        times.append(in_turn(*works, other_first=number % 2 == 1))
    return times[WARM:]


def searched(locked: Opened, clear: Opened) -> Pairs:
    """Search for the same in both files by turns, likewise."""

    def search(opened: Opened, typed: str) -> float:
        house, _, clerk = opened
        return spent_ms(lambda: house.registration.search(clerk, typed))

    return [
        in_turn(partial(search, locked, typed), partial(search, clear, typed), other_first=number % 2 == 1)
        for number in range(ROUNDS)
        for typed in TYPED
    ]


def in_turn(one: Callable[[], float], other: Callable[[], float], *, other_first: bool) -> tuple[float, float]:
    """Do both, now the one and now the other first, so that neither always finds the machine as the other left it."""
    if other_first:
        second = other()
        return one(), second
    return one(), other()


def tell(name: str, pairs: Pairs) -> None:
    """Print what was measured."""
    of_locked, of_clear = ([pair[side] for pair in pairs] for side in (0, 1))
    for what, figure in (("median", statistics.median), ("p95", p95)):
        show(f"{name}, {what}", figure(of_locked), "ms", figure(of_clear), AGAINST)


def main() -> None:
    """Measure and print; both files take turns, so that whatever else the machine does meets both alike."""
    folder = demo_folder()
    plain = copied_in_clear(folder, openings(folder))
    locked = open_house(folder)
    with in_clear():
        clear = open_house(plain)
        searched(locked, clear)
        tell("save", saved(locked, clear))
        tell("search", searched(locked, clear))
    for house, *_ in (locked, clear):
        house.uow.database.close()
    for one in (folder, plain):
        shutil.rmtree(one)


if __name__ == "__main__":
    main()
