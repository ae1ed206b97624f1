"""The forms to do next after a conclusion, a button each."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.widgets.buttons import Button, plain_button

COLUMNS = 3
OPEN = "Buka {}"


class NextForms(QWidget):
    """Buttons that are shown again or hidden, never taken out.

    Signals:
        chosen(str): the form of this code is to be opened.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[Button] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(COLUMNS, 1)
        self.hide()

    def buttons(self) -> tuple[Button, ...]:
        """Return the buttons shown."""
        return tuple(button for button in self._buttons if not button.isHidden())

    def offer(self, titles: Mapping[str, str]) -> None:
        """Offer forms by code and title; those without a title are passed over."""
        offered = [(code, title) for code, title in titles.items() if title]
        while len(self._buttons) < len(offered):
            self._add_button()
        for button, (code, title) in zip(self._buttons, offered, strict=False):
            button.setText(OPEN.format(title))
            button.setToolTip(button.text())
            button.setProperty("form_code", code)
        for at, button in enumerate(self._buttons):
            button.setVisible(at < len(offered))
        self.setVisible(bool(offered))

    def _add_button(self) -> None:
        row, column = divmod(len(self._buttons), COLUMNS)
        button = plain_button("", "arrow-right", self)
        button.setMinimumWidth(1)
        button.clicked.connect(lambda: self.chosen.emit(str(button.property("form_code"))))
        self._buttons.append(button)
        self._grid.addWidget(button, row, column, Qt.AlignmentFlag.AlignLeft)
