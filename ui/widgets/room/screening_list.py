"""The forms a person can be screened with: grouped, filtered while one types, each with its state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ilp_desktop.forms.schema import Header
from ui.palette import Tone
from ui.theme import body_font
from ui.widgets.labels import CHIP_HEIGHT_PX, chip_width, paint_chip
from ui.widgets.page import FIND, on_key

LIST_PX = 264
ROW_PX, HEADING_PX = 32, 30
HEADING_FONT_PX = 12
GAP_PX = 10
CODE, STATE, SOUGHT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
UNTOUCHED = "belum diisi"
DUE_TODAY, FURTHER = "Layanan hari ini", "Formulir lain"


@dataclass(frozen=True)
class FormState:
    """How a form of the visit stands, in a word and its tone."""

    word: str
    tone: Tone


NOT_STORED = FormState("belum disimpan", Tone.WARN)
UNFINISHED = FormState("belum lengkap", Tone.WARN)
STORED = FormState("terisi", Tone.GOOD)
BLANK = FormState("", Tone.NEUTRAL)


class _SearchLine(QLineEdit):
    """Goes to the list with Enter and Down.

    Signals:
        left(): the list is wanted.
    """

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the line for what it found."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _StateDelegate(QStyledItemDelegate):
    """Draws the state of a form as a chip at the right of its title."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one line of the list."""
        state = index.data(STATE)
        if not isinstance(state, FormState) or not state.word:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        chip = chip_width(state.word)
        room = option.rect.width() - chip - 3 * GAP_PX
        option.text = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        top = option.rect.top() + (option.rect.height() - CHIP_HEIGHT_PX) // 2
        place = QRectF(option.rect.right() - chip - GAP_PX, top, chip, CHIP_HEIGHT_PX)
        paint_chip(painter, place, state.word, state.tone)


class ScreeningList(QWidget):
    """Headings and forms.

    Signals:
        chosen(str): another form is to be shown; nothing when none is.
        entered(str): the form of the line chosen is to be typed into.
    """

    chosen = Signal(str)
    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(LIST_PX)
        self.search = _SearchLine()
        self.search.setPlaceholderText("Cari formulir")
        self.search.setToolTip(f"{FIND.does} formulir ({FIND.keys})")
        self.search.setAccessibleName("Cari formulir skrining")
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName("Formulir skrining")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        self.search.textChanged.connect(self._filter)
        self.search.left.connect(self._go_to_first)
        self.list.setItemDelegate(_StateDelegate(self.list))
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.list.itemActivated.connect(lambda item: self.entered.emit(str(item.data(CODE) or "")))
        self.list.currentItemChanged.connect(lambda item: self.chosen.emit(str(item.data(CODE)) if item else ""))
        on_key(FIND, self, self._find)

    def show_forms(self, due: Sequence[Header], others: Sequence[Header], sought: Sequence[Header] = ()) -> None:
        """List the forms due today and then the others, which come group by group; none is chosen.

        Those that are ``sought`` are shown only while their words are typed, or once something is in them.
        """
        self.list.clear()
        self.search.clear()
        for heading, members in (
            (DUE_TODAY, due),
            *((group.title, tuple(members)) for group, members in groupby(others, lambda header: header.group)),
            (FURTHER, sought),
        ):
            if members:
                self._add_heading(heading)
            for header in members:
                self._add_form(header, is_sought=members is sought)
        self._filter("")

    def show_states(self, states: Mapping[str, FormState]) -> None:
        """Say at every form how it stands."""
        changed = [item for item in self._items() if item.data(STATE) != states[str(item.data(CODE))]]
        for item in changed:
            state = states[str(item.data(CODE))]
            item.setData(STATE, state)
            item.setToolTip(f"{item.text()}: {state.word or UNTOUCHED}")
        if changed:
            self._filter(self.search.text())

    def codes(self) -> tuple[str, ...]:
        """Return the codes of the forms listed, shown or not."""
        return tuple(str(item.data(CODE)) for item in self._items())

    def shown_codes(self) -> tuple[str, ...]:
        """Return the codes of the forms that the search leaves."""
        return tuple(str(item.data(CODE)) for item in self._items() if not item.isHidden())

    def headings(self) -> tuple[str, ...]:
        """Return the headings shown."""
        rows = (self.list.item(row) for row in range(self.list.count()))
        return tuple(item.text() for item in rows if item.data(CODE) is None and not item.isHidden())

    def current(self) -> str:
        """Return the code of the form chosen, or nothing."""
        item = self.list.currentItem()
        return str(item.data(CODE)) if item is not None else ""

    def choose(self, code: str) -> None:
        """Choose a form, if it is listed; a search that hides it is given up."""
        for item in self._items():
            if item.data(CODE) == code:
                if item.isHidden():
                    self.search.clear()
                self.list.setCurrentItem(item)
                self._filter(self.search.text())

    def state_of(self, code: str) -> str:
        """Return the word for how a form stands, nothing while it is untouched."""
        state = next(item.data(STATE) for item in self._items() if item.data(CODE) == code)
        return state.word if isinstance(state, FormState) else ""

    def _items(self) -> list[QListWidgetItem]:
        rows = (self.list.item(row) for row in range(self.list.count()))
        return [item for item in rows if item.data(CODE) is not None]

    def _add_form(self, header: Header, *, is_sought: bool) -> None:
        item = QListWidgetItem(header.title)
        item.setData(CODE, header.code)
        item.setData(SOUGHT, is_sought)
        item.setSizeHint(QSize(0, ROW_PX))
        self.list.addItem(item)

    def _add_heading(self, title: str) -> None:
        item = QListWidgetItem(title)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(body_font(pixels=HEADING_FONT_PX, medium=True))
        item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        item.setSizeHint(QSize(0, HEADING_PX))
        self.list.addItem(item)

    def _filter(self, text: str) -> None:
        """Leave the forms with all words typed, in any order, and the headings over them."""
        words = text.casefold().split()
        heading: QListWidgetItem | None = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(CODE) is None:
                heading = item
                heading.setHidden(True)
                continue
            sought = f"{item.text()} {heading.text() if heading else ''}".casefold()
            item.setHidden(not all(word in sought for word in words) or not (words or self._is_listed(item)))
            if heading is not None and not item.isHidden():
                heading.setHidden(False)

    def _is_listed(self, item: QListWidgetItem) -> bool:
        """Say whether a form is shown while nothing is looked for."""
        state = item.data(STATE)
        begun = isinstance(state, FormState) and bool(state.word)
        return not item.data(SOUGHT) or begun or item.data(CODE) == self.current()

    def _go_to_first(self) -> None:
        """Choose the first form that is left, and go to the list."""
        left = self.shown_codes()
        if left:
            self.choose(self.current() if self.current() in left else left[0])
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
