"""The program measured from inside: sign-in, main window, every tab, search; prints one figure a line."""

# ruff: noqa: PLC0415 - what the sign-in page does not need is loaded as late as in the program
import os
import sys
import time
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import TypeVar

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

import ui  # noqa: F401 - keeps the process alive on Python below 3.12
from ilp_desktop.app import Program
from ilp_desktop.clock import SteppingClock
from ilp_desktop.demo.lists import settings
from tests.benchmarks.demo_day import MORNING
from ui.sign_in import SignIn

TYPED = ("siti am", "budi san", "sri wah", "nur", "wati")
Widget = TypeVar("Widget", bound=QWidget)
LETTERS_BEFORE_INDEXED = 2
ROUNDS = 3


def say(name: str, value: float) -> None:
    """Print one figure."""
    sys.stdout.write(f"{name} {value}\n")
    sys.stdout.flush()


def found(program: Program, kind: type[Widget]) -> Widget:
    """Return the widget of a kind in the window."""
    widgets: list[Widget] = program.window.findChildren(kind)
    return widgets[0]


def settle(app: QApplication, program: Program) -> None:
    """Let the program run until everything asked for is answered and painted."""
    app.processEvents()
    while not program.jobs.is_idle():
        app.processEvents()
        QTest.qWait(1)
    app.processEvents()


def resident_mb() -> float:
    """Return the resident memory of this process."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def typing_times(app: QApplication, program: Program, line: QLineEdit) -> list[float]:
    """Return, for each key typed into the search, the milliseconds until its results are painted."""
    spent = []
    panel = line.parentWidget() or line
    for text in TYPED:
        line.clear()
        settle(app, program)
        for number, letter in enumerate(text):
            start = perf_counter()
            QTest.keyClicks(line, letter)
            while not program.jobs.is_idle():
                app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            panel.repaint()
            if number >= LETTERS_BEFORE_INDEXED:
                spent.append((perf_counter() - start) * 1000)
    return spent


def main() -> None:
    """Start on a data folder and measure."""
    app = QApplication(sys.argv[:1])
    program = Program(app, Path(sys.argv[1]), SteppingClock(MORNING))
    program.start()
    program.window.resize(1366, 768)
    program.window.show()
    app.processEvents()
    page = found(program, SignIn)
    QTest.keyClick(page.user_name.line, Qt.Key.Key_A)
    app.processEvents()
    say("keys_at", time.monotonic())
    page.user_name.line.setText("admin")
    page.password.line.setText(settings("staff")["password"])
    accepted: list[float] = []
    page.entered.connect(lambda _entered: accepted.append(perf_counter()))
    settle(app, program)
    QTest.mouseClick(page.enter_button, Qt.MouseButton.LeftButton)
    while program.workspace is None:
        app.processEvents()
    from ui.front_desk.page import FrontDeskPage

    desk = found(program, FrontDeskPage)
    while not desk.is_built() or desk.home.queue.table.model().rowCount() == 0:
        app.processEvents()
    desk.home.queue.repaint()
    say("main_window_ms", (perf_counter() - accepted[0]) * 1000)
    settle(app, program)
    typing_times(app, program, desk.search.line)  # warms statements, fonts and the list
    times = [took for _ in range(ROUNDS) for took in typing_times(app, program, desk.search.line)]
    say("search_p95_ms", quantiles(times, n=20)[-1])
    say("search_median_ms", quantiles(times, n=2)[0])
    for number in range(program.workspace.tabs.count()):
        program.workspace.tabs.setCurrentIndex(number)
        settle(app, program)
    say("resident_mb", resident_mb())
    program.window.close()
    settle(app, program)


if __name__ == "__main__":
    main()
