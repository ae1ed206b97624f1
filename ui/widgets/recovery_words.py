"""Recovery words on the screen: all of them with their numbers, and fields for those that are typed back."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.widgets.labels import label
from ui.widgets.text_fields import TextField

COLUMNS = 3
PREFIX = "word_"
LONGEST_WORD = 20


class WordsGrid(QWidget):
    """The words, read row by row as on the sheet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(14)
        self._shown: list[tuple[QLabel, QLabel]] = []
        for column in range(COLUMNS):
            self._grid.setColumnStretch(2 * column + 1, 1)

    def words(self) -> tuple[str, ...]:
        """Return the words shown."""
        return tuple(word.text() for _, word in self._shown)

    def show_words(self, words: Sequence[str]) -> None:
        """Show other words; none takes them off the screen."""
        for one in (widget for pair in self._shown for widget in pair):
            self._grid.removeWidget(one)
            one.deleteLater()
        self._shown = []
        for place, word in enumerate(words):
            number, shown = label(f"{place + 1}.", "muted", self), label(word, "title", self)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            row, column = divmod(place, COLUMNS)
            self._grid.addWidget(number, row, 2 * column, Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(shown, row, 2 * column + 1)
            self._shown.append((number, shown))


def asked_fields(places: Sequence[int]) -> tuple[TextField, ...]:
    """Return a field for each word that is to be typed back."""
    return tuple(
        TextField(f"{PREFIX}{place}", f"Kata ke-{place}", required=True, max_length=LONGEST_WORD) for place in places
    )


def typed_words(raw: Mapping[str, object]) -> dict[int, str]:
    """Return the words typed into such fields, by their number."""
    return {int(name.removeprefix(PREFIX)): str(value or "") for name, value in raw.items() if name.startswith(PREFIX)}
