"""The forms this person can be screened with, one in front."""

from collections.abc import Set

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QStackedWidget

from ilp_desktop.services.due.offered_services import ServiceState
from ilp_desktop.services.record.encounters import EncounterFile
from ui.widgets.labels import EmptyState
from ui.widgets.room.form_page import FormPage
from ui.widgets.room.opened_visit import by_group
from ui.widgets.room.own_tab import RoomTab
from ui.widgets.room.room_context import RoomContext
from ui.widgets.room.screening_list import BLANK, NOT_STORED, STORED, UNFINISHED, ScreeningList
from ui.widgets.services.words import WANTED

PASSING_MS = 60
OFFERED = (*WANTED, ServiceState.PUT_OFF, ServiceState.DONE)
NO_FORM = "Tidak ada formulir skrining untuk orang ini."
CHOOSE = "Pilih formulir di kiri.", "Ketik sebagian judulnya untuk mencari (Alt+1)."
READING = "Membaca formulir …"
BROKEN = "Formulir ini tidak dapat dibuka.", "Pilih formulir lain, atau periksa berkas formulirnya."


class ScreeningTab(RoomTab):
    """A list of forms beside the one chosen, which is read when it is chosen.

    Attributes:
        list: the forms.
    """

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self._room = room
        self._save_button: QAbstractButton | None = None
        self._pages: dict[str, FormPage] = {}
        self._visit: object = None
        self._called: set[str] = set()
        self._listed: tuple[frozenset[str], ...] = ()
        self._wanted = ""
        self._passing = QTimer(self)
        self._passing.setSingleShot(True)
        self._passing.setInterval(PASSING_MS)
        self._passing.timeout.connect(self._open_chosen)
        self.list = ScreeningList()
        self.list.chosen.connect(self._on_chosen)
        self.list.entered.connect(self._on_entered)
        self.stack = QStackedWidget()
        self._empty = EmptyState(NO_FORM, icon_name="clipboard")
        self.stack.addWidget(self._empty)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.list)
        row.addWidget(self.stack, 1)
        room.typed.connect(self._word)
        room.form_read.connect(self._on_read)
        room.form_missing.connect(lambda code: self._say(*BROKEN) if code == self.list.current() else None)
        room.form_closed.connect(self._on_closed)

    def show_file(self, file: EncounterFile) -> None:
        """List the forms for the patient of a visit."""
        same = self._visit == file.encounter_id
        self._visit = file.encounter_id
        if not same:
            self._called.clear()
        self._list_forms(again=not same)
        for code, page in self._pages.items():
            self._room.form_view(code).setEnabled(not file.finished)
            if not same:
                page.begin()
        self._word()
        self._show_chosen()
        if self.isVisible():
            self._begin_with_due()

    def go_in(self) -> None:
        """Start with the list, at the form that is chosen."""
        self.list.list.setFocus(Qt.FocusReason.TabFocusReason)

    def codes(self) -> tuple[str, ...]:
        """Return the codes of the forms listed."""
        return self.list.codes()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the form that is due first."""
        super().showEvent(event)
        self._begin_with_due()

    def open(self, code: str) -> None:
        """Bring a form to the front and go to its first field; one that is not listed for this person is added."""
        self.add({code})
        self.list.choose(code)
        self._on_entered(code)

    def add(self, codes: Set[str]) -> None:
        """List further forms for this person, as those something is typed into."""
        if codes - set(self.codes()):
            self._called |= codes - set(self.codes())
            self._list_forms()
            self._word()

    def choose(self, code: str) -> None:
        """Bring a form to the front, as soon as it is read."""
        self.list.choose(code)
        self._open_chosen()

    def page(self, code: str) -> FormPage | None:
        """Return the page of a form, or None while it is not made."""
        return self._pages.get(code)

    def set_save_button(self, button: QAbstractButton) -> None:
        """Say which button Enter goes to from the last field of every form."""
        self._save_button = button

    def _list_forms(self, *, again: bool = False) -> None:
        """List what is due today, the rest, and what is only found, unless exactly that is listed."""
        visit, due = self._room.visit, self._due()
        offered = frozenset[str]() if visit.services.emergency else visit.offered
        others = (offered | self._called) - {*due}
        sought = {*visit.screenings} - others - {*due}
        listed = frozenset(due), others, frozenset(sought)
        if again or listed != self._listed:
            chosen = "" if again else self.list.current()
            headers = visit.headers
            self.list.show_forms(
                [headers[code] for code in due],
                *(by_group(headers[code] for code in codes) for codes in (others, sought)),
            )
            self.list.choose(chosen)
            self._listed = listed

    def _begin_with_due(self) -> None:
        if self._visit is not None and not self.list.current():
            self.list.choose(next((code for code in self._due() if code not in self._room.file.answers), ""))

    def _due(self) -> tuple[str, ...]:
        """Return the forms of today's services: late, due, put off, and last those given today."""
        visit = self._room.visit
        offered = [item for item in visit.services.items if item.state in OFFERED and item.form in visit.screenings]
        offered.sort(key=lambda item: OFFERED.index(item.state))
        return tuple(dict.fromkeys(item.form for item in offered))

    def _on_chosen(self) -> None:
        """Open the form once the list stands still, so that passing over forms reads none."""
        self._passing.start()

    def _on_entered(self, code: str) -> None:
        """Go into the form of the line, as soon as it is there."""
        self._wanted = code
        self._open_chosen()

    def _open_chosen(self) -> None:
        self._passing.stop()
        code = self.list.current()
        if code and not self._room.has_form(code):
            self._say(READING)
            self._room.read_form(code)
        else:
            self._show_chosen()

    def _show_chosen(self) -> None:
        code = self.list.current()
        if code and self._room.has_form(code):
            page = self._page_of(code)
            self.stack.setCurrentWidget(page)
            if self._wanted == code:
                page.view.focus_first()
            self._wanted = ""
        elif not code:
            self._say(*(CHOOSE if self.list.codes() else (NO_FORM,)))

    def _say(self, text: str, hint: str = "") -> None:
        self._empty.set_text(text, hint)
        self.stack.setCurrentWidget(self._empty)

    def _on_read(self, code: str) -> None:
        if code == self.list.current():
            self._show_chosen()

    def _on_closed(self, code: str) -> None:
        """Take the page away with its form."""
        page = self._pages.pop(code, None)
        if page is not None:
            self.stack.removeWidget(page)
            page.deleteLater()

    def _page_of(self, code: str) -> FormPage:
        if code not in self._pages:
            view = self._room.form_view(code)
            if self._save_button is not None:
                view.set_save_button(self._save_button)
            self._pages[code] = FormPage(self._room, view)
            self.stack.addWidget(self._pages[code])
            view.setEnabled(not self._room.file.finished)
        return self._pages[code]

    def _word(self) -> None:
        """Say at every form how it stands."""
        typed = {code for code, view in self._room.views().items() if view.has_typing()}
        states = dict.fromkeys(self.list.codes(), BLANK)
        for codes, state in (
            (self._room.file.answers.keys(), STORED),
            (typed, NOT_STORED),
            (self._room.unfinished().keys(), UNFINISHED),
        ):
            states |= dict.fromkeys(codes, state)
        self.list.show_states(states)
