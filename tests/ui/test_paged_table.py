"""Lists fetch page by page, keep the user's place, and get over a failed page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Event

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.errors import UserError
from tests.ui.hands import click, double_click, press
from ui.jobs import Jobs
from ui.models.paged_table import ROW_ROLE, Column, PagedTable
from ui.palette import Tone
from ui.widgets.table import Table

HERE = QModelIndex()


@dataclass(frozen=True)
class Waiting:
    id: int
    name: str
    minutes: int = 0


COLUMNS = (
    Column[Waiting]("Nama", lambda row: row.name, tooltip=lambda row: f"No. {row.id}"),
    Column[Waiting]("Menit", lambda row: str(row.minutes), 64, align_right=True),
    Column[Waiting]("Triase", lambda _: "Merah", 88, colour=lambda _: Tone.BAD),
)


class Shelf:
    """Rows in order, fetched after a key."""

    def __init__(self, count: int) -> None:
        self.rows = [Waiting(number, f"Pasien {number}") for number in range(count)]
        self.asked: list[int] = []
        self.error: Exception | None = None
        self.hold: Event | None = None

    def fetch(self, after: Waiting | None, limit: int) -> Sequence[Waiting]:
        self.asked.append(limit)
        if self.hold is not None:
            self.hold.wait()
        if self.error is not None:
            raise self.error
        rows = [row for row in self.rows if after is None or row.id > after.id]
        return rows[:limit]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(120)


@pytest.fixture
def model(qtbot: QtBot, jobs: Jobs, shelf: Shelf) -> PagedTable[Waiting]:
    made = PagedTable(COLUMNS, shelf.fetch, jobs)
    with qtbot.waitSignal(made.loaded):
        made.reload()
    return made


def test_nothing_is_read_before_it_is_asked_for(
    qtbot: QtBot, jobs: Jobs, shelf: Shelf, in_window: Callable[..., QWidget]
) -> None:
    model = PagedTable(COLUMNS, shelf.fetch, jobs)
    in_window(Table(model, "Belum ada yang menunggu."))
    with qtbot.waitSignal(model.loaded):
        model.reload()
    assert shelf.asked == [50]


def test_pages_arrive_one_after_the_other_until_the_end(qtbot: QtBot, model: PagedTable[Waiting]) -> None:
    counts = [model.rowCount()]
    while model.canFetchMore(HERE):
        with qtbot.waitSignal(model.loaded):
            model.fetchMore(HERE)
        counts.append(model.rowCount())
    assert counts == [50, 100, 120]
    assert [row.id for row in model.rows()] == list(range(120))


def test_second_page_is_asked_once_however_often_the_view_wants_it(
    qtbot: QtBot, model: PagedTable[Waiting], shelf: Shelf
) -> None:
    shelf.hold = Event()
    for _ in range(3):
        model.fetchMore(HERE)
    with qtbot.waitSignal(model.loaded):
        shelf.hold.set()
    assert shelf.asked == [50, 50]
    assert model.rowCount() == 100


def test_failed_page_can_be_asked_again(qtbot: QtBot, model: PagedTable[Waiting], shelf: Shelf) -> None:
    error = UserError("Server terputus.")
    shelf.error = error
    with qtbot.waitSignal(model.failed) as told:
        model.fetchMore(HERE)
    assert told.args == [error]
    assert not model.is_fetching()
    shelf.error = None
    with qtbot.waitSignal(model.loaded):
        model.fetchMore(HERE)
    assert model.rowCount() == 100


def test_answer_to_an_older_question_is_dropped(qtbot: QtBot, model: PagedTable[Waiting], shelf: Shelf) -> None:
    shelf.hold = hold = Event()
    model.fetchMore(HERE)
    qtbot.waitUntil(lambda: len(shelf.asked) == 2)
    shelf.hold = None
    shelf.rows = [Waiting(7, "Pasien baru")]
    with qtbot.waitSignal(model.loaded):
        model.reload()
    hold.set()
    qtbot.waitUntil(lambda: not model.is_fetching())
    assert [row.name for row in model.rows()] == ["Pasien baru"]


def test_reload_of_the_same_rows_only_repaints(qtbot: QtBot, model: PagedTable[Waiting], shelf: Shelf) -> None:
    shelf.rows = [replace(row, minutes=5) for row in shelf.rows]
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignals([model.dataChanged, model.loaded]):
        model.reload()
    assert model.row(0).minutes == 5


def test_cell_tells_its_words_side_hint_and_row(model: PagedTable[Waiting]) -> None:
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Nama"
    assert model.index(3, 0).data() == "Pasien 3"
    assert model.index(3, 0).data(Qt.ItemDataRole.ToolTipRole) == "No. 3"
    assert model.index(3, 1).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert model.index(3, 0).data(ROW_ROLE) == Waiting(3, "Pasien 3")


def test_selection_stays_on_the_same_person_after_a_reload(
    qtbot: QtBot, model: PagedTable[Waiting], shelf: Shelf, in_window: Callable[..., QWidget]
) -> None:
    table = Table(model, "Belum ada yang menunggu.")
    in_window(table)
    assert table.select_key(10)
    shelf.rows = [row for row in shelf.rows if row.id not in {3, 4}]
    with qtbot.waitSignal(model.modelReset):
        model.reload()
    assert table.current_row() == Waiting(10, "Pasien 10")
    assert table.currentIndex().row() == 8


def test_selected_person_who_left_the_list_is_reported(
    qtbot: QtBot, model: PagedTable[Waiting], shelf: Shelf, in_window: Callable[..., QWidget]
) -> None:
    table = Table(model, "Belum ada yang menunggu.")
    in_window(table)
    table.select_key(10)
    shelf.rows = [row for row in shelf.rows if row.id != 10]
    heard: list[object] = []
    table.selected.connect(heard.append)
    with qtbot.waitSignal(model.modelReset):
        model.reload()
    assert heard[-1] is None
    assert table.current_row() is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_choose_the_selected_row(
    qtbot: QtBot, model: PagedTable[Waiting], in_window: Callable[..., QWidget], key: Qt.Key
) -> None:
    table = Table(model, "Belum ada yang menunggu.")
    in_window(table)
    table.select_first()
    with qtbot.waitSignal(table.chosen) as told:
        press(key, table)
    assert told.args == [Waiting(0, "Pasien 0")]


def test_double_click_chooses(qtbot: QtBot, model: PagedTable[Waiting], in_window: Callable[..., QWidget]) -> None:
    table = Table(model, "Belum ada yang menunggu.")
    in_window(table)
    place = table.visualRect(model.index(2, 0)).center()
    click(table.viewport(), place)
    with qtbot.waitSignal(table.chosen) as told:
        double_click(table.viewport(), place)
    assert told.args == [Waiting(2, "Pasien 2")]


def test_empty_list_and_chips_are_painted(
    qtbot: QtBot, themed: QApplication, jobs: Jobs, in_window: Callable[..., QWidget]
) -> None:
    shelf = Shelf(0)
    model = PagedTable(COLUMNS, shelf.fetch, jobs)
    table = Table(model, "Belum ada yang menunggu.")
    in_window(table)
    with qtbot.waitSignal(model.loaded):
        model.reload()
    blank = table.viewport().grab().toImage()
    table.set_empty_text("")
    assert table.viewport().grab().toImage() != blank
    shelf.rows = [Waiting(1, "Pasien 1")]
    with qtbot.waitSignal(model.loaded):
        model.reload()
    assert table.viewport().grab().toImage() != blank
