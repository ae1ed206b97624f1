"""What is typed at the desk stands in clear in no file: neither while the program runs, nor after a crash or backup."""

import logging
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.errors import UserError
from ilp_desktop.log import start_log
from ilp_desktop.services.rescue.support_file import support_text
from ilp_desktop.services.start.data_folder import DataFolder
from tests.house.tree import ROOT
from tests.house_fixtures import MORNING
from tests.journeys.pages.front_desk import FrontDesk
from tests.plain_text import files_in, found_in_clear
from tests.sampled import sampled
from tests.services.backed_up import silent
from tests.ui.busy_until_killed import TYPED as BUSY
from tests.ui.driven import Driven, PaperTray, driven, ready_folder
from ui.front_desk.page import FrontDeskPage
from ui.tabs import FRONT_DESK

NAME, COMPLAINT, NIK = "Lestari Purbaningrum", "gatal menahun di siku", "3201015705900001"
DRAFTED, DRAFTED_NIK = "Wulandari Kusumastuti", "3201014506880002"
PERSON = {"birth_date": "17051990", "sex": "p", "relation": "1", "village": "1", "payer": "u"}
TYPED = (NAME, NIK, COMPLAINT, DRAFTED, DRAFTED_NIK, "Lestari", "Wulandari", "rahasia-12")


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Return the data folder to be and the folder of temporary files."""
    temporary = tmp_path / "sementara"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    return tmp_path / "data", temporary


@pytest.fixture
def here(
    qtbot: QtBot, qapp: object, places: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Driven]:
    folder = ready_folder(tmp_path_factory, places[0])
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    start_log(folder / "log")
    with driven(qtbot, folder, PaperTray("Pencetak Loket")) as running:
        yield running
    for handler in [handler for handler in root.handlers if handler not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def busy_morning(here: Driven, qtbot: QtBot) -> None:
    """Register somebody, open and print their visit, and leave the next one half typed."""
    workspace = here.sign_in("loket")
    workspace.context.settings.set_printer("tiket", "Pencetak Loket")
    page = workspace.tabs.open(FRONT_DESK)
    assert isinstance(page, FrontDeskPage)
    desk = FrontDesk(page, qtbot)
    desk.register({"name": NAME, "nik": NIK, **PERSON})
    desk.open_visit("0", complaint=COMPLAINT)
    tray = here.program._printers
    assert isinstance(tray, PaperTray)
    qtbot.waitUntil(lambda: bool(tray.sent), timeout=20_000)
    form = desk.start_registration()
    desk.fill(form, {"name": DRAFTED, "nik": DRAFTED_NIK})
    keeper = page.stack.registration.keeper
    qtbot.waitUntil(keeper.timer.isActive)
    keeper.timer.start(1)
    drafts, user = workspace.context.house.drafts, workspace.context.user
    qtbot.waitUntil(lambda: drafts.places(user) != ())
    qtbot.waitUntil(workspace.context.jobs.is_idle)


@pytest.mark.logs("fault")
def test_no_name_number_or_complaint_typed_stands_in_clear_in_any_file(
    here: Driven, qtbot: QtBot, places: tuple[Path, Path]
) -> None:
    busy_morning(here, qtbot)
    workspace = here.program.workspace
    assert workspace is not None
    house, user = workspace.context.house, workspace.context.user
    assert [found.name for found in house.registration.search(user, NAME)] == [NAME]
    assert found_in_clear(places, TYPED) == {}
    house.backups.make(user, silent)
    house.backups.drill(user, silent)

    def fault() -> None:
        raise RuntimeError(f"cannot save {NAME} {NIK}")

    workspace.context.jobs.read(fault, lambda _: None, owner=workspace)
    log = places[0] / "log" / "ilp-desktop.log"
    qtbot.waitUntil(lambda: "RuntimeError" in log.read_text(encoding="utf-8"))
    names = {file.name for file, _ in files_in(places)}
    assert {"ilp.db", "ilp.db-wal", "local_state.db", "kunci.json", "cadangan.json", "ilp-desktop.log"} <= names
    assert found_in_clear(places, TYPED) == {}
    dialog = here.program.window.messages._bug_dialog
    assert dialog is not None
    dialog.close()


@pytest.mark.parametrize("rounds", sampled((2, 1, 3)))
@pytest.mark.timeout(300)
def test_a_program_killed_at_work_leaves_nothing_in_clear_but_what_was_saved_elsewhere_at_somebodys_wish(
    places: tuple[Path, Path], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, qapp: object, rounds: int
) -> None:
    folder, _ = places
    ready_folder(tmp_path_factory, folder)
    outside = tmp_path / "pilihan-petugas"
    outside.mkdir()
    command = [sys.executable, "-m", "tests.ui.busy_until_killed", str(folder), str(outside)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        done = 0
        while done < rounds and (line := program.stdout.readline()):
            done += line == "round\n"
        program.send_signal(signal.SIGKILL)
    assert done == rounds
    names = {file.name for file, _ in files_in(places)}
    assert {"ilp.db", "ilp.db-wal", "local_state.db", "ilp-desktop.log"} <= names
    assert ("cadangan.json" in names) is (rounds > 1)
    assert found_in_clear(places, BUSY) == {}
    support = support_text(DataFolder(folder), UserError("Data rusak."), MORNING)
    assert not [word for word in BUSY if word.lower() in support.lower()]


def test_what_stands_in_clear_is_found(tmp_path: Path) -> None:
    for name, held in {
        "a.txt": NAME.upper().encode(),
        "b.bin": b"\0" + NIK.encode("utf-16-le"),
        f"{DRAFTED}.txt": b"",
        "c": b"%PDF-1.4",
        "d": b"PK\x03\x04",
        "e": NAME.encode()[1:],
    }.items():
        (tmp_path / name).write_bytes(held)
    found = found_in_clear((tmp_path,), (NAME, NIK, DRAFTED))
    assert sorted(Path(file).name for file in found) == [f"{DRAFTED}.txt", "a.txt", "b.bin", "c", "d"]
