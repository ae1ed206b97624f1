"""Berikutnya: what comes next in a pregnancy and when, each with the way to its form."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ilp_desktop.services.antenatal.pregnancy_next import NextService
from ilp_desktop.services.due.offered_services import ServiceState
from ilp_desktop.services.pregnancy.pregnancies import ANC_FORM
from ui.palette import Tone
from ui.widgets.buttons import inline_button
from ui.widgets.folded_lines import FoldedLines
from ui.widgets.labels import Pill, label

TONES = {ServiceState.LATE: Tone.BAD, ServiceState.DUE: Tone.WARN, ServiceState.COMING: Tone.NEUTRAL}
WORDS = {ServiceState.LATE: "Terlambat", ServiceState.DUE: "Sekarang", ServiceState.COMING: "Nanti"}
MOST_SHOWN = 9
NOTHING = "Tidak ada yang jatuh tempo."


class NextList(FoldedLines[NextService]):
    """One line each: how it stands, what, and when.

    Signals:
        form_wanted(str): the form of this code is to be opened.
    """

    form_wanted = Signal(str)

    def show_due(self, due: Sequence[NextService]) -> None:
        """Show what comes next."""
        self.show_lines(due, MOST_SHOWN, NOTHING)

    def add_line(self, row: int, line: NextService) -> None:
        """Put how it stands, what, and the way to its form into a row."""
        if line.state is not None:
            self.put(Pill(WORDS[line.state], TONES[line.state]), row, 0)
        words = label(f"{line.label}, {line.when}" if line.when else line.label)
        words.setWordWrap(True)
        words.setToolTip(line.why)
        self.put(words, row, 1)
        if line.form and line.form != ANC_FORM:
            self.put(self._way_to(line), row, 2)

    def _way_to(self, one: NextService) -> QWidget:
        button = inline_button("Isi")
        button.setAccessibleName(f"Isi {one.label}")
        button.setToolTip(f"Buka formulir: {one.label}")
        button.clicked.connect(lambda: self.form_wanted.emit(one.form))
        return button
