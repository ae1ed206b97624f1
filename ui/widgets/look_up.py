"""Search as you type: a box on its own, and the same box as a field of a form."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.jobs import Jobs
from ui.widgets.field import Field
from ui.widgets.picture import LeadingPicture
from ui.widgets.suggestion_popup import MOST_SHOWN, Suggestion, SuggestionPopup

WAIT_FOR_TYPING_MS = 120
NOTHING_FOUND = "Tidak ditemukan. Coba kata atau kode lain."
NOT_CHOSEN = "Pilih dari daftar."
STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: MOST_SHOWN,
    Qt.Key.Key_PageUp: -MOST_SHOWN,
}
ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Fetch = Callable[[str], Sequence[Suggestion]]


class SearchBox(QLineEdit):
    """A line that searches while typed into; arrows mark, Enter or Space chooses, Esc closes the list.

    Where ``offer_aside`` was called, Ctrl+Enter chooses for something else than Enter does.

    A scanner may press Enter before anything is found: a single find is then chosen when it arrives.

    Attributes:
        nothing_found: what stands in the list when nothing is.

    Signals:
        chosen(Suggestion): one thing was chosen.
        chosen_aside(Suggestion): one thing was chosen with Ctrl+Enter.
        searched(str): a search was answered for this text.
    """

    chosen = Signal(object)
    chosen_aside = Signal(object)
    searched = Signal(str)

    def __init__(
        self,
        fetch: Fetch,
        jobs: Jobs,
        hint: str = "",
        parent: QWidget | None = None,
        *,
        least_letters: int = 2,
        clear_on_choice: bool = False,
    ) -> None:
        super().__init__(parent)
        self.nothing_found = NOTHING_FOUND
        self._fetch = fetch
        self._jobs = jobs
        self._least_letters = least_letters
        self._clear_on_choice = clear_on_choice
        self._popup: SuggestionPopup | None = None
        self._marking = False
        self._enter_awaits = False
        self._keys_told = ""
        self._aside = False
        self.setPlaceholderText(hint)
        LeadingPicture(self, "search")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(WAIT_FOR_TYPING_MS)
        self._pause.timeout.connect(self.search_now)
        self.textEdited.connect(self._on_typed)

    def search_at_every_key(self) -> None:
        """Wait for no pause in the typing: what is asked is answered at once."""
        self._pause.setInterval(0)

    def offer_aside(self, keys_told: str) -> None:
        """Let Ctrl+Enter choose aside; the foot of the list tells what the keys do."""
        self._keys_told = keys_told

    def popup(self) -> SuggestionPopup:
        """Return the list beneath the box."""
        if self._popup is None:
            self._popup = SuggestionPopup(self)
            self._popup.clicked.connect(self._choose)
            self._popup.set_foot(self._keys_told)
        return self._popup

    def is_open(self) -> bool:
        """Tell whether the list is open."""
        return self._popup is not None and self._popup.isVisible()

    def close_list(self) -> None:
        """Close the list; what is typed stays."""
        self._marking = False
        if self._popup is not None:
            self._popup.hide()

    def search_now(self) -> None:
        """Search for what is typed without waiting."""
        self._pause.stop()
        text = self.text().strip()
        self._jobs.read(lambda: self._fetch(text), lambda found: self._on_found(text, found), owner=self, key="search")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Steer the list, or type."""
        if event.key() in STEPS and self.is_open():
            self._step(STEPS[Qt.Key(event.key())])
        elif event.key() in ENTER_KEYS:
            self._on_enter(event)
        elif event.key() == Qt.Key.Key_Space and self._marking:
            self._choose(self.popup().current())
        elif event.key() == Qt.Key.Key_Escape and self.is_open():
            self.close_list()
        elif event.key() == Qt.Key.Key_Down and self._can_search():
            self.search_now()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Esc for the list while it is open, before any shortcut of the page."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape and self.is_open():
                event.accept()
                return True
        elif event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.close_list()
        return super().event(event)

    def _can_search(self) -> bool:
        return len(self.text().strip()) >= self._least_letters

    def _on_typed(self) -> None:
        self._marking = False
        self._enter_awaits = self._aside = False
        if self._can_search():
            self._pause.start()
        else:
            self._pause.stop()
            self.close_list()

    def _on_enter(self, event: QKeyEvent) -> None:
        """Choose what is marked; before anything is found, remember the Enter."""
        self._aside = bool(self._keys_told and event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self._pause.isActive():
            self._enter_awaits = True
            self.search_now()
            event.accept()
        elif self.is_open() and self.popup().current() >= 0:
            self._choose(self.popup().current())
            event.ignore()
        else:
            event.ignore()

    def _on_found(self, text: str, found: Sequence[Suggestion]) -> None:
        """Open the list; what is only like what was typed is not marked, so that no Enter takes it unseen."""
        if text != self.text().strip() or not (self.hasFocus() or self._enter_awaits):
            return
        self.popup().show_found(found, self.nothing_found)
        if found and not found[0].sure:
            self.popup().mark_none()
        else:
            self.popup().mark(0)
        entered, self._enter_awaits = self._enter_awaits, False
        if entered and len(found) == 1 and found[0].sure:
            self._choose(0)
        self.searched.emit(text)

    def _step(self, step: int) -> None:
        first = not self._marking and step > 0
        self._marking = True
        self.popup().mark(0 if first and self.popup().current() < 0 else self.popup().current() + step)

    def _choose(self, number: int) -> None:
        if number < 0:
            return
        found = self.popup().model.suggestion(number)
        self.close_list()
        self.setText("" if self._clear_on_choice else found.text)
        aside, self._aside = self._aside, False
        (self.chosen_aside if aside else self.chosen).emit(found)


class LookUp(Field):
    """A field whose answer is looked up: persons, ICD-10, destinations."""

    def __init__(
        self,
        name: str,
        label: str,
        fetch: Fetch,
        jobs: Jobs,
        *,
        required: bool = False,
        hint: str = "",
    ) -> None:
        self.box = SearchBox(fetch, jobs, hint)
        super().__init__(name, label, self.box, required=required)
        self._chosen: Suggestion | None = None
        self.box.chosen.connect(self._on_chosen)
        self.box.textEdited.connect(self._on_typed)

    def value(self) -> object:
        """Return what the chosen thing stands for, or None."""
        return self._chosen.value if self._chosen else None

    def text(self) -> str:
        """Return what is typed or chosen."""
        return self.box.text().strip()

    def chosen(self) -> Suggestion | None:
        """Return the chosen thing, or None."""
        return self._chosen

    def set_value(self, value: object) -> None:
        """Show a ``Suggestion`` as chosen, or nothing."""
        self._chosen = value if isinstance(value, Suggestion) else None
        blocker = QSignalBlocker(self.box)
        self.box.setText(self._chosen.text if self._chosen else "")
        blocker.unblock()

    def problem(self) -> str:
        """Return that something is typed but nothing chosen, if so."""
        return NOT_CHOSEN if self.text() and self._chosen is None else ""

    def _on_chosen(self, found: Suggestion) -> None:
        self._chosen = found
        self._on_edited()

    def _on_typed(self) -> None:
        self._chosen = None
        self._on_edited()

    def _on_left(self) -> None:
        if self.problem():
            self.set_error(self.problem())
