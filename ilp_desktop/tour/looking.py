"""Every tab of a patient, picture by picture: by day after the doctor's patients, and in the dark theme."""

from PySide6.QtCore import Qt

from ilp_desktop.services.queue.queue_rows import QueueRow
from ilp_desktop.tour.room import Room
from ilp_desktop.tour.stage import Stage
from ui.workspace import Workspace

DESK, MOTHER_CHILD, ADULT = Qt.Key.Key_F1, Qt.Key.Key_F3, Qt.Key.Key_F4


def look_through(stage: Stage, prefix: str, *, oldest: bool) -> None:
    """Let the oldest or the youngest of those who wait come in, turn to each tab, and close the patient."""
    room = Room(stage)
    stage.wait(room.page.waiting.rows, "somebody in the waiting list")
    chosen = sorted(room.page.waiting.rows(), key=_born)[0 if oldest else -1]
    room.call(chosen.name)
    for title in room.page.workspace.tabs.titles():
        room.go_to(title)
        stage.picture(f"{prefix}-{title.lower().replace(' & ', '-').replace(' ', '-')}")
    room.page.close_patient()


def at_night(stage: Stage) -> None:
    """The same window in its dark theme."""
    stage.find(Workspace).dark_wanted.emit(True)
    stage.picture("gelap-undangan")
    for key, name, oldest in ((ADULT, "klaster3", True), (MOTHER_CHILD, "klaster2", False)):
        stage.press(key)
        stage.picture(f"gelap-{name}")
        look_through(stage, f"gelap-{name}", oldest=oldest)
    stage.press(DESK)
    stage.picture("gelap-loket")


def _born(row: QueueRow) -> str:
    return row.birth_date.isoformat() if row.birth_date is not None else ""
