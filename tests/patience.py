"""Waiting for what must come: a busy machine is given a minute, since how long it takes is no test's to say."""

from collections.abc import Callable
from time import monotonic, sleep
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

PATIENCE_MS = 60_000


def until(holds: Callable[[], object]) -> None:
    """Wait until something holds, where no window is."""
    end = monotonic() + PATIENCE_MS / 1000
    while not holds():
        assert monotonic() < end, "what must come did not"
        sleep(0.02)


class PatientQtBot(QtBot):
    """Waits a minute for what must come; a signal that must not come is waited for as long as was said."""

    def waitUntil(self, callback: Callable[[], Any], *, timeout: int = PATIENCE_MS) -> None:
        """Wait until something holds."""
        super().waitUntil(callback, timeout=max(timeout, PATIENCE_MS))

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **wanted: Any) -> Any:
        """Wait for a signal; returns the context that waits."""
        return super().waitSignal(signal, timeout=timeout, **wanted)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientQtBot:
    """Take the place of the plugin's own, which gives five seconds."""
    return PatientQtBot(request)
