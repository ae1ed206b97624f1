"""Every role goes through the whole window: each tab it may enter, each page within, the first of each list.

Nothing may be offered there that a service then refuses, and nothing may fail.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractItemView, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.errors import NotAllowed
from ilp_desktop.domain.permissions import Role
from ilp_desktop.services.entrance import Entered
from ilp_desktop.settings import SettingsFile
from tests.house_fixtures import Clinic
from tests.ui.driven import PaperTray
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.tabs import TABS, refusal
from ui.workspace import Workspace


@pytest.mark.parametrize("role", Role)
def test_a_role_goes_through_all_it_is_shown_and_is_refused_nothing(
    qtbot: QtBot, clinic: Clinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, role: Role
) -> None:
    noted = NotAllowed.__init__
    person = clinic.register("Ibu Contoh").person_id
    clinic.visit(person, "4")
    user = replace(clinic.doctor, roles=frozenset({role}))
    entered = Entered(clinic.house, user, clinic.house.facilities.profile(clinic.head), lambda: None)
    window, jobs = MainWindow(), Jobs()
    window.messages.listen_to(jobs)
    refused: list[str] = []

    def note(error: NotAllowed, *said: str) -> None:
        refused.append(" ".join(said))
        noted(error, *said)

    monkeypatch.setattr(NotAllowed, "__init__", note)
    workspace = Workspace(entered, jobs, window.messages, SettingsFile(tmp_path), PaperTray())
    window.show_scene(workspace)
    window.show()
    try:
        for number, tab in enumerate(TABS):
            if refusal(tab, user):
                assert workspace.tabs.open(number) is None
                continue
            page = workspace.tabs.open(number)
            assert page is not None
            go_through(qtbot, jobs, page)
        told = [banner.text for banner in window.messages.stack.banners()]
    finally:
        workspace.stop()
        jobs.close()
        window.close()
        window.deleteLater()
    assert refused == []
    assert [text for text in told if "Masuk dengan akun yang berwenang" not in text] == []


def go_through(qtbot: QtBot, jobs: Jobs, page: QWidget) -> None:
    """Open every page within a page, and the first row of every list."""
    qtbot.waitUntil(jobs.is_idle)
    seen: set[tuple[int, int]] = set()
    while ahead := [
        (tabs, index)
        for tabs in page.findChildren(QTabWidget)
        for index in range(tabs.count())
        if (id(tabs), index) not in seen and tabs.isVisible() and tabs.isTabVisible(index) and tabs.isTabEnabled(index)
    ]:
        tabs, index = ahead[0]
        seen.add((id(tabs), index))
        tabs.setCurrentIndex(index)
        qtbot.waitUntil(jobs.is_idle)
        for rows in tabs.currentWidget().findChildren(QAbstractItemView):
            model = rows.model()
            if rows.isVisible() and model is not None and model.rowCount() and rows.parent() is not None:
                rows.setCurrentIndex(model.index(0, 0))
                qtbot.waitUntil(jobs.is_idle)
