"""The laboratory tests of a pregnancy: done with result, awaited, due, missed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ilp_desktop.domain.pregnancy.antenatal_package import Standing
from ilp_desktop.services.antenatal.pregnancy_care import PregnancyCare
from ui.palette import Tone
from ui.widgets.card import Card
from ui.widgets.labels import Pill, label

CARD_PX = 300
TONES = {
    Standing.WAITING: Tone.INFO,
    Standing.MISSING: Tone.WARN,
    Standing.LOST: Tone.NEUTRAL,
}
SPOKEN = {Standing.WAITING: "menunggu", Standing.MISSING: "belum", Standing.LOST: "terlewat"}


class LabPanel(Card):
    """One line a test; what is done is quiet, what is open wears a chip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Laboratorium", parent)
        self.setFixedWidth(CARD_PX)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        self._parts: list[QWidget] = []
        self.body.addLayout(self._grid)
        self.body.addStretch(1)

    def show_care(self, care: PregnancyCare) -> None:
        """Show how each test stands."""
        for part in self._parts:
            self._grid.removeWidget(part)
            part.deleteLater()
        self._parts = []
        for row, test in enumerate(care.tests):
            self._put(label(test.label, "small"), row, 0)
            tone = TONES.get(test.standing)
            if tone is None:
                words = label(test.text)
                words.setProperty("role", "muted" if test.standing is Standing.COMING else "")
                self._put(words, row, 1)
            else:
                self._put(Pill(SPOKEN[test.standing], tone), row, 1)
                self._parts[-1].setToolTip(test.text)

    def texts(self) -> list[str]:
        """Return what stands in the panel, name and state by turns."""
        return [part.text() for part in self._parts if hasattr(part, "text")]

    def _put(self, part: QWidget, row: int, column: int) -> None:
        self._parts.append(part)
        self._grid.addWidget(part, row, column, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
