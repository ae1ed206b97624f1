"""Bringing a backup back on a new computer: where it lies, and what opens it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.keys.opener import OpenedBy, Opener
from ui.backup_opener import BackupOpener, ask_backup_folder, blanks_of
from ui.jobs import Jobs
from ui.long_job import Progress
from ui.messages import Messages
from ui.scene import Scene
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.field_form import FieldForm
from ui.widgets.page import BACK, STEP_BACK, HouseKey, bind, on_key
from ui.widgets.progress_bar import JobProgress
from ui.widgets.text_fields import TextField

GO_ON = HouseKey("Alt+S", "Pulihkan")
WIDTH_PX = 680
RESTORING = "Memeriksa cadangan …"
EXPLANATION = (
    "Sambungkan disk atau USB cadangan, lalu pilih foldernya. Cadangan diperiksa dulu, dan hanya disalin: "
    "yang asli tetap seperti semula."
)
HINT = "Folder cadangan, atau folder yang memuatnya: yang terbaru dipakai"
Restore = Callable[[Path, Opener, Progress], str]


class RestoreBackup(Scene):
    """Asks for a backup and its secret, and lets it be the data of this folder.

    Signals:
        restored(str): it is; which one, in a sentence.
        left(): the user goes back.
    """

    restored = Signal(str)
    left = Signal()

    def __init__(self, restore: Restore, jobs: Jobs, messages: Messages) -> None:
        super().__init__(WIDTH_PX)
        self._restore = restore
        self._jobs = jobs
        self._messages = messages
        self._busy = False
        self.folder = TextField("folder", "Folder cadangan", required=True, hint=HINT, max_length=1000)
        self.choose_button = quiet_button("Pilih folder …", "search")
        self.opener = BackupOpener(OpenedBy.WORDS)
        self.restore_button = primary_button("Pulihkan")
        self.back_button = quiet_button("Kembali")
        self.progress = JobProgress(show_after_ms=0)
        self._lay_out()
        self.choose_button.clicked.connect(self._choose)
        self.restore_button.clicked.connect(self.submit)
        self.back_button.clicked.connect(self._on_back)

    def submit(self) -> None:
        """Check and bring back what is typed; a second press meanwhile does nothing."""
        if self._busy:
            return
        wrong = blanks_of(self.place) | self.opener.blanks()
        if wrong:
            self._show_errors(wrong)
            return
        opener = self.opener.opener()
        path = Path(self.folder.text()).expanduser()
        self._wait(busy=True)
        job = self._jobs.long(
            lambda progress: self._restore(path, opener, progress),
            self._on_restored,
            owner=self,
            failed=self._on_refused,
        )
        job.ended.connect(lambda: self._wait(busy=False))
        self.progress.follow(job, RESTORING)

    def _lay_out(self) -> None:
        self.add_words("Pulihkan dari cadangan", "title")
        self.add_words(EXPLANATION, "muted")
        card = Card()
        self.place = FieldForm(columns=1)
        self.place.add(self.folder)
        self.opener.form.set_save_button(self.restore_button)
        choose = QHBoxLayout()
        choose.addWidget(self.choose_button)
        choose.addStretch(1)
        card.add(self.place)
        card.body.addLayout(choose)
        card.body.addSpacing(8)
        card.add(self.opener)
        card.add(self.progress)
        row = QHBoxLayout()
        row.addWidget(self.back_button)
        row.addStretch(1)
        row.addWidget(self.restore_button)
        card.body.addLayout(row)
        self.column.addWidget(card)
        bind(GO_ON, self.restore_button)
        bind(BACK, self.back_button)
        on_key(STEP_BACK, self, self._on_back)
        self.setFocusProxy(self.folder)

    def _choose(self) -> None:
        ask_backup_folder(self, self.folder.text(), self.folder.set_value)

    def _on_back(self) -> None:
        if self.back_button.isEnabled():
            self.left.emit()

    def _on_restored(self, told: str) -> None:
        self.opener.forget()
        self.restored.emit(told)

    def _on_refused(self, error: UserError) -> None:
        if isinstance(error, WrongAnswers):
            QTimer.singleShot(0, self, lambda: self._show_errors(error.fields))  # once it can be typed into again
        else:
            self._messages.problem(error)

    def _show_errors(self, wrong: dict[str, str]) -> None:
        self.place.show_errors(self.opener.form.show_errors(wrong))

    def _wait(self, *, busy: bool) -> None:
        self._busy = busy
        parts: tuple[QWidget, ...] = (self.place, self.opener, self.choose_button)
        for part in (*parts, self.restore_button, self.back_button):
            part.setEnabled(not busy)
