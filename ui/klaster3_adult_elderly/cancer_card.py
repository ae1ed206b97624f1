"""The card of cancer screens: the last result of each, what it waits for, and when it is done again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.cancer.cancer_screens import ScreenState
from ilp_desktop.services.cancer.cancer_care import CancerPicture, ScreenView
from ui.palette import Tone
from ui.widgets.buttons import inline_button
from ui.widgets.card import Card
from ui.widgets.folded_lines import FoldedLines
from ui.widgets.labels import Pill, label

TITLE = "Deteksi kanker"
NEVER, NO_MORE = "belum pernah", "tidak ditagih lagi menurut umur"
MOST = 6
STATES = {
    ScreenState.UNREFERRED: ("Belum dirujuk", Tone.BAD),
    ScreenState.UNANSWERED: ("Rujukan belum dijawab", Tone.WARN),
    ScreenState.AWAITED: ("Belum ada hasil", Tone.WARN),
    ScreenState.SETTLED: ("Ditindaklanjuti", Tone.INFO),
    ScreenState.WAITING: ("Sesuai jadwal", Tone.GOOD),
}
LATE, NOW, LATER, WATCHED = ("Terlambat", Tone.BAD), ("Sekarang", Tone.WARN), ("Nanti", Tone.NEUTRAL), "Pantau"


class CancerLines(FoldedLines[tuple[ScreenView, CancerPicture]]):
    """One line a screen, with the way to its form.

    Signals:
        form_wanted(str): the form of this code is to be opened.
    """

    form_wanted = Signal(str)

    def add_line(self, row: int, line: tuple[ScreenView, CancerPicture]) -> None:
        """Put how it stands, what was found and when it is next, and the way to its form into a row."""
        one, picture = line
        self.put(Pill(*chip_of(one, picture)), row, 0)
        words = label(line_text(one, picture))
        words.setWordWrap(True)
        words.setToolTip(hint_text(one))
        self.put(words, row, 1)
        button = inline_button("Isi")
        button.setAccessibleName(f"Isi skrining {one.label.lower()}")
        button.setToolTip(f"Buka formulir: skrining {one.label.lower()}")
        button.clicked.connect(lambda: self.form_wanted.emit(one.form))
        self.put(button, row, 2)


class CancerCard(Card):
    """The screens of a person; it is not there for whom none is meant.

    Signals:
        form_wanted(str): the form of this code is to be opened.
    """

    form_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent)
        self.lines = CancerLines()
        self.lines.form_wanted.connect(self.form_wanted)
        self.add(self.lines)

    def show_picture(self, picture: CancerPicture) -> None:
        """Show the screens, the most pressing first."""
        ordered = sorted(picture.screens, key=lambda one: _place(one, picture))
        self.lines.show_lines([(one, picture) for one in ordered], MOST, "")


def chip_of(one: ScreenView, picture: CancerPicture) -> tuple[str, Tone]:
    """Return the word on the chip of a screen and its colour."""
    is_due = one.due_from is not None and one.due_from <= picture.day
    if one.state is None or one.state is ScreenState.RECALL:
        if not is_due:
            return LATER
        return LATE if one.late_from is not None and one.late_from <= picture.day else NOW
    found = one.latest.found if one.latest is not None else None
    if one.state is ScreenState.WAITING and found is not None and found.urgency is Urgency.WATCH:
        return WATCHED, Tone.WARN
    return STATES[one.state]


def line_text(one: ScreenView, picture: CancerPicture) -> str:
    """Return the last result of a screen with its day, and when it is done again."""
    if one.latest is None:
        return f"{one.label}: {NEVER}{_next(one, picture)}"
    day = one.latest.day
    told = f"{one.label}: {one.latest.conclusion}, {indonesian_date(day)} ({picture.age_of(day)})"
    return f"{told}{_next(one, picture)}"


def hint_text(one: ScreenView) -> str:
    """Return the rule of a screen, what its last result asks for, and where that stands."""
    lines = [one.why, one.advice, one.note, f"Sumber: {one.source}"]
    return "\n".join(line for line in lines if line)


def _next(one: ScreenView, picture: CancerPicture) -> str:
    if one.due_from is None:
        return "" if one.state is None or one.state.is_open else f". {NO_MORE.capitalize()}"
    if one.latest is None:
        return "" if one.due_from <= picture.day else f", mulai {indonesian_date(one.due_from)}"
    word = "Waktunya ulang sejak" if one.due_from <= picture.day else "Skrining ulang"
    return f". {word} {indonesian_date(one.due_from)}"


def _place(one: ScreenView, picture: CancerPicture) -> tuple[int, int]:
    """Return the place of a screen: what is pressing first, who was never screened among those due again."""
    if one.state is not None:
        return one.state.rank, 0
    is_due = one.due_from is not None and one.due_from <= picture.day
    return (ScreenState.RECALL if is_due else ScreenState.WAITING).rank, 1
