"""General consent: its text, and the name of who gives it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from ilp_desktop.reference import edition_on
from ui.widgets.field import Field, mark_wrong
from ui.widgets.labels import label

LONGEST_NAME = 120


class _ConsentEditor(QFrame):
    """The text to be read out, and beneath it the line for the name."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text_label = label(" ".join(text.split()), "muted")
        self.text_label.setWordWrap(True)
        self.line = QLineEdit()
        self.line.setMaxLength(LONGEST_NAME)
        self.line.setPlaceholderText("Nama pasien atau walinya")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.text_label)
        layout.addWidget(self.line)
        self.setFocusProxy(self.line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the text the height it needs at this width."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the text the height it needs in the font it is shown in."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.text_label.ensurePolished()
        self.text_label.setFixedHeight(self.text_label.heightForWidth(self.width()))


class ConsentField(Field):
    """Who has given general consent; the text is the edition in force today."""

    def __init__(self, name: str, today: Callable[[], date]) -> None:
        edition = edition_on("consent", today())
        self.paper = _ConsentEditor(str(edition.body["text"]))
        super().__init__(name, f"{edition.title} (versi {edition.version}), diberikan oleh", self.paper)
        self.line = self.paper.line
        self.line.setAccessibleName("Persetujuan diberikan oleh")
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._on_edited)

    def value(self) -> str | None:
        """Return the name, or None when nobody has consented."""
        return self.text() or None

    def text(self) -> str:
        """Return the name, without spaces around it."""
        return self.line.text().strip()

    def set_value(self, value: object) -> None:
        """Show a name."""
        blocker = QSignalBlocker(self.line)
        self.line.setText(str(value or ""))
        blocker.unblock()

    def _mark_wrong(self, *, wrong: bool) -> None:
        mark_wrong(self.line, wrong=wrong)
