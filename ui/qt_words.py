"""Indonesian for the words Qt itself shows: dialog buttons, context menus, file and print dialogs."""

import json

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

from ilp_desktop.resources import resource_path

OBJECT_NAME = "indonesian_qt_words"


class QtWords(QTranslator):
    """Qt's own words by their English source text; what is not listed stays as Qt writes it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(OBJECT_NAME)
        file = resource_path("i18n", "qt_id.json")
        self._words: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:
        """Return the Indonesian text, or None for Qt to keep its own: an empty text would be shown as such."""
        return self._words.get(sourceText)  # type: ignore[return-value]

    def isEmpty(self) -> bool:
        """Tell Qt that this translator has something to say."""
        return not self._words


def speak_indonesian(app: QCoreApplication) -> None:
    """Install the words once for an application."""
    if app.findChild(QtWords, OBJECT_NAME) is None:
        app.installTranslator(QtWords(app))
