"""Posyandu & Pustu: inviting the people of a list, and following up who has come."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.services.due.invitation_rows import Channel
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import text_of
from tests.services.due_people import adult
from tests.services.invited import invite, listed
from tests.ui.hands import click, press, type_text
from tests.ui.opened_page import Desk
from ui.community.page import CommunityPage
from ui.jobs import Jobs

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


@pytest.fixture
def opened(qtbot: QtBot, jobs: Jobs, desk: Desk, clinic: Clinic) -> Callable[[], CommunityPage]:
    """Give a function that shows the page over three men, one of whom has no telephone."""
    for name, phone in (("Agus", "081234567890"), ("Budi", ""), ("Cecep", "081234567891")):
        adult(clinic, name, phone=phone)

    def show() -> CommunityPage:
        page = desk.show(CommunityPage, clinic.desk)
        qtbot.waitUntil(lambda: page.targets.model.rowCount() == 3 and jobs.is_idle())
        return page

    return show


def start(qtbot: QtBot, jobs: Jobs, page: CommunityPage, *, rows: int = 0) -> None:
    """Select so many people and open the form by keyboard."""
    table = page.targets.table
    table.setFocus()
    if rows:
        table.select_first()
        for _ in range(rows - 1):
            press(Qt.Key.Key_Down, table, SHIFT)
    press(Qt.Key.Key_B, table, ALT)
    qtbot.waitUntil(lambda: page.form.isVisible() and bool(page.form.text.text()) and jobs.is_idle())


def guests(page: CommunityPage) -> str:
    """Return whom the form would invite."""
    group = page.form.who.segments.group
    return group.button(page.form.who.segments.chosen()).text()


def send(page: CommunityPage, channel: Channel) -> None:
    """Choose the channel and send by keyboard."""
    page.form.channel.set_value(channel.value)
    press(Qt.Key.Key_S, page.form.text.box, ALT)


def shown(page: CommunityPage) -> list[tuple[str, str]]:
    """Return the invitations shown: who, and what came of it."""
    model = page.invitations.model
    return [(row.name, str(model.index(number, 6).data())) for number, row in enumerate(model.rows())]


def is_shown(page: CommunityPage, name: str, result: str) -> bool:
    """Tell whether one invitation alone is shown, with this result."""
    return shown(page) == [(name, result)]


def test_those_selected_are_invited_by_keyboard(
    qtbot: QtBot, jobs: Jobs, opened: Callable[[], CommunityPage], clinic: Clinic, desk: Desk
) -> None:
    page = opened()
    start(qtbot, jobs, page, rows=2)
    assert guests(page) == "Yang dipilih (2)"
    page.form.day.setFocus()
    type_text("1-12-26")
    send(page, Channel.WHATSAPP)
    qtbot.waitUntil(lambda: shown(page) == [("Agus", "diundang"), ("Budi", "diundang")])
    assert page.views.current() == "invited"
    assert "2 orang diundang; 1 tanpa nomor HP, sampaikan dengan cara lain." in desk.banners()
    assert {row.invited_for for row in listed(clinic)} == {TODAY.replace(month=12, day=1)}


def test_everybody_of_the_list_is_invited_when_nobody_is_selected(
    qtbot: QtBot, jobs: Jobs, opened: Callable[[], CommunityPage]
) -> None:
    page = opened()
    page.targets.table.clearSelection()
    start(qtbot, jobs, page)
    assert guests(page) == "Semua dalam daftar (3 orang)"
    send(page, Channel.KADER)
    qtbot.waitUntil(lambda: len(shown(page)) == 3)


def test_enter_on_a_name_opens_the_form_and_escape_goes_back_with_typing_kept(
    qtbot: QtBot, opened: Callable[[], CommunityPage]
) -> None:
    page = opened()
    page.targets.table.setFocus()
    page.targets.table.select_first()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.form.isVisible() and bool(page.form.place.text()))
    page.form.place.set_value("Balai RW 001")
    press(Qt.Key.Key_Escape, page.form.text.box)
    qtbot.waitUntil(page.targets.isVisible)
    press(Qt.Key.Key_Return, page.targets.table)
    qtbot.waitUntil(page.form.isVisible)
    assert page.form.place.text() == "Balai RW 001"


def test_channel_must_be_chosen_and_a_wrong_text_stands_beside_its_field(
    qtbot: QtBot, jobs: Jobs, opened: Callable[[], CommunityPage], clinic: Clinic
) -> None:
    page = opened()
    start(qtbot, jobs, page, rows=1)
    press(Qt.Key.Key_S, page.form.text.box, ALT)
    assert "Pilih lewat apa" in page.form.channel.error()
    page.form.text.set_value("Kontrol hipertensi")
    send(page, Channel.PAPER)
    qtbot.waitUntil(lambda: "hipertensi" in page.form.text.error())
    assert listed(clinic) == ()


def test_those_invited_not_long_ago_are_asked_about(
    qtbot: QtBot, jobs: Jobs, opened: Callable[[], CommunityPage], clinic: Clinic, desk: Desk
) -> None:
    page = opened()
    invite(clinic, page.targets.model.row(0).person_id)
    start(qtbot, jobs, page, rows=2)
    assert page.form.again.isHidden()
    send(page, Channel.PAPER)
    qtbot.waitUntil(page.form.again.isVisible)
    assert "1 dari 2 orang sudah diundang dalam 14 hari" in page.form.again.error()
    press(Qt.Key.Key_1, page.form.again)
    send(page, Channel.PAPER)
    qtbot.waitUntil(lambda: shown(page) == [("Budi", "diundang")])
    assert "1 orang diundang; 1 dilewati karena baru diundang." in desk.banners()
    assert len(listed(clinic)) == 2


def test_message_and_link_are_copied(
    qtbot: QtBot, jobs: Jobs, opened: Callable[[], CommunityPage], clinic: Clinic
) -> None:
    page = opened()
    invite(clinic, page.targets.model.row(0).person_id, channel=Channel.WHATSAPP)
    click(page.views.button("invited"))
    page.invitations.reload()
    detail = page.invitations.detail
    qtbot.waitUntil(lambda: detail.copy_link_button.isEnabled() and jobs.is_idle())
    assert detail.number.text() == "WhatsApp +6281234567890"
    click(detail.copy_button)
    copied = QGuiApplication.clipboard().text()
    assert copied.replace("\N{NO-BREAK SPACE}", " ") == detail.text.toPlainText().replace("\N{NO-BREAK SPACE}", " ")
    assert "Bapak/Ibu Agus" in detail.text.toPlainText()
    click(detail.copy_link_button)
    assert QGuiApplication.clipboard().text().startswith("https://wa.me/6281234567890?text=Yth.")


def test_without_a_mobile_number_the_way_out_is_said(
    qtbot: QtBot, opened: Callable[[], CommunityPage], clinic: Clinic
) -> None:
    page = opened()
    invite(clinic, page.targets.model.row(1).person_id)
    click(page.views.button("invited"))
    page.invitations.reload()
    detail = page.invitations.detail
    qtbot.waitUntil(lambda: "Sampaikan lewat kertas atau kader" in detail.number.text())
    assert not detail.copy_link_button.isEnabled()


def test_coming_is_marked_by_hand_and_taken_back(
    qtbot: QtBot, opened: Callable[[], CommunityPage], clinic: Clinic
) -> None:
    page = opened()
    invite(clinic, page.targets.model.row(0).person_id)
    click(page.views.button("invited"))
    page.invitations.reload()
    qtbot.waitUntil(lambda: shown(page) == [("Agus", "diundang")])
    clinic.database.feed.poll()
    for expected in ("datang 23-11-2026", "diundang"):
        press(Qt.Key.Key_S, page.invitations.table, ALT)
        qtbot.waitUntil(lambda: "invitation" in clinic.database.feed.poll())
        page.on_changed(frozenset({"invitation"}))
        qtbot.waitUntil(partial(is_shown, page, "Agus", expected))


def test_list_is_narrowed_to_those_who_have_not_come(
    qtbot: QtBot, opened: Callable[[], CommunityPage], clinic: Clinic
) -> None:
    page = opened()
    people = [row.person_id for row in page.targets.model.rows()]
    invite(clinic, *people)
    clinic.visit(people[0])
    click(page.views.button("invited"))
    page.invitations.reload()
    qtbot.waitUntil(lambda: [name for name, _ in shown(page)] == ["Agus", "Budi", "Cecep"])
    assert shown(page)[0][1] == "datang 23-11-2026"
    click(page.invitations.standings.button("stayed"))
    qtbot.waitUntil(lambda: [name for name, _ in shown(page)] == ["Budi", "Cecep"])


def test_invitations_sent_together_are_printed_together(
    qtbot: QtBot, jobs: Jobs, opened: Callable[[], CommunityPage], clinic: Clinic, desk: Desk
) -> None:
    page = opened()
    start(qtbot, jobs, page, rows=2)
    send(page, Channel.PAPER)
    qtbot.waitUntil(lambda: len(shown(page)) == 2 and jobs.is_idle())
    click(page.invitations.print_button)
    qtbot.waitUntil(lambda: len(desk.papers) == 1)
    (paper,) = desk.papers
    text = text_of(paper.pdf)
    assert (paper.file_name, paper.kind) == ("undangan-2026-11-23.pdf", "undangan")
    assert "Disampaikan kepada Agus" in text
    assert "Disampaikan kepada Budi" in text
    assert "Cecep" not in text


def test_empty_list_of_invitations_says_where_to_begin(opened: Callable[[], CommunityPage]) -> None:
    page = opened()
    click(page.views.button("invited"))
    assert "Undang (Alt+B)" in page.invitations.table._empty_text
    assert page.title_label.text() == "Undangan"
    assert not page.invitations.print_button.isEnabled()
