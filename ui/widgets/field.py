"""What every field of a form has: label, editor, previous value, and a line beneath for errors and notes."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from ui.palette import Tone, current_palette
from ui.theme import body_font
from ui.widgets.icons import icon_pixmap

SMALL_PX = 12
LINE_PX = 16
SIGN_PX = 14
GAP_PX = 4
TEXT_LINE_PX = 15
MOST_LINES = 4
NOTE_INKS = {
    Tone.NEUTRAL: "muted",
    Tone.ACCENT: "primary",
    Tone.INFO: "infoInk",
    Tone.GOOD: "success",
    Tone.WARN: "warning",
    Tone.BAD: "danger",
    Tone.BLACK: "ink",
}
NOTE_SIGNS = {Tone.GOOD: "done", Tone.WARN: "warning", Tone.BAD: "warning", Tone.INFO: "info"}


class FieldHead(QWidget):
    """The line above an editor: label, unit, and at the right the previous value."""

    def __init__(self, label: str, parent: QWidget | None = None, *, required: bool = False) -> None:
        super().__init__(parent)
        self.label = label
        self.unit = ""
        self.required = required
        self.previous = ""
        self.setFixedHeight(LINE_PX)

    def set_label(self, label: str) -> None:
        """Show another label; the whole of it is told on hovering."""
        self.label = label
        self.update()

    def set_previous(self, text: str) -> None:
        """Show an earlier value at the right."""
        self.previous = text
        self.setToolTip(text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw label, unit and previous value on one line."""
        colours = current_palette()
        small, medium = body_font(pixels=SMALL_PX), body_font(pixels=SMALL_PX, medium=True)
        ink = "ink" if self.isEnabled() else "disabledInk"
        pieces = [(self.label, medium, ink)]
        if self.required:
            pieces.append(("*", medium, "danger"))
        if self.unit:
            pieces.append((self.unit, small, "muted"))
        painter = QPainter(self)
        left = 0
        for text, font, colour in pieces:
            painter.setFont(font)
            painter.setPen(colours.colour(colour))
            room = QRect(left, 0, max(self.width() - left, 0), LINE_PX)
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
            left += QFontMetrics(font).horizontalAdvance(text) + GAP_PX
        self._draw_previous(painter, left + GAP_PX)
        painter.end()

    def _draw_previous(self, painter: QPainter, left: int) -> None:
        if not self.previous or left >= self.width():
            return
        font = body_font(pixels=SMALL_PX)
        painter.setFont(font)
        painter.setPen(current_palette().colour("muted"))
        room = QRect(left, 0, self.width() - left, LINE_PX)
        shown = QFontMetrics(font).elidedText(self.previous, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)


class NoteLine(QWidget):
    """The line beneath an editor; its room is kept, and it takes more lines when the words need them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._tone = Tone.NEUTRAL
        self.setFixedHeight(LINE_PX)

    def text(self) -> str:
        """Return what is said."""
        return self._text

    def tone(self) -> Tone:
        """Return the tone it is said in."""
        return self._tone

    def say(self, text: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Say something, with a sign when the tone has one."""
        if (text, tone) == (self._text, self._tone):
            return
        self._text, self._tone = text, tone
        self.setToolTip(text)
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take more lines, or give them back, as the width changes."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw sign and words."""
        if not self._text:
            return
        painter = QPainter(self)
        ink = NOTE_INKS[self._tone]
        sign = NOTE_SIGNS.get(self._tone)
        if sign:
            painter.drawPixmap(0, 1, icon_pixmap(sign, ink, SIGN_PX))
        painter.setFont(body_font(pixels=SMALL_PX))
        painter.setPen(current_palette().colour(ink))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(self._room(), int(flags), self._text)
        painter.end()

    def _room(self) -> QRect:
        left = SIGN_PX + GAP_PX if self._tone in NOTE_SIGNS else 0
        return QRect(left, 0, max(self.width() - left, 1), MOST_LINES * TEXT_LINE_PX)

    def _fit(self) -> None:
        metrics, room = QFontMetrics(body_font(pixels=SMALL_PX)), self._room()
        if metrics.horizontalAdvance(self._text) <= room.width():
            self.setFixedHeight(LINE_PX)
            return
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        needed = metrics.boundingRect(room, int(flags), self._text).height()
        lines = min(MOST_LINES, max(2, round(needed / metrics.lineSpacing())))
        self.setFixedHeight(lines * TEXT_LINE_PX)


