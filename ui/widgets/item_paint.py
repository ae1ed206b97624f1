"""Drawing the choices of an item: buttons side by side, or round marks below each other."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from ui.palette import Palette, current_palette
from ui.theme import body_font
from ui.widgets.item_shape import OPTION_PADDING_PX, RADIO_PX

CORNER_PX = 4
RING_PX = 6
DOT_PX = 3.5


@dataclass(frozen=True)
class OptionState:
    """How one choice is drawn."""

    text: str
    chosen: bool
    hovered: bool
    focused: bool
    wrong: bool
    enabled: bool


def paint_button(painter: QPainter, place: QRect, state: OptionState, *, first: bool, last: bool) -> None:
    """Draw a choice as one of a row of buttons."""
    colours = current_palette()
    edges = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)
    path = _outline(edges, first=first, last=last)
    painter.fillPath(path, colours.colour(_fill(state)))
    painter.setPen(QPen(colours.colour(_frame(state)), 1))
    painter.drawPath(path)
    if state.focused:
        ring = colours.colour("focusOnPrimary" if state.chosen else "focus")
        painter.setPen(QPen(ring, 2))
        painter.drawPath(_outline(edges.adjusted(1, 1, -1, -1), first=first, last=last))
    _write(painter, place.adjusted(2, 0, -2, 0), state, Qt.AlignmentFlag.AlignCenter, colours)


def paint_mark(painter: QPainter, place: QRect, state: OptionState) -> None:
    """Draw a choice as a round mark with its words."""
    colours = current_palette()
    if state.hovered or state.focused:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour("hover"))
        painter.drawRoundedRect(place, CORNER_PX, CORNER_PX)
    middle = QRectF(place).center().y()
    centre_x = place.left() + OPTION_PADDING_PX
    frame = "primary" if state.chosen and state.enabled else _frame(state)
    painter.setPen(QPen(colours.colour("focus" if state.focused else frame), 2 if state.focused else 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(centre_x - RING_PX, middle - RING_PX, 2 * RING_PX, 2 * RING_PX))
    if state.chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour("primary" if state.enabled else "muted"))
        painter.drawEllipse(QRectF(centre_x - DOT_PX, middle - DOT_PX, 2 * DOT_PX, 2 * DOT_PX))
    painter.setFont(body_font(medium=state.chosen))
    painter.setPen(colours.colour("ink" if state.enabled or state.chosen else "disabledInk"))
    room = place.adjusted(RADIO_PX, 0, 0, 0)
    painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), state.text)


def _write(painter: QPainter, place: QRect, state: OptionState, alignment: Qt.AlignmentFlag, colours: Palette) -> None:
    ink = "ink"
    if state.chosen and state.enabled:
        ink = "onPrimary"
    elif not state.enabled and not state.chosen:
        ink = "disabledInk"
    painter.setFont(body_font(medium=state.chosen))
    painter.setPen(colours.colour(ink))
    painter.drawText(place, int(alignment), state.text)


def _fill(state: OptionState) -> str:
    if state.chosen:
        return "primary" if state.enabled else "border"
    if not state.enabled:
        return "disabledFill"
    return "hover" if state.hovered else "surface"


def _frame(state: OptionState) -> str:
    if state.wrong:
        return "danger"
    if state.chosen:
        return "primary" if state.enabled else "fieldBorder"
    return "fieldBorder" if state.enabled else "border"


def _outline(edges: QRectF, *, first: bool, last: bool) -> QPainterPath:
    """Return the outline of a button of a row: round only where the row begins or ends."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRoundedRect(edges, CORNER_PX, CORNER_PX)
    half = edges.width() / 2
    if not first:
        path.addRect(edges.adjusted(0, 0, -half, 0))
    if not last:
        path.addRect(edges.adjusted(half, 0, 0, 0))
    return path.simplified()
