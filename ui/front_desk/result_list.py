"""A list of people found: enough of each to tell them apart."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ilp_desktop.services.person.person_reads import FoundPerson
from ui.front_desk.wording import is_minor, place_text, short_age
from ui.palette import current_palette
from ui.theme import body_font
from ui.widgets.date_field import date_text

LINE_PX = 18
EDGE_X_PX = 12
EDGE_Y_PX = 7
SMALL_PX = 12
CHOOSING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
Lines = list[tuple[str, str]]
LINES_ROLE = Qt.ItemDataRole.UserRole


class FoundPeople(QAbstractListModel):
    """The people found, each as pairs of what stands left and right on a line."""

    def __init__(self, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self._today = today
        self.found: tuple[FoundPerson, ...] = ()
        self._lines: list[Lines] = []

    def show(self, found: Sequence[FoundPerson]) -> None:
        """Replace the people found."""
        self.beginResetModel()
        self.found = tuple(found)
        today = self._today()
        self._lines = [_lines(person, today) for person in self.found]
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many were found."""
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the lines of one person."""
        if role == LINES_ROLE:
            return self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for line in self._lines[index.row()] for part in line if part)
        return None


def _lines(person: FoundPerson, today: date) -> Lines:
    who = f"{short_age(person.birth_date, today)} · {person.sex.value}"
    seen = f"terakhir {date_text(person.last_visit_on)}" if person.last_visit_on else "belum pernah berkunjung"
    lines = [
        (person.name, who),
        (f"No. RM {person.record_number}", date_text(person.birth_date)),
        (place_text(person.village, person.rw), seen),
    ]
    if person.mother_name and is_minor(person.birth_date, today):
        lines.append((f"Ibu: {person.mother_name}", ""))
    return lines


class FoundDelegate(QStyledItemDelegate):
    """Draws one person found."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of three or four lines."""
        return QSize(0, len(index.data(LINES_ROLE)) * LINE_PX + 2 * EDGE_Y_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw name and particulars, the name strongest."""
        colours = current_palette()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colours.colour("primarySoft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, colours.colour("hover"))
        painter.setPen(colours.colour("border"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        room = option.rect.adjusted(EDGE_X_PX, EDGE_Y_PX, -EDGE_X_PX, 0)
        room.setHeight(LINE_PX)
        for number, (left, right) in enumerate(index.data(LINES_ROLE)):
            font = body_font(medium=True) if number == 0 else body_font(pixels=SMALL_PX)
            painter.setFont(font)
            painter.setPen(colours.colour("muted" if number else "ink"))
            _draw_line(painter, QFontMetrics(font), room, (left, right))
            room.translate(0, LINE_PX)
        painter.restore()


def _draw_line(painter: QPainter, metrics: QFontMetrics, room: QRect, words: tuple[str, str]) -> None:
    """Draw one line; what stands left gives way to what stands right."""
    left, right = words
    upright = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(room, Qt.AlignmentFlag.AlignRight | upright, right)
    width = room.width() - metrics.horizontalAdvance(right) - EDGE_X_PX
    shown = metrics.elidedText(left, Qt.TextElideMode.ElideRight, width)
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | upright, shown)


class ResultList(QListView):
    """People found; Enter, Space or a click opens one.

    Signals:
        chosen(UUID): somebody was chosen.
    """

    chosen = Signal(object)

    def __init__(self, today: Callable[[], date], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people = FoundPeople(today, self)
        self.setModel(self.people)
        self.setItemDelegate(FoundDelegate(self))
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._choose)

    def show_found(self, found: Sequence[FoundPerson]) -> None:
        """Show these people, none of them marked."""
        self.people.show(found)

    def mark(self, number: int) -> None:
        """Mark one person, staying within the list."""
        last = self.people.rowCount() - 1
        if last >= 0:
            self.setCurrentIndex(self.people.index(max(0, min(number, last))))

    def marked(self) -> int:
        """Return the number of the person marked, or -1."""
        return self.currentIndex().row()

    def choose(self, number: int) -> None:
        """Choose a person as if by a click."""
        self.mark(number)
        self.chosen.emit(self.people.found[number].id)

    def height_of_rows(self, most: int) -> int:
        """Return how high the first rows are, frame included."""
        rows = range(min(most, self.people.rowCount()))
        return sum(self.sizeHintForRow(row) for row in rows) + 2 * self.frameWidth() + 2

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter or Space, once a stroke."""
        if event.key() in CHOOSING_KEYS and self.currentIndex().isValid():
            if not event.isAutoRepeat():
                self._choose(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        self.choose(index.row())
