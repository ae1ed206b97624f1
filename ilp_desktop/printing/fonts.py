"""The one typeface of all paper, and what to do with characters it does not have."""

import unicodedata
from functools import cache
from threading import Lock

from reportlab.graphics.shapes import STATE_DEFAULTS
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from ilp_desktop.resources import resource_path

REGULAR = "Roboto"
BOLD = "Roboto-Bold"
ITALIC = "Roboto-Italic"
FILES = {BOLD: "Roboto-Bold.ttf", ITALIC: "Roboto-Italic.ttf", REGULAR: "Roboto-Regular.ttf"}

# Papers are made by a pool of workers; a font registered twice would stand twice in a half-made document.
_registering = Lock()


def register_fonts() -> None:
    """Make Roboto known to ReportLab; the second call does nothing."""
    with _registering:
        if REGULAR in pdfmetrics.getRegisteredFontNames():
            return
        for name, file in FILES.items():
            pdfmetrics.registerFont(TTFont(name, str(resource_path("fonts", file))))
        for bold, italic, name in ((0, 0, REGULAR), (1, 0, BOLD), (0, 1, ITALIC), (1, 1, BOLD)):
            addMapping(REGULAR, bold, italic, name)
        # Every drawing starts by selecting this font; Helvetica would stand in the file without being embedded.
        STATE_DEFAULTS["fontName"] = REGULAR


def printable(text: str) -> str:
    """Return the text with every character that Roboto lacks replaced by what can be seen.

    A letter with a rare accent loses the accent (ḥ becomes h); all else becomes a question mark, because ReportLab
    would print nothing at all. Line ends between words are kept, other invisible characters are dropped.
    """
    lines = unicodedata.normalize("NFC", text).splitlines()
    return "\n".join("".join(map(_seen, line)) for line in lines).rstrip("\n")


def text_width(text: str, font: str, size: float) -> float:
    """Return the width in points of text that is already printable."""
    return float(pdfmetrics.stringWidth(text, font, size))


def fitting_size(text: str, font: str, size: float, width: float) -> float:
    """Return the largest size up to the wanted one at which the text fits the width."""
    wanted = text_width(text, font, size)
    return size if wanted <= width else size * width / wanted


@cache
def _glyphs() -> frozenset[int]:
    register_fonts()
    held = [set(pdfmetrics.getFont(name).face.charToGlyph) for name in FILES]
    return frozenset(set.intersection(*held))


@cache
def _seen(char: str) -> str:
    if char == "\t":
        return " "
    if unicodedata.category(char) in ("Cc", "Cf"):
        return ""
    if ord(char) in _glyphs():
        return char
    base = [part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part)]
    if not base and unicodedata.combining(char):
        return ""
    return "".join(base) if base and all(ord(part) in _glyphs() for part in base) else "?"
