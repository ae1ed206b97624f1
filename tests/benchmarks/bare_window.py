"""The baseline of the window figures: a bare PySide6 window with qt-material put on by its own function."""

import sys
import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow
from qt_material import apply_stylesheet


def main() -> None:
    """Show the window, type one key, and say when it arrived."""
    app = QApplication(sys.argv[:1])
    apply_stylesheet(app, theme="light_teal.xml", parent=sys.argv[1])
    window = QMainWindow()
    line = QLineEdit()
    window.setCentralWidget(line)
    window.resize(1366, 768)
    window.show()

    def type_one() -> None:
        QTest.keyClick(line, Qt.Key.Key_A)
        app.processEvents()
        sys.stdout.write(f"{time.monotonic()}\n")
        sys.stdout.flush()
        app.quit()

    QTimer.singleShot(0, type_one)
    app.exec()


if __name__ == "__main__":
    main()
