"""A field for breaths a minute with a counter: one press a breath for sixty seconds, beside a clock that is seen."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ilp_desktop.domain.measures.breath_count import BreathCount, Counting
from ui.widgets.buttons import plain_button, primary_button, quiet_button
from ui.widgets.icons import icon
from ui.widgets.labels import label
from ui.widgets.number_field import NumberField

TICK_MS = 100
COUNT = "Hitung napas 60 detik (Spasi)"
HINTS = {
    Counting.READY: "Spasi setiap kali anak menarik napas; ketukan pertama menjalankan jam. Atau Enter untuk jam saja.",
    Counting.RUNNING: "Spasi setiap tarikan napas · Esc berhenti",
    Counting.STOPPED: "Dihentikan sebelum 60 detik: tidak ada hasil. Spasi atau Enter untuk mengulang, Esc menutup.",
    Counting.DONE: "Satu menit penuh. Enter memakai hasil ini, Spasi mengulang, Esc menutup.",
}
ONLY_CLOCK = "Waktu habis. Tutup (Esc), lalu ketik hitungan Anda."
CLOCK_PX = 168
WIDTH_PX = 372


class BreathCounter(QFrame):
    """The counter, above everything until it is closed.

    Attributes:
        breath_button, start_button, stop_button, use_button: for the mouse; the keys are in their words.

    Signals:
        counted(int): somebody takes over the breaths of a full minute.
        left(): somebody closes it without.
    """

    counted = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None, now_ms: Callable[[], int] | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoFillBackground(True)
        self.setAccessibleName("Penghitung napas")
        self._clock = QElapsedTimer()
        self._clock.start()
        self._now = now_ms or self._clock.elapsed
        self._count = BreathCount()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.clock_label = label("", "figure")
        self.breaths_label = label("", "figure")
        self.hint_label = label("", "muted")
        self.hint_label.setWordWrap(True)
        self.breath_button = quiet_button("Napas (Spasi)", "plus")
        self.breath_button.pressed.connect(self._breathe)
        self.start_button = quiet_button("Jam saja (Enter)", "clock")
        self.start_button.clicked.connect(self._start)
        self.stop_button = plain_button("Berhenti (Esc)", "close")
        self.stop_button.clicked.connect(self._stop)
        self.use_button = primary_button("", "check")
        self.use_button.clicked.connect(self._use)
        self._lay_out()
        self._show()
        self.hide()

    def count(self) -> BreathCount:
        """Return where the count stands."""
        return self._count

    def open_at(self, field: QWidget) -> None:
        """Show the counter beneath a field, inside its window, ready to begin."""
        self._count = BreathCount()
        self._show()
        window = field.window()
        self.setParent(window)
        self.adjustSize()
        place = field.mapTo(window, QPoint(0, field.height()))
        left = max(min(place.x(), window.width() - self.width()), 0)
        top = max(min(place.y(), window.height() - self.height()), 0)
        self.move(left, top)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Count on Space, begin or take over on Enter, stop and then close on Escape; a held key counts once."""
        acts = {
            Qt.Key.Key_Space: self._breathe,
            Qt.Key.Key_Return: self._go_on,
            Qt.Key.Key_Enter: self._go_on,
            Qt.Key.Key_Escape: self._leave,
        }
        act = acts.get(Qt.Key(event.key()))
        if act is not None and not event.isAutoRepeat():
            act()
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close when somebody goes elsewhere."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.close()

    def hideEvent(self, event: QHideEvent) -> None:
        """Break off what runs: a count that nobody sees is no count."""
        super().hideEvent(event)
        self._take(self._count.stopped())

    def _lay_out(self) -> None:
        self.setFixedWidth(WIDTH_PX)
        figures = QHBoxLayout()
        self.clock_label.setFixedWidth(CLOCK_PX)
        figures.addWidget(self.clock_label)
        figures.addWidget(self.breaths_label, 1)
        buttons = QHBoxLayout()
        for button in (self.breath_button, self.start_button, self.use_button):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            buttons.addWidget(button)
        self.stop_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons.addWidget(self.stop_button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(figures)
        layout.addWidget(self.hint_label)
        layout.addLayout(buttons)

    def _breathe(self) -> None:
        ended = self._count.state in (Counting.DONE, Counting.STOPPED)
        self._take((BreathCount() if ended else self._count).breathed(self._now()))

    def _start(self) -> None:
        self._take(self._count.started(self._now()))

    def _stop(self) -> None:
        self._take(self._count.at(self._now()).stopped())

    def _go_on(self) -> None:
        """Take the result over where there is one, else begin; a clock that runs is left alone."""
        if self._count.result is not None:
            self._use()
        elif self._count.state is not Counting.RUNNING:
            self._start()

    def _leave(self) -> None:
        if self._count.state is Counting.RUNNING:
            self._stop()
        else:
            self.close()
            self.left.emit()

    def _use(self) -> None:
        result = self._count.result
        if result is not None:
            self.counted.emit(result)
            self.close()

    def _tick(self) -> None:
        self._take(self._count.at(self._now()))

    def _take(self, count: BreathCount) -> None:
        ended = self._count.state is Counting.RUNNING and count.state is Counting.DONE
        self._count = count
        self._show()
        if ended:
            QApplication.beep()

    def _show(self) -> None:
        count, running = self._count, self._count.state is Counting.RUNNING
        if running != self._timer.isActive():
            self._timer.start() if running else self._timer.stop()
        self.clock_label.setText(f"{count.seconds_left(self._now())} detik")
        self.breaths_label.setText(f"{count.breaths} napas")
        only_clock = count.state is Counting.DONE and count.result is None
        self.hint_label.setText(ONLY_CLOCK if only_clock else HINTS[count.state])
        self.start_button.setHidden(running or count.result is not None)
        self.stop_button.setVisible(running)
        self.breath_button.setHidden(count.result is not None)
        self.use_button.setVisible(count.result is not None)
        self.use_button.setText(f"Pakai {count.breaths} (Enter)")


class BreathField(NumberField):
    """A number of breaths a minute, typed or counted here; nothing stands in it before somebody takes a result over."""

    def __init__(self, name: str, label: str, *, unit: str = "", required: bool = False) -> None:
        super().__init__(name, label, unit=unit, required=required)
        self._counter: BreathCounter | None = None
        self._action = self.line.addAction(icon("clock", "primary"), QLineEdit.ActionPosition.TrailingPosition)
        self._action.setToolTip(COUNT)
        self._action.triggered.connect(self.open_counter)

    def counter(self) -> BreathCounter:
        """Return the counter, made when it is first wanted."""
        if self._counter is None:
            self._counter = BreathCounter(self)
            self._counter.counted.connect(self._take)
            self._counter.left.connect(self.line.setFocus)
        return self._counter

    def open_counter(self) -> None:
        """Show the counter beneath the field."""
        if self.isEnabled():
            self.counter().open_at(self.line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the counter on Space, which no number needs."""
        if watched is self.line and _is_space(event):
            self.open_counter()
            return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the sign again when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._action.setIcon(icon("clock", "primary"))

    def _take(self, breaths: int) -> None:
        self.line.setText(str(breaths))
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)


def _is_space(event: QEvent) -> bool:
    if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return False
    return event.key() == Qt.Key.Key_Space and not event.modifiers()
