"""Qt speaks Indonesian where the words are known, and keeps its own where they are not."""

import json

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from ilp_desktop.resources import resource_path
from ui.qt_words import speak_indonesian


def test_listed_words_are_said_in_indonesian(qapp: QApplication) -> None:
    speak_indonesian(qapp)
    words = json.loads(resource_path("i18n", "qt_id.json").read_text(encoding="utf-8"))
    english, indonesian = next(iter(words.items()))
    assert QCoreApplication.translate("QFileDialog", english) == indonesian


def test_words_not_listed_stay_as_qt_writes_them(qapp: QApplication) -> None:
    speak_indonesian(qapp)
    assert QCoreApplication.translate("QLocalSocket", "%1: Invalid name") == "%1: Invalid name"
