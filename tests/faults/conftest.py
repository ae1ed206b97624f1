"""What several faults begin with."""

from pathlib import Path

import pytest

from db.engine import open_sqlite
from tests.faults.power import Morning, worked_morning
from tests.house_fixtures import KEY, Users, opened

SAVES, EARLIER = 20, 6


@pytest.fixture(scope="session")
def morning(tmp_path_factory: pytest.TempPathFactory, sqlite_template: tuple[Path, Users]) -> Morning:
    """Let one morning pass for all power cuts; frames of an earlier round lie behind the new ones."""
    folder = tmp_path_factory.mktemp("morning")
    (folder / "ilp.db").write_bytes(sqlite_template[0].read_bytes())
    database = open_sqlite(folder / "ilp.db", KEY)
    try:
        return worked_morning(opened(database, sqlite_template[1]), folder, SAVES, earlier=EARLIER)
    finally:
        database.close()
