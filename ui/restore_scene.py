"""Restoring a backup while the data does not open: which one, by whose password, what would be lost, and then done."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QWidget

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.keys.opener import OpenedBy
from ilp_desktop.services.backup.bringing_back import Found
from ilp_desktop.services.rescue.rescue import Rescue, Restorable
from ui.backup_opener import BackupOpener, ask_backup_folder
from ui.jobs import Jobs
from ui.long_job import Progress
from ui.palette import Tone
from ui.scene import Scene
from ui.widgets.buttons import danger_button, plain_button, primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import label
from ui.widgets.progress_bar import JobProgress

WIDTH_PX = 620
LIST_PX = 132
NONE = "Tidak ada cadangan di komputer ini. Pilih foldernya di disk lain atau USB."
LOOKING = "Mencari cadangan …"
KEPT = "Data sekarang tidak dihapus, hanya disisihkan di folder cadangan."
READY = "Cadangan ini utuh dan siap dipulihkan."


class RestoreScene(Scene):
    """A page in place of the data.

    Attributes:
        said: what went wrong, or what would be lost.

    Signals:
        restored(str): the data is another now; where the one before is kept.
        left(): the user goes back.
    """

    restored = Signal(str)
    left = Signal()

    def __init__(self, rescue: Callable[[], Rescue], jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH_PX, parent)
        self._rescue = rescue
        self._jobs = jobs
        self._found: list[Found] = []
        self._ready: Restorable | None = None
        self.list = QListWidget()
        self.list.setFixedHeight(LIST_PX)
        self.list.setAccessibleName("Cadangan")
        self.folder_button = plain_button("Folder lain …", "edit")
        self.opener = BackupOpener(OpenedBy.PASSWORD)
        self.said = label(LOOKING, "muted")
        self.said.setWordWrap(True)
        self.progress = JobProgress()
        self.back_button = quiet_button("Kembali")
        self.check_button = primary_button("Periksa cadangan")
        self.restore_button = danger_button("Pulihkan")
        self._lay_out()
        self._connect()
        self._jobs.read(lambda: self._rescue().backups(), self._show, owner=self, failed=self._on_failed)

    def _lay_out(self) -> None:
        self.add_words("Pulihkan dari cadangan", "title")
        card = Card()
        card.add(self.list)
        line = QHBoxLayout()
        line.addWidget(self.folder_button)
        line.addStretch(1)
        card.body.addLayout(line)
        card.add(self.opener)
        card.add(self.said)
        card.add(label(KEPT, "small"))
        row = QHBoxLayout()
        row.addWidget(self.back_button)
        row.addWidget(self.progress, 1)
        row.addStretch(1)
        row.addWidget(self.check_button)
        row.addWidget(self.restore_button)
        card.body.addLayout(row)
        self.column.addWidget(card)
        self.restore_button.hide()
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.folder_button.clicked.connect(self._ask_folder)
        self.back_button.clicked.connect(self.leave)
        self.check_button.clicked.connect(self.check)
        self.restore_button.clicked.connect(self.restore)
        self.list.currentRowChanged.connect(lambda _row: self._forget_ready())

    def choose_folder(self, path: str) -> None:
        """Offer the backup in a folder too."""
        self._jobs.read(lambda: self._rescue().backup_in(Path(path)), self._add, owner=self, failed=self._on_failed)

    def check(self) -> None:
        """Open and check the backup chosen, and lay it ready."""
        wrong = self.opener.blanks()
        place = self.list.currentRow()
        self.opener.form.show_errors(wrong)
        if wrong or place < 0:
            return
        found, opener, rescue = self._found[place], self.opener.opener(), self._rescue
        self._wait(busy=True)

        def prepare(progress: Progress) -> Restorable:
            return rescue().prepare(found, opener, progress)

        job = self._jobs.long(prepare, self._on_ready, owner=self, failed=self._on_failed)
        self.progress.follow(job, "Memeriksa cadangan …")

    def restore(self) -> None:
        """Let what was laid ready be the data."""
        ready, rescue = self._ready, self._rescue
        if ready is None:
            return
        self._ready = None
        self._wait(busy=True)
        self._jobs.write(
            lambda: rescue().put_in_place(ready),
            lambda aside: self.restored.emit(str(aside)),
            owner=self,
            failed=self._on_failed,
        )

    def leave(self) -> None:
        """Go back; what was laid ready is removed again."""
        self._forget_ready()
        self.left.emit()

    def _show(self, listed: Sequence[Found]) -> None:
        self._say("" if listed else NONE)
        for found in listed:
            self._add(found)
        self.list.setCurrentRow(0)

    def _add(self, found: Found) -> None:
        self._say("")
        self._found.append(found)
        self.list.addItem(found.words)
        self.list.setCurrentRow(self.list.count() - 1)

    def _on_ready(self, ready: Restorable) -> None:
        self._ready = ready
        self._wait(busy=False)
        self._say(f"{READY} {ready.newer}".strip())
        self.restore_button.show()
        self.restore_button.setFocus()

    def _on_failed(self, error: UserError) -> None:
        self._wait(busy=False)
        if isinstance(error, WrongAnswers):
            left = self.opener.form.show_errors(error.fields)
            self._say(" ".join(left.values()), Tone.BAD)
        else:
            self._say(f"{error.message} {error.remedy}", Tone.BAD)

    def _forget_ready(self) -> None:
        ready, self._ready = self._ready, None
        self.restore_button.hide()
        if ready is not None and not self._jobs.is_closed():
            self._jobs.write(ready.prepared.discard, lambda _nothing: None, owner=self)

    def _say(self, text: str, tone: Tone | None = None) -> None:
        self.said.setText(text)
        self.said.setProperty("tone", tone.value if tone is not None else "")
        self.said.style().polish(self.said)
        self.said.setVisible(bool(text))

    def _wait(self, *, busy: bool) -> None:
        for button in (self.check_button, self.restore_button, self.folder_button):
            button.setEnabled(not busy)

    def _ask_folder(self) -> None:
        ask_backup_folder(self, "", self.choose_folder)
