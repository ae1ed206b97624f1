"""The desk's one search box, and who was found."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.services.people.registration import RESULTS
from ilp_desktop.services.person.person_reads import FoundPerson
from ui.context import PageContext
from ui.front_desk.result_list import ResultList
from ui.widgets.labels import EmptyState, label
from ui.widgets.page import FIND
from ui.widgets.picture import LeadingPicture

LEAST_LETTERS = 2
LEAST_DIGITS = 8
"""So many digits are a number that is scanned or typed whole; the next one replaces it."""
STEP_OF_A_PAGE = 5
STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: STEP_OF_A_PAGE,
    Qt.Key.Key_PageUp: -STEP_OF_A_PAGE,
}
ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
ASK = (
    "Cari orang",
    "Nama, nama dan desa, ibu dari anak, NIK, No. RM, BPJS, KK, tanggal lahir atau telepon. Kartu dapat dipindai.",
)
MORE = f"{RESULTS} orang pertama. Ketik lagi untuk mempersempit."
ALIKE = "Tidak ada yang persis. Ini yang mirip ejaannya."
NOBODY = ("Tidak ditemukan", "Periksa ejaannya, atau daftarkan dengan Alt+B.")


class SearchLine(QLineEdit):
    """A line whose arrows steer a list beneath it.

    Signals:
        stepped(int): move the mark by so many.
        entered(): Enter was pressed, not held.
    """

    stepped = Signal(int)
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Steer the list, or type."""
        if event.key() in STEPS:
            self.stepped.emit(STEPS[Qt.Key(event.key())])
        elif event.key() in ENTER_KEYS:
            if not event.isAutoRepeat():
                self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark what is there, so that typing replaces it."""
        super().focusInEvent(event)
        self.selectAll()


class SearchPanel(QWidget):
    """Searches at every key; a scanner's Enter may come before the answer.

    Signals:
        opened(UUID): somebody was chosen.
        answered(str): the search for this text was answered.
    """

    opened = Signal(object)
    answered = Signal(str)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._answered_for = ""
        self._enter_awaits = False
        self.line = SearchLine()
        self.line.setPlaceholderText("Cari: nama, NIK, No. RM, telepon …")
        self.line.setAccessibleName("Cari orang")
        self.line.setToolTip(f"{FIND.does} ({FIND.keys})")
        self.line.setClearButtonEnabled(True)
        LeadingPicture(self.line, "search")
        self.results = ResultList(context.today, "Orang yang ditemukan")
        self.hint = EmptyState(*ASK, icon_name="search")
        self.more = label(MORE, "muted")
        self.more.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.hint)
        self._stack.addWidget(self.results)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.addWidget(self.line)
        self._layout.addWidget(self._stack, 1)
        self._layout.addWidget(self.more)
        self.line.textChanged.connect(self._on_typed)
        self.line.stepped.connect(self._on_stepped)
        self.line.entered.connect(self._on_entered)
        self.results.chosen.connect(self._on_chosen)

    def put_beneath_line(self, widget: QWidget) -> None:
        """Put something between the box and who was found."""
        self._layout.insertWidget(1, widget)

    def start(self) -> None:
        """Put the focus into the box, what is there marked."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def start_anew(self) -> None:
        """Forget the last search and be ready for the next person."""
        self.line.clear()
        self.start()

    def start_with(self, typed: str) -> None:
        """Go into the box, with this typed."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.setText(typed)

    def text(self) -> str:
        """Return what is typed."""
        return self.line.text().strip()

    def search_again(self) -> None:
        """Search anew for what is typed, since people have changed."""
        text = self.text()
        if len(text) < LEAST_LETTERS:
            return
        registration, user = self._context.house.registration, self._context.user
        self._context.jobs.read(
            lambda: registration.search(user, text), lambda found: self._on_found(text, found), owner=self, key="search"
        )

    def _on_typed(self) -> None:
        self._enter_awaits = False
        if len(self.text()) >= LEAST_LETTERS:
            self.search_again()
        else:
            self._answered_for = ""
            self.results.show_found(())
            self.more.hide()
            self._show_hint(*ASK)

    def _on_found(self, text: str, found: Sequence[FoundPerson]) -> None:
        if text != self.text():
            return
        marked = self.results.marked() if self._answered_for == text else -1
        self._answered_for = text
        self.results.show_found(found)
        self._say_how(found)
        if found:
            self._stack.setCurrentWidget(self.results)
            if marked >= 0:
                self.results.mark(marked)
        else:
            self._show_hint(*NOBODY)
        awaited, self._enter_awaits = self._enter_awaits, False
        if awaited:
            self._on_entered()
        self.answered.emit(text)

    def _say_how(self, found: Sequence[FoundPerson]) -> None:
        """Say that nobody is called exactly so, or that there are more."""
        only_alike = bool(found) and all(person.with_slips for person in found)
        self.more.setText(ALIKE if only_alike else MORE)
        self.more.setVisible(only_alike or len(found) >= RESULTS)

    def _show_hint(self, text: str, hint: str) -> None:
        self.hint.set_text(text, hint)
        self._stack.setCurrentWidget(self.hint)

    def _on_stepped(self, step: int) -> None:
        self.results.mark(self.results.marked() + step)

    def _on_entered(self) -> None:
        """Open who is marked or the only one so called; among several, or who is only alike, go into the list.

        A number is marked, so that a card scanned again, or the next one, is not written behind it.
        """
        if sum(map(str.isdigit, self.text())) >= LEAST_DIGITS:
            self.line.selectAll()
        found = self.results.people.found
        called_so = [place for place, person in enumerate(found) if not person.with_slips]
        if self._answered_for != self.text():
            self._enter_awaits = len(self.text()) >= LEAST_LETTERS
        elif self.results.marked() >= 0:
            self.results.choose(self.results.marked())
        elif len(called_so) == 1:
            self.results.choose(called_so[0])
        elif found:
            self.results.setFocus(Qt.FocusReason.OtherFocusReason)
            self.results.mark(0)

    def _on_chosen(self, person_id: object) -> None:
        self.opened.emit(person_id)
