"""Restoring a backup: what the present data holds that the backup does not, and a typed word before it is done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_moment
from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.backup.backup_rows import BackupRow
from ilp_desktop.services.backup.restoring import Newer, Prepared
from ui.context import PageContext
from ui.long_job import LongJob, Progress
from ui.widgets.buttons import danger_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import label
from ui.widgets.progress_bar import JobProgress

WORD = "PULIHKAN"
LOOKING = "Menghitung yang lebih baru di data sekarang …"
KEPT = "Data sekarang tidak dihapus, hanya disisihkan. Sesudahnya semua petugas masuk lagi dengan kata sandi saat itu."
ASK = f"Ketik {WORD} untuk melanjutkan"
WIDTH_PX = 260


class RestoreCard(Card):
    """Asks before a backup takes the place of the present data.

    Signals:
        left(): restoring was given up.
    """

    left = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__("Pulihkan cadangan")
        self._context = context
        self._row: BackupRow | None = None
        self._job: LongJob | None = None
        self.newer_label = label("", "strong")
        self.kept_label = label(KEPT, "muted")
        for one in (self.newer_label, self.kept_label):
            one.setWordWrap(True)
            self.add(one)
        self.word_edit = QLineEdit()
        self.word_edit.setPlaceholderText(ASK)
        self.word_edit.setAccessibleName(ASK)
        self.word_edit.setMinimumWidth(WIDTH_PX)
        self.restore_button = danger_button("Pulihkan")
        self.cancel_button = quiet_button("Batal")
        self.progress = JobProgress()
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.word_edit, self.restore_button, self.cancel_button):
            row.addWidget(widget)
        row.addWidget(self.progress, 1)
        row.addStretch(1)
        self.add(line)
        self.word_edit.textChanged.connect(self._on_typed)
        self.restore_button.clicked.connect(self._restore)
        self.cancel_button.clicked.connect(self._leave)
        self.hide()

    def ask(self, row: BackupRow) -> None:
        """Say what would no longer be there, and ask."""
        self._row = row
        self.set_title(f"Pulihkan cadangan {indonesian_moment(row.local_at)} ({row.place})")
        self.newer_label.setText(LOOKING)
        self.word_edit.clear()
        self.word_edit.setEnabled(False)
        self._on_typed("")
        self.show()
        backups, user = self._context.house.backups, self._context.user
        self._context.jobs.read(
            lambda: backups.newer(user, row.key), self._on_counted, owner=self, failed=self._on_failed, key="newer"
        )

    def _on_counted(self, newer: Newer) -> None:
        self.newer_label.setText(newer.words)
        self.word_edit.setEnabled(True)
        self.word_edit.setFocus()

    def _on_typed(self, text: str) -> None:
        self.restore_button.setEnabled(text.strip() == WORD and self._job is None)

    def _restore(self) -> None:
        row = self._row
        if row is None or self._job is not None:
            return
        backups, user = self._context.house.backups, self._context.user

        def prepare(progress: Progress) -> Prepared:
            return backups.prepare_restore(user, row.key, progress)

        self._job = self._context.jobs.long(prepare, self._context.restore, owner=self, failed=self._on_failed)
        self._job.ended.connect(self._on_ended)
        self.progress.follow(self._job, "Memeriksa cadangan …")
        self._on_typed("")
        self.word_edit.setEnabled(False)

    def _on_ended(self) -> None:
        self._job = None
        self.word_edit.setEnabled(True)
        self._on_typed(self.word_edit.text())

    def _on_failed(self, error: UserError) -> None:
        self._context.messages.problem(error)

    def _leave(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.hide()
        self.left.emit()
