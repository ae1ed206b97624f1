"""Posyandu & Pustu > Sasaran: who is due where, narrowed by place, state, service and name."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import Event

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from db.models import Person
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.signed_in import SignedIn
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import text_of
from tests.services.due_people import adult
from tests.ui.hands import click, press, type_text
from tests.ui.opened_page import Desk
from ui.community.page import CommunityPage
from ui.jobs import Jobs

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


@pytest.fixture
def opened(qtbot: QtBot, jobs: Jobs, desk: Desk, clinic: Clinic) -> Callable[..., CommunityPage]:
    """Give a function that shows the page over four men, one of them just forty, and a baby."""
    for name, rt in (("Agus", "002"), ("Budi", "002"), ("Cecep", "003")):
        adult(clinic, name, rt=rt)
    adult(clinic, "Dedi", rt="003", birth_date=date(1986, 5, 17))
    clinic.register("Putri Kecil", birth_date=TODAY - timedelta(days=40), mother_name="Wati", rt="003")

    def show(user: SignedIn | None = None) -> CommunityPage:
        page = desk.show(CommunityPage, user or clinic.desk)
        qtbot.waitUntil(lambda: page.targets.model.rowCount() > 0 and jobs.is_idle())
        return page

    return show


def names(page: CommunityPage) -> list[str]:
    """Return who stands in the list."""
    return [row.name for row in page.targets.model.rows()]


def services(page: CommunityPage) -> dict[str, tuple[str, str]]:
    """Return the figures of each service shown."""
    return {line.label: (line.people, line.late) for line in page.targets.services.rows.rows()}


def choose_service(qtbot: QtBot, page: CommunityPage, label: str) -> None:
    """Select a service in its list, which is read beside the names and may come after them."""
    qtbot.waitUntil(lambda: label in services(page))
    lines = page.targets.services.rows.rows()
    number = next(place for place, line in enumerate(lines) if line.label == label)
    table = page.targets.services.table
    table.setFocus()
    table.setCurrentIndex(table.model().index(number, 0))


def waited(qtbot: QtBot, page: CommunityPage, expected: list[str]) -> None:
    """Wait until the list holds these names."""
    qtbot.waitUntil(lambda: names(page) == expected)


def test_everybody_due_is_listed_with_what_and_since_when(opened: Callable[..., CommunityPage]) -> None:
    page = opened()
    assert names(page) == ["Agus", "Budi", "Cecep", "Dedi", "Putri Kecil"]
    model = page.targets.model
    cells = [str(model.index(4, column).data()) for column in range(model.columnCount())]
    assert cells[:5] == ["Putri Kecil", "1 bl", "P", "001/003", "Wati"]
    assert cells[6] in ("terlambat", "jatuh tempo")
    assert cells[8] == "-"
    assert page.targets.heading.text() == "Semua layanan · jatuh tempo · 5 orang"


def test_services_stand_with_their_figures_for_the_place(qtbot: QtBot, opened: Callable[..., CommunityPage]) -> None:
    page = opened()
    assert services(page)["Gula darah"] == ("4", "3")
    page.targets.places.village.setCurrentIndex(1)
    page.targets.places.posyandu.setCurrentIndex(1)
    waited(qtbot, page, ["Agus", "Budi"])
    qtbot.waitUntil(lambda: services(page)["Gula darah"] == ("2", "2"))
    assert not any("Imunisasi" in label for label in services(page))


def test_place_is_narrowed_step_by_step(qtbot: QtBot, opened: Callable[..., CommunityPage]) -> None:
    page = opened()
    places = page.targets.places
    assert not places.rw.isEnabled()
    places.village.setCurrentIndex(1)
    places.rw.setCurrentIndex(1)
    assert places.rw.currentText() == "RW 001"
    places.rt.setCurrentIndex(2)
    waited(qtbot, page, ["Cecep", "Dedi", "Putri Kecil"])
    places.village.setCurrentIndex(0)
    assert not places.rt.isEnabled()
    qtbot.waitUntil(lambda: len(names(page)) == 5)


def test_choosing_a_service_shows_its_people_alone(qtbot: QtBot, opened: Callable[..., CommunityPage]) -> None:
    page = opened()
    choose_service(qtbot, page, "Gula darah")
    waited(qtbot, page, ["Agus", "Budi", "Cecep", "Dedi"])
    qtbot.waitUntil(lambda: page.targets.heading.text() == "Gula darah · jatuh tempo · 4 orang")


def test_group_narrows_services_and_people(qtbot: QtBot, opened: Callable[..., CommunityPage]) -> None:
    page = opened()
    group = page.targets.services.group
    group.setCurrentIndex(group.findText("Imunisasi"))
    waited(qtbot, page, ["Putri Kecil"])
    labels = list(services(page))
    assert labels[0] == "Semua layanan: Imunisasi"
    assert all("Imunisasi" in label for label in labels)


def test_state_chooses_late_or_coming_ones(qtbot: QtBot, opened: Callable[..., CommunityPage]) -> None:
    page = opened()
    click(page.targets.states.button("COMING"))
    waited(qtbot, page, ["Putri Kecil"])
    qtbot.waitUntil(lambda: "Gula darah" not in services(page))
    assert {late for _, late in services(page).values()} == {""}
    click(page.targets.states.button("LATE"))
    waited(qtbot, page, ["Agus", "Budi", "Cecep", "Dedi", "Putri Kecil"])
    choose_service(qtbot, page, "Gula darah")
    waited(qtbot, page, ["Agus", "Budi", "Cecep"])


def test_search_and_show_all_work_from_the_keyboard(qtbot: QtBot, opened: Callable[..., CommunityPage]) -> None:
    page = opened()
    press(Qt.Key.Key_1, page.targets.table, ALT)
    assert page.targets.search.hasFocus()
    type_text("wati")
    waited(qtbot, page, ["Putri Kecil"])
    press(Qt.Key.Key_Return)
    assert page.targets.table.hasFocus()
    choose_service(qtbot, page, "Penimbangan bulanan")
    press(Qt.Key.Key_2, page.targets.table, ALT)
    qtbot.waitUntil(lambda: len(names(page)) == 5)
    assert page.targets.search.text() == ""


def test_empty_list_says_what_to_do(qtbot: QtBot, opened: Callable[..., CommunityPage]) -> None:
    page = opened()
    page.targets.search.setText("tidak ada siapa")
    waited(qtbot, page, [])
    assert "Alt+2" in page.targets.table._empty_text
    qtbot.waitUntil(lambda: not page.targets.invite_button.isEnabled())
    assert not page.targets.print_button.isEnabled()


def test_restricted_services_are_shown_only_to_those_with_leave(
    opened: Callable[..., CommunityPage], clinic: Clinic
) -> None:
    assert "Skrining jiwa (SRQ-20)" not in services(opened(clinic.desk))
    assert services(opened(clinic.doctor))["Skrining jiwa (SRQ-20)"] == ("<5", "<5")


def test_what_changes_meanwhile_appears_once_it_is_calm(
    qtbot: QtBot, opened: Callable[..., CommunityPage], clinic: Clinic
) -> None:
    page = opened()
    adult(clinic, "Eko Baru")
    page._calm.setInterval(1)
    page.on_changed(frozenset({"person"}))
    qtbot.waitUntil(lambda: "Eko Baru" in names(page))


def test_page_says_that_lists_are_being_brought_up_to_date(
    qtbot: QtBot, opened: Callable[..., CommunityPage], clinic: Clinic
) -> None:
    page = opened()
    assert page.refreshing.text() == ""
    with clinic.house.uow.writing(clinic.doctor, Act.WRITE_RECORD) as work:
        work.session.execute(update(Person).values(dues_edition="lama"))
        work.touch("due", None)
    page.on_changed(frozenset({"due"}))
    qtbot.waitUntil(lambda: page.refreshing.text() == "Daftar sedang diperbarui, sisa 5 orang")
    clinic.house.dues.refresh_some(clinic.desk, 10)
    page.on_changed(frozenset({"due"}))
    qtbot.waitUntil(lambda: page.refreshing.text() == "")


def test_list_for_kader_is_shown_before_it_is_printed(
    qtbot: QtBot, desk: Desk, opened: Callable[..., CommunityPage]
) -> None:
    page = opened()
    choose_service(qtbot, page, "Gula darah")
    waited(qtbot, page, ["Agus", "Budi", "Cecep", "Dedi"])
    press(Qt.Key.Key_P, page.targets.table, CTRL)
    qtbot.waitUntil(lambda: len(desk.papers) == 1)
    (paper,) = desk.papers
    assert (paper.file_name, paper.kind) == ("daftar-kader-2026-11-23.pdf", "daftar")
    text = text_of(paper.pdf)
    assert "Gula darah" in text
    assert "Putri" not in text


def test_buttons_wait_while_paper_is_made(
    qtbot: QtBot, jobs: Jobs, desk: Desk, opened: Callable[..., CommunityPage]
) -> None:
    page = opened()
    hold = Event()
    for _ in range(2):
        jobs.paper(lambda: hold.wait(20), lambda _: None, owner=page)
    click(page.targets.print_button)
    assert not page.targets.print_button.isEnabled()
    page.targets.outputs.progress.cancel_button.click()
    hold.set()
    qtbot.waitUntil(page.targets.print_button.isEnabled)
    assert desk.papers == []


def test_spreadsheet_is_written_where_the_user_says_under_a_name_that_tells_nothing(
    qtbot: QtBot, desk: Desk, opened: Callable[..., CommunityPage], tmp_path: Path
) -> None:
    page = opened()
    press(Qt.Key.Key_E, page.targets.table, CTRL)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    (proposed,) = dialog.selectedFiles()
    assert Path(proposed).name == "daftar-sasaran-2026-11-23.xlsx"
    file = tmp_path / "daftar.xlsx"
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    qtbot.waitUntil(lambda: "5 orang tersimpan dalam daftar.xlsx." in desk.banners())
    assert load_workbook(file).worksheets[0].max_row == 6


def test_list_that_cannot_be_read_says_why(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    page = desk.show(CommunityPage, replace(clinic.desk, roles=frozenset()))
    qtbot.waitUntil(lambda: any("tidak mencakup" in banner for banner in desk.banners()))
    assert not page.targets.invite_button.isEnabled()


def test_what_is_still_to_come_is_said_plainly(opened: Callable[..., CommunityPage]) -> None:
    told = "\n".join(found.text() for found in opened().findChildren(QLabel))
    for part in ("Hari buka Posyandu", "Kartu per tahap hidup", "Kunjungan rumah", "Bekal"):
        assert part in told


def test_no_button_takes_a_key_of_the_house_for_itself(opened: Callable[..., CommunityPage]) -> None:
    assert not [found.text() for found in opened().findChildren(QAbstractButton) if "&" in found.text()]
