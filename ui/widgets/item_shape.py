"""Where number, topic, choices and note of a questionnaire's items stand, the same in every item of a run."""

from collections.abc import Sequence
from dataclasses import dataclass
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
MOST_SIDE_BY_SIDE_PX = 520


@dataclass(frozen=True)
class ItemShape:
    """What the items of a run have in common."""

    number_px: int = 0
    topic_px: int = LEAST_TOPIC_PX
    stacked: bool = False


@dataclass(frozen=True)
class ItemPlaces:
    """The rectangles of one item at a width."""

    number: QRect
    topic: QRect
    options: tuple[QRect, ...]
    note: QRect
    height: int


def shape_of(topics: Sequence[str], choices: Sequence[Choices], *, numbered: bool) -> ItemShape:
    """Return the shape of a run; choices that are too long to stand side by side stand below each other."""
    metrics = QFontMetrics(body_font())
    longest = max((metrics.horizontalAdvance(topic) for topic in topics), default=0) + GAP_PX
    widest = max((sum(option_widths(some)) for some in choices), default=0)
    return ItemShape(
        number_px=NUMBER_PX if numbered else 0,
        topic_px=min(max(longest, LEAST_TOPIC_PX), MOST_TOPIC_PX),
        stacked=widest > MOST_SIDE_BY_SIDE_PX,
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
    topic_height = _topic_height(topic, shape.topic_px)
    left = shape.number_px + shape.topic_px + GAP_PX
    options, right, block = _option_places(shape, choices, left, width)
    height = max(topic_height + 2 * EDGE_PX + TOPIC_TOP_PX, block + 2 * EDGE_PX)
    if not shape.stacked and width - right >= LEAST_NOTE_PX:
        note = QRect(right, 0, width - right, height)
    else:
        beneath = topic_height + 2 * EDGE_PX + TOPIC_TOP_PX if shape.stacked else height
        room = shape.topic_px if shape.stacked else max(width - shape.number_px, 1)
        note = QRect(shape.number_px, beneath, room, NOTE_PX)
        height = max(height, beneath + NOTE_PX) if noted else height
    return ItemPlaces(
        number=QRect(0, EDGE_PX + TOPIC_TOP_PX, shape.number_px, LINE_PX),
        topic=QRect(shape.number_px, EDGE_PX + TOPIC_TOP_PX, shape.topic_px, topic_height),
        options=options,
        note=note,
        height=height + 1,
    )


def _option_places(shape: ItemShape, choices: Choices, left: int, width: int) -> tuple[tuple[QRect, ...], int, int]:
    """Return the rectangles of the choices, where the note may begin, and the height they take."""
    if shape.stacked:
        room = max(width - left, LEAST_OPTION_PX)
        rows = tuple(QRect(left, EDGE_PX + at * STACKED_PX, room, STACKED_PX) for at in range(len(choices)))
        return rows, width, len(choices) * STACKED_PX
    found: list[QRect] = []
    for option_px in option_widths(choices):
        found.append(QRect(left, EDGE_PX, option_px, OPTION_PX))
        left += option_px - 1
    return tuple(found), left + GAP_PX, OPTION_PX
