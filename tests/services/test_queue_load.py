"""Two workstations on one queue for a moment: the short form of the benchmark of the busy clinic."""

import math
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.benchmarks.queue_load import Task, delays_ms, faults, work_together
from tests.house_fixtures import KEY, PASSWORD
from tests.postgres import Rewound

SECONDS = 1.5
SLOWEST_SIGHT_MS = 5_000  # of a test machine under load; the benchmark holds the figure of the clinic


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Give where the small Puskesmas lies, and the key of a file."""
    ask: Callable[[str], object] = request.getfixturevalue
    if request.param == "sqlite":
        template = ask("sqlite_template")
        assert isinstance(template, tuple)
        file = tmp_path / "ilp.db"
        file.write_bytes(template[0].read_bytes())
        yield str(file), KEY.hex()
        return
    made = ask("postgres_template")
    assert isinstance(made, tuple)
    rewound: Rewound = made[0]
    yield rewound.url, ""
    rewound.rewind()


def test_two_workstations_without_a_pause_double_lose_and_hide_nothing(place: tuple[str, str]) -> None:
    tasks = [Task(*place, PASSWORD, number, SECONDS, an_hour=0) for number in range(2)]
    everybody = work_together(tasks)
    database = tasks[0].open()
    try:
        assert faults(everybody, database) == []
    finally:
        database.close()
    assert all(seen.issued for seen in everybody)
    slowest = max(delays_ms(everybody))
    assert math.isfinite(slowest)
    assert slowest < SLOWEST_SIGHT_MS
