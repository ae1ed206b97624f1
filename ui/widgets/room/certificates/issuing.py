"""Issuing a certificate: the visits of a resume are read first, with progress and Batal; only then is it numbered."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ilp_desktop.domain.care.certificate import RESUME
from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.certificate.certificate_rows import CertificateRow
from ilp_desktop.services.certificate.certificates import NewCertificate
from ilp_desktop.services.certificate.resume import Resumed
from ui.long_job import LongJob
from ui.widgets.draft_keeper import DraftKeeper
from ui.widgets.progress_bar import JobProgress
from ui.widgets.room.room_context import RoomContext

READING, LAYING_OUT = "Membaca kunjungan …", "Menyusun surat …"
GIVEN_UP = "Dibatalkan; belum ada surat yang terbit dan belum ada nomor yang terpakai."
Done = Callable[[CertificateRow], object]
Failed = Callable[[UserError], object]


class Issuing(QObject):
    """Reads, then issues; whoever opens another patient or presses Batal meanwhile has issued nothing.

    Attributes:
        progress: how far the reading or the paper is, and Batal.

    Signals:
        changed(): it began or ended to read.
        given_up(): the reading was stopped.
    """

    changed = Signal()
    given_up = Signal()

    def __init__(self, room: RoomContext, keeper: DraftKeeper, parent: QObject) -> None:
        super().__init__(parent)
        self._room = room
        self._world = room.context
        self._keeper = keeper
        self._reading: LongJob | None = None
        self.progress = JobProgress()

    def is_reading(self) -> bool:
        """Say whether visits are being read."""
        return self._reading is not None

    def begin(self, wanted: NewCertificate, done: Done, failed: Failed) -> None:
        """Issue a certificate."""
        if wanted.draft.kind != RESUME:
            self._issue(wanted, None, done, failed)
            return
        certificates, user = self._world.house.certificates, self._world.user
        job = self._world.jobs.long(
            lambda progress: certificates.read_resume(user, wanted, progress),
            lambda resumed: None if job.is_cancelled() else self._on_read(wanted, resumed, done, failed),
            owner=self,
            failed=failed,
        )
        self._reading = job
        job.ended.connect(lambda: self._on_ended(job))
        self.progress.follow(job, READING)
        self.changed.emit()

    def stop(self) -> None:
        """Stop reading, as when another patient is opened."""
        if self._reading is not None:
            self._reading.cancel()

    def paper(self, row: CertificateRow, show: Callable[[bytes], object]) -> None:
        """Make the paper of a certificate, which may have many pages."""
        certificates, user = self._world.house.certificates, self._world.user
        job = self._world.jobs.long(
            lambda progress: certificates.pdf(user, row.id, progress), show, owner=self, paper=True
        )
        self.progress.follow(job, LAYING_OUT)

    def _on_read(self, wanted: NewCertificate, resumed: Resumed | None, done: Done, failed: Failed) -> None:
        if self._room.file.encounter_id == wanted.encounter_id:
            self._issue(wanted, resumed, done, failed)
        else:
            self.given_up.emit()

    def _issue(self, wanted: NewCertificate, resumed: Resumed | None, done: Done, failed: Failed) -> None:
        certificates, user = self._world.house.certificates, self._world.user
        self._keeper.save(lambda: certificates.issue(user, wanted, resumed), done, owner=self, failed=failed)

    def _on_ended(self, job: LongJob) -> None:
        """Let it be pressed again; a job that was stopped tells so."""
        self._reading = None
        self.changed.emit()
        if job.is_cancelled():
            self.given_up.emit()
