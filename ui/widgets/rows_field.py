"""A small table to fill in: a line of fields for each thing, a button that adds a line, one that takes it away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QVBoxLayout, QWidget

from ilp_desktop.forms.parsing import lines_as_typed, typed_lines
from ilp_desktop.forms.schema import Kind, Question
from ui.theme import body_font
from ui.widgets.buttons import Button, plain_button
from ui.widgets.card import rule
from ui.widgets.field import SMALL_PX, Field
from ui.widgets.field_form import ENTER_KEYS
from ui.widgets.labels import label

ADD_ROW = "Tambah baris"
REMOVE_ROW = "Hapus baris"
COLUMN_GAP_PX = 8
WIDTHS = {Kind.TEXT: 4, Kind.CHOICE: 3, Kind.DATE: 2, Kind.BOOLEAN: 2, Kind.INTEGER: 2, Kind.DECIMAL: 2}

WRITTEN_PX = {Kind.TEXT: 150, Kind.DATE: 104, Kind.INTEGER: 64, Kind.DECIMAL: 72}

MakeCell = Callable[[Question, str], Field]
"""Makes the blank field of a column, under a name of its own."""

ReadCell = Callable[[Field], str]
ShowCell = Callable[[Field, str], None]


@dataclass(frozen=True)
class CellKind:
    """How the cells of a table are made, read and shown: as the fields of a form are."""

    make: MakeCell
    read: ReadCell
    show: ShowCell


@dataclass(frozen=True)
class _Line:
    """The fields of one line, and the button that takes it away."""

    cells: tuple[Field, ...]
    remove: Button
    rule: QFrame


class RowsField(Field):
    """Lines of one small table, under headings where all columns have the width they need; else each line is a card.

    In a card every field has its label above it, and the fields take as many rows as they need.
    Enter goes along the line, from its end to the next one, and from the last line to a new one as long as something
    stands in it; from a blank last line it leaves the table.
    """

    def __init__(self, question: Question, kind: CellKind, *, required: bool = False) -> None:
        self._question = question
        self._kind = kind
        self._lines: list[_Line] = []
        self._across = len(question.columns)
        frame = QWidget()
        super().__init__(question.code, question.label, frame, required=required)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(COLUMN_GAP_PX)
        self._grid.setVerticalSpacing(4)
        self._headings = [label(_heading(column), "small", frame) for column in question.columns]
        self.add_button = plain_button(ADD_ROW, "plus", frame)
        self.add_button.setAccessibleName(f"{question.label}: {ADD_ROW.lower()}")
        self.add_button.clicked.connect(self.add_row)
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(4)
        inner.addLayout(self._grid)
        inner.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._add_line()

    def value(self) -> str | None:
        """Return the lines as typed text, or None where nothing is typed."""
        return self.text() or None

    def text(self) -> str:
        """Return the lines as the text that ``forms.parsing`` reads."""
        return lines_as_typed([self._typed(line) for line in self._lines])

    def set_value(self, value: object) -> None:
        """Show lines of typed text, and one blank line where there are none."""
        lines = typed_lines(str(value or "")) or [{}]
        while len(self._lines) > len(lines):
            self._drop_line(self._lines[-1])
        while len(self._lines) < len(lines):
            self._add_line()
        for line, typed in zip(self._lines, lines, strict=True):
            for column, cell in zip(self._question.columns, line.cells, strict=True):
                self._kind.show(cell, typed.get(column.code, ""))

    def cell(self, row: int, code: str) -> Field:
        """Return the field of a line, counted from 0, and a column."""
        codes = [column.code for column in self._question.columns]
        return self._lines[row].cells[codes.index(code)]

    def row_count(self) -> int:
        """Return how many lines are shown, blank ones too."""
        return len(self._lines)

    def remove_button(self, row: int) -> Button:
        """Return the button that takes a line away."""
        return self._lines[row].remove

    def add_row(self) -> None:
        """Add a blank line and go to it."""
        if len(self._lines) < self._question.most_rows:
            self._add_line()
        self._lines[-1].cells[0].setFocus(Qt.FocusReason.TabFocusReason)

    def is_table(self) -> bool:
        """Tell whether the lines stand under headings."""
        return self._across == len(self._question.columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand as a table or as cards, as the width allows."""
        super().resizeEvent(event)
        widths = [
            natural_px(column, cell) for column, cell in zip(self._question.columns, self._lines[0].cells, strict=True)
        ]
        across = fields_across(widths, self.width() - self._lines[0].remove.sizeHint().width())
        if across != self._across:
            self._across = across
            self._place_lines()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go along the lines with Enter."""
        if event.key() not in ENTER_KEYS or event.isAutoRepeat() or not self._goes_on():
            event.ignore()

    def _goes_on(self) -> bool:
        """Go to the next cell; False where Enter leaves the table."""
        cells = [cell for line in self._lines for cell in line.cells]
        here = next((at for at, cell in enumerate(cells) if _holds_focus(cell)), None)
        if here is None:
            return False
        if here + 1 < len(cells):
            cells[here + 1].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        full = len(self._lines) >= self._question.most_rows
        if full or not any(self._typed(self._lines[-1]).values()):
            return False
        self.add_row()
        return True

    def _typed(self, line: _Line) -> dict[str, str]:
        cells = zip(self._question.columns, line.cells, strict=True)
        return {column.code: self._kind.read(cell) for column, cell in cells}

    def _add_line(self) -> None:
        number = len(self._lines)
        cells = []
        for column in self._question.columns:
            cell = self._kind.make(column, f"{self.name}.{number}.{column.code}")
            cell.head.required = column.required
            cell.head.hide()
            cell.note.hide()
            cell.editor.setAccessibleName(f"{column.label}, baris {number + 1}")
            cell.changed.connect(self._on_edited)
            cell.editor.installEventFilter(self)
            cell.finished.connect(self._tell_left)
            cells.append(cell)
        remove = plain_button("", "close", self.editor)
        line = _Line(tuple(cells), remove, rule(self.editor))
        remove.clicked.connect(lambda: self._on_removed(line))
        self._lines.append(line)
        self._place_lines()

    def _drop_line(self, line: _Line) -> None:
        self._lines.remove(line)
        for widget in (*line.cells, line.remove, line.rule):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._place_lines()

    def _place_lines(self) -> None:
        """Put every line where it stands now, and name its button by its number."""
        self._lay_out()
        for at, line in enumerate(self._lines, 1):
            line.remove.setToolTip(f"{REMOVE_ROW} {at}")
            line.remove.setAccessibleName(f"{self._question.label}: {REMOVE_ROW.lower()} {at}")
        self._tab_along()
        self.add_button.setEnabled(len(self._lines) < self._question.most_rows)
        self.setFocusProxy(self._lines[0].cells[0] if self._lines else self.add_button)

    def _lay_out(self) -> None:
        """Lay headings and lines into the grid: a line a row, or a card of several."""
        while self._grid.count():
            self._grid.takeAt(0)
        table, across = self.is_table(), self._across
        for at, (column, heading) in enumerate(zip(self._question.columns, self._headings, strict=True)):
            heading.setVisible(table)
            self._grid.setColumnStretch(at, (WIDTHS[column.kind] if table else 1) if at < across else 0)
            if table:
                self._grid.addWidget(heading, 0, at)
        rows_a_line = 1 + -(-len(self._question.columns) // across)
        for number, line in enumerate(self._lines):
            top = 1 + number * rows_a_line
            line.rule.setVisible(not table and number > 0)
            self._grid.addWidget(line.rule, top, 0, 1, across + 1)
            for at, cell in enumerate(line.cells):
                cell.head.setVisible(not table)
                row, column_at = divmod(at, across)
                self._grid.addWidget(cell, top + 1 + row, column_at)
            self._grid.addWidget(line.remove, top + 1, across, Qt.AlignmentFlag.AlignBottom)

    def _tab_along(self) -> None:
        """Let Tab walk line by line, whatever order the fields were made in."""
        walked: list[QWidget] = [part for line in self._lines for part in (*line.cells, line.remove)]
        for before, after in pairwise([*walked, self.add_button]):
            QWidget.setTabOrder(before, after)

    def _on_removed(self, line: _Line) -> None:
        """Take a line away; the last one is only made blank."""
        at = self._lines.index(line)
        if len(self._lines) == 1:
            self.set_value(None)
        else:
            self._drop_line(line)
        self._lines[max(at - 1, 0)].cells[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_edited()


def natural_px(column: Question, cell: Field) -> int:
    """Return the width at which a column can be read and typed into."""
    heading = QFontMetrics(body_font(pixels=SMALL_PX, medium=True)).horizontalAdvance(_heading(column))
    return max(heading, WRITTEN_PX.get(column.kind) or cell.editor.sizeHint().width())


def fields_across(widths: Sequence[int], room: int) -> int:
    """Return how many fields of a line stand side by side: all of them, or so many that each has the widest's room."""
    if sum(widths) + len(widths) * COLUMN_GAP_PX <= room:
        return len(widths)
    most = min(max(room // (max(widths) + COLUMN_GAP_PX), 1), len(widths) - 1)
    rows = -(-len(widths) // most)
    return -(-len(widths) // rows)


def _heading(column: Question) -> str:
    marked = f"{column.label} *" if column.required else column.label
    return f"{marked} ({column.unit})" if column.unit else marked


def _holds_focus(cell: Field) -> bool:
    here = QApplication.focusWidget()
    return here is not None and (here is cell or cell.isAncestorOf(here))