class Field(QWidget):
    """One question of a form.

    Attributes:
        name: how the form calls it.
        editor: the widget typed into; the field hands its focus on to it.
        head, note: the lines above and beneath.

    Signals:
        changed(): the user changed the value (never for ``set_value``).
        finished(): the user left the field after changing it.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, name: str, label: str, editor: QWidget | None, *, required: bool = False) -> None:
        """Without an editor the field draws itself, head and note too: they only hold the words then."""
        super().__init__()
        self.name = name
        self.label = label
        self.editor = self if editor is None else editor
        self.head = FieldHead(label, self, required=required)
        self.note = NoteLine(self)
        self._error = ""
        self._touched = False
        self._note = ("", Tone.NEUTRAL)
        self.editor.setAccessibleName(label)
        if editor is None:
            self.head.hide()
            self.note.hide()
            return
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for part in (self.head, editor, self.note):
            layout.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(editor)
        editor.installEventFilter(self)

    def value(self) -> object:
        """Return the answer: None when blank, the raw text when it cannot be read."""
        raise NotImplementedError

    def text(self) -> str:
        """Return the answer as it is shown."""
        raise NotImplementedError

    def set_value(self, value: object) -> None:
        """Show an answer without reporting a change."""
        raise NotImplementedError

    def problem(self) -> str:
        """Return what the field itself knows to be wrong with what is typed, or nothing."""
        return ""

    def clear(self) -> None:
        """Make the field blank and forget its error and note."""
        self.set_value(None)
        self.set_error("")
        self.set_note("")

    def error(self) -> str:
        """Return the error shown, or nothing."""
        return self._error

    def set_error(self, text: str) -> None:
        """Show an error beneath, with a sign and a red frame; nothing takes it away."""
        self._error = text
        self._show_line()
        self._mark_wrong(wrong=bool(text))

    def set_note(self, text: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Show what the value means, e.g. its class; an error stands before it."""
        self._note = (text, tone)
        self._show_line()

    def set_unit(self, unit: str) -> None:
        """Show the unit of the value after the label."""
        self.head.unit = unit
        self.head.update()
        self.editor.setAccessibleName(f"{self.label} ({unit})" if unit else self.label)

    def set_label(self, label: str) -> None:
        """Ask in other words."""
        self.label = label
        self.head.set_label(label)
        self.editor.setAccessibleName(label)

    def set_previous(self, text: str) -> None:
        """Show the previous value and its date, small beside the label."""
        self.head.set_previous(text)

    def minimumSizeHint(self) -> QSize:
        """Return a size that lets three columns stand side by side."""
        return QSize(96, super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the user leaves the field after a change."""
        if event.type() == QEvent.Type.FocusOut:
            self._tell_left()
        return super().eventFilter(watched, event)

    def _tell_left(self) -> None:
        """Tell that the user left the field, if it was changed and the focus is really elsewhere."""
        if self._touched and not self._still_here():
            self._touched = False
            self._on_left()
            self.finished.emit()

    def _still_here(self) -> bool:
        """Tell whether the focus only moved within the field, or to a list of its own."""
        here = QApplication.focusWidget()
        return QApplication.activePopupWidget() is not None or (here is not None and self.isAncestorOf(here))

    def _on_left(self) -> None:
        """Do what has to be done when the user goes on; nothing by default."""

    def _on_edited(self) -> None:
        """Report a change by the user; an error told about the old value goes."""
        self._touched = True
        if self._error:
            self.set_error("")
        self.changed.emit()

    def _show_line(self) -> None:
        if self._error:
            self.note.say(self._error, Tone.BAD)
        else:
            self.note.say(*self._note)
        self.editor.setAccessibleDescription(self.note.text())

    def _mark_wrong(self, *, wrong: bool) -> None:
        mark_wrong(self.editor, wrong=wrong)


def mark_wrong(widget: QWidget, *, wrong: bool) -> None:
    """Give a widget the red frame of a wrong answer, or take it away."""
    if bool(widget.property("wrong")) != wrong:
        widget.setProperty("wrong", wrong)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
