"""One's own templates as a list that is searched by typing; Enter fills what is empty, Ctrl+Enter writes behind."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ilp_desktop.domain.care.note_template import TEMPLATE_PARTS, Filling
from ilp_desktop.services.record.note_templates import TemplateRow
from ilp_desktop.services.record.visit_writing import NOTE_LABELS
from ui.widgets.buttons import plain_button, quiet_button
from ui.widgets.labels import label
from ui.widgets.page import FIND, on_key
from ui.widgets.picture import LeadingPicture
from ui.widgets.reading import Block, Reading

NONE_YET = "Belum ada templat. Buat dari catatan yang sedang ditulis, atau tulis sendiri."
NONE_SUCH = "Tidak ada templat dengan kata itu."
REMOVE, REALLY = "Hapus", "Benar, hapus"
HINT = "Cari templat: nama atau isinya"
ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
ROW_ROLE = Qt.ItemDataRole.UserRole
LIST_PX, TEXT_PX, ROW_PX, LONGEST_SEARCH = 118, 112, 28, 60


class SearchLine(QLineEdit):
    """Typed words narrow the list; Down goes into it, Enter takes what is marked.

    Signals:
        stepped(): Down was pressed.
        taken(object): Enter was pressed, with what becomes of typed parts.
    """

    stepped = Signal()
    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(HINT)
        self.setAccessibleName(HINT)
        self.setMaxLength(LONGEST_SEARCH)
        LeadingPicture(self, "search")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Steer the list, or type."""
        if event.key() == Qt.Key.Key_Down:
            self.stepped.emit()
        elif event.key() in ENTER_KEYS:
            if not event.isAutoRepeat():
                self.taken.emit(filling_of(event))
        else:
            super().keyPressEvent(event)


class NamesList(QListWidget):
    """The templates by name; Ctrl+Enter means to write behind what is typed.

    Signals:
        taken(object): Enter was pressed, with what becomes of typed parts.
    """

    taken = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the row that is marked."""
        if event.key() in ENTER_KEYS:
            if not event.isAutoRepeat():
                self.taken.emit(filling_of(event))
        else:
            super().keyPressEvent(event)

    def show_rows(self, rows: Sequence[TemplateRow]) -> None:
        """Show rows and mark the first."""
        self.clear()
        for row in rows:
            item = QListWidgetItem(row.name)
            item.setToolTip(parts_line(row))
            item.setSizeHint(QSize(0, ROW_PX))
            item.setData(ROW_ROLE, row)
            self.addItem(item)
        self.setCurrentRow(0)

    def marked(self) -> TemplateRow | None:
        """Return the row that is marked."""
        item = self.currentItem()
        row = item.data(ROW_ROLE) if item is not None else None
        return row if isinstance(row, TemplateRow) else None


class TemplateList(QWidget):
    """Search line, list, the text of what is marked, and what can be done with it.

    Signals:
        taken(TemplateRow, Filling): it is to be put into the note.
        edit_wanted(TemplateRow), remove_wanted(TemplateRow): it is to be changed, or to go.
    """

    taken = Signal(object, object)
    edit_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[TemplateRow, ...] = ()
        self.search = SearchLine()
        self.names = NamesList()
        self.names.setAccessibleName("Templat saya")
        self.names.setFixedHeight(LIST_PX)
        self.nothing = label("", "muted")
        self.nothing.setWordWrap(True)
        self.text = Reading("Isi templat")
        self.text.setFixedHeight(TEXT_PX)
        self.fill_button = quiet_button("Isi bagian kosong", "edit")
        self.behind_button = quiet_button("Tambah di belakang")
        self.edit_button, self.remove_button = plain_button("Ubah", "edit"), plain_button(REMOVE)
        self._lay_out()
        self._connect()
        self._show_text(None)

    def show_rows(self, rows: Sequence[TemplateRow]) -> None:
        """Show one's own."""
        self._all = tuple(rows)
        self._narrow()

    def marked(self) -> TemplateRow | None:
        """Return the row that is marked."""
        return self.names.marked()

    def start(self) -> None:
        """Put the focus where one searches."""
        self.search.setFocus()
        self.search.selectAll()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.fill_button, self.behind_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self.edit_button, self.remove_button):
            buttons.addWidget(button)
        self.fill_button.setToolTip("Hanya mengisi bagian yang masih kosong (Enter)")
        self.behind_button.setToolTip("Menulis di belakang yang sudah diketik (Ctrl+Enter)")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.search, self.nothing, self.names, self.text):
            column.addWidget(part)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._narrow())
        self.search.stepped.connect(self.names.setFocus)
        self.search.taken.connect(self._take)
        self.names.taken.connect(self._take)
        self.names.currentRowChanged.connect(lambda _number: self._show_text(self.marked()))
        self.names.itemDoubleClicked.connect(lambda _item: self._take(Filling.EMPTY_ONLY))
        self.fill_button.clicked.connect(lambda _checked: self._take(Filling.EMPTY_ONLY))
        self.behind_button.clicked.connect(lambda _checked: self._take(Filling.BEHIND))
        self.edit_button.clicked.connect(lambda _checked: self._tell(self.edit_wanted))
        self.remove_button.clicked.connect(lambda _checked: self._on_remove())
        on_key(FIND, self, self.start)

    def _narrow(self) -> None:
        """Show those in which every word typed stands somewhere, and mark the first."""
        words = self.search.text().casefold().split()
        found = [row for row in self._all if all(word in _all_of(row) for word in words)]
        self.names.show_rows(found)
        self.nothing.setText("" if found else (NONE_SUCH if words and self._all else NONE_YET))
        self.nothing.setVisible(not found)
        self.names.setVisible(bool(found))
        self.text.setVisible(bool(found))
        self._show_text(self.marked())

    def _show_text(self, row: TemplateRow | None) -> None:
        parts = row.parts if row is not None else {}
        told = (Block(NOTE_LABELS[part], (), ((parts[part],),)) for part in TEMPLATE_PARTS if part in parts)
        self.text.show_blocks(tuple(told))
        self.remove_button.setText(REMOVE)
        for button in (self.fill_button, self.behind_button, self.edit_button, self.remove_button):
            button.setEnabled(row is not None)

    def _take(self, filling: Filling) -> None:
        row = self.marked()
        if row is not None:
            self.taken.emit(row, filling)

    def _on_remove(self) -> None:
        """Ask once more on the button itself; another row begins anew."""
        if self.remove_button.text() == REMOVE:
            self.remove_button.setText(REALLY)
            return
        self._tell(self.remove_wanted)

    def _tell(self, signal: SignalInstance) -> None:
        row = self.marked()
        if row is not None:
            signal.emit(row)


def filling_of(event: QKeyEvent) -> Filling:
    """Return what Enter asks for, by whether Ctrl is held."""
    controlled = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return Filling.BEHIND if controlled else Filling.EMPTY_ONLY


def parts_line(row: TemplateRow) -> str:
    """Return which parts of a note a template fills."""
    return ", ".join(NOTE_LABELS[part] for part in TEMPLATE_PARTS if part in row.parts)


def _all_of(row: TemplateRow) -> str:
    return " ".join((row.name, *row.parts.values())).casefold()
