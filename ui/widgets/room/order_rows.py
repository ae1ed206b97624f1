"""What was asked for, a line each: what is about to be stored, and what is stored and how it stands."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.orders.formulary import formulary
from ilp_desktop.domain.orders.order_words import OrderKind, OrderState
from ilp_desktop.domain.orders.signa import number_in_words, read_signa
from ilp_desktop.services.order.order_data import Order, Prescribed
from ui.palette import Tone
from ui.widgets.buttons import Button, plain_button, quiet_button
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import Pill, label
from ui.widgets.room.room_context import RoomContext
from ui.widgets.text_fields import TextField

SMALL_PX = 30
TONES = {OrderState.WAITING: Tone.WARN, OrderState.DONE: Tone.GOOD, OrderState.CANCELLED: Tone.NEUTRAL}
ELSEWHERE = "kunjungan {}"
WHY = "Alasan pembatalan"
LONGEST_REASON = 200


def _column(widget: QWidget, spacing: int = 2) -> QVBoxLayout:
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 2, 0, 2)
    layout.setSpacing(spacing)
    return layout


def _small(icon_name: str, does: str, about: str) -> Button:
    button = plain_button("", icon_name)
    button.setFixedWidth(SMALL_PX)
    button.setToolTip(does)
    button.setAccessibleName(f"{does}: {about}")
    return button


def _elided(text: str, role: str = "") -> ElidedLabel:
    made = ElidedLabel(role)
    made.setText(text)
    made.setToolTip(text)
    return made


ENDED = {OrderKind.TEST: "Hasil ada", OrderKind.MEDICINE: "Sudah diberikan"}


class NewLines(QWidget):
    """The medicines of a prescription that is not stored yet.

    Signals:
        changed(): a line was taken away.
        edited(Prescribed): a line is to be changed, and was taken away for that.
    """

    changed = Signal()
    edited = Signal(object)

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self._room = room
        self._lines: tuple[Prescribed, ...] = ()
        self._layout = _column(self)

    def lines(self) -> tuple[Prescribed, ...]:
        """Return the lines in the order they were added."""
        return self._lines

    def show_lines(self, lines: Sequence[Prescribed]) -> None:
        """Show exactly these lines."""
        self._lines = tuple(lines)
        _empty(self._layout)
        for place, line in enumerate(self._lines):
            self._layout.addWidget(self._row(place, line))
        self.setVisible(bool(self._lines))

    def add(self, line: Prescribed) -> None:
        """Put a line after the others."""
        self.show_lines((*self._lines, line))

    def _row(self, place: int, line: Prescribed) -> QWidget:
        row = QWidget()
        known = formulary(self._room.file.day).get(line.key)
        words = read_signa(line.signa).in_words(known.unit if known else "")
        count = f"jumlah {number_in_words(line.quantity)}" if line.quantity is not None else ""
        sure = f"dipastikan: {line.reason}" if line.reason else ""
        told = " · ".join(part for part in (words, count, line.note, sure) if part)
        change, remove = _small("edit", "Ubah", line.label), _small("trash", "Hapus dari resep", line.label)
        change.clicked.connect(lambda: self._take(place, change=True))
        remove.clicked.connect(lambda: self._take(place, change=False))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label("R/", "strong"))
        head.addWidget(_elided(line.label, "strong"), 1)
        head.addWidget(change)
        head.addWidget(remove)
        column = _column(row, 0)
        column.addLayout(head)
        column.addWidget(_elided(told))
        return row

    def _take(self, place: int, *, change: bool) -> None:
        line = self._lines[place]
        self.show_lines((*self._lines[:place], *self._lines[place + 1 :]))
        self.changed.emit()
        if change:
            self.edited.emit(line)


class StoredRow(QWidget):
    """An order that is stored; one that waits can be ended as answered, or taken back with a reason.

    Signals:
        answered(): the result is there, or the medicine was handed out.
        cancelled(str): is to be taken back, for this reason.
    """

    answered = Signal()
    cancelled = Signal(str)

    def __init__(self, order: Order, *, may_cancel: bool) -> None:
        super().__init__()
        self.order = order
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Pill(order.state.value, TONES[order.state]))
        if order.urgent:
            head.addWidget(Pill("cito", Tone.BAD))
        head.addWidget(_elided(order.title, "strong"), 1)
        if not order.here:
            head.addWidget(label(ELSEWHERE.format(indonesian_date(order.day)), "muted"))
        self.done_button = plain_button(ENDED[order.kind], "check")
        self.done_button.setAccessibleName(f"{ENDED[order.kind]}: {order.title}")
        self.done_button.clicked.connect(self.answered)
        head.addWidget(self.done_button)
        self.cancel_button = plain_button("Batalkan", "close")
        self.cancel_button.setAccessibleName(f"Batalkan: {order.title}")
        if not may_cancel or order.state is not OrderState.WAITING:
            self.cancel_button.hide()
            self.done_button.hide()
        self.cancel_button.clicked.connect(self._ask)
        head.addWidget(self.cancel_button)
        self.form = FieldForm(columns=1)
        self.reason = TextField("reason", WHY, required=True, max_length=LONGEST_REASON)
        self.form.add(self.reason)
        self.sure_button = quiet_button("Batalkan permintaan")
        self.sure_button.clicked.connect(lambda: self.cancelled.emit(self.reason.text()))
        self.form.set_save_button(self.sure_button)
        self._asking = QWidget()
        row = QHBoxLayout(self._asking)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.form, 1)
        row.addWidget(self.sure_button)
        self._asking.hide()
        column = _column(self, 0)
        column.addLayout(head)
        asked = f"{order.asked_by}, {order.asked_at:%H.%M}"
        told = " · ".join(part for part in (order.detail, asked, order.ended) if part)
        column.addWidget(_elided(told, "muted"))
        if order.allergy:
            column.addWidget(Pill(order.allergy, Tone.BAD, strong=True))
        column.addWidget(self._asking)

    def show_wrong(self, message: str) -> None:
        """Say what is wrong with the reason."""
        self.reason.set_error(message)
        self.reason.setFocus()

    def _ask(self) -> None:
        self._asking.setVisible(not self._asking.isVisible())
        if self._asking.isVisible():
            self.reason.setFocus()


class StoredOrders(QWidget):
    """The orders that are stored, of one kind; hidden while there is none.

    Signals:
        answered(StoredRow): a row was answered.
        cancelled(StoredRow, str): a row is to be taken back, for this reason.
    """

    answered = Signal(object)
    cancelled = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[Order, ...], bool] | None = None
        self._layout = _column(self, 4)

    def show_orders(self, orders: Sequence[Order], *, may_cancel: bool) -> None:
        """Show exactly these orders; what is typed into a reason stays as long as nothing changed."""
        if (tuple(orders), may_cancel) == self._shown:
            return
        self._shown = (tuple(orders), may_cancel)
        _empty(self._layout)
        for order in orders:
            row = StoredRow(order, may_cancel=may_cancel)
            row.answered.connect(lambda row=row: self.answered.emit(row))
            row.cancelled.connect(lambda reason, row=row: self.cancelled.emit(row, reason))
            self._layout.addWidget(row)
        self.setVisible(bool(orders))

    def rows(self) -> list[StoredRow]:
        """Return the rows."""
        items = (self._layout.itemAt(index) for index in range(self._layout.count()))
        return [row for item in items if item and isinstance(row := item.widget(), StoredRow)]


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        row = item.widget()
        if row is not None:
            row.hide()
            row.deleteLater()
