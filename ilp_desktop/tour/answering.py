"""Answering fields as a person does: focus goes there, keys are pressed."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.widgets.choice_field import ChoiceButtons, ChoiceField, TickField
from ui.widgets.field import Field
from ui.widgets.field_form import FieldForm
from ui.widgets.item_field import ItemField
from ui.widgets.many_field import ManyField, YesNoField


class CannotAnswer(Exception):
    """The answer does not fit the field."""


def answer_all(form: FieldForm, answers: Mapping[str, str]) -> None:
    """Answer the fields of a form in the order given; a choice is given by its code, several by codes with commas."""
    for name, text in answers.items():
        field = form.field(name)
        form.go_to(field)
        QApplication.processEvents()
        answer(field, text)


def answer(field: Field, text: str) -> None:
    """Answer one field with keys."""
    if isinstance(field, ChoiceButtons):
        _press_digit(field, [code for code, _ in field.segments.choices].index(text) + 1)
    elif isinstance(field, ItemField):
        _press_arrows(field, text)
    elif isinstance(field, YesNoField):
        _press_digit(field, 1 if text == "ya" else 2)
    elif isinstance(field, ChoiceField):
        _choose_in_list(field, text)
    elif isinstance(field, ManyField):
        _tick(field, [part.strip() for part in text.split(",")])
    elif isinstance(field, TickField):
        QTest.keyClick(_focus(), Qt.Key.Key_Space)
    else:
        QTest.keyClicks(_focus(), text)


def _press_digit(field: Field, digit: int) -> None:
    QTest.keyClick(_focus(), Qt.Key(int(Qt.Key.Key_0) + digit))
    if field.value() is None:
        raise CannotAnswer(field.name)


def _press_arrows(item: ItemField, code: str) -> None:
    """Choose by the keys of an item: arrows, since first letters may be alike."""
    for _ in item.choices:
        if item.value() == code:
            return
        QTest.keyClick(_focus(), Qt.Key.Key_Right)
    if item.value() != code:
        raise CannotAnswer(item.name)


def _choose_in_list(field: ChoiceField, code: str) -> None:
    """Go down the list until the code is shown; ``#2`` presses the second digit, ``=RS`` types first letters."""
    if code.startswith("#"):
        QTest.keyClick(_focus(), Qt.Key(int(Qt.Key.Key_0) + int(code[1:])))
        return
    if code.startswith("="):
        QTest.keyClicks(_focus(), code[1:])
        return
    for _ in range(field.combo.count()):
        if field.value() == code:
            return
        QTest.keyClick(_focus(), Qt.Key.Key_Down)
    if field.value() != code:
        raise CannotAnswer(field.name)


def _tick(field: ManyField, codes: list[str]) -> None:
    for box, code in zip(field.boxes, field.codes(), strict=True):
        if code in codes:
            box.setFocus()
            QTest.keyClick(box, Qt.Key.Key_Space)


def _focus() -> QWidget:
    focus = QApplication.focusWidget()
    if focus is None:
        raise CannotAnswer("nothing has the focus")
    return focus
