"""Fields for choosing: a list, a row of buttons, a tick."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QHBoxLayout, QPushButton, QWidget

from ui.widgets.field import Field, mark_wrong
from ui.widgets.text_fields import PAGE_KEYS

Choices = Sequence[tuple[str, str]]
CLEARING_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


def choice_by_digit(choices: Choices, digit: str) -> int:
    """Return which choice a typed digit means: the one with that code, else the one in that place; -1 for none."""
    codes = [code for code, _ in choices]
    if digit in codes:
        return codes.index(digit)
    place = int(digit) - 1
    return place if 0 <= place < len(codes) else -1


def choice_by_letter(choices: Choices, letter: str, after: int) -> int:
    """Return the next choice after a place that begins with a letter, or -1."""
    count, wanted = len(choices), letter.casefold()
    turns = [(after + 1 + turn) % count for turn in range(count)]
    return next((n for n in turns if choices[n][1].casefold().startswith(wanted)), -1)


class _Combo(QComboBox):
    """A list that never changes by a passing wheel and takes digits."""

    def __init__(self, choices: Choices) -> None:
        super().__init__()
        self._choices = choices

    def offer(self, choices: Choices) -> None:
        """Take digits for other choices."""
        self._choices = choices

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll instead."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit, clear with Delete, and leave the form its keys."""
        if event.key() in (*PAGE_KEYS, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        elif event.text() in set("0123456789"):
            place = choice_by_digit(self._choices, event.text())
            if place >= 0:
                self.setCurrentIndex(place + 1)
        elif event.key() in CLEARING_KEYS:
            self.setCurrentIndex(0)
        else:
            super().keyPressEvent(event)


class ChoiceField(Field):
    """One of a list of (code, label); type first letters or a digit, Delete makes it blank."""

    def __init__(self, name: str, label: str, choices: Choices, *, required: bool = False) -> None:
        self.combo = _Combo(choices)
        super().__init__(name, label, self.combo, required=required)
        self._codes: list[str | None] = [None, *(code for code, _ in choices)]
        self.combo.addItem("")
        self.combo.addItems([shown for _, shown in choices])
        self.combo.setMaxVisibleItems(12)
        self.combo.currentIndexChanged.connect(self._on_edited)

    def offer(self, choices: Choices) -> None:
        """Offer other choices; what was chosen stays if it is still among them."""
        chosen, blocker = self.value(), QSignalBlocker(self.combo)
        self._codes = [None, *(code for code, _ in choices)]
        self.combo.clear()
        self.combo.offer(choices)
        self.combo.addItems(["", *(shown for _, shown in choices)])
        blocker.unblock()
        self.set_value(chosen)

    def value(self) -> str | None:
        """Return the code chosen, or None."""
        return self._codes[self.combo.currentIndex()]

    def text(self) -> str:
        """Return the label chosen, or nothing."""
        return self.combo.currentText()

    def set_value(self, value: object) -> None:
        """Show a code's label; an unknown code shows nothing chosen."""
        blocker = QSignalBlocker(self.combo)
        self.combo.setCurrentIndex(self._codes.index(value) if value in self._codes else 0)
        blocker.unblock()


class _Segments(QWidget):
    """A row of buttons of which one may be down; one stop for Tab."""

    def __init__(self, choices: Choices) -> None:
        super().__init__()
        self.choices = choices
        self.group = QButtonGroup(self)
        self.group.setExclusive(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, (_, shown) in enumerate(choices):
            button = QPushButton(shown)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("role", "segment")
            button.setProperty("place", _place(number, len(choices)))
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self.group.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self._set_tab_stop(0)
        self.setFocusProxy(self.group.button(0))

    def chosen(self) -> int:
        """Return the number of the button that is down, or -1."""
        return self.group.checkedId()

    def choose(self, number: int) -> None:
        """Press one button and let the others go; -1 lets all go."""
        for button in self.group.buttons():
            button.setChecked(self.group.id(button) == number)
        self._set_tab_stop(max(number, 0))

    def _set_tab_stop(self, number: int) -> None:
        for button in self.group.buttons():
            here = self.group.id(button) == number
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.group.button(number))


def _place(number: int, count: int) -> str:
    if count == 1:
        return "only"
    return {0: "first", count - 1: "last"}.get(number, "middle")


class ChoiceButtons(Field):
    """One of a few (code, label) as buttons side by side.

    Digits, first letters and arrows choose; Delete or a second press makes it blank.
    """

    def __init__(self, name: str, label: str, choices: Choices, *, required: bool = False) -> None:
        self.segments = _Segments(choices)
        super().__init__(name, label, self.segments, required=required)
        self._codes = [code for code, _ in choices]
        self.segments.group.idClicked.connect(self._on_pressed)
        for button in self.segments.group.buttons():
            button.installEventFilter(self)

    def value(self) -> str | None:
        """Return the code chosen, or None."""
        number = self.segments.chosen()
        return self._codes[number] if number >= 0 else None

    def text(self) -> str:
        """Return the label chosen, or nothing."""
        number = self.segments.chosen()
        return self.segments.choices[number][1] if number >= 0 else ""

    def set_value(self, value: object) -> None:
        """Press a code's button, or none."""
        self.segments.choose(self._codes.index(str(value)) if value in self._codes else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit, letter or arrow; Delete clears."""
        step = ARROWS.get(Qt.Key(event.key()))
        if event.text() in set("0123456789"):
            self._choose(choice_by_digit(self.segments.choices, event.text()))
        elif step is not None:
            self._choose((self.segments.chosen() + step) % len(self._codes))
        elif event.key() in CLEARING_KEYS:
            self.segments.choose(-1)
            self._on_edited()
        elif event.text().isalpha() and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._choose(choice_by_letter(self.segments.choices, event.text(), self.segments.chosen()))
        else:
            event.ignore()

    def _choose(self, number: int) -> None:
        if number >= 0:
            self.segments.choose(number)
            self.segments.group.button(number).setFocus()
            self._on_edited()

    def _on_pressed(self, number: int) -> None:
        """Keep one button down; pressing the one that is down lets it go."""
        down = self.segments.group.button(number).isChecked()
        self.segments.choose(number if down else -1)
        self._on_edited()

    def _mark_wrong(self, *, wrong: bool) -> None:
        for button in self.segments.group.buttons():
            mark_wrong(button, wrong=wrong)


class TickField(Field):
    """A statement that is true when ticked."""

    def __init__(self, name: str, label: str, *, statement: str = "") -> None:
        self.box = QCheckBox(statement or label)
        super().__init__(name, label if statement else "", self.box)
        self.box.setAccessibleName(statement or label)
        self.box.toggled.connect(self._on_edited)

    def value(self) -> bool:
        """Return whether it is ticked."""
        return self.box.isChecked()

    def text(self) -> str:
        """Return Ya or Tidak."""
        return "Ya" if self.value() else "Tidak"

    def set_value(self, value: object) -> None:
        """Tick or not."""
        blocker = QSignalBlocker(self.box)
        self.box.setChecked(bool(value))
        blocker.unblock()
