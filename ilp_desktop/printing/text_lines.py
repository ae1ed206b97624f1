"""Plain lines of text that are broken and drawn quickly, over as many pages as they need."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from reportlab.lib.colors import Color
from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from ilp_desktop.printing.fonts import BOLD, REGULAR, printable, text_width
from ilp_desktop.printing.styles import INK, QUIET_INK, TINT

HANGING = 8.0
BASE = 2.6
"""How far above the lower edge of its leading a line of text stands."""
FEWEST_TORN = 3


class Look(NamedTuple):
    """How a line looks: typeface, size, leading, ink, indent, room above, and whether it lies on a grey ground."""

    font: str = REGULAR
    size: float = 8.5
    leading: float = 10.8
    ink: Color = INK
    indent: float = 0.0
    above: float = 0.0
    on_ground: bool = False


HEADING = Look(BOLD, 9, 12.5, INK, 3, 0, on_ground=True)
ABOUT = Look(REGULAR, 8.5, 10.8, QUIET_INK, 3, 1)
PART = Look(BOLD, 8, 10.5, QUIET_INK, 3, 3)
TEXT = Look(REGULAR, 8.5, 10.8, INK, 12)
SIGNED = Look(REGULAR, 7.2, 9, QUIET_INK, 12)


class TextLine(NamedTuple):
    """One line as it is drawn; ``left`` in points, ``keep`` when it may not end a page."""

    text: str
    look: Look
    left: float
    above: float
    keep: bool

    @property
    def height(self) -> float:
        """Return the room it takes."""
        return self.look.leading + self.above


class TextLines(Flowable):  # type: ignore[misc] # ReportLab carries no types
    """Lines already broken for a width; a page takes as many as it has room for."""

    def __init__(self, lines: Sequence[TextLine], width: float, below: float = 0.0) -> None:
        super().__init__()
        self.lines = tuple(lines)
        self.width = width
        self.spaceAfter = below
        self.height = sum(line.height for line in self.lines)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the room taken."""
        return self.width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        """Return the lines that fit and the rest; a heading never ends a page."""
        used, count = 0.0, 0
        for line in self.lines[:-1]:
            used += line.height
            if used > height:
                break
            count += 1
        while count and self.lines[count - 1].keep:
            count -= 1
        if count < FEWEST_TORN:
            return []
        rest = TextLines(self.lines[count:], self.width, self.spaceAfter)
        return [TextLines(self.lines[:count], self.width), rest]

    def draw(self) -> None:
        """Draw line after line."""
        canvas: Canvas = self.canv
        top, ink = self.height, None
        for line in self.lines:
            top -= line.above
            if line.look.on_ground:
                canvas.setFillColor(TINT)
                canvas.rect(0, top - line.look.leading, self.width, line.look.leading, stroke=0, fill=1)
                ink = None
            if line.text:
                if line.look.ink is not ink:
                    ink = line.look.ink
                    canvas.setFillColor(ink)
                write(canvas, line, top - line.look.leading + BASE)
            top -= line.look.leading


def write(canvas: Canvas, line: TextLine, y: float) -> None:
    """Write a line; what ReportLab does letter by letter for each line is done once a letter of a document."""
    try:
        codes = line.text.translate(_codes_of(canvas, line.look.font))
    except _OtherSubset:
        canvas.setFont(line.look.font, line.look.size)
        canvas.drawString(line.left, y, line.text)
        return
    name = pdfmetrics.getFont(line.look.font).getSubsetInternalName(0, canvas._doc)  # noqa: SLF001 - as ReportLab does
    place = f"1 0 0 1 {line.left:.2f} {y:.2f} Tm"
    canvas._code.append(f"BT {place} {name} {line.look.size:g} Tf ({codes}) Tj ET")  # noqa: SLF001 - the page's text


class _OtherSubset(Exception):
    """A letter stands in a further subset of its font, where it has another code."""


class _Codes(dict[int, str]):
    """The code of each letter in the first subset of a font in one document, escaped; learnt when first met."""

    def __init__(self, canvas: Canvas, font: str) -> None:
        super().__init__()
        self._font, self._document = pdfmetrics.getFont(font), canvas._doc  # noqa: SLF001 - as ReportLab does

    def __missing__(self, letter: int) -> str:
        ((subset, raw),) = self._font.splitString(chr(letter), self._document)
        if subset:
            raise _OtherSubset
        self[letter] = escapePDF(raw)
        return self[letter]


def _codes_of(canvas: Canvas, font: str) -> _Codes:
    known: dict[str, _Codes] = canvas.__dict__.setdefault("_letter_codes", {})
    if font not in known:
        known[font] = _Codes(canvas, font)
    return known[font]


def broken(text: str, look: Look, width: float, *, keep: bool = False) -> list[TextLine]:
    """Return a text as lines that fit a width, further lines of a paragraph hanging a little."""
    found: list[TextLine] = []
    for paragraph in _seen(text).split("\n"):
        first = True
        for words in _broken(paragraph, look, width):
            left = look.indent if first else look.indent + HANGING
            found.append(TextLine(words, look, left, 0.0 if found else look.above, keep))
            first = False
    return found


def _seen(text: str) -> str:
    """Return a text as it can be printed; plain letters, as most texts have, are so already."""
    plain = text.isascii() and text.replace("\n", "").isprintable()
    return text if plain else printable(text)


def _broken(text: str, look: Look, width: float) -> list[str]:
    room = width - look.indent
    space = _width(" ", look)
    lines: list[str] = []
    line: list[str] = []
    used = 0.0
    for word in text.split():
        wide = _width(word, look)
        if wide > room - HANGING:
            *full, word = _torn(word, look, room - HANGING)  # noqa: PLW2901 - the rest of it goes on as a word
            lines += [" ".join(line), *full] if line else full
            line, used, wide = [], 0.0, _width(word, look)
        if line and used + space + wide > room - (HANGING if lines else 0):
            lines.append(" ".join(line))
            line, used = [], 0.0
        used += wide + (space if line else 0)
        line.append(word)
    return [*lines, " ".join(line)]


def _torn(word: str, look: Look, room: float) -> list[str]:
    """Return a word that is wider than a line in pieces."""
    found: list[str] = []
    while text_width(word, look.font, look.size) > room:
        fits = next((at for at in range(len(word), 1, -1) if text_width(word[:at], look.font, look.size) <= room), 1)
        found.append(word[:fits])
        word = word[fits:]
    return [*found, word]


def _width(word: str, look: Look) -> float:
    return _measured(word, look.font, look.size)


@lru_cache(maxsize=16_384)
def _measured(word: str, font: str, size: float) -> float:
    return text_width(word, font, size)
