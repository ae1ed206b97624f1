"""1 Manajemen > Cadangan, the backup of the day, and the one before closing."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.services.backup.backup_place import Place
from ilp_desktop.services.house import build_house
from ilp_desktop.services.start.opening import Vault
from tests.house_fixtures import KEY, Clinic, Opener, Users, opened
from tests.services.backed_up import people_in, ring_of
from tests.ui.driven import Driven, driven, ready_folder
from tests.ui.hands import click, type_text
from tests.ui.opened_page import Desk
from ui.backup_keeper import REMEDY, BackupKeeper
from ui.closing_backup import WITHOUT, ClosingBackup
from ui.jobs import Jobs
from ui.klaster1_management.backup_panel import BackupPanel
from ui.klaster1_management.page import ManagementPage
from ui.klaster1_management.restore_card import WORD
from ui.sign_in import SignIn


@pytest.fixture
def clinic(open_copy: Opener, sqlite_template: tuple[Path, Users], tmp_path: Path) -> Clinic:
    """Return the small Puskesmas in a data folder with its keys; a server makes its own backups."""
    clinic = opened(open_copy(), sqlite_template[1])
    vault = Vault(clinic.database, ring_of(tmp_path), KEY)
    clinic.house = build_house(clinic.database, vault, clinic.clock, clinic.house.uow.identities)
    return clinic


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


@pytest.fixture
def running(qtbot: QtBot, qapp: object, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Iterator[Driven]:
    with driven(qtbot, ready_folder(tmp_path_factory, tmp_path / "data")) as program:
        program.program.closing.backs_up = True
        yield program
        program.program.closing.backs_up = False


def panel_on(page: ManagementPage) -> BackupPanel:
    panel = next(one for one in page.panels if isinstance(one, BackupPanel))
    page.tabs.setCurrentIndex(page.panels.index(panel))
    return panel


def test_a_backup_is_made_by_its_button_and_stands_in_the_list(desk: Desk, qtbot: QtBot) -> None:
    desk.clinic.register("Bunga Rahasia")
    panel = panel_on(desk.show(ManagementPage, desk.clinic.head))
    qtbot.waitUntil(lambda: panel.last_label.text() == "Belum ada cadangan.")
    click(panel.make_button)
    qtbot.waitUntil(lambda: "1 orang" in panel.last_label.text(), timeout=20_000)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1)
    assert panel.state.text() == "Baik"
    assert "Cadangan dibuat dan sudah diperiksa." in desk.banners()
    click(panel.drill_button)
    qtbot.waitUntil(lambda: "berhasil" in panel.drill_label.text(), timeout=20_000)


def test_a_doctor_sees_why_the_panel_is_not_theirs(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk.show(ManagementPage, desk.clinic.doctor))
    qtbot.waitUntil(panel.refusal.isVisible)
    assert "atur cadangan" in panel.refusal.text_label.text()
    assert not panel.content.isVisible()


def test_the_second_place_is_chosen_told_and_let_go(
    desk: Desk, qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stick = tmp_path_factory.mktemp("usb")
    panel = panel_on(desk.show(ManagementPage, desk.clinic.head))
    panel.choose_second(str(stick))
    qtbot.waitUntil(lambda: str(stick) in panel.second_label.text())
    click(panel.make_button)
    qtbot.waitUntil(lambda: "terakhir sampai" in panel.second_label.text(), timeout=20_000)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 2)
    stick.rename(stick.with_name("dicabut"))
    click(panel.make_button)
    qtbot.waitUntil(lambda: "dicabut" in panel.second_label.text(), timeout=20_000)
    click(panel.no_second_button)
    qtbot.waitUntil(lambda: "Belum dipilih" in panel.second_label.text())


def test_a_second_place_that_is_not_there_is_refused(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    panel = panel_on(desk.show(ManagementPage, desk.clinic.head))
    panel.choose_second(str(tmp_path / "tidak-ada"))
    qtbot.waitUntil(lambda: any("tidak ada" in text for text in desk.banners()))


def test_restoring_tells_what_is_newer_and_wants_the_word(desk: Desk, qtbot: QtBot) -> None:
    clinic = desk.clinic
    clinic.house.backups.make(clinic.head, lambda _part, _text: None)
    clinic.clock.forward(timedelta(minutes=1))
    clinic.register("Datang Kemudian")
    panel = panel_on(desk.show(ManagementPage, clinic.head))
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1)
    panel.table.selectRow(0)
    click(panel.restore_button)
    card = panel.restore_card
    qtbot.waitUntil(lambda: "1 orang" in card.newer_label.text(), timeout=20_000)
    assert not card.restore_button.isEnabled()
    card.word_edit.setFocus()
    type_text("pulih")
    assert not card.restore_button.isEnabled()
    card.word_edit.setText(WORD)
    assert card.restore_button.isEnabled()
    click(card.cancel_button)
    assert not card.isVisible()


def test_the_backup_of_the_day_and_the_drill_are_made_by_themselves(desk: Desk, qtbot: QtBot, jobs: Jobs) -> None:
    desk.clinic.register("Bunga Rahasia")
    panel = panel_on(desk.show(ManagementPage, desk.clinic.head))
    keeper = BackupKeeper(desk.contexts[-1], panel)
    backups, user = desk.clinic.house.backups, desk.clinic.head
    keeper.look()
    qtbot.waitUntil(lambda: backups.overview(user).last is not None and jobs.is_idle(), timeout=20_000)
    keeper.look()
    qtbot.waitUntil(lambda: backups.overview(user).state.drilled_at is not None and jobs.is_idle(), timeout=20_000)
    keeper.look()
    qtbot.waitUntil(jobs.is_idle)
    assert len(backups.listed(user, None, 10)) == 1
    assert desk.banners() == []


def test_a_failing_backup_is_warned_of_once_a_day(desk: Desk, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> None:
    (tmp_path / "cadangan").write_text("bukan folder", encoding="utf-8")
    panel = panel_on(desk.show(ManagementPage, desk.clinic.doctor))
    keeper = BackupKeeper(desk.contexts[-1], panel)
    keeper.look()
    qtbot.waitUntil(lambda: desk.banners() != [])
    assert desk.banners() == ["Cadangan otomatis gagal."]
    desk.messages[-1].stack.banners()[0].close_now()
    keeper.look()
    qtbot.waitUntil(jobs.is_idle)
    assert desk.banners() == []
    assert REMEDY


def test_closing_makes_the_backup_that_is_due_and_then_closes(running: Driven) -> None:
    running.sign_in("kepala")
    window = running.program.window
    window.close()
    running.qtbot.waitUntil(lambda: not window.isVisible(), timeout=30_000)
    assert len(Place(running.folder / "cadangan").backups()) == 1


def test_closing_without_a_backup_takes_one_press(running: Driven) -> None:
    running.sign_in("kepala")
    running.program.jobs.long(_until_stopped, print, owner=running.program)
    running.program.window.close()
    scene = running.scene(ClosingBackup)
    assert scene.leave_button.text() == WITHOUT
    click(scene.leave_button)
    assert not running.program.window.isVisible()
    assert Place(running.folder / "cadangan").backups() == []


def test_a_backup_takes_the_place_of_the_data_and_everybody_signs_in_again(running: Driven) -> None:
    workspace = running.sign_in("kepala")
    house, user = workspace.context.house, workspace.context.user
    made = house.backups.make(user, lambda _part, _text: None)
    prepared = house.backups.prepare_restore(user, made.row.key, lambda _part, _text: None)
    workspace.context.restore(prepared)
    running.scene(SignIn)
    running.qtbot.waitUntil(lambda: bool(list((running.folder / "cadangan").glob("sebelum-pulih-*"))))
    running.qtbot.waitUntil(running.program.jobs.is_idle)
    assert people_in(running.folder) == set()
    running.sign_in("kepala")


def _until_stopped(progress: object) -> None:
    while True:
        progress(0.5, "")  # type: ignore[operator]
