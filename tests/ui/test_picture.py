"""Icons follow the theme while they stand on the screen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ui.theme import apply_theme
from ui.widgets.buttons import quiet_button
from ui.widgets.icons import icon, icon_pixmap
from ui.widgets.picture import LeadingPicture, Picture

PIXELS = 16


@pytest.fixture
def dark(themed: QApplication, theme_cache: Path) -> Iterator[Callable[[], None]]:
    """Give a function that turns to the dark theme."""
    yield lambda: apply_theme(themed, theme_cache, dark=True)
    apply_theme(themed, theme_cache)


def of_theme(colour: str) -> QImage:
    """Return the icon of a search as it is drawn in the theme worn now."""
    return icon("search", colour).pixmap(PIXELS).toImage()


def test_icon_by_itself_is_drawn_in_the_new_colours(
    in_window: Callable[..., QWidget], dark: Callable[[], None]
) -> None:
    picture = Picture("search", "ink", PIXELS)
    in_window(picture)
    light = picture.grab().toImage()
    dark()
    assert picture.grab().toImage() != light
    picture.show_icon("lock", "ink")
    shown = QImage(picture.grab().toImage())
    assert shown.pixelColor(8, 10) == icon_pixmap("lock", "ink", PIXELS).toImage().pixelColor(8, 10)


def test_icon_within_a_line_is_drawn_in_the_new_colours(
    in_window: Callable[..., QWidget], dark: Callable[[], None]
) -> None:
    line = QLineEdit()
    sign = LeadingPicture(line, "search")
    in_window(line)
    assert sign.action.icon().pixmap(PIXELS).toImage() == of_theme("muted")
    light = of_theme("muted")
    dark()
    assert light != of_theme("muted")
    assert sign.action.icon().pixmap(PIXELS).toImage() == of_theme("muted")


def test_icon_of_a_button_is_drawn_in_the_new_colours(
    in_window: Callable[..., QWidget], dark: Callable[[], None]
) -> None:
    button = quiet_button("", "search")
    in_window(button)
    light = button.icon().pixmap(PIXELS).toImage()
    assert light == of_theme("primary")
    dark()
    assert light != of_theme("primary")
    assert button.icon().pixmap(PIXELS).toImage() == of_theme("primary")
