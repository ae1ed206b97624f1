"""What a person does at the keyboard and with the mouse, for the tests of the screens."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def focus_widget() -> QWidget:
    """Return the widget that has the focus."""
    here = QApplication.focusWidget()
    assert here is not None, "nothing has the focus"
    return here


def press(
    key: Qt.Key, widget: QWidget | None = None, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key in a widget, or where the focus is."""
    QTest.keyClick(widget or focus_widget(), key, held)


def type_text(text: str, widget: QWidget | None = None) -> None:
    """Type a text into a widget, or where the focus is."""
    QTest.keyClicks(widget or focus_widget(), text)


def click(widget: QWidget, place: QPoint | None = None) -> None:
    """Click with the left button, in the middle unless told where."""
    where = widget.rect().center() if place is None else place
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)


def double_click(widget: QWidget, place: QPoint) -> None:
    """Double-click with the left button."""
    QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
