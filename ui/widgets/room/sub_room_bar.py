"""The parts of a waiting list as a row of buttons with counts, and moving a number from one to another."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QWidget

from ilp_desktop.domain.queue.sub_rooms import SubRoom
from ilp_desktop.domain.queue.visit_words import TicketStatus
from ilp_desktop.services.queue.queue_rows import QueueRow
from ui.widgets.buttons import quiet_button
from ui.widgets.labels import label
from ui.widgets.page import HouseKey, bind, on_key

ALL = ""
EVERYBODY = "Semua"
MOVE = HouseKey("Ctrl+B", "Pindah bagian, lalu angka bagiannya")


class SubRoomBar(QWidget):
    """Chooses whose part of the list is shown and called from; Ctrl+0 shows all, Ctrl+1 and on a part each.

    Signals:
        chosen(str): another part is wanted; empty means all.
        move_wanted(str): the number selected is to wait in this part.
    """

    chosen = Signal(str)
    move_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[SubRoom, ...] = ()
        self._code = ALL
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self.move_button = quiet_button("Pindah bagian")
        self.menu = QMenu(self)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(label("Bagian", "muted"))
        whole.addLayout(self._row)
        whole.addStretch(1)
        whole.addWidget(self.move_button)
        self.move_button.clicked.connect(self._open_menu)
        bind(MOVE, self.move_button)
        self.hide()

    def show_parts(self, parts: Sequence[SubRoom], remembered: str = ALL) -> None:
        """Offer the parts of this list; the one chosen stays chosen, at first the one that was remembered."""
        if tuple(parts) == self._parts:
            return
        self._parts = tuple(parts)
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.deleteLater()
        codes = [ALL, *(part.code for part in self._parts)]
        self._buttons = {code: self._button(number, code, len(codes)) for number, code in enumerate(codes)}
        wanted = self._code or remembered
        self._code = wanted if wanted in self._buttons else ALL
        self._buttons[self._code].setChecked(True)
        fill_parts(self.menu, self._parts, self.move_wanted.emit)
        self.show_counts(())
        self.setVisible(bool(self._parts))

    def show_counts(self, rows: Sequence[QueueRow]) -> None:
        """Say how many wait in each part, of everybody on the list."""
        waiting = Counter(row.sub_room for row in rows if row.status is TicketStatus.WAITING)
        for code, button in self._buttons.items():
            count = sum(waiting.values()) if code == ALL else waiting[code]
            button.setText(f"{self.name_of(code) or EVERYBODY} {count}")

    def current(self) -> str:
        """Return the code of the part chosen; empty for all."""
        return self._code

    def name_of(self, code: str) -> str:
        """Return the name of a part; nothing for one that is not there."""
        return next((part.label for part in self._parts if part.code == code), "")

    def choose(self, code: str) -> None:
        """Show another part."""
        self._buttons[code].setChecked(True)
        if code != self._code:
            self._code = code
            self.chosen.emit(code)

    def texts(self) -> tuple[str, ...]:
        """Return the words of the buttons, from the left."""
        return tuple(button.text() for button in self._buttons.values())

    def _button(self, number: int, code: str, count: int) -> QPushButton:
        button = QPushButton()
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setProperty("role", "segment")
        button.setProperty("place", {0: "first", count - 1: "last"}.get(number, "middle"))
        self._group.addButton(button, number)
        self._row.addWidget(button)
        button.clicked.connect(partial(self._on_clicked, code))
        key = HouseKey(f"Ctrl+{number}", f"Tampilkan {self.name_of(code) or 'semua bagian'}")
        on_key(key, button, partial(self.choose, code))
        button.setToolTip(f"{key.does} ({key.keys})")
        button.setAccessibleName(f"Bagian: {self.name_of(code) or EVERYBODY}")
        return button

    def _on_clicked(self, code: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a slot
        self.choose(code)

    def _open_menu(self) -> None:
        self.menu.popup(self.move_button.mapToGlobal(QPoint(0, self.move_button.height())))


def fill_parts(menu: QMenu, parts: Sequence[SubRoom], move: Callable[[str], object]) -> None:
    """List parts in a menu, each chosen by its digit."""
    menu.clear()
    for number, part in enumerate(parts, start=1):
        name = part.label.replace("&", "&&")
        menu.addAction(f"&{number}  {name}").triggered.connect(partial(_moved, move, part.code))


def _moved(move: Callable[[str], object], code: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a slot
    move(code)
