"""The queue display: opened and closed, seen by the hall, heard, and never in anybody's way."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.queue.visit_words import Wish
from ilp_desktop.services.queue.displays import DisplayWanted
from ilp_desktop.services.queue.queueing import Call
from ilp_desktop.services.queue.visits import IssuedTicket
from ilp_desktop.settings import SettingsFile
from tests.house_fixtures import Clinic
from tests.ui.driven import workspace_on
from tests.ui.hands import click, press
from tests.ui.test_announcer import Loudspeaker
from ui.palette import contrast, load_palette
from ui.queue_display.board import NOBODY, Board
from ui.queue_display.running_text import RunningText
from ui.queue_display.window import DisplayWindow
from ui.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier
SMALLEST_SHARE = 0.10


def ticket_in(clinic: Clinic, name: str) -> IssuedTicket:
    return clinic.visit(clinic.register(name).person_id, complaint="keluhan rahasia")


def call_in(clinic: Clinic, ticket: IssuedTicket, room: str) -> None:
    clinic.clock.forward(timedelta(seconds=1))
    rooms = {each.name: each.id for each in clinic.house.facilities.rooms(clinic.doctor)}
    clinic.house.queueing.call(clinic.doctor, ticket.ticket_id, rooms[room])


@dataclass
class Office:
    """The window of one test, with its display open."""

    qtbot: QtBot
    clinic: Clinic
    workspace: Workspace
    loud: Loudspeaker
    folder: Path

    def window(self) -> DisplayWindow:
        window = self.workspace.display.window
        assert window is not None
        return window

    def board(self) -> Board:
        return self.window().board

    def ticket(self, name: str = "Orang Rahasia") -> IssuedTicket:
        return ticket_in(self.clinic, name)

    def call(self, ticket: IssuedTicket, room: str = "Poli Dewasa") -> None:
        call_in(self.clinic, ticket, room)

    def current(self) -> tuple[str, str]:
        call = self.board().shown.current
        return (call.number, call.room) if call else ("", "")


@pytest.fixture
def office(qtbot: QtBot, themed: object, clinic: Clinic, tmp_path: Path) -> Iterator[Office]:
    """The desk's program, with its display opened by the key."""
    with workspace_on(qtbot, clinic, tmp_path, "desk") as (_, workspace):
        press(Qt.Key.Key_L, None, CTRL | Qt.KeyboardModifier.ShiftModifier)
        loud = Loudspeaker()
        opened = Office(qtbot, clinic, workspace, loud, tmp_path)
        announcer = workspace.display.announcer
        assert announcer is not None
        announcer.player = loud
        qtbot.waitUntil(lambda: announcer.manner is not None)
        yield opened


def test_number_just_called_stands_large_and_is_said(office: Office) -> None:
    assert office.board().accessibleName() == NOBODY
    ticket = office.ticket()
    office.call(ticket)
    office.qtbot.waitUntil(lambda: office.current() == ("B-001", "Poli Dewasa"))
    assert office.board().shown.calling
    office.qtbot.waitUntil(lambda: office.loud.ended is not None)
    assert ("Poli Dewasa", "B-001") in office.board().shown.rooms


def test_display_has_no_place_for_a_name_or_a_complaint(office: Office) -> None:
    office.call(office.ticket("Siti Sangat Rahasia"))
    office.qtbot.waitUntil(lambda: office.current()[0] == "B-001")
    told = repr(office.board().shown) + office.board().accessibleName() + office.window().windowTitle()
    assert "Rahasia" not in told
    assert "rahasia" not in told


def test_last_five_calls_stand_beside_newest_first_and_recalling_calls_again(office: Office) -> None:
    tickets = [office.ticket(f"Orang {number}") for number in range(7)]
    for ticket in tickets:
        office.call(ticket)
    board = office.board()
    numbers = ["B-007", "B-006", "B-005", "B-004", "B-003"]
    office.qtbot.waitUntil(lambda: [call.number for call in board.shown.last if call.number != "B-001"][:5] == numbers)
    assert office.current()[0] == "B-001", "the first stands large until it was said"


def test_call_undone_while_it_is_said_does_not_stay(office: Office) -> None:
    first, second = office.ticket("Satu"), office.ticket("Dua")
    office.call(first)
    office.qtbot.waitUntil(lambda: office.loud.ended is not None)
    office.loud.end()
    office.qtbot.waitUntil(lambda: not office.board().shown.calling, timeout=10_000)
    office.call(second)
    office.qtbot.waitUntil(lambda: office.loud.ended is not None and office.current()[0] == "B-002")
    office.clinic.house.queue_repairs.undo(office.clinic.doctor, second.ticket_id)
    office.qtbot.waitUntil(lambda: ("Poli Dewasa", "B-001") in office.board().shown.rooms)
    office.loud.end()
    office.qtbot.waitUntil(lambda: not office.board().shown.calling, timeout=10_000)
    assert office.current()[0] == "B-001"


def test_calls_from_before_the_display_was_opened_are_shown_and_not_said(
    qtbot: QtBot, themed: object, clinic: Clinic, tmp_path: Path
) -> None:
    settings = SettingsFile(tmp_path)
    settings.set_display(replace(settings.value.display, open=True))
    call_in(clinic, ticket_in(clinic, "Orang Rahasia"), "Poli Dewasa")
    with workspace_on(qtbot, clinic, tmp_path, "desk") as (window, workspace):
        office = Office(qtbot, clinic, workspace, Loudspeaker(), tmp_path)
        qtbot.waitUntil(lambda: workspace.display.window is not None)
        qtbot.waitUntil(lambda: office.current() == ("B-001", "Poli Dewasa"))
        assert not office.board().shown.calling
        assert window.isActiveWindow()


