"""The list that opens beneath a search box."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.palette import current_palette
from ui.theme import body_font
from ui.widgets.icons import icon_pixmap
from ui.widgets.labels import label

ONE_LINE_PX = 32
TWO_LINES_PX = 44
MOST_SHOWN = 8
PADDING_PX = 10
DETAIL_PX = 12
LEAST_WIDTH_PX = 320
STAR_PX = 16
FOOT_PX = 24
STARRED_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Suggestion:
    """One thing found: what it stands for, how it is called, and a second line to tell it from others.

    What is not ``sure`` is only like what was typed, and is not chosen before somebody has seen it. What is ``starred``
    was marked by whoever looks.
    """

    value: object
    text: str
    detail: str = ""
    sure: bool = True
    starred: bool = False


class SuggestionModel(QAbstractListModel):
    """The things found by the last search."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: tuple[Suggestion, ...] = ()

    def show(self, found: Sequence[Suggestion]) -> None:
        """Replace what was found."""
        self.beginResetModel()
        self._found = tuple(found)
        self.endResetModel()

    def suggestion(self, number: int) -> Suggestion:
        """Return one thing found."""
        return self._found[number]

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many were found."""
        return 0 if parent is not None and parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of one thing found."""
        found = self._found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return found.text
        if role == STARRED_ROLE:
            return found.starred
        return found.detail if role == Qt.ItemDataRole.ToolTipRole else None


class SuggestionDelegate(QStyledItemDelegate):
    """Draws a thing found: its name, and beneath it what tells it from others."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of one or two lines."""
        detail = index.data(Qt.ItemDataRole.ToolTipRole)
        return QSize(option.rect.width(), TWO_LINES_PX if detail else ONE_LINE_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one thing found."""
        colours = current_palette()
        state = QStyle.StateFlag
        painter.save()
        if option.state & state.State_Selected:
            painter.fillRect(option.rect, colours.colour("primarySoft"))
        elif option.state & state.State_MouseOver:
            painter.fillRect(option.rect, colours.colour("hover"))
        room = option.rect.adjusted(PADDING_PX, 4, -PADDING_PX, -4)
        if index.data(STARRED_ROLE):
            star = icon_pixmap("star", "primary", STAR_PX)
            painter.drawPixmap(room.right() - STAR_PX, room.center().y() - STAR_PX // 2, star)
            room.adjust(0, 0, -STAR_PX - PADDING_PX, 0)
        detail = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
        upper = QRect(room.left(), room.top(), room.width(), room.height() // 2) if detail else room
        lower = QRect(room.left(), upper.bottom() + 1, room.width(), room.height() // 2)
        _draw_line(painter, upper, str(index.data()), 13, colours["ink"])
        if detail:
            _draw_line(painter, lower, detail, DETAIL_PX, colours["muted"])
        painter.restore()


def _draw_line(painter: QPainter, room: QRect, text: str, pixels: int, ink: str) -> None:
    font = body_font(pixels=pixels)
    painter.setFont(font)
    painter.setPen(ink)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


class SuggestionPopup(QFrame):
    """Lies over the window beneath its search box and never takes the focus from it.

    Signals:
        clicked(int): the user clicked on the thing with this number.
    """

    clicked = Signal(int)

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor.window())
        self._anchor = anchor
        self.setProperty("role", "popup")
        self.model = SuggestionModel(self)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(SuggestionDelegate(self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.clicked.connect(lambda index: self.clicked.emit(index.row()))
        self.nothing = label("", "muted")
        self.nothing.setContentsMargins(PADDING_PX, 6, PADDING_PX, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 4, 1, 4)
        layout.setSpacing(0)
        layout.addWidget(self.view)
        layout.addWidget(self.nothing)
        self.foot = label("", "small")
        self.foot.setContentsMargins(PADDING_PX, 4, PADDING_PX, 2)
        self.foot.hide()
        layout.addWidget(self.foot)
        self.hide()

    def set_foot(self, text: str) -> None:
        """Say at the foot of the list what its keys do."""
        self.foot.setText(text)

    def show_found(self, found: Sequence[Suggestion], nothing_text: str) -> None:
        """Open with what was found, or with a line that says there is nothing."""
        self.model.show(found)
        self.view.setVisible(bool(found))
        self.nothing.setText(nothing_text)
        self.nothing.setVisible(not found)
        self.foot.setVisible(bool(found and self.foot.text()))
        if self.parent() is not self._anchor.window():
            self.setParent(self._anchor.window())
        self._place(found)
        self.show()
        self.raise_()

    def current(self) -> int:
        """Return the number of the marked thing, or -1."""
        return self.view.currentIndex().row()

    def mark(self, number: int) -> None:
        """Mark one thing, staying within the list."""
        last = self.model.rowCount() - 1
        if last >= 0:
            self.view.setCurrentIndex(self.model.index(max(0, min(number, last))))

    def mark_none(self) -> None:
        """Mark nothing until somebody steps into the list."""
        self.view.setCurrentIndex(QModelIndex())

    def _place(self, found: Sequence[Suggestion]) -> None:
        """Lie beneath the box, or above it where there is no room."""
        window = self._anchor.window()
        heights = [TWO_LINES_PX if one.detail else ONE_LINE_PX for one in found[:MOST_SHOWN]]
        height = (sum(heights) or ONE_LINE_PX) + 10 + (FOOT_PX if found and self.foot.text() else 0)
        width = min(max(self._anchor.width(), LEAST_WIDTH_PX), window.width())
        below = self._anchor.mapTo(window, QPoint(0, self._anchor.height() + 2))
        above = self._anchor.mapTo(window, QPoint(0, -2)).y() - height
        top = above if below.y() + height > window.height() and above >= 0 else below.y()
        self.setGeometry(min(below.x(), window.width() - width), top, width, height)
