"""What the tests of the screens share: background jobs, the theme, and a window that has the focus."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from zlib import crc32

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.house_fixtures import Clinic
from ui.jobs import Jobs
from ui.theme import apply_theme

SCREENS = Path(__file__).parent
KINDS = ("sqlite", "postgresql")


def closed_windows_gone(app: QApplication) -> None:
    """Delete what was closed; Qt puts it off until its loop runs, and a theme would dress hundreds of widgets anew."""
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(scope="session", autouse=True)
def last_windows_gone(qapp: QApplication) -> Iterator[None]:
    """Delete the windows of the last test while Qt stands; at its end it takes apart in any order what is left."""
    yield
    closed_windows_gone(qapp)
    gc.collect()


@pytest.fixture(autouse=True)
def no_window_left(qapp: QApplication) -> Iterator[None]:
    """Delete after each test also what it never put into a window: what is connected inside a widget keeps it alive."""
    yield
    for widget in qapp.topLevelWidgets():
        if widget.parent() is None:
            widget.deleteLater()
    closed_windows_gone(qapp)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try each screen on one kind of database in `make test`, half of them on either; `make faults` does the rest.

    Services and storage are tried on both in every run; a screen does not know which one it stands on.
    """
    for item in items:
        name, _, kind = item.nodeid.partition("[")
        kind = kind.rstrip("]").split("-")[0]
        if SCREENS in item.path.parents and kind in KINDS and KINDS[crc32(name.encode()) % len(KINDS)] != kind:
            item.add_marker(pytest.mark.faults)


@pytest.fixture
def clinic(any_clinic: Clinic) -> Clinic:
    """Return the small Puskesmas on each kind of database."""
    return any_clinic


@pytest.fixture
def jobs(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Jobs]:
    """Yield background jobs that end before the database that they read is closed."""
    if "clinic" in request.fixturenames:
        request.getfixturevalue("clinic")
    made = Jobs()
    yield made
    made.close()


@pytest.fixture(scope="session")
def theme_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("theme")


@pytest.fixture
def themed(qapp: QApplication, theme_cache: Path) -> Iterator[QApplication]:
    closed_windows_gone(qapp)
    apply_theme(qapp, theme_cache)
    yield qapp
    closed_windows_gone(qapp)
    qapp.setStyleSheet("")


@pytest.fixture
def in_window(qtbot: QtBot) -> Iterator[Callable[..., QWidget]]:
    """Yield a function that puts widgets into an active window and shows it."""
    windows: list[QWidget] = []

    def show(*widgets: QWidget) -> QWidget:
        window = QWidget()
        layout = QVBoxLayout(window)
        for widget in widgets:
            layout.addWidget(widget)
        window.resize(900, 600)
        qtbot.addWidget(window)
        windows.append(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    yield show
    windows.clear()
