"""Facts beneath each other: what, and beside it what it is."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from ui.front_desk.wording import NOTHING
from ui.palette import Tone
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.labels import Pill, label

NAME_PX = 112
ROW_PX = 24


class Facts(QWidget):
    """A column of facts; each may carry a chip."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self._values: dict[str, ElidedLabel] = {}
        self._chips: dict[str, Pill] = {}
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(0, NAME_PX)
        grid.setColumnStretch(1, 1)
        for number, name in enumerate(names):
            grid.addWidget(label(name, "muted"), number, 0)
            grid.addWidget(self._value(name), number, 1)
            grid.setRowMinimumHeight(number, ROW_PX)
        grid.setRowStretch(len(names), 1)

    def set(self, name: str, value: str, chip: str = "", tone: Tone = Tone.NEUTRAL) -> None:
        """Show a fact; a blank one is a dash, unless its chip says it all."""
        self._values[name].setText(value or ("" if chip else NOTHING))
        self._values[name].setVisible(bool(value) or not chip)
        self._chips[name].set(chip, tone)

    def text(self, name: str) -> str:
        """Return what a fact says, chip included."""
        return " ".join(part for part in (self._values[name].text(), self._chips[name].text()) if part)

    def _value(self, name: str) -> QWidget:
        cell = QWidget()
        row = QHBoxLayout(cell)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._values[name] = ElidedLabel(snug=True)
        self._chips[name] = Pill("")
        row.addWidget(self._values[name])
        row.addWidget(self._chips[name])
        row.addStretch(1)
        return cell
