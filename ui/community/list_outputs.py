"""Takes a list out of the program: paper in the preview, a spreadsheet into a file the user chooses."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from ilp_desktop.services.due_rows import DueFilter
from ui.context import PageContext
from ui.long_job import LongJob
from ui.paper import Paper
from ui.widgets.progress_bar import JobProgress

SWEEPING, INVITATIONS = "Daftar sasaran untuk kader", "Undangan"
XLSX = "Buku kerja Excel (*.xlsx)"


class ListOutputs(QWidget):
    """Shows how far the work is; one piece of work at a time.

    Signals:
        busy(bool): work has begun, or ended.
    """

    busy = Signal(bool)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.progress = JobProgress()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.progress)

    def print_sweeping_list(self, wanted: DueFilter) -> None:
        """Make the list for kader and show it."""
        papers, user = self._context.house.due_papers, self._context.user
        name = f"daftar-kader-{self._day()}.pdf"
        self._follow(
            self._context.jobs.long(
                lambda progress: papers.sweeping_list(user, wanted, progress),
                lambda pdf: self._context.show_paper(Paper(SWEEPING, name, pdf, "daftar")),
                owner=self,
                failed=self._context.messages.problem,
                paper=True,
            ),
            "Menyusun daftar kader …",
        )

    def print_invitations(self, batch_id: UUID, a_page: int) -> None:
        """Make the invitations that were sent at once and show them."""
        papers, user = self._context.house.due_papers, self._context.user
        name = f"undangan-{self._day()}.pdf"
        self._follow(
            self._context.jobs.long(
                lambda progress: papers.invitations(user, batch_id, a_page, progress),
                lambda pdf: self._context.show_paper(Paper(INVITATIONS, name, pdf, "undangan")),
                owner=self,
                failed=self._context.messages.problem,
                paper=True,
            ),
            "Menyusun undangan …",
        )

    def export(self, wanted: DueFilter) -> None:
        """Ask where the file shall lie, then write it; the proposed name tells nothing of anybody."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = str(Path(folder) / f"daftar-sasaran-{self._day()}.xlsx")
        dialog = QFileDialog(self, "Ekspor daftar sasaran", proposed, XLSX)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.fileSelected.connect(lambda name: self.write(wanted, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, wanted: DueFilter, file: Path) -> None:
        """Write the list into a file."""
        papers, user = self._context.house.due_papers, self._context.user
        self._follow(
            self._context.jobs.long(
                lambda progress: papers.export(user, wanted, file, progress),
                lambda count: self._context.messages.info(f"{count} orang tersimpan dalam {file.name}."),
                owner=self,
                failed=self._context.messages.problem,
            ),
            "Menulis berkas …",
        )

    def _follow(self, job: LongJob, text: str) -> None:
        self.busy.emit(True)
        self.progress.follow(job, text)
        job.ended.connect(lambda: self.busy.emit(False))

    def _day(self) -> str:
        return self._context.today().isoformat()
