"""The look: qt-material as base, our colours and corrections, kept ready in a cache folder.

The first start renders the style sheet; later ones read it back, so that neither qt-material nor its template
engine is imported. Several processes may start at once on the same folder: each renders aside and moves its
result into place in one step.
"""

import hashlib
import os
import re
import shutil
import tempfile
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QDir, QLocale
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from ilp_desktop.resources import resource_path
from ui.palette import DARK_PROPERTY, Palette, load_palette, theme_file
from ui.qt_words import speak_indonesian

BODY_PX = 13
FONT_FILES = ("Roboto-Regular.ttf", "Roboto-Medium.ttf", "Roboto-Bold.ttf", "Roboto-Italic.ttf")
COLOUR_NAME = re.compile(r"@(\w+)")
DRAWN_ICON = re.compile(r"line:(\w+)/([\w-]+)\.svg")
SHEET = "style.qss"
DENSITY = "-1"
CAPITALS = "text-transform: uppercase;"


def apply_theme(app: QApplication, cache_dir: Path, *, dark: bool = False) -> None:
    """Dress the application and make Qt speak Indonesian; ``cache_dir`` is private to this installation."""
    QLocale.setDefault(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
    speak_indonesian(app)
    app.setProperty(DARK_PROPERTY, dark)
    colours = load_palette(dark=dark)
    folder = _prepared(cache_dir, dark=dark)
    QDir.setSearchPaths("icon", [str(folder / "icon")])
    QDir.setSearchPaths("line", [str(folder / "line")])
    _register_fonts()
    app.setStyle("Fusion")
    app.setFont(body_font())
    app.setPalette(_qt_palette(colours))
    app.setStyleSheet((folder / SHEET).read_text(encoding="utf-8"))


def body_font(*, pixels: int = BODY_PX, medium: bool = False) -> QFont:
    """Return the font of the program; its figures are all of one width."""
    return QFont(_font(pixels, medium=medium))


@lru_cache(maxsize=32)
def _font(pixels: int, *, medium: bool) -> QFont:
    font = QFont("Roboto")
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.Medium if medium else QFont.Weight.Normal)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _register_fonts() -> None:
    if QFontDatabase.hasFamily("Roboto") and "Medium" in QFontDatabase.styles("Roboto"):
        return
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(_material_folder() / "fonts" / "roboto" / name))


def _material_folder() -> Path:
    """Return where qt-material lies, without importing it."""
    spec = find_spec("qt_material")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("qt_material is not installed")
    return Path(spec.origin).parent


def _prepared(cache_dir: Path, *, dark: bool) -> Path:
    """Return the folder with style sheet and icons, rendering it when this version has none yet."""
    own = resource_path("theme", SHEET).read_text(encoding="utf-8")
    template = (_material_folder() / "material.qss.template").read_bytes()
    parts = (f"{BODY_PX} {DENSITY}".encode(), template, theme_file(dark=dark).encode(), own.encode(), _icon_bytes(own))
    key = hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]
    folder = cache_dir / f"theme-{'dark' if dark else 'light'}-{key}"
    if not (folder / SHEET).is_file():
        _render(cache_dir, folder, own, dark=dark)
    return folder


def _icon_bytes(own: str) -> bytes:
    names = sorted({name for _, name in DRAWN_ICON.findall(own)})
    return b"".join(resource_path("icons", f"{name}.svg").read_bytes() for name in names)


def _render(cache_dir: Path, folder: Path, own: str, *, dark: bool) -> None:
    cache_dir.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix="theme-", dir=cache_dir))
    base = _material_sheet(aside / "icon", dark=dark)
    colours = load_palette(dark=dark)
    _draw_icons(own, aside / "line", colours)
    text = COLOUR_NAME.sub(lambda found: colours[found[1]], own)
    (aside / SHEET).write_text(f"{base}\n{text}", encoding="utf-8")
    try:
        aside.rename(folder)
    except OSError:  # another process was quicker; its result is the same
        shutil.rmtree(aside, ignore_errors=True)


def _material_sheet(icon_folder: Path, *, dark: bool) -> str:
    """Render qt-material's sheet, undoing what it leaves behind in the environment."""
    from qt_material import build_stylesheet  # noqa: PLC0415 heavy, and only wanted on the first start

    before = dict(os.environ)
    theme = str(resource_path("theme", "dark.xml" if dark else "light.xml"))
    extra = {"density_scale": DENSITY, "font_size": str(BODY_PX + 1)}
    try:
        return str(build_stylesheet(theme, extra=extra, parent=str(icon_folder.resolve()), export=True)).replace(
            CAPITALS, ""
        )
    finally:
        for name in set(os.environ) - set(before):
            del os.environ[name]


def _draw_icons(own: str, folder: Path, colours: Palette) -> None:
    """Write the icons the sheet names, each in its colour."""
    for colour, name in set(DRAWN_ICON.findall(own)):
        target = folder / colour / f"{name}.svg"
        target.parent.mkdir(parents=True, exist_ok=True)
        drawing = resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
        target.write_text(drawing.replace("#000000", colours[colour]), encoding="utf-8")


def _qt_palette(colours: Palette) -> QPalette:
    """Return the palette for what Qt paints without asking the style sheet."""
    role = QPalette.ColorRole
    named = {
        role.Window: "window",
        role.WindowText: "ink",
        role.Base: "surface",
        role.AlternateBase: "sunken",
        role.Text: "ink",
        role.PlaceholderText: "muted",
        role.Button: "surface",
        role.ButtonText: "ink",
        role.Highlight: "primary",
        role.HighlightedText: "onPrimary",
        role.Link: "primary",
        role.LinkVisited: "primary",
        role.ToolTipBase: "raised",
        role.ToolTipText: "ink",
        role.Accent: "primary",
    }
    palette = QPalette()
    for which, name in named.items():
        palette.setColor(which, QColor(colours[name]))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, colours.colour("disabledInk"))
    return palette
