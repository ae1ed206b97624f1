"""The lists of who is due are brought up to date in the background, beside everything else."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from db.models import Person
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.family_import.family_imports import DUES_ASKED
from tests.house_fixtures import Clinic
from tests.services.due_people import adult
from tests.ui.driven import workspace_on
from tests.ui.hands import click
from ui import due_refresh
from ui.due_refresh import DueRefresh
from ui.jobs import UnexpectedFault
from ui.workspace import Workspace

PEOPLE = 7


@pytest.fixture
def workspace(
    qtbot: QtBot, themed: QApplication, clinic: Clinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Workspace]:
    """Open the window over people whose services were worked out by older rules; nothing begins by itself."""
    monkeypatch.setattr(due_refresh, "AT_ONCE", 2)
    monkeypatch.setattr(due_refresh, "START_AFTER_MS", 60_000_000)
    for number in range(PEOPLE):
        adult(clinic, f"Warga {number}")
    forget(clinic)
    with workspace_on(qtbot, clinic, tmp_path, "desk") as (_, opened):
        opened.refresh._begin.stop()
        yield opened


def forget(clinic: Clinic) -> None:
    """Let everybody's services be of older rules."""
    with clinic.house.uow.writing(clinic.doctor, Act.WRITE_RECORD) as work:
        work.session.execute(update(Person).values(dues_edition="lama"))
        work.touch("person", None)


def told(refresh: DueRefresh) -> list[tuple[int, bool]]:
    """Return what is told from now on."""
    heard: list[tuple[int, bool]] = []
    refresh.told.connect(lambda left, paused: heard.append((left, paused)))
    return heard


def test_it_begins_by_itself_after_the_window_has_opened(qtbot: QtBot, workspace: Workspace, clinic: Clinic) -> None:
    own = DueRefresh(workspace.context, workspace, start_after_ms=1)
    heard = told(own)
    qtbot.waitUntil(lambda: bool(heard) and heard[-1] == (0, False))
    assert clinic.house.dues.stale(clinic.desk) == 0
    assert [left for left, _ in heard] == [7, 5, 3, 1, 0]


def test_title_line_says_how_many_are_left_and_then_nothing(qtbot: QtBot, workspace: Workspace) -> None:
    button = workspace.title_line.refreshing
    said: list[str] = []
    workspace.refresh.told.connect(lambda _left, _paused: said.append(button.text() if button.isVisible() else ""))
    workspace.refresh.look()
    qtbot.waitUntil(lambda: said[-1:] == [""])
    assert said[:2] == ["Daftar: sisa 7", "Daftar: sisa 5"]
    assert not button.isVisible()


def test_pressing_it_pauses_and_pressing_again_goes_on(qtbot: QtBot, workspace: Workspace, clinic: Clinic) -> None:
    heard = told(workspace.refresh)
    button = workspace.title_line.refreshing
    workspace.refresh.told.connect(lambda left, _paused: click(button) if left == 5 and len(heard) == 2 else None)
    workspace.refresh.look()
    qtbot.waitUntil(lambda: (5, True) in heard and not workspace.refresh._busy)
    assert clinic.house.dues.stale(clinic.desk) == 5
    assert button.text() == "Dijeda: 5"
    click(button)
    qtbot.waitUntil(lambda: heard[-1] == (0, False))
    assert clinic.house.dues.stale(clinic.desk) == 0


def test_save_of_the_user_goes_before_the_next_lot(qtbot: QtBot, workspace: Workspace, clinic: Clinic) -> None:
    jobs, order = workspace.context.jobs, list[str]()
    hold = Event()
    jobs.write(lambda: hold.wait(20), lambda _: None, owner=workspace)
    workspace.refresh.told.connect(lambda left, _paused: order.append(f"sisa {left}"))
    workspace.refresh.look()
    qtbot.waitUntil(lambda: order == ["sisa 7"])
    jobs.write(lambda: None, lambda _: order.append("simpan"), owner=workspace)
    hold.set()
    qtbot.waitUntil(lambda: order[-1] == "sisa 0")
    assert order[:3] == ["sisa 7", "sisa 5", "simpan"]


def test_it_goes_on_by_itself_on_the_next_day(qtbot: QtBot, workspace: Workspace, clinic: Clinic) -> None:
    heard = told(workspace.refresh)
    workspace.refresh.look()
    qtbot.waitUntil(lambda: heard[-1:] == [(0, False)])
    forget(clinic)
    workspace.refresh._look_at_day()
    assert not workspace.refresh._busy
    clinic.clock.forward(timedelta(days=1))
    workspace.refresh._look_at_day()
    qtbot.waitUntil(lambda: clinic.house.dues.stale(clinic.desk) == 0 and heard[-1] == (0, False))


def test_rules_that_change_for_everybody_start_it(qtbot: QtBot, workspace: Workspace, clinic: Clinic) -> None:
    clinic.house.uow.database.feed.poll()
    workspace._on_changed(frozenset({"person"}))
    assert not workspace.refresh._busy
    workspace._on_changed(frozenset({"facility"}))
    qtbot.waitUntil(lambda: clinic.house.dues.stale(clinic.desk) == 0 and not workspace.refresh._busy)


def test_what_is_asked_for_while_it_counts_is_not_forgotten(qtbot: QtBot, workspace: Workspace, clinic: Clinic) -> None:
    workspace.refresh.look()
    qtbot.waitUntil(lambda: clinic.house.dues.stale(clinic.desk) == 0 and not workspace.refresh._busy)
    qtbot.waitUntil(workspace.context.jobs.is_idle)
    jobs, hold, counted = workspace.context.jobs, Event(), Event()
    jobs.read(lambda: hold.wait(20), lambda _: None, owner=workspace)  # leaves one reader, which does one by one
    workspace.refresh.look()
    jobs.read(counted.set, lambda _: None, owner=workspace)
    assert counted.wait(20)
    forget(clinic)
    workspace._on_changed(frozenset({DUES_ASKED}))
    hold.set()
    qtbot.waitUntil(lambda: clinic.house.dues.stale(clinic.desk) == 0)


def test_closing_asks_for_nothing_more_and_keeps_what_is_done(
    qtbot: QtBot, workspace: Workspace, clinic: Clinic
) -> None:
    heard = told(workspace.refresh)
    workspace.refresh.told.connect(lambda left, _paused: workspace.refresh.stop() if left == 5 else None)
    workspace.refresh.look()
    qtbot.waitUntil(lambda: heard[-1:] == [(5, False)] and not workspace.refresh._busy)
    workspace.refresh.look()
    assert not workspace.refresh._busy
    assert clinic.house.dues.stale(clinic.desk) == 5


def test_fault_of_the_program_is_not_tried_again_today(workspace: Workspace) -> None:
    workspace.refresh._on_failed(UnexpectedFault())
    assert not workspace.refresh._begin.isActive()


def test_trouble_is_tried_again_later_without_a_word(
    qtbot: QtBot, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    refresh = workspace.refresh
    nobody = replace(workspace.context, user=replace(workspace.context.user, roles=frozenset()))
    monkeypatch.setattr(refresh, "_context", nobody)
    refresh.look()
    qtbot.waitUntil(refresh._begin.isActive)
    assert refresh.left() == 0
