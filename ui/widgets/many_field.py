"""Fields built from other choices: yes or no, and any number of a list."""

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from ui.widgets.choice_field import ARROWS, ChoiceButtons, Choices, choice_by_digit
from ui.widgets.field import Field

YES, NO = "ya", "tidak"
BOX_HEIGHT_PX = 24


class YesNoField(ChoiceButtons):
    """Ya or Tidak, and blank until one is chosen; the letters Y and T choose too."""

    def __init__(self, name: str, label: str, *, required: bool = False) -> None:
        super().__init__(name, label, [(YES, "Ya"), (NO, "Tidak")], required=required)

    def value(self) -> bool | None:  # type: ignore[override] # a yes or no is no code
        """Return True, False, or None when blank."""
        code = super().value()
        return None if code is None else code == YES

    def set_value(self, value: object) -> None:
        """Show Ya, Tidak or nothing."""
        super().set_value({True: YES, False: NO}.get(value) if isinstance(value, bool) else None)


class ManyField(Field):
    """Any number of (code, label); digits tick, arrows move from one to the next."""

    def __init__(self, name: str, label: str, choices: Choices, *, required: bool = False, columns: int = 2) -> None:
        self.grid = QWidget()
        super().__init__(name, label, self.grid, required=required)
        self._choices = tuple(choices)
        self.boxes: list[QCheckBox] = []
        layout = QGridLayout(self.grid)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setHorizontalSpacing(16)
        layout.setVerticalSpacing(2)
        for number, (_, shown) in enumerate(choices):
            box = QCheckBox(shown)
            box.setFixedHeight(BOX_HEIGHT_PX)
            box.toggled.connect(self._on_edited)
            box.installEventFilter(self)
            layout.addWidget(box, number // columns, number % columns)
            self.boxes.append(box)
        self.grid.setFocusProxy(self.boxes[0])

    def value(self) -> tuple[str, ...] | None:
        """Return the codes ticked in the order of the list, or None when none is."""
        pairs = zip(self._choices, self.boxes, strict=True)
        return tuple(code for (code, _), box in pairs if box.isChecked()) or None

    def codes(self) -> tuple[str, ...]:
        """Return the codes there are, in the order of the boxes."""
        return tuple(code for code, _ in self._choices)

    def text(self) -> str:
        """Return the labels ticked."""
        return ", ".join(box.text() for box in self.boxes if box.isChecked())

    def set_value(self, value: object) -> None:
        """Tick these codes alone."""
        codes = set(value) if isinstance(value, list | tuple | set | frozenset) else set()
        for (code, _), box in zip(self._choices, self.boxes, strict=True):
            blocker = QSignalBlocker(box)
            box.setChecked(code in codes)
            blocker.unblock()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move by arrow among the boxes, which would otherwise leave the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self.boxes:
            step = ARROWS.get(Qt.Key(event.key()))
            if step is not None:
                here = next(place for place, box in enumerate(self.boxes) if box is watched)
                self.boxes[(here + step) % len(self.boxes)].setFocus()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick by digit."""
        if event.text() in set("0123456789"):
            place = choice_by_digit(self._choices, event.text())
            if place >= 0:
                self.boxes[place].setFocus()
                self.boxes[place].toggle()
        else:
            event.ignore()
