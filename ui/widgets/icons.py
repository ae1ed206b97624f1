"""The program's own line icons, in the colours of the theme worn now."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from ilp_desktop.resources import resource_path
from ui.palette import current_palette

SIZES_PX = (16, 20, 24, 32)


def icon(name: str, colour: str = "ink", *, room_right_px: int = 0) -> QIcon:
    """Return an icon of ``resources/icons`` in a theme colour; greyed by itself when disabled."""
    found = QIcon()
    for pixels in SIZES_PX:
        found.addPixmap(icon_pixmap(name, colour, pixels, room_right_px), QIcon.Mode.Normal)
        found.addPixmap(icon_pixmap(name, "disabledInk", pixels, room_right_px), QIcon.Mode.Disabled)
    return found


def icon_pixmap(name: str, colour: str = "ink", pixels: int = 16, room_right_px: int = 0) -> QPixmap:
    """Return one picture of an icon, sharp on the screen in use, with empty room at its right."""
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    inked = current_palette()[colour]
    key = f"{name} {inked} {pixels} {room_right_px} {ratio}"
    kept = QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    picture = QPixmap(QSize(pixels + room_right_px, pixels) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    drawing = resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
    coloured = drawing.replace("#000000", inked)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(coloured.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    QPixmapCache.insert(key, picture)
    return picture


def icon_names() -> tuple[str, ...]:
    """Return the names of all icons there are."""
    return tuple(sorted(file.stem for file in resource_path("icons").glob("*.svg")))
