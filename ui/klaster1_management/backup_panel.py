"""1 Manajemen > Cadangan: the last backup and its result, all of them, and making, copying, trying and restoring."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_moment
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.backup.backup_rows import BackupOverview, BackupRow, MadeBackup
from ilp_desktop.services.backup.restore_drill import DrillReport
from ui.context import PageContext
from ui.klaster1_management.backup_words import (
    drill_text,
    failure_text,
    last_text,
    second_text,
    server_text,
    size_text,
    thousands,
)
from ui.klaster1_management.panel import Panel
from ui.klaster1_management.restore_card import RestoreCard
from ui.long_job import LongJob, Progress
from ui.models.paged_table import Column, PagedTable
from ui.palette import Tone
from ui.widgets.buttons import Button, plain_button, primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import Pill, label
from ui.widgets.progress_bar import JobProgress
from ui.widgets.table import Table

EMPTY = "Belum ada cadangan. Tekan «Buat cadangan sekarang»."
ON_SERVER = UserError("Cadangan dibuat oleh server.", "Cadangannya dibuat di server, bukan dari sini.")
HEADINGS = ("Terakhir", "Tempat kedua", "Latihan pemulihan")
GOOD, OLD, FAILED = "Baik", "Perlu dicadangkan", "Gagal"


class BackupPanel(Panel):
    """How things stand above the list; the list's row leads to restoring it."""

    subjects = frozenset({"backup"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._job: LongJob | None = None
        self.model: PagedTable[BackupRow] = PagedTable(
            self._columns(), self._fetch, context.jobs, key=lambda row: row.key, parent=self
        )
        self.table = Table(self.model, EMPTY)
        self.state = Pill("")
        self.last_label, self.second_label, self.drill_label = (label("") for _ in HEADINGS)
        self.failure_label = label("", "strong")
        self.make_button = primary_button("Buat cadangan sekarang", "save")
        self.second_button = quiet_button("Pilih tempat …", "edit")
        self.no_second_button = plain_button("Jangan salin lagi", "close")
        self.drill_button = quiet_button("Latih sekarang", "refresh")
        self.restore_button = quiet_button("Pulihkan …", "undo")
        self.progress = JobProgress()
        self.card = Card("Cadangan data")
        self.restore_card = RestoreCard(context)
        for part in (self.card, self.restore_card, self.table):
            part.setParent(self)

    def fill(self, column: QVBoxLayout) -> None:
        """Put how things stand above the list."""
        self.card.add_action(self.state)
        self.card.add(self._standing())
        self.failure_label.setWordWrap(True)
        self.failure_label.hide()
        self.card.add(self.failure_label)
        column.addWidget(self.card)
        line = QHBoxLayout()
        line.addWidget(self.make_button)
        line.addWidget(self.progress, 1)
        line.addStretch(1)
        line.addWidget(self.restore_button)
        column.addLayout(line)
        column.addWidget(self.restore_card)
        column.addWidget(self.table, 1)
        self.restore_button.setEnabled(False)
        self._connect()

    def reload(self, _subjects: frozenset[str]) -> None:
        """Read how things stand and the list again."""
        backups, user = self.context.house.backups, self.context.user
        self.context.jobs.read(
            lambda: backups.overview(user), self._show, owner=self, failed=self.on_failed, key="overview"
        )
        if user.may(Act.KEEP_BACKUPS):
            self.model.reload()

    def _standing(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        labels: tuple[QLabel, ...] = (self.last_label, self.second_label, self.drill_label)
        buttons: tuple[tuple[Button, ...], ...] = (
            (),
            (self.second_button, self.no_second_button),
            (self.drill_button,),
        )
        for number, heading in enumerate(HEADINGS):
            grid.addWidget(label(heading, "muted"), number, 0)
            labels[number].setWordWrap(True)
            grid.addWidget(labels[number], number, 1)
            side = QHBoxLayout()
            side.addStretch(1)
            for button in buttons[number]:
                side.addWidget(button)
            grid.addLayout(side, number, 2)
        return made

    def _connect(self) -> None:
        self.model.failed.connect(self.on_failed)
        self.table.selected.connect(lambda row: self.restore_button.setEnabled(row is not None))
        self.make_button.clicked.connect(self.make)
        self.drill_button.clicked.connect(self.drill)
        self.second_button.clicked.connect(self._ask_second)
        self.no_second_button.clicked.connect(lambda: self.choose_second(""))
        self.restore_button.clicked.connect(self._on_restore_wanted)
        self.restore_card.left.connect(self.table.setFocus)

    def make(self) -> None:
        """Make a backup now; a second press meanwhile does nothing."""
        backups, user = self.context.house.backups, self.context.user
        self._start(lambda progress: backups.make(user, progress), self._on_made, "Membuat cadangan …")

    def drill(self) -> None:
        """Try now whether the newest backup can be restored."""
        backups, user = self.context.house.backups, self.context.user
        self._start(lambda progress: backups.drill(user, progress), self._on_drilled, "Melatih pemulihan …")

    def choose_second(self, path: str) -> None:
        """Let copies go to a folder from now on, or nowhere."""
        backups, user = self.context.house.backups, self.context.user
        self.context.jobs.write(
            lambda: backups.choose_second(user, path),
            lambda _nothing: self.reload(frozenset()),
            owner=self,
            failed=self._on_refused,
        )

    def _start(self, work: Callable[[Progress], object], done: Callable[..., object], text: str) -> None:
        if self._job is not None:
            return
        self._set_busy(busy=True)
        self._job = self.context.jobs.long(work, done, owner=self, failed=self._on_refused)
        self._job.ended.connect(self._on_ended)
        self.progress.follow(self._job, text)

    def _on_ended(self) -> None:
        self._job = None
        self._set_busy(busy=False)
        self.reload(frozenset())

    def _set_busy(self, *, busy: bool) -> None:
        for button in (self.make_button, self.drill_button):
            button.setEnabled(not busy)

    def _on_made(self, made: MadeBackup) -> None:
        self.context.messages.info("Cadangan dibuat dan sudah diperiksa.")
        if made.second_fault:
            self.context.messages.warn("Salinan ke tempat kedua belum sampai.", made.second_fault)

    def _on_drilled(self, report: DrillReport) -> None:
        if report.fault:
            self.context.messages.problem(UserError("Latihan pemulihan gagal.", report.fault))
        else:
            self.context.messages.info("Latihan pemulihan berhasil.")

    def _on_refused(self, error: UserError) -> None:
        if isinstance(error, WrongAnswers):
            self.context.messages.warn(*error.fields.values())
        else:
            self.context.messages.problem(error)

    def _ask_second(self) -> None:
        dialog = QFileDialog(self, "Tempat kedua: disk lain, USB atau folder bersama", str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.choose_second)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_restore_wanted(self) -> None:
        row: BackupRow | None = self.table.current_row()
        if row is not None:
            self.restore_card.ask(row)

    def _show(self, found: BackupOverview) -> None:
        if not found.here:
            self.content.hide()
            told = server_text(found.server, self.context.user.time_zone) if found.server else ON_SERVER.remedy
            self.refusal.set_text(found.alert or ON_SERVER.message, told)
            self.refusal.show()
            return
        zone, failure = self.context.user.time_zone, failure_text(found.state, self.context.user.time_zone)
        bad = bool(failure or found.state.drill_fault)
        word, tone = (FAILED, Tone.BAD) if bad else (OLD, Tone.WARN) if found.alert else (GOOD, Tone.GOOD)
        self.state.set(word, tone)
        self.last_label.setText(" ".join(filter(None, (last_text(found.last), found.alert if found.last else ""))))
        self.second_label.setText(second_text(found.state, zone))
        self.drill_label.setText(drill_text(found.state, zone))
        self.failure_label.setText(failure)
        self.failure_label.setVisible(bool(failure))
        self.no_second_button.setVisible(bool(found.state.second))
        self.drill_button.setEnabled(found.last is not None and self._job is None)

    def _columns(self) -> tuple[Column[BackupRow], ...]:
        return (
            Column("Dibuat", lambda row: indonesian_moment(row.local_at), 150),
            Column("Tempat", lambda row: row.place, 150),
            Column("Orang", lambda row: thousands(row.people), 110, align_right=True),
            Column("Kunjungan", lambda row: thousands(row.visits), 110, align_right=True),
            Column("Ukuran", lambda row: size_text(row.size), 110, align_right=True),
            Column("Nama folder", lambda row: row.name),
        )

    def _fetch(self, after: BackupRow | None, limit: int) -> Sequence[BackupRow]:
        """Return a page; runs on a reader thread."""
        return self.context.house.backups.listed(self.context.user, after, limit)
