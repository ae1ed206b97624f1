"""Where number, topic, choices and note of a questionnaire's items stand, the same in every item of a run."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from ui.theme import body_font
from ui.widgets.choice_field import Choices

NUMBER_PX = 34
LEAST_TOPIC_PX, MOST_TOPIC_PX = 120, 400
LEAST_OPTION_PX = 52
OPTION_PADDING_PX = 12
OPTION_PX = 24
STACKED_PX = 24
RADIO_PX = 24
GAP_PX = 16
EDGE_PX = 2
TOPIC_TOP_PX = 4
LINE_PX = 18
LEAST_NOTE_PX = 120
NOTE_PX = 32


class Arrangement(Enum):
    """Where the choices stand: beside the topic, side by side beneath it, or below each other."""

    BESIDE = "beside"
    BENEATH = "beneath"
    STACKED = "stacked"


@dataclass(frozen=True)
class ItemShape:
    """What the items of a run have in common, so that all are arranged alike at one width."""

    number_px: int = 0
    topic_px: int = LEAST_TOPIC_PX
    options_px: int = 0

    def arrangement(self, width: int) -> Arrangement:
        """Return how the choices stand at a width."""
        if self.number_px + self.topic_px + GAP_PX + self.options_px <= width:
            return Arrangement.BESIDE
        return Arrangement.BENEATH if self.number_px + self.options_px <= width else Arrangement.STACKED


@dataclass(frozen=True)
class ItemPlaces:
    """The rectangles of one item at a width."""

    arrangement: Arrangement
    number: QRect
    topic: QRect
    options: tuple[QRect, ...]
    note: QRect
    height: int


def shape_of(topics: Sequence[str], choices: Sequence[Choices], *, numbered: bool) -> ItemShape:
    """Return the shape of a run: its longest topic and its widest choices."""
    metrics = QFontMetrics(body_font())
    longest = max((metrics.horizontalAdvance(topic) for topic in topics), default=0) + GAP_PX
    widest = max((sum(option_widths(some)) for some in choices), default=0)
    return ItemShape(
        number_px=NUMBER_PX if numbered else 0,
        topic_px=min(max(longest, LEAST_TOPIC_PX), MOST_TOPIC_PX),
        options_px=widest,
    )


def option_widths(choices: Choices) -> list[int]:
    """Return how wide the buttons of some choices are."""
    return [max(_text_px(text) + 2 * OPTION_PADDING_PX, LEAST_OPTION_PX) for _, text in choices]


@lru_cache(maxsize=2000)
def _text_px(text: str) -> int:
    return QFontMetrics(body_font(medium=True)).horizontalAdvance(text)


@lru_cache(maxsize=2000)
def _topic_height(topic: str, width: int) -> int:
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
    return max(QFontMetrics(body_font()).boundingRect(QRect(0, 0, width, 1000), flags, topic).height(), LINE_PX)


def places_of(shape: ItemShape, topic: str, choices: Choices, width: int, *, noted: bool) -> ItemPlaces:
    """Return where the parts of one item stand; the note goes beneath where there is no room beside the choices."""
    arrangement = shape.arrangement(width)
    beneath = arrangement is Arrangement.BENEATH
    topic_px = max(width - shape.number_px, LEAST_TOPIC_PX) if beneath else shape.topic_px
    words = _topic_height(topic, topic_px) + TOPIC_TOP_PX
    left = shape.number_px if beneath else shape.number_px + shape.topic_px + GAP_PX
    options = _option_places(arrangement, choices, QRect(left, EDGE_PX + (words if beneath else 0), width - left, 0))
    height = max(words, options[-1].bottom() + 1 - EDGE_PX) + 2 * EDGE_PX
    note, height = _note_place(arrangement, shape, options[-1], (words, width, height), noted=noted)
    return ItemPlaces(
        arrangement=arrangement,
        number=QRect(0, EDGE_PX + TOPIC_TOP_PX, shape.number_px, LINE_PX),
        topic=QRect(shape.number_px, EDGE_PX + TOPIC_TOP_PX, topic_px, words - TOPIC_TOP_PX),
        options=options,
        note=note,
        height=height + 1,
    )


def _note_place(
    arrangement: Arrangement, shape: ItemShape, last: QRect, size: tuple[int, int, int], *, noted: bool
) -> tuple[QRect, int]:
    """Return the room for the note, and the height of the item with it."""
    words, width, height = size
    right = last.right() + 1 + GAP_PX
    if arrangement is Arrangement.STACKED:
        beneath = words + 2 * EDGE_PX
        note = QRect(shape.number_px, beneath, shape.topic_px, NOTE_PX)
    elif width - right >= LEAST_NOTE_PX:
        top = last.top() - EDGE_PX if arrangement is Arrangement.BENEATH else 0
        return QRect(right, top, width - right, height - top), height
    else:
        note = QRect(shape.number_px, height, max(width - shape.number_px, 1), NOTE_PX)
    return note, max(height, note.bottom() + 1) if noted else height


def _option_places(arrangement: Arrangement, choices: Choices, room: QRect) -> tuple[QRect, ...]:
    """Return the rectangles of the choices, from the left and the top of their room on."""
    if arrangement is Arrangement.STACKED:
        wide = max(room.width(), LEAST_OPTION_PX)
        return tuple(QRect(room.left(), room.top() + at * STACKED_PX, wide, STACKED_PX) for at in range(len(choices)))
    found: list[QRect] = []
    left = room.left()
    for option_px in option_widths(choices):
        found.append(QRect(left, room.top(), option_px, OPTION_PX))
        left += option_px - 1
    return tuple(found)
