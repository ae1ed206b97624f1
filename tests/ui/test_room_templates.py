"""Templates beside the note: found by a few letters, filled in by keys alone, never over what is typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.services.record.note_templates import KeptTemplate
from tests.house_fixtures import Clinic
from tests.journeys.pages.room import Room
from tests.ui.hands import click, focus_widget, press, type_text
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.room.record.template_list import REALLY
from ui.widgets.room.record.template_panel import NOTHING_TO_FILL, TemplatePanel

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
ISPA = {
    "subjective": "Batuk pilek tanpa sesak",
    "objective": "Faring hiperemis",
    "plan": "Kontrol bila sesak",
    "education": "Minum cukup, etika batuk",
}
GASTRITIS = {"subjective": "Nyeri ulu hati", "education": "Makan teratur"}


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic) -> RoomDesk:
    for name, parts in (("ISPA anak", ISPA), ("Gastritis", GASTRITIS)):
        clinic.house.note_templates.keep(clinic.doctor, KeptTemplate(clinic.new_id(), None, name, parts))
    return RoomDesk(qtbot, jobs, clinic)


def opened(desk: RoomDesk) -> tuple[Room, TemplatePanel]:
    """Open somebody in the room, and the templates by their key."""
    room = desk.with_patient()
    room.go_to("Pemeriksaan")
    press(Qt.Key.Key_F, room.tabs.examination.form.field("subjective").editor, ALT)
    panel = room.tabs.examination.bar.panel("Templat")
    assert isinstance(panel, TemplatePanel)
    desk.qtbot.waitUntil(lambda: panel.list.names.count() == 2)
    return room, panel


def test_a_few_letters_and_enter_fill_several_parts_at_once(desk: RoomDesk) -> None:
    room, panel = opened(desk)
    assert focus_widget() is panel.list.search
    type_text("ispa")
    assert panel.list.names.count() == 1
    assert "Faring hiperemis" in panel.list.text.toPlainText()
    press(Qt.Key.Key_Return)
    note = room.tabs.examination.note()
    assert {part: getattr(note, part) for part in ISPA} == ISPA
    assert (note.therapy, note.assessment) == ("", "")
    assert not panel.isVisible()
    assert room.tabs.examination.form.field("education").isVisible()
    assert focus_widget() is room.tabs.examination.form.field("subjective").editor
    room.press_save()
    desk.qtbot.waitUntil(lambda: desk.stored(room).note.plan == "Kontrol bila sesak", timeout=20_000)


def test_what_is_typed_stays_and_only_empty_parts_are_filled(desk: RoomDesk) -> None:
    room, panel = opened(desk)
    room.write(subjective="Demam sejak kemarin")
    type_text("ispa", panel.list.search)
    press(Qt.Key.Key_Return, panel.list.search)
    note = room.tabs.examination.note()
    assert note.subjective == "Demam sejak kemarin"
    assert note.plan == "Kontrol bila sesak"


def test_ctrl_enter_writes_behind_what_is_typed(desk: RoomDesk) -> None:
    room, panel = opened(desk)
    room.write(subjective="Demam sejak kemarin")
    type_text("ispa", panel.list.search)
    press(Qt.Key.Key_Return, panel.list.search, CTRL)
    assert room.tabs.examination.note().subjective == "Demam sejak kemarin\nBatuk pilek tanpa sesak"


def test_where_nothing_is_empty_it_says_so_and_changes_nothing(desk: RoomDesk) -> None:
    room, panel = opened(desk)
    room.write(**dict.fromkeys(ISPA, "sudah diketik"))
    before = room.tabs.examination.note()
    type_text("ispa", panel.list.search)
    press(Qt.Key.Key_Return, panel.list.search)
    assert room.tabs.examination.note() == before
    assert NOTHING_TO_FILL in desk.said()
    assert panel.isVisible()


def test_down_goes_into_the_list_and_enter_takes_the_row(desk: RoomDesk) -> None:
    room, panel = opened(desk)
    press(Qt.Key.Key_Down)
    assert focus_widget() is panel.list.names
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert room.tabs.examination.note().subjective == "Batuk pilek tanpa sesak"


def test_words_inside_a_template_find_it_and_none_says_none(desk: RoomDesk) -> None:
    _, panel = opened(desk)
    type_text("hati ulu", panel.list.search)
    row = panel.list.marked()
    assert row is not None
    assert row.name == "Gastritis"
    panel.list.search.clear()
    type_text("zzz", panel.list.search)
    assert panel.list.marked() is None
    assert panel.list.nothing.text() == "Tidak ada templat dengan kata itu."
    assert not panel.list.fill_button.isEnabled()


def test_a_template_is_made_from_the_note_without_what_was_measured(desk: RoomDesk) -> None:
    room, panel = opened(desk)
    room.write(plan="Kurangi garam", therapy="Amlodipin 5 mg 1x1", subjective="Pusing")
    press(Qt.Key.Key_Return)
    type_text("Tensi di rumah 160/90")
    click(panel.from_note_button)
    assert panel.form.field("subjective").text() == "Pusing"
    assert "Tensi di rumah 160/90" in panel.told.text()
    type_text("Pusing biasa")
    click(panel.save_button)
    desk.qtbot.waitUntil(lambda: panel.list.names.count() == 3, timeout=20_000)
    rows = desk.clinic.house.note_templates.listed(desk.clinic.doctor)
    kept = next(row for row in rows if row.name == "Pusing biasa")
    assert dict(kept.parts) == {"subjective": "Pusing", "plan": "Kurangi garam"}


def test_a_measurement_typed_into_a_template_is_refused_beside_its_field_and_stays_typed(desk: RoomDesk) -> None:
    _, panel = opened(desk)
    click(panel.write_button)
    type_text("Rutin")
    panel.form.field("objective").set_value("TD 120/80")
    click(panel.save_button)
    desk.qtbot.waitUntil(lambda: panel.form.field("objective").error() != "", timeout=20_000)
    assert "Nilai ukur" in panel.form.field("objective").error()
    assert panel.form.field("objective").text() == "TD 120/80"
    assert len(desk.clinic.house.note_templates.listed(desk.clinic.doctor)) == 2


def test_a_template_is_renamed_and_removed_after_a_second_press(desk: RoomDesk) -> None:
    _, panel = opened(desk)
    type_text("gastritis", panel.list.search)
    click(panel.list.edit_button)
    panel.form.field("name").set_value("Maag")
    click(panel.save_button)
    listed = desk.clinic.house.note_templates.listed
    desk.qtbot.waitUntil(lambda: [row.name for row in listed(desk.clinic.doctor)] == ["ISPA anak", "Maag"])
    desk.qtbot.waitUntil(lambda: not panel.is_writing())
    type_text("maag", panel.list.search)
    click(panel.list.remove_button)
    assert panel.list.remove_button.text() == REALLY
    assert len(listed(desk.clinic.doctor)) == 2
    click(panel.list.remove_button)
    desk.qtbot.waitUntil(lambda: [row.name for row in listed(desk.clinic.doctor)] == ["ISPA anak"])


def test_another_clinician_sees_her_own(desk: RoomDesk) -> None:
    desk.arrives()
    room = desk.show(user=desk.clinic.head)
    room.open("Siti Aminah")
    room.go_to("Pemeriksaan")
    room.tabs.examination.bar.open("Templat")
    panel = room.tabs.examination.bar.panel("Templat")
    assert isinstance(panel, TemplatePanel)
    desk.qtbot.waitUntil(desk.jobs.is_idle, timeout=20_000)
    assert panel.list.names.count() == 0
    assert panel.list.nothing.text().startswith("Belum ada templat.")
