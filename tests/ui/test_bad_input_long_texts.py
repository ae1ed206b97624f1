"""Twenty thousand letters pasted into every field for words of a visit: taken whole or refused whole, never cut."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.care.referral_kind import referral_rules_on
from tests.house_fixtures import TODAY, Clinic
from tests.journeys.pages.room import Room
from tests.ui.hands import click, press
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.room.record.record_bar import ALLERGIES, CONSENTS, PROBLEMS, TEMPLATES
from ui.widgets.room.room_tabs import DOCUMENTS, ORDERS, REFERRAL
from ui.widgets.text_fields import LineField, MultiLineField

ALT = Qt.KeyboardModifier.AltModifier
LONG = "kata " * 4_000


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic) -> RoomDesk:
    return RoomDesk(qtbot, jobs, clinic)


def settle(desk: RoomDesk) -> None:
    """Wait until nothing is read or written any more."""
    desk.qtbot.waitUntil(desk.jobs.is_idle, timeout=20_000)


def fields_of(widget: QWidget) -> Iterator[LineField | MultiLineField]:
    """Give every field for words that a part of the room has, shown or not."""
    yield from widget.findChildren(LineField)
    yield from widget.findChildren(MultiLineField)


def paste(field: LineField | MultiLineField) -> None:
    """Paste the long text behind what stands in a field."""
    QApplication.clipboard().setText(LONG)
    box = field.line if isinstance(field, LineField) else field.box
    if isinstance(box, QLineEdit):
        box.setCursorPosition(len(box.text()))
    elif isinstance(box, QPlainTextEdit):
        box.moveCursor(box.textCursor().MoveOperation.End)
    box.paste()


def cut_in(widget: QWidget) -> list[str]:
    """Paste into every field and return those that hold neither all of it nor what stood there with a word of why."""
    wrong = []
    for field in fields_of(widget):
        before = field.text()
        paste(field)
        whole = field.text() == f"{before}{LONG}".strip()
        refused = field.text() == before and field.note.text() != ""
        if not whole and not refused:
            wrong.append(f"{field.name}: {len(field.text())} huruf, {field.note.text()!r}")
    return wrong


def part_of(desk: RoomDesk, room: Room, name: str) -> QWidget:
    """Bring one part of the room to the front."""
    keys = {ALLERGIES: Qt.Key.Key_A, PROBLEMS: Qt.Key.Key_M, CONSENTS: Qt.Key.Key_P, TEMPLATES: Qt.Key.Key_F}
    if name in keys:
        press(keys[name], room.page, ALT)
        settle(desk)
        return room.tabs.examination.bar.panel(name)
    room.go_to(name)
    settle(desk)
    return {REFERRAL: room.tabs.referral, ORDERS: room.tabs.orders, DOCUMENTS: room.tabs.documents}[name]


@pytest.mark.parametrize("part", [ALLERGIES, PROBLEMS, CONSENTS, TEMPLATES, ORDERS, DOCUMENTS])
def test_nothing_that_is_pasted_into_a_part_of_the_room_is_cut(desk: RoomDesk, part: str) -> None:
    room = desk.with_patient()
    widget = part_of(desk, room, part)
    assert list(fields_of(widget))
    assert cut_in(widget) == []


def test_nothing_that_is_pasted_into_the_examination_is_cut(desk: RoomDesk) -> None:
    room = desk.with_patient()
    assert len(list(fields_of(room.tabs.examination.form))) >= 8
    assert cut_in(room.tabs.examination) == []


@pytest.mark.parametrize("kind", sorted(kind.code for kind in referral_rules_on(TODAY).offered()))
def test_nothing_that_is_pasted_into_a_referral_is_cut_and_what_is_too_long_is_told_on_saving(
    desk: RoomDesk, kind: str
) -> None:
    room = desk.with_patient()
    room.diagnose("i10")
    tab = room.tabs.referral
    room.go_to(REFERRAL)
    click(tab.form.kinds.button(kind))
    settle(desk)
    assert cut_in(tab) == []
    long = [one for one in fields_of(tab) if len(one.text()) > len(LONG) / 2 and one.isVisible()]
    room.press_save()
    desk.wait_until_said("Belum disimpan")
    assert [one.name for one in long if "paling panjang 4000 huruf" not in one.error()] == []
    assert all(one.text() == LONG.strip() for one in long)
    assert desk.stored(room).referrals == ()


def test_a_note_of_a_form_says_how_much_it_takes_and_keeps_what_was_typed(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.screen("diabetes_control", {})
    view = room.workspace.room.form_view("diabetes_control")
    field = view.field("efek_samping_obat")
    assert cut_in(view) == []
    room.press_save()
    desk.wait_until_said("Belum disimpan")
    assert (
        field.error()
        == "Teks paling panjang 2.000 huruf; isian ini 19.999. Tidak ada yang dipotong: pindahkan sebagian."
    )
    assert (field.text(), desk.stored(room).answers) == (LONG.strip(), {})
