"""What is asked before the day's work begins, when something about the data or the clock is doubtful."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.entrance import Entered
from ilp_desktop.services.start.opening_doubts import Doubt, DoubtKind
from ui.jobs import Jobs
from ui.palette import Tone
from ui.scene import Scene
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import label

WIDTH_PX = 600
TITLES = {DoubtKind.LOST: "Ada simpanan yang hilang", DoubtKind.CLOCK: "Jam komputer mundur"}
ON = {DoubtKind.LOST: "Lanjutkan dengan data ini", DoubtKind.CLOCK: "Jam ini benar, lanjutkan"}
ON_ANYHOW = "Lanjutkan"
STILL = "Masih sama."


class OpeningDoubts(Scene):
    """A page between sign-in and the day's work.

    Attributes:
        cards: what is asked, a card each.

    Signals:
        answered(): nothing is doubtful any more, or the user goes on in spite of it.
        left(): the user closes the program.
    """

    answered = Signal()
    left = Signal()

    def __init__(self, entered: Entered, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH_PX, parent)
        self._entered = entered
        self._jobs = jobs
        self._doubts = tuple(entered.doubts)
        self.cards = [_card(doubt) for doubt in self._doubts]
        for card in self.cards:
            self.column.addWidget(card)
        self.said = label("", "muted")
        self.said.setWordWrap(True)
        self.again_button = primary_button("Periksa lagi", "refresh")
        alone = len(self._doubts) == 1
        self.accept_button = quiet_button(ON[self._doubts[0].kind] if alone else ON_ANYHOW)
        self.leave_button = quiet_button("Tutup program")
        self.again_button.clicked.connect(self._look_again)
        self.accept_button.clicked.connect(self._go_on)
        self.leave_button.clicked.connect(self.left)
        row = QHBoxLayout()
        row.addWidget(self.leave_button)
        row.addStretch(1)
        row.addWidget(self.accept_button)
        row.addWidget(self.again_button)
        self.column.addLayout(row)
        self.column.addWidget(self.said)
        self.setFocusProxy(self.again_button)

    def _look_again(self) -> None:
        self._wait(busy=True)
        self._jobs.read(self._entered.look_again, self._on_looked, owner=self, failed=self._on_failed)

    def _on_looked(self, doubts: Sequence[Doubt]) -> None:
        if not doubts:
            self.answered.emit()
            return
        self._wait(busy=False)
        self.said.setText(STILL)

    def _go_on(self) -> None:
        self._wait(busy=True)
        take, doubts = self._entered.take_as_it_is, self._doubts
        self._jobs.write(
            lambda: take(doubts), lambda _nothing: self.answered.emit(), owner=self, failed=self._on_failed
        )

    def _on_failed(self, error: UserError) -> None:
        self._wait(busy=False)
        self.said.setText(f"{error.message} {error.remedy}")

    def _wait(self, *, busy: bool) -> None:
        for button in (self.again_button, self.accept_button):
            button.setEnabled(not busy)


def _card(doubt: Doubt) -> Card:
    card = Card(TITLES[doubt.kind], tone=Tone.BAD if doubt.kind is DoubtKind.LOST else Tone.WARN)
    for text, role in ((doubt.message, "strong"), (doubt.remedy, "")):
        line = label(text, role)
        line.setWordWrap(True)
        card.add(line)
    return card
