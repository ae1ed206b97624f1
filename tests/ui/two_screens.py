"""A program for the test of the second screen: it says where the display stands, also once that screen has gone."""

import sys
from unittest.mock import patch

from PySide6.QtWidgets import QApplication, QWidget

from ui.queue_display import window as module
from ui.queue_display.window import DisplayWindow


def main() -> None:
    """Open the display beside a main window and say, a line each, where it stands."""
    app = QApplication([])
    main_window = QWidget()
    main_window.show()
    display = DisplayWindow(main_window)
    display.open(take_focus=False)
    app.processEvents()
    say(display)
    with patch.object(module, "second_screen", return_value=None):
        app.screenRemoved.emit(app.screens()[1])
        app.processEvents()
        say(display)
    app.screenAdded.emit(app.screens()[1])
    app.processEvents()
    say(display)
    display.shut()


def say(display: DisplayWindow) -> None:
    """Write where the display stands, whether it fills the screen, and how large it is."""
    size = f"{display.width()}x{display.height()}"
    sys.stdout.write(f"{display.screen().name()} {display.isFullScreen()} {size}\n")


if __name__ == "__main__":
    main()
