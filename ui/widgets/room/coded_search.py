"""A search over a list of codes: the usual ones come first, also where nothing is typed, and a key marks one."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.order.usual_codes import CodeKind
from ui.widgets.look_up import SearchBox
from ui.widgets.one_press import OnePress
from ui.widgets.room.world import RoomWorld
from ui.widgets.suggestion_popup import Suggestion

MARK_KEY = Qt.Key.Key_D
KEYS = "Panah bawah: yang sering dipakai. Ctrl+D pada pilihan: tandai favorit."
MARKED, UNMARKED = "{} ditandai favorit.", "{} tidak lagi favorit."
NOTHING_USUAL = "Belum ada yang sering dipakai. Ketik untuk mencari."
NOT_FOUND = "Tidak ditemukan. Coba kata atau kode lain."
Offered = Callable[[str, Sequence[str]], Sequence[Suggestion]]
"""Returns what is offered for a text, given the usual codes; runs on a reader thread."""


class CodedSearch(SearchBox):
    """A search box whose usual codes are read with the first search after ``forget``."""

    def __init__(self, world: RoomWorld, kind: CodeKind, offered: Offered, hint: str) -> None:
        self._world = world
        self._kind = kind
        self._offered = offered
        self._usual: tuple[tuple[str, ...], frozenset[str]] | None = None
        self._press = OnePress()
        super().__init__(self._found, world.jobs, hint, clear_on_choice=True)
        self.setToolTip(KEYS)
        self.setAccessibleDescription(KEYS)

    def forget(self) -> None:
        """Read the usual codes anew with the next search, as when another patient is open."""
        self._usual = None

    def search_now(self) -> None:
        """Search for what is typed without waiting."""
        self.nothing_found = NOT_FOUND if self.text().strip() else NOTHING_USUAL
        super().search_now()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the usual codes in an empty box, and mark one."""
        controlled = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == MARK_KEY and controlled and self.is_open():
            self._mark()
        elif event.key() == Qt.Key.Key_Down and not self.is_open() and not self.text().strip():
            self.search_now()
        else:
            super().keyPressEvent(event)

    def _found(self, text: str) -> list[Suggestion]:
        if self._usual is None:
            self._usual = self._world.house.usual_codes.usual(self._world.user, self._kind)
        usual, marked = self._usual
        return [replace(one, starred=str(one.value) in marked) for one in self._offered(text, usual)]

    def _mark(self) -> None:
        number = self.popup().current()
        if number < 0:
            return
        found = self.popup().model.suggestion(number)
        code, codes, user = str(found.value), self._world.house.usual_codes, self._world.user
        if self._press.begin(code):
            self._world.jobs.write(
                lambda: codes.mark(user, self._kind, code),
                lambda marked: self._on_marked(found, marked),
                owner=self,
                failed=self._on_refused,
            )

    def _on_refused(self, error: UserError) -> None:
        self._press.fail()
        self._world.messages.problem(error)

    def _on_marked(self, found: Suggestion, marked: bool) -> None:  # noqa: FBT001 - a slot
        self._press.end()
        self._world.messages.info((MARKED if marked else UNMARKED).format(found.text))
        self.forget()
        if self.hasFocus():
            self.search_now()
