"""A room whose server is lost while a patient sits there: what is typed is kept on this computer, and sent."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.house_fixtures import Clinic
from tests.services.alone import alone, send_all, with_copy
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.room.saving import KEPT_HERE


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic) -> RoomDesk:
    return RoomDesk(qtbot, jobs, clinic)


def test_simpan_keeps_the_examination_here_and_the_server_has_it_afterwards(
    desk: RoomDesk, clinic: Clinic, tmp_path: Path, qtbot: QtBot
) -> None:
    room = desk.with_patient()
    with with_copy(clinic, tmp_path):
        room.measure({"nadi": "80"})
        room.write(subjective="Pusing dua hari")
        with alone(clinic):
            room.press_save()
            desk.wait_until_said(KEPT_HERE)
            qtbot.waitUntil(lambda: not room.page.saving.is_busy)
            assert room.tabs.isVisible()
        assert send_all(clinic) == 0
        file = desk.stored(room)
        assert file.note.subjective == "Pusing dua hari"
        assert file.answers["vital_signs"] == {"nadi": 80}
        room.page.reload(frozenset({"encounter"}))
        qtbot.waitUntil(lambda: not room.workspace.has_typing())
