"""The immunisation schedule as a grid: an antigen a row, a dose a tile, coloured and worded by its state."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date, short_year
from ilp_desktop.domain.immunisation.immunisation import DoseState, DoseStatus
from ilp_desktop.domain.immunisation.immunisation_later import NO_END
from ui.palette import Tone, current_palette
from ui.theme import body_font
from ui.widgets.labels import CHIP_HEIGHT_PX, chip_width, paint_chip

TILE_PX = QSize(140, 52)
LEAST_TILE_PX = 128
GAP_PX = 6
PADDING_PX = 8
TONES = {
    DoseState.GIVEN: Tone.GOOD,
    DoseState.DUE: Tone.INFO,
    DoseState.LATE: Tone.WARN,
    DoseState.CATCH_UP: Tone.WARN,
    DoseState.NOT_YET: Tone.NEUTRAL,
    DoseState.CLOSED: Tone.BLACK,
}
MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
CHOOSING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


def state_word(dose: DoseStatus) -> str:
    """Return the word of a dose's state; one that was given in vain says so."""
    return "tidak dihitung" if does_not_count(dose) else dose.state.value


def does_not_count(dose: DoseStatus) -> bool:
    """Say whether a dose was given in vain and is to be repeated."""
    return dose.state not in (DoseState.GIVEN, DoseState.CLOSED) and bool(dose.uncounted)


def tone_of(dose: DoseStatus) -> Tone:
    """Return the tone of a dose's state."""
    return Tone.BAD if does_not_count(dose) else TONES[dose.state]


def date_of(dose: DoseStatus) -> str:
    """Return when a dose was given, or from when it may be; nothing when it is no longer given."""
    day = dose.given_on or (None if dose.state is DoseState.CLOSED else dose.due_from)
    return "" if day is None else short_year(day)


class DoseGrid(QWidget):
    """Every dose of one child; arrows move, Enter, Space or a click chooses.

    Signals:
        chosen(object): the ``DoseStatus`` that was chosen.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[list[DoseStatus]] = []
        self._here = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Jadwal imunisasi")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_doses(self, doses: Sequence[DoseStatus]) -> None:
        """Show the state of every dose."""
        rows: dict[str, list[DoseStatus]] = {}
        for dose in doses:
            rows.setdefault(dose.antigen, []).append(dose)
        self._rows = [*rows.values()]
        if not self._dose_at(self._here):
            self._here = (0, 0)
        self.updateGeometry()
        self._describe()
        self.update()

    def doses(self) -> tuple[DoseStatus, ...]:
        """Return the doses shown, row by row."""
        return tuple(dose for row in self._rows for dose in row)

    def current(self) -> DoseStatus | None:
        """Return the dose the keys stand on."""
        return self._dose_at(self._here)

    def place_of(self, antigen: str, dose: int) -> QRectF:
        """Return where a tile stands."""
        for row, doses in enumerate(self._rows):
            for column, each in enumerate(doses):
                if (each.antigen, each.dose) == (antigen, dose):
                    return self._tile(row, column)
        raise LookupError(f"{antigen} {dose} is not shown")

    def sizeHint(self) -> QSize:
        """Return the size of all rows."""
        across = max((len(row) for row in self._rows), default=1)
        height = len(self._rows) * (TILE_PX.height() + GAP_PX) - GAP_PX
        return QSize(across * (TILE_PX.width() + GAP_PX) - GAP_PX, max(height, TILE_PX.height()))

    def minimumSizeHint(self) -> QSize:
        """Return the size at which every word still fits."""
        across = max((len(row) for row in self._rows), default=1)
        return QSize(across * (LEAST_TILE_PX + GAP_PX), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tiles."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, doses in enumerate(self._rows):
            for column, dose in enumerate(doses):
                focused = self.hasFocus() and (row, column) == self._here
                _paint_tile(painter, self._tile(row, column), dose, focused=focused)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the tile under the pointer."""
        found = self._at(event.position())
        if found is not None:
            self._here = found
            self._choose()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what the tile under the pointer means."""
        found = self._at(event.position())
        dose = self._dose_at(found) if found else None
        self.setToolTip(said_of(dose) if dose else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move from tile to tile, or choose one."""
        move = MOVES.get(Qt.Key(event.key()))
        if move is not None and self._rows:
            row = max(0, min(self._here[0] + move[0], len(self._rows) - 1))
            self._here = (row, max(0, min(self._here[1] + move[1], len(self._rows[row]) - 1)))
            self._describe()
            self.update()
        elif event.key() in CHOOSING_KEYS and not event.isAutoRepeat():
            self._choose()
        else:
            event.ignore()

    def _choose(self) -> None:
        dose = self.current()
        self._describe()
        self.update()
        if dose is not None:
            self.chosen.emit(dose)

    def _describe(self) -> None:
        dose = self.current()
        self.setAccessibleDescription(said_of(dose) if dose else "")

    def _dose_at(self, place: tuple[int, int]) -> DoseStatus | None:
        row, column = place
        known = row < len(self._rows) and column < len(self._rows[row])
        return self._rows[row][column] if known else None

    def _at(self, where: QPointF) -> tuple[int, int] | None:
        places = [(row, column) for row, doses in enumerate(self._rows) for column in range(len(doses))]
        return next((place for place in places if self._tile(*place).contains(where)), None)

    def _tile(self, row: int, column: int) -> QRectF:
        across = max((len(doses) for doses in self._rows), default=1)
        width = min((self.width() + GAP_PX) / across - GAP_PX, TILE_PX.width() * 1.4)
        height = TILE_PX.height()
        return QRectF(column * (width + GAP_PX), row * (height + GAP_PX), width, height)


