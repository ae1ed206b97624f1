"""What holds for every test: no screen, no network, no file of the user's, no unexpected log warning."""

import gc
import ipaddress
import logging
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest_plugins = [
    "tests.compiled_once",
    "tests.patience",
    "tests.postgres",
    "tests.house_fixtures",
    "tests.server_fixtures",
    "tests.failing_disk",
    "tests.small_disk",
    "tests.faults_table",
]


def pytest_collection_finish() -> None:
    """Leave what stands until the end out of what is looked through for garbage after every window."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def home_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Put an empty folder in place of the user's home, so that nothing of theirs is read or changed."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            patch.delenv(name, raising=False)
        yield home


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Refuse every connection that would leave this machine."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _only_local(getattr(socket.socket, name)))
        yield


@pytest.fixture(autouse=True)
def no_unexpected_log_warning(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs a warning, but for texts named by its ``logs`` marks, which must come."""
    yield
    expected = [text for mark in request.node.iter_markers("logs") for text in mark.args]
    messages = [
        record.getMessage()
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    unexpected = [message for message in messages if not any(text in message for text in expected)]
    missing = [text for text in expected if not any(text in message for message in messages)]
    assert not unexpected, f"logged unasked for: {unexpected}"
    assert not missing, f"expected in the log and not there: {missing}"


def _only_local(connect: Any) -> Any:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and not _is_loopback(str(address[0])):
            raise PermissionError(f"tests stay on this machine; refused: {address[0]}")
        return connect(self, address)

    return guarded


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
