"""Sizes of paper and what stands at the head of it; free of ReportLab, so that anybody may import it."""

from dataclasses import dataclass
from enum import Enum

POINTS_PER_MM = 72 / 25.4


def mm(length: float) -> float:
    """Return a length in millimetres as points."""
    return length * POINTS_PER_MM


class PaperSize(Enum):
    """Sheets that Puskesmas printers take: width and height in millimetres."""

    A4 = (210.0, 297.0)
    F4 = (215.0, 330.0)
    A5 = (148.0, 210.0)

    @property
    def points(self) -> tuple[float, float]:
        """Return width and height in points."""
        width, height = self.value
        return mm(width), mm(height)


class RollWidth(Enum):
    """Paper rolls of ticket printers: width of the paper in millimetres."""

    MM_80 = 80.0
    MM_58 = 58.0


@dataclass(frozen=True)
class Letterhead:
    """What the settings say about the sender of a letter.

    Attributes:
        name: the Puskesmas, written as it should be printed.
        code: the facility's code at BPJS or the ministry.
        head_lines: the authority above it, e.g. government and health office, a line each.
        place: the town that stands before the date of a letter; may be empty.
    """

    name: str
    code: str
    address: str
    phone: str = ""
    head_lines: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True)
class PageSetup:
    """The sheet a document is laid out for.

    Attributes:
        preprinted_top_mm: height taken by a letterhead that is already on the paper; None prints our own.
        landscape: whether the long side lies across.
    """

    size: PaperSize = PaperSize.A4
    preprinted_top_mm: float | None = None
    landscape: bool = False

    @property
    def points(self) -> tuple[float, float]:
        """Return width and height as the sheet lies, in points."""
        width, height = self.size.points
        return (height, width) if self.landscape else (width, height)


A4_PAGE = PageSetup()
