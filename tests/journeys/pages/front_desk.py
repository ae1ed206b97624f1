"""What a clerk does and sees at the tab «Loket»."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.front_desk.form_panel import FormPanel
from ui.front_desk.page import FrontDeskPage
from ui.front_desk.visit_form import VisitForm
from ui.widgets.field_form import FieldForm

ALT = Qt.KeyboardModifier.AltModifier
PLAIN = Qt.KeyboardModifier.NoModifier


@dataclass(frozen=True)
class SeenTicket:
    """A line of the queue as it stands on the screen."""

    number: str
    name: str
    klaster: str
    priority: str
    status: str
    minutes: str


class FrontDesk:
    """Drives the real page by keys, and reads what it shows."""

    def __init__(self, page: FrontDeskPage, qtbot: QtBot) -> None:
        self.page = page
        self._qtbot = qtbot
        qtbot.waitUntil(page.is_built)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
        """Press a key of the keyboard; it goes where the focus is."""
        QTest.keyClick(self.page.window().windowHandle(), key, held)

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        for letter in text:
            QTest.keyClick(self.page.window().windowHandle(), ord(letter))

    def wait_for_focus(self, widget: QWidget) -> None:
        """Wait until a widget, or the part of it that is typed into, has the focus."""
        self._qtbot.waitUntil(lambda: _has_focus(widget))

    def find_person(self, text: str) -> list[str]:
        """Search for somebody and return the names found."""
        self.press(Qt.Key.Key_1, ALT)
        search = self.page.search
        if search.text() == text:
            return self.names_found()
        with self._qtbot.waitSignal(search.answered, check_params_cb=lambda answered: answered == text):
            self.type(text)
        return self.names_found()

    def names_found(self) -> list[str]:
        """Return the names in the list of those found."""
        return [person.name for person in self.page.search.results.people.found]

    def open_person(self, text: str) -> None:
        """Search for somebody of whom only one is found, and open the card."""
        self.find_person(text)
        self.press(Qt.Key.Key_Return)
        self.wait_for_card()

    def wait_for_card(self, name: str = "") -> None:
        """Wait until a person's card is in front, of this name if given."""
        stack = self.page.stack
        self._qtbot.waitUntil(lambda: stack.shows_card() and name in stack.card.strip.name_label.text())

    def start_registration(self) -> FieldForm:
        """Open the form for somebody new."""
        self.press(Qt.Key.Key_B, ALT)
        self._qtbot.waitUntil(self.page.stack.shows_registration)
        self.wait_for_area()
        return self.page.stack.registration.form

    def wait_for_area(self) -> None:
        """Wait until the villages of the working area are offered."""
        village = self.page.stack.registration.fields.domicile.village
        self._qtbot.waitUntil(lambda: village.combo.count() > 1)

    def fill(self, form: FieldForm, answers: Mapping[str, str]) -> None:
        """Type answers into the fields of these names; choices by digit or first letter."""
        for name, text in answers.items():
            form.go_to(form.field(name))
            self.type(text)

    def register(self, answers: Mapping[str, str]) -> str:
        """Register somebody and return the No. RM on the card."""
        form = self.start_registration()
        self.fill(form, answers)
        self.press(Qt.Key.Key_S, ALT)
        self.wait_for_card(answers["name"])
        file = self.page.stack.card.file
        return file.record_number if file else ""

    def start_visit(self) -> VisitForm:
        """Open the form for a visit of the person whose card is in front."""
        self.page.stack.card.visit_button.click()
        form = self.page.stack.visit
        self.wait_for_focus(form.sick)
        return form

    def open_visit(self, triage: str, *, sick: bool = True, complaint: str = "") -> str:
        """Open a visit for the person whose card is in front and return the number of the ticket."""
        form = self.start_visit()
        self.type("1" if sick else "2")
        self.press(Qt.Key.Key_Return)
        self.type(complaint)
        self.press(Qt.Key.Key_Return)
        self.type(triage)
        self._qtbot.waitUntil(lambda: form.proposal.proposal is not None)
        self.press(Qt.Key.Key_S, ALT)
        self._qtbot.waitUntil(self.page.stack.is_home)
        return self.page.home.ticket.number.text()

    def save(self, panel: FormPanel) -> None:
        """Press Simpan and wait until it has been stored or refused."""
        panel.save_button.click()
        self._qtbot.waitUntil(lambda: not panel.is_saving())

    def show_queue(self) -> None:
        """Go to today's queue."""
        self.press(Qt.Key.Key_2, ALT)

    def queue_rows(self) -> list[SeenTicket]:
        """Return today's queue as it stands on the screen."""
        rows = self.page.home.queue.rows
        cells = [[str(rows.index(row, column).data() or "") for column in range(8)] for row in range(rows.rowCount())]
        return [
            SeenTicket(number, name, klaster, *rest) for number, name, _, klaster, *rest in map(_without_mask, cells)
        ]


def _without_mask(cells: list[str]) -> list[str]:
    return [*cells[:5], *cells[6:]]


def _has_focus(widget: QWidget) -> bool:
    here = QApplication.focusWidget()
    return here is not None and (here is widget or widget.isAncestorOf(here))
