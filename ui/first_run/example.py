"""Made-up data to look around in: it is made with progress shown, then its accounts are offered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError
from ui.jobs import Jobs
from ui.long_job import Progress
from ui.messages import Messages
from ui.scene import Scene
from ui.widgets.buttons import Button, primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import label
from ui.widgets.progress_bar import JobProgress

WIDTH_PX = 560
MAKING = "Membuat data contoh …"
NOT_REAL = "Semua orang di dalamnya karangan. Jangan dipakai untuk mencatat pasien sungguhan."


@dataclass(frozen=True)
class ExampleAccount:
    """An account of the made-up Puskesmas, as it is offered."""

    profession: str
    user_name: str
    password: str = field(repr=False)


Make = Callable[[Progress], Sequence[ExampleAccount]]
Enter = Callable[[str, str], object]


class Example(Scene):
    """Makes the data when shown, then offers its accounts.

    Signals:
        entered(object): what ``enter`` returned for the account chosen.
        made(): the folder holds made-up data now.
        left(): the making was cancelled or failed.
    """

    entered = Signal(object)
    made = Signal()
    left = Signal()

    def __init__(self, make: Make, enter: Enter, jobs: Jobs, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH_PX, parent)
        self._enter = enter
        self._jobs = jobs
        self._messages = messages
        self.account_buttons: list[Button] = []
        self.card = Card("Data contoh")
        self.words = label("Menyiapkan Puskesmas contoh dengan 300 orang. Ini hanya beberapa detik.", "")
        self.words.setWordWrap(True)
        self.progress = JobProgress(show_after_ms=0)
        self.card.add(self.words)
        self.card.add(self.progress)
        self.column.addWidget(self.card)
        self._done = False
        job = jobs.long(make, self._on_made, owner=self, failed=self._on_failed)
        job.ended.connect(self._on_ended)
        self.progress.follow(job, MAKING)

    def _on_made(self, accounts: Sequence[ExampleAccount]) -> None:
        self._done = True
        self.words.setText(f"Siap. {NOT_REAL} Masuk dengan salah satu akun ini:")
        for number, account in enumerate(accounts):
            make_button = primary_button if number == 0 else quiet_button
            button = make_button("Masuk")
            button.setAccessibleName(f"Masuk sebagai {account.user_name}")
            button.clicked.connect(lambda _=False, chosen=account: self._on_chosen(chosen))
            self.account_buttons.append(button)
            self._add_account(account, button)
        if self.account_buttons:
            first = self.account_buttons[0]
            self.setFocusProxy(first)
            first.show()  # what its layout has not shown yet would take the focus later, or not at all
            first.setFocus()
        self.made.emit()

    def _add_account(self, account: ExampleAccount, button: Button) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        for text, role, width in (
            (account.profession, "strong", 160),
            (account.user_name, "", 100),
            (account.password, "", 140),
        ):
            words = label(text, role)
            words.setFixedWidth(width)
            row.addWidget(words)
        row.addStretch(1)
        row.addWidget(button)
        self.card.body.addLayout(row)

    def _on_failed(self, error: UserError) -> None:
        self._messages.problem(error)

    def _on_ended(self) -> None:
        """Go back when nothing was made; the last word of a cancelled job."""
        QTimer.singleShot(0, self, self._leave_unless_made)

    def _leave_unless_made(self) -> None:
        if not self._done:
            self.left.emit()

    def _on_chosen(self, account: ExampleAccount) -> None:
        for button in self.account_buttons:
            button.setEnabled(False)
        self._jobs.read(
            lambda: self._enter(account.user_name, account.password),
            self.entered.emit,
            owner=self,
            failed=self._on_refused,
        )

    def _on_refused(self, error: UserError) -> None:
        for button in self.account_buttons:
            button.setEnabled(True)
        self._messages.problem(error)
