"""The card of capacity: each area of SKILAS as it was found, and each follow-up with its result or the way there."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.elderly.elderly_follow_up import Capacity
from ilp_desktop.services.elderly.elderly_care import CAPACITY, AreaView, ElderlyPicture, FollowUp
from ui.palette import Tone
from ui.widgets.buttons import inline_button
from ui.widgets.card import Card
from ui.widgets.folded_lines import FoldedLines
from ui.widgets.labels import Pill, label

TITLE, NEVER = "SKILAS dan tindak lanjutnya", "SKILAS belum pernah diisi."
STATES = {
    Capacity.SIGN: ("Ada tanda", Tone.WARN),
    Capacity.KEPT: ("Baik", Tone.GOOD),
    Capacity.NOT_JUDGED: ("Belum dinilai", Tone.NEUTRAL),
}
NOT_DONE = "belum dilakukan"
MOST_LINES = 12


@dataclass(frozen=True)
class CapacityLine:
    """An area with one of its follow-ups; only its first line names the area."""

    area: AreaView
    follow_up: FollowUp | None
    is_first: bool


class CapacityLines(FoldedLines[CapacityLine]):
    """One line an area and follow-up.

    Signals:
        form_wanted(str): the form of this code is to be opened.
    """

    form_wanted = Signal(str)

    def add_line(self, row: int, line: CapacityLine) -> None:
        """Put how the area stands, what is asked for, and the way to it into a row."""
        if line.is_first:
            self.put(Pill(*STATES[line.area.state]), row, 0)
        words = label(self._words(line))
        words.setWordWrap(True)
        self.put(words, row, 1)
        wanted = line.follow_up
        if wanted is None:
            return
        if wanted.result is not None:
            self.put(Pill("Selesai"), row, 2)
            return
        button = inline_button("Isi")
        button.setAccessibleName(f"Isi {wanted.title}")
        button.setToolTip(f"Buka formulir: {wanted.title}")
        button.clicked.connect(lambda: self.form_wanted.emit(wanted.forms[0]))
        self.put(button, row, 2)

    def _words(self, line: CapacityLine) -> str:
        area, wanted = line.area, line.follow_up
        if wanted is None:
            return area.label
        result = wanted.result
        told = NOT_DONE if result is None else f"{result.conclusion} ({indonesian_date(result.day)})"
        return f"{area.label}: {wanted.title}, {told}"


class CapacityCard(Card):
    """Every area of capacity.

    Signals:
        form_wanted(str): the form of this code is to be opened.
    """

    form_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent)
        self.lines = CapacityLines()
        self.lines.form_wanted.connect(self.form_wanted)
        self.day_label = label("", "small")
        button = inline_button("Isi SKILAS")
        button.clicked.connect(lambda: self.form_wanted.emit(CAPACITY))
        self.add_action(self.day_label)
        self.add_action(button)
        self.add(self.lines)
        self.body.addStretch(1)

    def show_picture(self, picture: ElderlyPicture) -> None:
        """Show the areas."""
        day = picture.screened_on
        self.day_label.setText("" if day is None else f"{indonesian_date(day)}, {picture.age_of(day)}")
        self.lines.show_lines(tuple(_lines(picture)), MOST_LINES, NEVER)


def _lines(picture: ElderlyPicture) -> Iterator[CapacityLine]:
    for area in sorted(picture.areas, key=lambda one: one.state is not Capacity.SIGN):
        for number, wanted in enumerate(area.follow_ups or (None,)):
            yield CapacityLine(area, wanted, number == 0)
