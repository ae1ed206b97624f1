"""One item of a questionnaire in one row: number, topic, choices, and beside them what the answer means.

A questionnaire has many items, so an item draws itself: it is one widget where a field of buttons is ten.
"""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy

from ui.palette import Tone, current_palette
from ui.theme import body_font
from ui.widgets.choice_field import ARROWS, CLEARING_KEYS, Choices, choice_by_digit, choice_by_letter
from ui.widgets.field import NOTE_INKS, NOTE_SIGNS, SIGN_PX, SMALL_PX, Field
from ui.widgets.icons import icon_pixmap
from ui.widgets.item_paint import OptionState, paint_button, paint_mark
from ui.widgets.item_shape import Arrangement, ItemPlaces, ItemShape, places_of

SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
NO_OPTION = -1


class ItemField(Field):
    """One of a few (code, label), chosen by digit, first letter, arrow or click.

    Left and right change the choice, Delete or a second click makes it blank.

    Attributes:
        number: the item's number on its official form, or nothing.
        hint: how to ask or to measure, or nothing.

    Signals:
        answered(): a digit or a letter chose, so that the form may go on to the next item.
    """

    answered = Signal()

    def __init__(self, name: str, label: str, choices: Choices, *, number: str = "", required: bool = False) -> None:
        super().__init__(name, label, None, required=required)
        self.number = number
        self.hint = ""
        self.choices = tuple(choices)
        self._codes = [code for code, _ in choices]
        self._chosen = NO_OPTION
        self._hovered = NO_OPTION
        self._wrong = False
        self._shape = ItemShape()
        self._places: ItemPlaces | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name_itself()

    def value(self) -> str | None:
        """Return the code chosen, or None."""
        return None if self._chosen == NO_OPTION else self._codes[self._chosen]

    def text(self) -> str:
        """Return the label chosen, or nothing."""
        return "" if self._chosen == NO_OPTION else self.choices[self._chosen][1]

    def set_value(self, value: object) -> None:
        """Show a code as chosen; an unknown code shows nothing chosen."""
        self._chosen = self._codes.index(str(value)) if value in self._codes else NO_OPTION
        self.update()

    def set_shape(self, shape: ItemShape) -> None:
        """Stand as the other items of the run do."""
        self._shape = shape
        self._fit()

    def set_label(self, label: str) -> None:
        """Ask in other words, on as many lines as they take."""
        super().set_label(label)
        self._name_itself()
        self._fit()

    def set_previous(self, text: str) -> None:
        """Show the previous value and its date at the right."""
        if text != self.head.previous:
            super().set_previous(text)
            self._fit()

    def option_place(self, code: str) -> QRect:
        """Return where a choice is drawn."""
        return self._placed().options[self._codes.index(code)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit or letter and say so, or by arrow; Delete clears."""
        letter = event.text()
        if letter in set("0123456789"):
            self._answer(choice_by_digit(self.choices, letter))
        elif event.key() in SIDEWAYS:
            self._choose((self._chosen + ARROWS[Qt.Key(event.key())]) % len(self._codes))
        elif event.key() in CLEARING_KEYS:
            self._choose(NO_OPTION)
        elif letter.isalpha() and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._by_letter(letter)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is clicked; a second click lets it go."""
        here = self._option_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and here != NO_OPTION:
            self._choose(NO_OPTION if here == self._chosen else here)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which choice a click would take, and tell on hovering what stands behind the note."""
        here = event.position().toPoint()
        self._hover(self._option_at(here))
        self.setToolTip((self.note.toolTip() if self._placed().note.contains(here) else "") or self.hint)

    def leaveEvent(self, event: QEvent) -> None:
        """Show none."""
        super().leaveEvent(event)
        self._hover(NO_OPTION)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the item as the one in hand."""
        super().focusInEvent(event)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell when the user leaves it after a change."""
        super().focusOutEvent(event)
        self._fit()
        self._tell_left()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts where the new width has room for them."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, places = current_palette(), self._placed()
        if self.hasFocus():
            painter.fillRect(self.rect(), colours.colour("primarySoft"))
        painter.setPen(colours.colour("border"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        self._paint_words(painter, places)
        for at, place in enumerate(places.options):
            if places.arrangement is Arrangement.STACKED:
                paint_mark(painter, place, self._state(at))
            else:
                last = at == len(places.options) - 1
                paint_button(painter, place, self._state(at), first=at == 0, last=last)
        self._paint_note(painter, places.note)
        painter.end()

    def _paint_words(self, painter: QPainter, places: ItemPlaces) -> None:
        colours = current_palette()
        if self.number:
            painter.setFont(body_font())
            painter.setPen(colours.colour("muted"))
            painter.drawText(places.number.adjusted(6, 0, 0, 0), int(Qt.AlignmentFlag.AlignLeft), self.number)
        painter.setFont(body_font())
        painter.setPen(colours.colour("ink" if self.isEnabled() else "disabledInk"))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        painter.drawText(places.topic, flags, self._topic())

    def _paint_note(self, painter: QPainter, place: QRect) -> None:
        text, tone = self._said()
        if not text:
            return
        sign = NOTE_SIGNS.get(tone)
        if sign:
            top = place.top() + (place.height() - SIGN_PX) // 2
            painter.drawPixmap(place.left(), top, icon_pixmap(sign, NOTE_INKS[tone], SIGN_PX))
            place = place.adjusted(SIGN_PX + 4, 0, 0, 0)
        painter.setFont(body_font(pixels=SMALL_PX))
        painter.setPen(current_palette().colour(NOTE_INKS[tone]))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(place, int(flags), text)

    def _said(self) -> tuple[str, Tone]:
        """Return what stands in the room for the note: error or meaning, else in hand the hint, else the earlier."""
        if self.note.text():
            return self.note.text(), self.note.tone()
        if self.hasFocus() and self.hint:
            return self.hint, Tone.NEUTRAL
        return self.head.previous, Tone.NEUTRAL

    def _topic(self) -> str:
        return f"{self.label} *" if self.head.required else self.label

    def _state(self, at: int) -> OptionState:
        in_hand = self.hasFocus() and at == max(self._chosen, 0)
        return OptionState(
            text=self.choices[at][1],
            chosen=at == self._chosen,
            hovered=at == self._hovered and self.isEnabled(),
            focused=in_hand,
            wrong=self._wrong,
            enabled=self.isEnabled(),
        )

    def _placed(self) -> ItemPlaces:
        if self._places is None:
            noted = bool(self._said()[0])
            self._places = places_of(self._shape, self._topic(), self.choices, self.width(), noted=noted)
        return self._places

    def _fit(self) -> None:
        """Take the height the words need at this width."""
        self._places = None
        height = self._placed().height
        if height != self.height():
            self.setFixedHeight(height)
        self.update()

    def _show_line(self) -> None:
        before = self.note.text(), self.note.tone()
        super()._show_line()
        if before != (self.note.text(), self.note.tone()):
            self._fit()

    def _mark_wrong(self, *, wrong: bool) -> None:
        self._wrong = wrong
        self.update()

    def _option_at(self, point: QPoint) -> int:
        found = (at for at, place in enumerate(self._placed().options) if place.contains(point))
        return next(found, NO_OPTION) if self.isEnabled() else NO_OPTION

    def _hover(self, number: int) -> None:
        if number != self._hovered:
            self._hovered = number
            self.update()

    def _by_letter(self, letter: str) -> None:
        """Choose by first letter; where several begin alike, only the first of them is shown and may be changed."""
        alike = [text for _, text in self.choices if text.casefold().startswith(letter.casefold())]
        number = choice_by_letter(self.choices, letter, self._chosen)
        if len(alike) == 1:
            self._answer(number)
        elif alike:
            self._choose(number)

    def _answer(self, number: int) -> None:
        if number != NO_OPTION:
            self._choose(number)
            self.answered.emit()

    def _choose(self, number: int) -> None:
        self._chosen = number
        self._on_edited()
        self.update()

    def _name_itself(self) -> None:
        self.setAccessibleName(f"{self.number}. {self.label}" if self.number else self.label)
