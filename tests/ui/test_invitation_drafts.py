"""Posyandu & Pustu: an invitation typed and not sent is there again after a crash, until it is sent."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.house_fixtures import TODAY, Clinic
from tests.services.due_people import adult
from tests.ui.hands import press, type_text
from tests.ui.opened_page import Desk
from ui.community.page import CommunityPage
from ui.jobs import Jobs

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def restarted(
    qtbot: QtBot, jobs: Jobs, clinic_again: Callable[[], Clinic], themed: QApplication
) -> Callable[[], tuple[CommunityPage, Desk]]:
    """Give a function that starts the program anew over two men, and shows the form to invite the first."""

    def started() -> tuple[CommunityPage, Desk]:
        clinic = clinic_again()
        if not clinic.house.registration.search(clinic.desk, "Agus"):
            for name in ("Agus", "Budi"):
                adult(clinic, name)
        desk = Desk(qtbot, jobs, clinic)
        page = desk.show(CommunityPage, clinic.desk)
        qtbot.waitUntil(lambda: page.targets.model.rowCount() == 2 and jobs.is_idle())
        page.targets.table.setFocus()
        page.targets.table.select_first()
        press(Qt.Key.Key_B, page.targets.table, ALT)
        qtbot.waitUntil(lambda: page.form.isVisible() and bool(page.form.text.text()) and jobs.is_idle())
        return page, desk

    return started


def type_invitation(page: CommunityPage) -> None:
    """Choose the channel and write day, place and one more sentence by keyboard."""
    press(Qt.Key.Key_1, page.form.channel.segments.group.button(0))
    page.form.day.setFocus()
    type_text("1-12-26")
    page.form.place.setFocus()
    press(Qt.Key.Key_A, None, CTRL)
    type_text("Balai RW 001")
    page.form.text.box.setFocus()
    press(Qt.Key.Key_End, page.form.text.box, CTRL)
    type_text(" Bawa buku KIA.")


def wait_until_kept(qtbot: QtBot, jobs: Jobs, page: CommunityPage) -> None:
    """Let the keeper's pause pass, and wait until the typing is in the file."""
    assert page.form.keeper.timer.isActive()
    page.form.keeper.timer.start(1)
    qtbot.waitUntil(lambda: not page.form.keeper.timer.isActive() and jobs.is_idle())


def typed(page: CommunityPage) -> tuple[object, ...]:
    form = page.form
    return form.channel.value(), form.day.value(), form.place.value(), form.text.value()


def test_invitation_typed_before_a_crash_is_there_again_until_it_is_sent(
    qtbot: QtBot, jobs: Jobs, restarted: Callable[[], tuple[CommunityPage, Desk]]
) -> None:
    page, _ = restarted()
    type_invitation(page)
    before = typed(page)
    wait_until_kept(qtbot, jobs, page)
    again, desk = restarted()
    assert typed(again) == before
    assert before[1:3] == (TODAY.replace(month=12, day=1), "Balai RW 001")
    assert str(before[3]).endswith("Bawa buku KIA.")
    assert [text for text in desk.banners() if text.startswith("Isian yang belum disimpan")]
    press(Qt.Key.Key_S, again.form.text.box, ALT)
    qtbot.waitUntil(lambda: [row.name for row in again.invitations.model.rows()] == ["Agus"])
    drafts = desk.clinic.house.drafts
    qtbot.waitUntil(lambda: drafts.places(desk.clinic.desk) == ())
    again.form.keeper.leave()
    qtbot.waitUntil(jobs.is_idle)
    assert drafts.places(desk.clinic.desk) == ()


def test_invitation_that_was_only_looked_at_leaves_no_draft(
    qtbot: QtBot, jobs: Jobs, restarted: Callable[[], tuple[CommunityPage, Desk]]
) -> None:
    page, desk = restarted()
    press(Qt.Key.Key_Escape, page.form.text.box)
    qtbot.waitUntil(lambda: page.targets.isVisible() and jobs.is_idle())
    assert desk.clinic.house.drafts.places(desk.clinic.desk) == ()


def test_refused_invitation_stays_kept(
    qtbot: QtBot, jobs: Jobs, restarted: Callable[[], tuple[CommunityPage, Desk]]
) -> None:
    page, desk = restarted()
    type_invitation(page)
    type_text(" Kontrol hipertensi")
    press(Qt.Key.Key_S, page.form.text.box, ALT)
    qtbot.waitUntil(lambda: bool(page.form.text.error()) and jobs.is_idle())
    assert desk.clinic.house.drafts.places(desk.clinic.desk) == ("invitation",)
