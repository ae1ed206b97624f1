"""Berikutnya: what comes next in a pregnancy and when, each with the way to its form."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ilp_desktop.services.due_services import ServiceState
from ilp_desktop.services.pregnancies import ANC_FORM
from ilp_desktop.services.pregnancy_next import NextService
from ui.palette import Tone
from ui.widgets.buttons import inline_button
from ui.widgets.labels import Pill, label

TONES = {ServiceState.LATE: Tone.BAD, ServiceState.DUE: Tone.WARN, ServiceState.COMING: Tone.NEUTRAL}
WORDS = {ServiceState.LATE: "Terlambat", ServiceState.DUE: "Sekarang", ServiceState.COMING: "Nanti"}
MOST_SHOWN = 9
NOTHING = "Tidak ada yang jatuh tempo."


class NextList(QWidget):
    """One line each: how it stands, what, and when.

    Signals:
        form_wanted(str): the form of this code is to be opened.
    """

    form_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._due: tuple[NextService, ...] = ()
        self._parts: list[QWidget] = []
        self._all = False
        self.more_button = inline_button("", self)
        self.more_button.clicked.connect(self._on_more)

    def show_due(self, due: Sequence[NextService]) -> None:
        """Show what comes next."""
        self._due, self._all = tuple(due), False
        self._draw()

    def texts(self) -> list[str]:
        """Return the lines shown, from top to bottom."""
        return [part.text() for part in self._parts if not isinstance(part, Pill) and hasattr(part, "text")]

    def _on_more(self) -> None:
        self._all = True
        self._draw()

    def _draw(self) -> None:
        for part in self._parts:
            self._grid.removeWidget(part)
            part.deleteLater()
        self._parts = []
        shown = self._due if self._all else self._due[:MOST_SHOWN]
        for row, one in enumerate(shown):
            self._add_row(row, one)
        if not shown:
            self._put(label(NOTHING, "muted"), 0, 0)
        left = len(self._due) - len(shown)
        self.more_button.setText(f"{left} lagi")
        self.more_button.setVisible(left > 0)
        self._grid.addWidget(self.more_button, len(shown) + 1, 1, Qt.AlignmentFlag.AlignLeft)
        self._grid.setRowStretch(len(shown) + 2, 1)

    def _add_row(self, row: int, one: NextService) -> None:
        if one.state is not None:
            self._put(Pill(WORDS[one.state], TONES[one.state]), row, 0)
        words = label(f"{one.label}, {one.when}" if one.when else one.label)
        words.setWordWrap(True)
        words.setToolTip(one.why)
        self._put(words, row, 1)
        if one.form and one.form != ANC_FORM:
            self._put(self._way_to(one), row, 2)

    def _way_to(self, one: NextService) -> QWidget:
        button = inline_button("Isi")
        button.setAccessibleName(f"Isi {one.label}")
        button.setToolTip(f"Buka formulir: {one.label}")
        button.clicked.connect(lambda: self.form_wanted.emit(one.form))
        return button

    def _put(self, part: QWidget, row: int, column: int) -> None:
        self._parts.append(part)
        alignment = Qt.AlignmentFlag(0) if column == 1 else Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(part, row, column, alignment)
