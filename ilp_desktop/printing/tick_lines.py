"""Short lines with a box to tick before each, side by side in columns; quick enough for thousands."""

from collections.abc import Sequence

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from ilp_desktop.printing.fonts import BOLD, REGULAR, printable
from ilp_desktop.printing.styles import INK

BOX = 6.5
INDENT = 10.0
SIZE, LEADING = 7.5, 9.4
BETWEEN = 8.0


class TickLines(Flowable):  # type: ignore[misc] # ReportLab carries no types
    """Boxes with words; a line is bold where it is marked."""

    def __init__(self, lines: Sequence[tuple[str, bool]], columns: int = 1) -> None:
        super().__init__()
        self._lines = [(printable(text), BOLD if bold else REGULAR) for text, bold in lines]
        self._columns = columns
        self._rows: list[list[tuple[list[str], str]]] = []

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Break the words to the width of a column and return the room taken."""
        self.width = width
        self._column = (width - BETWEEN * (self._columns - 1)) / self._columns
        room = self._column - INDENT
        broken = [(simpleSplit(text, font, SIZE, room) or [""], font) for text, font in self._lines]
        self._rows = [broken[at : at + self._columns] for at in range(0, len(broken), self._columns)]
        self.height = sum(self._height_of(row) for row in self._rows)
        return width, self.height

    def draw(self) -> None:
        """Draw boxes and words, row by row."""
        canvas: Canvas = self.canv
        canvas.saveState()
        canvas.setStrokeColor(INK)
        canvas.setFillColor(INK)
        canvas.setLineWidth(0.6)
        top = self.height
        for row in self._rows:
            for number, (words, font) in enumerate(row):
                self._draw_one(canvas, number * (self._column + BETWEEN), top, words, font)
            top -= self._height_of(row)
        canvas.restoreState()

    @staticmethod
    def _height_of(row: Sequence[tuple[list[str], str]]) -> float:
        return LEADING * max(len(words) for words, _ in row)

    @staticmethod
    def _draw_one(canvas: Canvas, left: float, top: float, words: list[str], font: str) -> None:
        canvas.rect(left + 0.4, top - LEADING + 1.4, BOX, BOX, stroke=1, fill=0)
        canvas.setFont(font, SIZE)
        for line, text in enumerate(words):
            canvas.drawString(left + INDENT, top - LEADING * (line + 1) + 2.6, text)
