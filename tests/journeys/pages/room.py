"""A klaster room as a person uses it: what is pressed and typed, and what is seen."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.queue.visit_words import NextPlace
from ilp_desktop.services.queue.queue_rows import QueueRow
from tests.ui.hands import click, focus_widget, press, type_text
from ui.widgets.choice_field import ChoiceButtons, ChoiceField
from ui.widgets.field import Field
from ui.widgets.form_view import FormView
from ui.widgets.item_field import ItemField
from ui.widgets.many_field import ManyField, YesNoField
from ui.widgets.room.room_tabs import DOCUMENTS, EXAMINATION, REFERRAL, SCREENING, RoomTabs
from ui.widgets.room.visit_workspace import VisitWorkspace
from ui.widgets.room_page import RoomPage

PATIENCE_MS = 20_000


class Room:
    """Presses and types in a room that is on the screen; every step waits for what it brings about."""

    def __init__(self, qtbot: QtBot, page: RoomPage) -> None:
        self._qtbot = qtbot
        self.page = page

    @property
    def workspace(self) -> VisitWorkspace:
        return self.page.workspace

    @property
    def tabs(self) -> RoomTabs:
        return self.page.workspace.tabs

    @property
    def vitals(self) -> FormView:
        return self.tabs.examination.vitals

    def rows(self) -> tuple[QueueRow, ...]:
        """Return who is in the list, in its order."""
        return self.page.waiting.rows()

    def wait_for(self, *names: str) -> None:
        """Wait until the list holds exactly these people, in this order."""
        self._until(lambda: tuple(row.name for row in self.rows()) == names)

    def call_next(self) -> QueueRow:
        """Press F9 and return who was called."""
        before = self._called()
        self._until(lambda: not self.page.waiting.calling.is_resting())
        press(Qt.Key.Key_F9, self.page)
        self._until(lambda: self._called() != before)
        return next(row for row in self.rows() if row.number in self._called() and row.number not in before)

    def select(self, name: str) -> None:
        """Mark somebody in the list, once it says how things stand."""
        self._until(lambda: not self.page.waiting.model.is_fetching() and any(row.name == name for row in self.rows()))
        row = next(row for row in self.rows() if row.name == name)
        self.page.waiting.table.select_key(row.ticket_id)

    def open(self, name: str) -> None:
        """Choose somebody in the list with Enter and wait for the file."""
        self.select(name)
        press(Qt.Key.Key_Return, self.page.waiting.table)
        self._until(lambda: self.page.is_folded() and self.workspace.room.file.patient.name == name)

    def go_to(self, title: str) -> None:
        """Bring a tab to the front."""
        self.tabs.go_to(title)
        assert self.tabs.title() == title

    def measure(self, values: Mapping[str, str]) -> None:
        """Type vital signs, leaving each field."""
        self.go_to(EXAMINATION)
        self.fill(self.vitals, values)

    def fill(self, view: FormView, values: Mapping[str, str]) -> None:
        """Type answers into a form, leaving each field; a choice is given by its value."""
        for code, text in values.items():
            answer(view.field(code), text)

    def write(self, **parts: str) -> None:
        """Type parts of the note, e.g. ``subjective`` and ``therapy``."""
        self.go_to(EXAMINATION)
        for name, text in parts.items():
            retype(self.tabs.examination.form.field(name), text)

    def diagnose(self, text: str) -> None:
        """Look a diagnosis up and take the first one found."""
        self.go_to(EXAMINATION)
        diagnoses = self.tabs.examination.diagnoses
        count = len(diagnoses.value())
        diagnoses.box.setFocus()
        with self._qtbot.waitSignal(diagnoses.box.searched, timeout=PATIENCE_MS):
            type_text(text, diagnoses.box)
        press(Qt.Key.Key_Return, diagnoses.box)
        self._until(lambda: len(diagnoses.value()) == count + 1)

    def screen(self, code: str, values: Mapping[str, str]) -> None:
        """Fill in a form of the tab Skrining."""
        self.go_to(SCREENING)
        self.tabs.screening.choose(code)
        self._until(lambda: self.tabs.screening.page(code) is not None)
        self.fill(self.workspace.room.form_view(code), values)

    def refer(self, values: Mapping[str, object]) -> None:
        """Fill in a referral letter: ticks as True, choices by the words shown, else as typed."""
        self.go_to(REFERRAL)
        for name, value in values.items():
            field = self.tabs.referral.form.field(name)
            if isinstance(field, ChoiceField):
                field.combo.setCurrentIndex(field.combo.findText(str(value), Qt.MatchFlag.MatchStartsWith))
            elif value is True:
                click_tick(field)
            else:
                retype(field, str(value))

    def press_save(self) -> None:
        """Press Alt+S; nothing is waited for."""
        press(Qt.Key.Key_S, self.page, Qt.KeyboardModifier.AltModifier)

    def save(self) -> None:
        """Press Alt+S and wait until everything is stored and shown again."""
        version = self.workspace.room.file.version
        self.press_save()
        self._until(lambda: self.workspace.room.file.version > version and not self.page.saving.is_busy)

    def finish(self, place: NextPlace) -> None:
        """End the visit by the menu and wait for the list."""
        self._choose_in_menu(place)
        self._until(lambda: self.page.open_visit() is None)

    def try_to_finish(self, place: NextPlace) -> None:
        """Choose where next without waiting."""
        self._choose_in_menu(place)

    def back(self) -> None:
        """Press Esc until the list is back and nobody is open."""
        press(Qt.Key.Key_Escape, self.page)
        self._until(lambda: self.page.open_visit() is None)

    def print_letter(self) -> None:
        """Press Ctrl+P in the tab Dokumen."""
        self.go_to(DOCUMENTS)
        press(Qt.Key.Key_P, self.page, Qt.KeyboardModifier.ControlModifier)

    def form_area(self) -> tuple[int, int]:
        """Return width and height of what a tab has on the screen."""
        size = self.tabs.area().viewport().size()
        return size.width(), size.height()

    def _called(self) -> frozenset[str]:
        return frozenset(row.number for row in self.rows() if row.called_at is not None)

    def _choose_in_menu(self, place: NextPlace) -> None:
        menu = self.workspace.foot.menu
        action = next(action for action in menu.actions() if action.text() == place.value.capitalize())
        action.trigger()

    def _until(self, holds: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(holds, timeout=PATIENCE_MS)


def answer(field: Field, text: str) -> None:
    """Answer one question and leave its field; several choices are given by their values with commas between."""
    if isinstance(field, YesNoField):
        field.setFocus()
        press(Qt.Key.Key_Y if text == "ya" else Qt.Key.Key_T)
    elif isinstance(field, ItemField):
        click(field, field.option_place(text).center())
    elif isinstance(field, ChoiceButtons):
        codes = [code for code, _ in field.segments.choices]
        click(field.segments.group.button(codes.index(text)))
    elif isinstance(field, ManyField):
        for code in text.split(", "):
            place = next(number for number, (value, _) in enumerate(field._choices) if value == code)
            field.boxes[place].setFocus()
            press(Qt.Key.Key_Space)
    elif isinstance(field, ChoiceField):
        field.combo.setFocus()
        field.combo.setCurrentIndex(field._codes.index(text))
    else:
        retype(field, text)
    leave(field)


def retype(field: Field, text: str) -> None:
    """Replace what a field holds by typing."""
    field.editor.setFocus()
    press(Qt.Key.Key_A, focus_widget(), Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Backspace)
    type_text(text)


def leave(field: Field) -> None:
    """Take the focus out of a field."""
    here = QApplication.focusWidget()
    if here is not None:
        here.clearFocus()
    assert not field.editor.hasFocus()


def click_tick(field: Field) -> None:
    """Tick a tick field with Space."""
    field.editor.setFocus()
    press(Qt.Key.Key_Space)
