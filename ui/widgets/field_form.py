"""Fields side by side in columns, walked through with Enter."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QGridLayout, QLabel, QScrollArea, QWidget

from ui.widgets.field import Field
from ui.widgets.labels import label

COLUMN_GAP_PX = 16
ROW_GAP_PX = 4
SECTION_TOP_PX = 8
SEEN_AROUND_PX = 24
ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass
class _Placed:
    """One field and how it wants to stand."""

    field: Field
    span: int
    new_row: bool


@dataclass
class _Section:
    """A heading and the fields beneath it."""

    heading: QLabel | None
    placed: list[_Placed] = field(default_factory=list)

    def shown(self) -> list[Field]:
        return [one.field for one in self.placed if not one.field.isHidden()]


class FieldForm(QWidget):
    """Lays fields in one to three columns and gives them the keys of the house.

    Enter goes to the next field and from the last one to the save button, which only a second Enter presses.
    PageDown and PageUp go to the next and the previous section, or field where there are no sections.

    Attributes:
        columns: how many there are.

    Signals:
        changed(str): the user changed the field of this name.
        finished(str): the user left the field of this name after changing it.
    """

    changed = Signal(str)
    finished = Signal(str)

    def __init__(self, columns: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self._sections = [_Section(None)]
        self._fields: dict[str, Field] = {}
        self._save_button: QAbstractButton | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(COLUMN_GAP_PX)
        self._grid.setVerticalSpacing(ROW_GAP_PX)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self._rows = 0

    def add(self, added: Field, *, span: int = 1, new_row: bool = False) -> Field:
        """Put a field after the last one; ``span`` columns wide, on a new row if asked."""
        self._take(added, span, new_row=new_row)
        self._arrange()
        return added

    def add_all(self, *added: Field) -> None:
        """Put several fields one after the other."""
        for one in added:
            self.add(one)

    def add_section(self, title: str) -> None:
        """Start a section with a heading."""
        heading = label(title, "section", self)
        heading.setContentsMargins(0, SECTION_TOP_PX, 0, 0)
        self._sections.append(_Section(heading))

    def add_whole_section(self, title: str, fields: Sequence[tuple[Field, int]], hidden: Collection[str] = ()) -> None:
        """Put a section with its fields, each with the columns it takes, below what is there."""
        self.add_section(title)
        for added, span in fields:
            self._take(added, span)
            added.setVisible(added.name not in hidden)  # a layout would do it only when the program is idle
        self._grid.setRowStretch(self._rows, 0)
        self._rows = self._arrange_section(self._sections[-1], self._rows)
        self._grid.setRowStretch(self._rows, 1)

    def field(self, name: str) -> Field:
        """Return a field by name."""
        return self._fields[name]

    def names(self) -> tuple[str, ...]:
        """Return the names of all fields, shown or not."""
        return tuple(self._fields)

    def shown_fields(self) -> list[Field]:
        """Return the fields shown, in the order they are walked through."""
        return [one for section in self._sections for one in section.shown()]

    def set_save_button(self, button: QAbstractButton) -> None:
        """Say which button Enter goes to from the last field."""
        self._save_button = button

    def hide_fields(self, names: Collection[str]) -> None:
        """Hide exactly these fields and show all others; headings without fields go too."""
        for name, one in self._fields.items():
            one.setVisible(name not in names)
        self._arrange()

    def raw(self) -> dict[str, object]:
        """Return the answers of the fields shown, by name."""
        return {one.name: one.value() for one in self.shown_fields()}

    def set_values(self, values: Mapping[str, object]) -> None:
        """Show answers without reporting a change; names that are no field are passed over."""
        for name in values.keys() & self._fields.keys():
            self._fields[name].set_value(values[name])

    def clear(self) -> None:
        """Make every field blank."""
        for one in self._fields.values():
            one.clear()

    def check(self) -> bool:
        """Show what the fields themselves know to be wrong; True when that is nothing."""
        wrong = {one.name: text for one in self.shown_fields() if (text := one.problem())}
        if wrong:
            self.show_errors(wrong)
        return not wrong

    def show_errors(self, errors: Mapping[str, str]) -> dict[str, str]:
        """Show errors beside their fields and go to the first; return those that belong to no field shown."""
        shown = self.shown_fields()
        for one in self._fields.values():
            one.set_error(errors.get(one.name, ""))
        wrong = [one for one in shown if one.name in errors]
        if wrong:
            self.go_to(wrong[0])
        known = {one.name for one in shown}
        return {name: text for name, text in errors.items() if name not in known}

    def focus_first(self) -> None:
        """Go to the first field that can be typed into."""
        fields = self._reachable()
        if fields:
            self.go_to(fields[0])

    def go_to(self, target: Field) -> None:
        """Put the focus into a field and bring it into view."""
        target.setFocus(Qt.FocusReason.TabFocusReason)
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(target, 0, SEEN_AROUND_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the fields; a key held down walks no further than one."""
        here = self._current()
        if here is None or event.isAutoRepeat():
            event.ignore()
        elif event.key() in ENTER_KEYS:
            self._go_on(here)
        elif event.key() == Qt.Key.Key_PageDown:
            self._leap(here, 1)
        elif event.key() == Qt.Key.Key_PageUp:
            self._leap(here, -1)
        else:
            event.ignore()

    def _take(self, added: Field, span: int, *, new_row: bool = False) -> None:
        added.setParent(self)
        self._fields[added.name] = added
        self._sections[-1].placed.append(_Placed(added, min(span, self.columns), new_row))
        added.changed.connect(lambda: self.changed.emit(added.name))
        added.finished.connect(lambda: self.finished.emit(added.name))

    def _current(self) -> Field | None:
        """Return the field that has the focus."""
        widget = QApplication.focusWidget()
        while widget is not None and widget is not self:
            if isinstance(widget, Field) and self._fields.get(widget.name) is widget:
                return widget
            widget = widget.parentWidget()
        return None

    def _reachable(self) -> list[Field]:
        return [one for one in self.shown_fields() if one.isEnabled()]

    def _go_on(self, here: Field) -> None:
        later = self._reachable()
        later = later[later.index(here) + 1 :] if here in later else later
        if later:
            self.go_to(later[0])
        elif self._save_button is not None:
            self._save_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _leap(self, here: Field, step: int) -> None:
        """Go to the first field of the next or previous section, or to the neighbour where there are none."""
        starts = [section.shown()[0] for section in self._sections if section.shown()]
        fields = self._reachable()
        if len(starts) > 1:
            section = next(place for place, one in enumerate(self._sections) if here in one.shown())
            begun = [one for one in self._sections[: section + 1] if one.shown()]
            stops, place = starts, len(begun) - 1
        else:
            stops, place = fields, fields.index(here)
        self.go_to(stops[max(0, min(place + step, len(stops) - 1))])

    def _arrange(self) -> None:
        """Lay the fields shown into the grid, leaving no holes for hidden ones."""
        while self._grid.count():
            self._grid.takeAt(0)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        self._rows = 0
        for section in self._sections:
            self._rows = self._arrange_section(section, self._rows)
        self._grid.setRowStretch(self._rows, 1)

    def _arrange_section(self, section: _Section, row: int) -> int:
        """Lay one section from a row on; return the row after it."""
        placed = [one for one in section.placed if not one.field.isHidden()]
        if section.heading is not None:
            section.heading.setVisible(bool(placed))
            self._grid.addWidget(section.heading, row, 0, 1, self.columns)
            row += 1
        column = 0
        for one in placed:
            if column and (one.new_row or column + one.span > self.columns):
                row, column = row + 1, 0
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(one.field, row, column, 1, one.span, top)
            column += one.span
        return row + 1 if column else row
