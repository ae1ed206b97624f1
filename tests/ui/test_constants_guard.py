"""The interpreter survives as many Qt calls as a working day makes."""

from PySide6.QtCore import QObject, Signal

import ui.constants_guard

MANY = 60_000


class Bell(QObject):
    """Has something to emit."""

    rung = Signal()


def test_none_and_true_outlive_many_qt_calls_and_signals() -> None:
    assert ui.constants_guard.BEYOND_REACH > 1_000 * MANY
    bell, heard = Bell(), list[None]()
    bell.rung.connect(lambda: heard.append(None))
    for _ in range(MANY):
        bell.setObjectName("bell")
        bell.rung.emit()
    assert len(heard) == MANY
