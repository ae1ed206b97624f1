"""The colours of the two themes, by name, and the tones a word can be shown in."""

import re
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from ilp_desktop.resources import resource_path

DARK_PROPERTY = "ilp_dark"
ENTRY = re.compile(r'<color name="(\w+)">(#[0-9a-f]{6})</color>')


class Tone(Enum):
    """How a word or a frame is coloured; the word always says the same thing without the colour."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    INFO = "info"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    BLACK = "black"


class Palette:
    """The colours of one theme by name, as written in ``resources/theme/``."""

    def __init__(self, colours: Mapping[str, str]) -> None:
        self._colours = dict(colours)

    def __getitem__(self, name: str) -> str:
        return self._colours[name]

    def colour(self, name: str) -> QColor:
        """Return a colour by name, e.g. ``colour("primary")``."""
        return QColor(self._colours[name])

    def chip(self, tone: Tone, *, strong: bool = False) -> tuple[QColor, QColor]:
        """Return the fill and the ink of a chip in a tone."""
        fill, ink = ("Solid", "OnSolid") if strong else ("Fill", "Ink")
        return self.colour(tone.value + fill), self.colour(tone.value + ink)


@lru_cache(maxsize=2)
def load_palette(*, dark: bool) -> Palette:
    """Return the colours of the light or the dark theme."""
    return Palette(dict(ENTRY.findall(theme_file(dark=dark))))


def theme_file(*, dark: bool) -> str:
    """Return the text of a theme file."""
    return resource_path("theme", "dark.xml" if dark else "light.xml").read_text(encoding="utf-8")


def current_palette() -> Palette:
    """Return the colours of the theme the application wears now; light before one is applied."""
    app = QCoreApplication.instance()
    return load_palette(dark=bool(app and app.property(DARK_PROPERTY)))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.1, definition of contrast ratio)."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.1, definition of relative luminance)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
