"""Saving a visit through the window, over 30,000 people: from Alt+S until the banner that says so is painted."""

import shutil
import statistics
import tempfile
from pathlib import Path
from time import perf_counter
from uuid import UUID

from PySide6.QtCore import QChildEvent, QEvent, QEventLoop, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import ui  # noqa: F401 - keeps the process alive on Python below 3.12
from ilp_desktop.app import Program
from ilp_desktop.clock import SteppingClock
from ilp_desktop.demo.lists import settings
from ilp_desktop.tour.morning import ADULT
from ilp_desktop.tour.room import Room
from ilp_desktop.tour.stage import Stage
from tests.benchmarks.bench_save_visit import (
    VITALS,
    WARM,
    open_house,
    p95,
    raw_commit_ms,
    visits,
)
from tests.benchmarks.demo_data import demo_folder
from tests.benchmarks.demo_day import MORNING
from tests.benchmarks.figures import show
from ui.sign_in import SignIn
from ui.widgets.banner import Banner, BannerStack
from ui.workspace import Workspace

SAVED = "Tersimpan"
QUIET_MS = 50
NOTE = {"subjective": "Pusing tiga hari", "plan": "Kontrol", "therapy": "Amlodipin 5 mg 1x1"}
LETTER = {
    "destination_id": "=RSUD",
    "clinic": "Penyakit Dalam",
    "doctor_id": "#1",
    "reason_code": "3",
    "reason_note": "Curiga komplikasi",
    "external_missing": "ya",
}
BARE = "raw SQLite commit of 20 rows"


def sign_in(stage: Stage) -> None:
    """Sign the doctor in."""
    stage.wait(lambda: stage.sees(SignIn), "the sign-in page")
    page = stage.find(SignIn)
    stage.write("dokter", page.user_name.line)
    stage.write(settings("staff")["password"], page.password.line)
    stage.click(page.enter_button)
    stage.wait(lambda: stage.sees(Workspace), "the window behind the sign-in page")


def let_in(stage: Stage, room: Room, encounter_id: UUID) -> None:
    """Choose a visit in the list and wait until it is open."""
    waiting, page = room.page.waiting, room.page
    stage.wait(lambda: any(row.encounter_id == encounter_id for row in waiting.rows()), "the visit in the list")
    row = next(row for row in waiting.rows() if row.encounter_id == encounter_id)
    waiting.table.select_key(row.ticket_id)
    waiting.table.setFocus()
    stage.press(Qt.Key.Key_Space)
    stage.wait(lambda: page.is_folded() and page.open_visit() == encounter_id, "the visit")


def examine(room: Room) -> None:
    """Type vital signs, a note, two diagnoses and a letter."""
    room.measure(VITALS)
    room.note(NOTE)
    room.diagnose("I10", "R51")
    room.go_to("Rujukan")
    room.refer(LETTER)


class Witness(QObject):
    """Sees when a banner that says a visit is stored is painted."""

    def __init__(self, stack: BannerStack) -> None:
        super().__init__(stack)
        self.seen = False
        self._stack = stack
        stack.installEventFilter(self)

    def look_anew(self) -> None:
        """Take every banner away and wait for the next."""
        for banner in self._stack.banners():
            banner.close_now()
        self.seen = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch every new banner, and note its first painting."""
        if isinstance(event, QChildEvent) and event.added():
            event.child().installEventFilter(self)
        elif event.type() == QEvent.Type.Paint and isinstance(watched, Banner) and watched.text.startswith(SAVED):
            self.seen = True
        return False


def milliseconds_of_saving(app: QApplication, stage: Stage, witness: Witness) -> float:
    """Press Alt+S and return how long it took until the banner was painted."""
    witness.look_anew()
    QTest.qWait(QUIET_MS)
    start = perf_counter()
    stage.alt(Qt.Key.Key_S)
    while not witness.seen:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    return (perf_counter() - start) * 1000


def measured(app: QApplication, stage: Stage, opened: list[UUID]) -> list[float]:
    """Examine and save every visit; returns the milliseconds of each save."""
    stage.press(ADULT)
    room, spent = Room(stage), []
    witness = Witness(stage.program.window.messages.stack)
    for encounter_id in opened:
        let_in(stage, room, encounter_id)
        examine(room)
        stage.wait(stage.program.jobs.is_idle, "quiet before the save")
        spent.append(milliseconds_of_saving(app, stage, witness))
        stage.wait(lambda: not room.page.saving.is_busy and not room.page.workspace.has_typing(), "the saved visit")
        room.page.close_patient()
    return spent


def main() -> None:
    """Measure and print; the first saves warm the program and do not count."""
    folder = demo_folder()
    house, _, clerk = open_house(folder)
    opened = visits(house, clerk)
    house.uow.database.close()
    app = QApplication([])
    program = Program(app, folder, SteppingClock(MORNING))
    program.start()
    pictures = Path(tempfile.mkdtemp(prefix="ilp-bench-"))
    stage = Stage(program, pictures)
    sign_in(stage)
    spent = measured(app, stage, opened)[WARM:]
    raw = raw_commit_ms(folder)
    show("save a visit, Alt+S to painted banner, median", statistics.median(spent), "ms", raw, BARE)
    show("save a visit, Alt+S to painted banner, p95", p95(spent), "ms", raw, BARE)
    program.window.close()
    stage.wait(program.jobs.is_idle, "the end")
    shutil.rmtree(folder)
    shutil.rmtree(pictures)


if __name__ == "__main__":
    main()
