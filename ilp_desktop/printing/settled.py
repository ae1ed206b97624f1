"""Paragraphs and tables that work out their layout once for a width, however often it is asked for.

A table asks all that stands in it again when it is placed, and so does what stands in that: a dense page within pages
would be worked out many times over.
"""

from functools import lru_cache
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, Table
from reportlab.platypus.paraparser import ParaParser


class SettledParagraph(Paragraph):  # type: ignore[misc] # ReportLab carries no types
    """A paragraph that breaks its lines once for a width."""

    _settled: tuple[float, tuple[float, float]] | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the room it takes; lines are broken anew where splitting over pages threw them away."""
        if self._settled is None or self._settled[0] != width or not hasattr(self, "blPara"):
            self._settled = (width, super().wrap(width, height))
        return self._settled[1]


class SettledTable(Table):  # type: ignore[misc] # ReportLab carries no types
    """A table of columns of given widths, whose rows are measured once for a width."""

    _settled: tuple[float, tuple[float, float]] | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the room it takes."""
        if self._settled is None or self._settled[0] != width:
            self._settled = (width, super().wrap(width, height))
        return self._settled[1]


def plain_words(text: str, style: ParagraphStyle) -> SettledParagraph:
    """Return words without any markup as a paragraph, which spares reading them as markup."""
    return SettledParagraph(text, style, frags=[_piece(style).clone(text=text)])


@lru_cache(maxsize=256)
def _piece(style: ParagraphStyle) -> Any:
    """Return the one piece of a paragraph that consists of a letter."""
    _, pieces, _ = ParaParser().parse("x", style)
    return pieces[0]
