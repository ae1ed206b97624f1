"""How somebody with hypertension or diabetes stands, in a few lines: the state of each, and the next control."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.services.ncd.outside_control import ControlSheet
from ui.palette import Tone
from ui.widgets.control_words import STATES
from ui.widgets.labels import Pill, label

LINE = "{label}: {why} Sasaran {target}. Kontrol terakhir {day}."


class StateLines(QWidget):
    """A line a disease and one for the next control.

    Attributes:
        texts: the lines as they are read.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts: list[str] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)

    def show_sheet(self, sheet: ControlSheet) -> None:
        """Show how a person stands."""
        while item := self._grid.takeAt(0):
            part = item.widget()
            if part is not None:
                part.deleteLater()
        self.texts = []
        for one in sheet.diseases:
            day = indonesian_date(one.last_control)
            text = LINE.format(label=one.label, why=one.status.why, target=one.status.target, day=day)
            self._add(Pill(*STATES[one.status.state], strong=True), text)
        following = sheet.following
        word, tone = ("Sekarang", Tone.BAD) if following.at_once else ("Berikutnya", Tone.INFO)
        where, day = following.place.value, indonesian_date(following.on)
        begun = f"{where[:1].upper()}{where[1:]}" if following.at_once else f"{day}, {where}"
        self._add(Pill(word, tone), f"{begun}. {following.why}")

    def _add(self, pill: Pill, text: str) -> None:
        row = len(self.texts)
        words = label(text)
        words.setWordWrap(True)
        self._grid.addWidget(pill, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(words, row, 1)
        self.texts.append(text)
