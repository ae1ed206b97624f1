"""The backup that is made before the program ends: how far it is, and the way to end without it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from ilp_desktop.domain.errors import UserError
from ui.jobs import Jobs
from ui.long_job import LongJob, Progress
from ui.main_window import MainWindow
from ui.palette import Tone
from ui.scene import Scene
from ui.widgets.buttons import quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import label

if TYPE_CHECKING:
    from ilp_desktop.services.backup.backup_rows import MadeBackup
    from ilp_desktop.services.entrance import Entered

WIDTH_PX = 520
STEPS = 1000
TITLE = "Membuat cadangan sebelum menutup"
WHY = "Program menutup sendiri sesudahnya. Semua yang disimpan hari ini sudah aman di komputer ini."
NOT_COPIED = "Cadangan dibuat, tetapi belum sampai di tempat kedua."
WITHOUT, LEAVE = "Tutup tanpa mencadangkan", "Tutup"


class ClosingBackup(Scene):
    """Stands in the window while the last backup is made.

    Signals:
        left(): the program shall end now, with or without it.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH_PX, parent)
        self.card = Card(TITLE)
        self.words = label(WHY)
        self.words.setWordWrap(True)
        self.text_label = label("Menyiapkan …", "muted")
        self.text_label.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.leave_button = quiet_button(WITHOUT, "close")
        self.leave_button.clicked.connect(self.left)
        for part in (self.words, self.bar, self.text_label):
            self.card.add(part)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave_button)
        self.card.body.addSpacing(8)
        self.card.body.addLayout(row)
        self.column.addWidget(self.card)

    def follow(self, job: LongJob) -> None:
        """Show how far the backup is."""
        job.progressed.connect(self._on_progressed)

    def say(self, message: str, remedy: str) -> None:
        """Say that it went wrong, and wait until it is read."""
        self.card.set_title("Cadangan tidak dapat dibuat")
        self.words.setText(message)
        self.words.setProperty("tone", Tone.BAD.value)
        self.text_label.setText(remedy)
        self.bar.hide()
        self.leave_button.setText(LEAVE)

    def show_failure(self, error: UserError) -> None:
        """Say why no backup could be made."""
        self.say(error.message, error.remedy)

    def _on_progressed(self, fraction: float, text: str) -> None:
        self.bar.setValue(round(fraction * STEPS))
        if text:
            self.text_label.setText(text)


class ClosingBackups(QObject):
    """Lets the window close at once, or after a backup that is due; nothing here waits on the screen's thread.

    Attributes:
        backs_up: whether it is done at all; a program that is only driven closes at once.
    """

    def __init__(
        self, window: MainWindow, jobs: Jobs, entered: "Callable[[], Entered | None]", stop_working: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self.backs_up = False
        self._window = window
        self._jobs = jobs
        self._entered = entered
        self._stop_working = stop_working
        self._leaving = self._asked = False
        window.may_close = self._may_close

    def _may_close(self) -> bool:
        """Say whether the window may close at once; else it closes by itself later."""
        entered = self._entered()
        if not self.backs_up or self._leaving or entered is None:
            return True
        if not self._asked:
            self._asked = True
            backups, user = entered.house.backups, entered.user
            self._jobs.read(
                lambda: backups.is_wanted(user, closing=True),
                self._on_judged,
                owner=self,
                failed=lambda _error: self._leave(),
            )
        return False

    def _on_judged(self, wanted: bool) -> None:  # noqa: FBT001 - the answer of a read
        entered = self._entered()
        if not wanted or entered is None:
            self._leave()
            return
        self._stop_working()
        scene = ClosingBackup()
        scene.left.connect(self._leave)
        self._window.show_scene(scene)
        backups, user = entered.house.backups, entered.user

        def make(progress: Progress) -> "MadeBackup":
            return backups.make(user, progress)

        def done(made: "MadeBackup") -> None:
            if made.second_fault:
                scene.say(NOT_COPIED, made.second_fault)
            else:
                self._leave()

        scene.follow(self._jobs.long(make, done, owner=scene, failed=scene.show_failure))

    def _leave(self) -> None:
        """Close the window, whatever is under way; a backup that is not finished is given up."""
        self._leaving = True
        self._window.close()