def test_escape_closes_it_and_the_program_remembers(office: Office) -> None:
    assert SettingsFile(office.folder).value.display.open
    window = office.window()
    window.activateWindow()
    press(Qt.Key.Key_Escape, window)
    office.qtbot.waitUntil(lambda: office.workspace.display.window is None)
    assert not SettingsFile(office.folder).value.display.open
    click(office.workspace.title_line.display_button)
    assert office.workspace.display.window is not None
    click(office.workspace.title_line.display_button)
    assert office.workspace.display.window is None


def test_leaving_the_program_closes_it_and_it_stands_open_next_time(office: Office) -> None:
    office.workspace.stop()
    assert office.workspace.display.window is None
    assert SettingsFile(office.folder).value.display.open


def test_head_changes_the_running_text_and_only_chosen_rooms_are_shown(office: Office) -> None:
    wanted = DisplayWanted("Vaksin tersedia hari ini", 1, 3, "21", "6")
    office.clinic.house.displays.change(office.clinic.head, wanted)
    office.qtbot.waitUntil(lambda: office.window().foot.text() == "Vaksin tersedia hari ini")
    assert office.board().shown.lines == 3
    settings = office.workspace.context.settings
    settings.set_display(replace(settings.value.display, rooms=("Ruang KIA", "Ruang Tindakan")))
    office.qtbot.waitUntil(lambda: len(office.board().shown.rooms) == 2, timeout=20_000)
    office.call(office.ticket("Satu"))
    office.call(office.ticket("Dua"), "Ruang KIA")
    office.qtbot.waitUntil(lambda: office.current()[1] == "Ruang KIA")
    assert office.current()[0] == "B-002"


def test_counter_has_its_place_and_a_display_may_show_counters_alone(office: Office) -> None:
    clinic = office.clinic
    number = clinic.house.arrivals.take(clinic.desk, clinic.new_id(), Wish.GENERAL).number
    clinic.house.arrivals.call_next(clinic.desk, "Loket 1")
    office.qtbot.waitUntil(lambda: ("Loket 1", number) in office.board().shown.rooms)
    settings = office.workspace.context.settings
    settings.set_display(replace(settings.value.display, rooms=("Loket 1",)))
    office.qtbot.waitUntil(lambda: office.board().shown.rooms == (), timeout=20_000)
    assert office.current() == (number, "Loket 1")


def test_lost_connection_keeps_the_picture_and_is_told(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(_user: object) -> None:
        raise UserError("Server tidak terjangkau.", "")

    office.call(office.ticket())
    office.qtbot.waitUntil(lambda: office.current()[0] == "B-001")
    monkeypatch.setattr(office.clinic.house.displays, "settings", lost)
    office.workspace.display.on_changed(frozenset({"ticket"}))
    office.qtbot.waitUntil(lambda: not office.board().shown.reached)
    assert office.current()[0] == "B-001"
    monkeypatch.undo()
    office.workspace.display.on_reachable(True)
    office.qtbot.waitUntil(lambda: office.board().shown.reached)


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (1024, 768), (1080, 1920), (3840, 2160)])
@pytest.mark.parametrize("number", ["A-014", "AA-1024"])
def test_capital_of_the_number_is_a_tenth_of_the_screen_or_more(
    size: tuple[int, int], number: str, themed: object, qtbot: QtBot
) -> None:
    board = Board()
    qtbot.addWidget(board)
    foot = int(size[1] * 0.085)
    board.resize(size[0], size[1] - foot)
    call = Call(1, number, "A", 14, "Ruang KIA", None, again=False)  # type: ignore[arg-type]
    board.show_this(current=call, rooms=(("Ruang KIA", number), ("Poli Dewasa", "")))
    if size[0] > size[1]:
        assert board.number_cap() >= SMALLEST_SHARE * size[1]
    assert not board.grab().isNull()


def test_words_move_only_when_there_is_no_room_for_them(themed: object, qtbot: QtBot) -> None:
    foot = RunningText()
    qtbot.addWidget(foot)
    foot.resize(600, 60)
    foot.set_text("Pendek")
    foot.show()
    assert not foot.moves()
    foot.set_text("Panjang sekali " * 20)
    assert foot.moves()
    before = foot.grab().toImage()
    qtbot.waitUntil(lambda: foot.grab().toImage() != before)
    foot.set_text("")
    assert not foot.isVisible()


@pytest.mark.parametrize("dark", [False, True])
def test_every_word_of_the_display_can_be_read(*, dark: bool) -> None:
    colours = load_palette(dark=dark)
    pairs = (("onPrimary", "primary"), ("ink", "surface"), ("muted", "surface"), ("primary", "surface"))
    assert [
        pair for pair in (*pairs, ("accentInk", "primarySoft")) if contrast(*map(colours.__getitem__, pair)) < 4.5
    ] == []


def test_window_without_a_second_screen_is_an_ordinary_one(office: Office) -> None:
    assert len(QApplication.screens()) == 1
    assert not office.window().isFullScreen()
