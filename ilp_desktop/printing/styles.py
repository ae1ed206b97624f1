"""Type sizes, greys and rules that all paper shares; every grey stays readable on a black-and-white printer."""

from reportlab.lib.colors import Color, black
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from ilp_desktop.printing.fonts import BOLD, ITALIC, REGULAR

INK = black
QUIET_INK = Color(0.27, 0.27, 0.27)
RULE = Color(0.55, 0.55, 0.55)
HAIRLINE = Color(0.78, 0.78, 0.78)
TINT = Color(0.93, 0.93, 0.93)


def _style(name: str, size: float, leading: float, **other: object) -> ParagraphStyle:
    settings = {"fontName": REGULAR, "textColor": INK, **other}
    return ParagraphStyle(name, fontSize=size, leading=leading, **settings)


BODY = _style("body", 9.5, 12.5)
BODY_BOLD = _style("body-bold", 9.5, 12.5, fontName=BOLD)
LABEL = _style("label", 9.5, 12.5, textColor=QUIET_INK)
NOTE = _style("note", 8, 10, textColor=QUIET_INK)
NOTE_RIGHT = _style("note-right", 8, 10, textColor=QUIET_INK, alignment=TA_RIGHT)
NOTE_CENTRED = _style("note-centred", 8, 10, textColor=QUIET_INK, alignment=TA_CENTER)
SECTION = _style("section", 9.5, 12, fontName=BOLD, spaceBefore=7)
TITLE = _style("title", 14, 17, fontName=BOLD, alignment=TA_CENTER)
TITLE_NOTE = _style("title-note", 10, 13, alignment=TA_CENTER)

HEAD_LINE = _style("head-line", 10, 12.5, alignment=TA_CENTER)
HEAD_NAME = _style("head-name", 14, 17.5, fontName=BOLD, alignment=TA_CENTER)
HEAD_ADDRESS = _style("head-address", 8.5, 11, alignment=TA_CENTER)

ASKED = _style("asked", 9, 11.2)
ANSWERED = _style("answered", 9, 11.2, fontName=BOLD)
JUDGED = _style("judged", 8, 9.8)

SMALL = _style("small", 8.5, 10.8)
SMALL_BOLD = _style("small-bold", 8.5, 10.8, fontName=BOLD)
SMALL_BOLD_CENTRED = _style("small-bold-centred", 8.5, 10.8, fontName=BOLD, alignment=TA_CENTER)
SMALL_BOLD_RIGHT = _style("small-bold-right", 8.5, 10.8, fontName=BOLD, alignment=TA_RIGHT)
SMALL_ABSENT = _style("small-absent", 8.5, 10.8, fontName=ITALIC, textColor=QUIET_INK)
SMALL_LABEL = _style("small-label", 8.5, 10.8, textColor=QUIET_INK)
SUMMARY_TITLE = _style("summary-title", 14, 17, fontName=BOLD)
SMALL_SECTION = _style("small-section", 9, 11, fontName=BOLD, spaceBefore=5)
CELL = _style("cell", 7.5, 9)
CELL_BOLD = _style("cell-bold", 7.5, 9, fontName=BOLD)
CELL_HEAD = _style("cell-head", 7, 8.4, fontName=BOLD)
CELL_NARROW = _style("cell-narrow", 6.2, 9)
CELL_ABSENT = _style("cell-absent", 7.5, 9, fontName=ITALIC, textColor=QUIET_INK)

RUNNING = _style("running", 7.5, 9, textColor=QUIET_INK)
RUNNING_RIGHT = _style("running-right", 7.5, 9, textColor=QUIET_INK, alignment=TA_RIGHT)
