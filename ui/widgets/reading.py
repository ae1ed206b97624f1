"""Something to be read: headings, sentences and tables on one page that scrolls, in the colours of the theme."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QTextBrowser, QWidget

from ui.palette import Palette, current_palette
from ui.theme import body_font

CELL_PADDING_PX = 5
UNTITLED_ABOVE_PX = 12


@dataclass(frozen=True)
class Block:
    """A title with a table beneath it, or with sentences where there are no headings.

    Attributes:
        figures: the columns set right, counted from 0.
        widths: shares of the width by column, in percent; as the words need where there are none.
    """

    title: str
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    figures: frozenset[int] = frozenset()
    widths: tuple[int, ...] = ()


class Reading(QTextBrowser):
    """A page of blocks; what is on it can be marked and copied."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "reading")
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDefaultFont(body_font())
        self.document().setDocumentMargin(0)
        self._blocks: tuple[Block, ...] = ()

    def blocks(self) -> tuple[Block, ...]:
        """Return what is shown."""
        return self._blocks

    def show_blocks(self, blocks: Sequence[Block], *, anew: bool = True) -> None:
        """Show blocks one under the other, from the top when they are about something new."""
        if tuple(blocks) != self._blocks:
            self._blocks = tuple(blocks)
            self._draw()
        if anew:
            self.verticalScrollBar().setValue(0)

    def changeEvent(self, event: QEvent) -> None:
        """Draw again in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        place = self.verticalScrollBar().value()
        self.setHtml(html_of(self._blocks, current_palette()))
        self.verticalScrollBar().setValue(place)


def html_of(blocks: Sequence[Block], colours: Palette) -> str:
    """Return blocks as the markup Qt understands."""
    return "".join(part for block in blocks for part in _block(block, colours))


def _block(block: Block, colours: Palette) -> Iterator[str]:
    if block.title:
        yield f'<p style="margin: 14px 0 4px 0; font-weight: 500; font-size: 14px">{escape(block.title)}</p>'
    if not block.headings:
        yield from (f'<p style="margin: 0 0 4px 0">{_words(cell)}</p>' for row in block.rows for cell in row)
        return
    line = f"border-bottom: 1px solid {colours['border']}"
    above = 0 if block.title else UNTITLED_ABOVE_PX
    look = f"border-collapse: collapse; margin-top: {above}px"
    yield f'<table width="100%" cellspacing="0" cellpadding="{CELL_PADDING_PX}" style="{look}">'
    head = f"{line}; color: {colours['muted']}; font-size: 12px"
    yield _row(block, block.headings, head)
    yield from (_row(block, row, line) for row in block.rows)
    yield "</table>"


def _row(block: Block, cells: Sequence[str], style: str) -> str:
    return f"<tr>{''.join(_cell(block, number, cell, style) for number, cell in enumerate(cells))}</tr>"


def _cell(block: Block, number: int, cell: str, style: str) -> str:
    side = "right" if number in block.figures else "left"
    width = f' width="{block.widths[number]}%"' if block.widths else ""
    return f'<td align="{side}" valign="top"{width} style="{style}">{_words(cell)}</td>'


def _words(text: str) -> str:
    return escape(text).replace("\n", "<br>") or "&nbsp;"