def said_of(dose: DoseStatus) -> str:
    """Return everything known of a dose, for hovering and for screen readers."""
    when = f"diberikan {indonesian_date(dose.given_on)}" if dose.given_on else ""
    if not when and dose.state is not DoseState.CLOSED:
        when = f"{dose.state.value}, {span_text(dose)}"
    lines = [f"{dose.label}: {when or dose.state.value}", dose.note]
    lines += [warning.message for warning in dose.warnings]
    lines += said_in_vain(dose)
    return "\n".join(line for line in (*lines, f"Sumber: {dose.source}") if line)


def span_text(dose: DoseStatus) -> str:
    """Return from when until when a dose may be given, and until when it is in time."""
    words = f"mulai {indonesian_date(dose.due_from)}"
    if dose.due_from <= dose.ideal_until < dose.last_on:
        words += f", tepat waktu sampai {indonesian_date(dose.ideal_until)}"
    return words if dose.last_on == NO_END else f"{words}, paling lambat {indonesian_date(dose.last_on)}"


def said_in_vain(dose: DoseStatus) -> list[str]:
    """Return why each dose given in vain does not count, and why it is not repeated when it no longer can be."""
    lines = [f"Dosis {indonesian_date(each.given.on)} tidak dihitung. {each.reason}" for each in dose.uncounted]
    return [f"{line} {dose.note}".strip() for line in lines] if dose.state is DoseState.CLOSED else lines


def _paint_tile(painter: QPainter, place: QRectF, dose: DoseStatus, *, focused: bool) -> None:
    colours, tone = current_palette(), tone_of(dose)
    edge = QPen(colours.colour("focus"), 2) if focused else QPen(colours.colour("border"), 1)
    painter.setPen(edge)
    painter.setBrush(colours.colour("surface"))
    painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 4, 4)
    inside = place.adjusted(PADDING_PX, 5, -PADDING_PX, -6)
    painter.setPen(colours.colour("ink"))
    painter.setFont(body_font(pixels=12, medium=True))
    painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, dose.label)
    painter.setPen(colours.colour("muted"))
    painter.setFont(body_font(pixels=11))
    painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, date_of(dose))
    word = state_word(dose)
    width = min(chip_width(word), inside.width())
    chip = QRectF(inside.left(), inside.bottom() - CHIP_HEIGHT_PX, width, CHIP_HEIGHT_PX)
    paint_chip(painter, chip, word, tone)
