"""The card that says in five seconds whether somebody is controlled, where they come next, and what is due."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.chronic.own_target import OWN_TARGET_FORM
from ilp_desktop.services.due.offered_services import OfferedService, ServiceState
from ilp_desktop.services.ncd.chronic_care import ChronicPicture, DiseaseView
from ui.palette import Tone
from ui.widgets.buttons import inline_button
from ui.widgets.card import Card
from ui.widgets.control_words import STATES
from ui.widgets.folded_lines import FoldedLines
from ui.widgets.labels import Pill, label

DUE_WORDS = {
    ServiceState.LATE: ("Terlambat", Tone.BAD),
    ServiceState.DUE: ("Sekarang", Tone.WARN),
    ServiceState.COMING: ("Nanti", Tone.NEUTRAL),
}
NO_REGISTER = "Belum ada diagnosis hipertensi (I10-I15) atau diabetes (E10-E14)."
NOTHING_DUE = "Tidak ada yang jatuh tempo."
NO_CONTROL = "Kontrol rutin dimulai setelah diagnosis dokter."
LOST, LATE, CONTROL, NOW = "Putus kontrol", "Terlambat", "Kontrol", "Sekarang"
MOST_DUE = 5
NEVER, OF_RESULTS = "belum pernah", ":"
LEFT_SHARE, RIGHT_SHARE = 3, 2


class DueList(FoldedLines[OfferedService]):
    """What is due, one line each, with the way to its form.

    Signals:
        form_wanted(str): the form of this code is to be opened.
    """

    form_wanted = Signal(str)

    def add_line(self, row: int, line: OfferedService) -> None:
        """Put how it stands, what and since when, and the way to its form into a row."""
        self.put(Pill(*DUE_WORDS[line.state]), row, 0)
        words = label(f"{line.label}, {when_text(line)}")
        words.setWordWrap(True)
        words.setToolTip(hint_text(line))
        self.put(words, row, 1)
        if line.form:
            button = inline_button("Isi")
            button.setAccessibleName(f"Isi {line.label}")
            button.setToolTip(f"Buka formulir: {line.label}")
            button.clicked.connect(lambda: self.form_wanted.emit(line.form))
            self.put(button, row, 2)


class NcdHead(Card):
    """Control of each disease with its why, the next control, and what is due beside it.

    Signals:
        form_wanted(str): the form of this code is to be opened.

    Attributes:
        due: what is due.
        next_label: where and when the next control is.
        aim_label, aim_button: what a doctor set for this person, and the way to its form.
    """

    form_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Hipertensi dan diabetes", parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.pills: list[Pill] = []
        self.sentences: list[str] = []
        self._place = QWidget()
        self._grid = QGridLayout(self._place)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self.aim_label = label("", "small")
        self.aim_label.setWordWrap(True)
        self.aim_button = inline_button("Sasaran dokter")
        self.aim_button.setToolTip("Menetapkan sasaran untuk orang ini, atau kembali ke tabel")
        self.aim_button.clicked.connect(lambda: self.form_wanted.emit(OWN_TARGET_FORM))
        self.add_action(self.aim_button)
        self.next_pill = Pill("")
        self.next_label = label("", "strong")
        self.why_label = label("", "small")
        for one in (self.next_label, self.why_label):
            one.setWordWrap(True)
        self.due = DueList()
        self.due.form_wanted.connect(self.form_wanted)
        self._lay_out()

    def show_picture(self, picture: ChronicPicture) -> None:
        """Show how somebody stands."""
        self._show_diseases(picture)
        self._show_aims(picture)
        self._show_next(picture)
        self.due.show_lines(picture.due, MOST_DUE, NOTHING_DUE)

    def _lay_out(self) -> None:
        left, right, columns = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        left.setSpacing(6)
        left.addWidget(self._place)
        left.addWidget(self.aim_label)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.next_pill, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.next_label)
        words.addWidget(self.why_label)
        line.addLayout(words, 1)
        left.addLayout(line)
        left.addStretch(1)
        right.setSpacing(4)
        right.addWidget(label("Jatuh tempo", "section"))
        right.addWidget(self.due)
        right.addStretch(1)
        columns.setSpacing(24)
        columns.addLayout(left, LEFT_SHARE)
        columns.addLayout(right, RIGHT_SHARE)
        self.body.addLayout(columns)

    def _show_diseases(self, picture: ChronicPicture) -> None:
        while item := self._grid.takeAt(0):
            part = item.widget()
            if part is not None:
                part.deleteLater()
        self.pills, self.sentences = [], []
        for row, one in enumerate(picture.diseases):
            pill = Pill(*STATES[one.status.state], strong=True)
            head, why = label(head_text(one, picture), "strong"), label(why_text(one), "small")
            for words in (head, why):
                words.setWordWrap(True)
                words.setToolTip(f"Sumber sasaran: {one.status.source}")
            self._grid.addWidget(pill, 2 * row, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(head, 2 * row, 1)
            self._grid.addWidget(why, 2 * row + 1, 1)
            self.pills.append(pill)
            self.sentences += [head.text(), why.text()]
        if not picture.diseases:
            self._grid.addWidget(label(NO_REGISTER, "muted"), 0, 0, 1, 2)

    def _show_aims(self, picture: ChronicPicture) -> None:
        """Show what was set for this person; what was set before it is told by the hint."""
        aims = picture.aims
        self.aim_button.setVisible(bool(picture.diseases))
        self.aim_label.setText(f"Sasaran dokter: {aims[0].line}" if aims else "")
        self.aim_label.setToolTip("\n".join(one.line for one in aims[1:]))
        self.aim_label.setVisible(bool(aims))

    def _show_next(self, picture: ChronicPicture) -> None:
        found = picture.next_control
        if found is None:
            self.next_pill.set("")
            self.next_label.setText("")
            self.why_label.setText(NO_CONTROL)
            return
        late = found.on < picture.day
        lost = any(one.lost for one in picture.diseases)
        pressing = lost or late or found.at_once
        words = LOST if lost else NOW if found.at_once else LATE if late else CONTROL
        self.next_pill.set(words, Tone.BAD if pressing else Tone.INFO)
        place = f"{found.place.value} {picture.pustu}".strip() if found.place.value == "Pustu" else found.place.value
        since = indonesian_date(found.on)
        self.next_label.setText(
            f"Ke {place} sekarang, sejak {since}" if found.at_once else f"Kontrol berikutnya {since}, {place}"
        )
        self.why_label.setText(found.why)


def head_text(one: DiseaseView, picture: ChronicPicture) -> str:
    """Return the disease, since when, and how often it was controlled."""
    last = picture.age_of(one.last_control)
    return (
        f"{one.label} sejak {indonesian_date(one.since)} · kontrol {one.controls} kali dalam 12 bulan, terakhir {last}"
    )


def why_text(one: DiseaseView) -> str:
    """Return what the state rests on and what is aimed at."""
    return f"{one.status.why} Sasaran {one.status.target}."


def when_text(line: OfferedService) -> str:
    """Return since when, or from when, something is due; of an examination that was never done, that it was not."""
    if line.last_done is None and OF_RESULTS not in line.service and line.state is not ServiceState.COMING:
        return NEVER
    return f"{'mulai' if line.state is ServiceState.COMING else 'sejak'} {indonesian_date(line.due_from)}"


def hint_text(line: OfferedService) -> str:
    """Return the rule of a service, when it was given last, and where that stands."""
    done = f"\nTerakhir {indonesian_date(line.last_done)}." if line.last_done else ""
    return f"{line.why}{done}\nSumber: {line.source}"
