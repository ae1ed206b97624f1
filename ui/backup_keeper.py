"""Makes the backup of the day in the background, tries each week whether it can be restored, and warns."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from ilp_desktop.domain.backup.backup_time import times_on
from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.backup.backup_rows import MadeBackup
from ilp_desktop.services.backup.restore_drill import DrillReport
from ui.context import PageContext
from ui.long_job import LongJob, Progress

START_AFTER_MS = 60_000
REMEDY = "Kepala atau admin dapat membuatnya di 1 Manajemen > Cadangan."
AT_THE_SERVER = "Minta pengelola menjalankan di server: sudo ilp-cadangan"
NOT_MADE = "Cadangan otomatis gagal."
NOT_COPIED = "Cadangan belum sampai di tempat kedua."
NOT_RESTORED = "Cadangan terakhir tidak dapat dipulihkan."


@dataclass(frozen=True)
class _Wanted:
    """What is to be done now, and what is to be said."""

    backup: bool
    drill: bool
    alert: str


class BackupKeeper(QObject):
    """Looks now and then whether a backup or a drill is due; what goes wrong is said once a day in the same words."""

    def __init__(self, context: PageContext, parent: QObject, *, start_after_ms: int = START_AFTER_MS) -> None:
        super().__init__(parent)
        self._context = context
        self._job: LongJob | None = None
        self._said: set[tuple[str, str]] = set()
        self._stopped = False
        self._begin = QTimer(self)
        self._begin.setSingleShot(True)
        self._begin.timeout.connect(self.look)
        self._begin.start(start_after_ms)
        self._again = QTimer(self)
        self._again.timeout.connect(self.look)
        self._again.start(round(times_on(context.today()).look_every.total_seconds() * 1000))

    def look(self) -> None:
        """See what is due, and begin it unless something is under way."""
        if self._is_over() or self._job is not None:
            return
        backups, user = self._context.house.backups, self._context.user
        self._context.jobs.read(
            lambda: _Wanted(backups.is_wanted(user), backups.is_drill_wanted(user), backups.alert(user)),
            self._on_looked,
            owner=self,
            failed=lambda _error: None,
            key="wanted",
        )

    def stop(self) -> None:
        """Ask for nothing more, and stop what is under way; the good backups stay."""
        self._stopped = True
        self._begin.stop()
        self._again.stop()
        if self._job is not None:
            self._job.cancel()

    def _on_looked(self, wanted: _Wanted) -> None:
        if self._is_over() or self._job is not None:
            return
        if wanted.backup:
            self._make()
        elif wanted.drill:
            self._drill()
        elif wanted.alert:
            self._say(wanted.alert, AT_THE_SERVER if self._context.server else REMEDY)

    def _make(self) -> None:
        backups, user = self._context.house.backups, self._context.user

        def make(progress: Progress) -> MadeBackup:
            return backups.make(user, progress)

        self._follow(self._context.jobs.long(make, self._on_made, owner=self, failed=self._on_failed))

    def _drill(self) -> None:
        backups, user = self._context.house.backups, self._context.user

        def drill(progress: Progress) -> DrillReport:
            return backups.drill(user, progress)

        self._follow(self._context.jobs.long(drill, self._on_drilled, owner=self, failed=self._on_failed))

    def _follow(self, job: LongJob) -> None:
        self._job = job
        job.ended.connect(self._on_ended)

    def _on_ended(self) -> None:
        self._job = None

    def _on_made(self, made: MadeBackup) -> None:
        if made.second_fault:
            self._say(NOT_COPIED, made.second_fault)

    def _on_drilled(self, report: DrillReport) -> None:
        if report.fault:
            self._say(NOT_RESTORED, f"{report.fault} {REMEDY}")

    def _on_failed(self, error: UserError) -> None:
        self._say(NOT_MADE, f"{error.message} {error.remedy}")

    def _say(self, text: str, remedy: str) -> None:
        """Warn, but not twice on one day of the same."""
        known = (self._context.today().isoformat(), text)
        if known not in self._said:
            self._said.add(known)
            self._context.messages.warn(text, remedy)

    def _is_over(self) -> bool:
        return self._stopped or self._context.jobs.is_closed()
