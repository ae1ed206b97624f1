"""Background jobs for the tests of the screens."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ui.jobs import Jobs


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()
