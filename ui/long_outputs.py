"""Work that takes a list out of the program: how far it is, and where its file shall lie."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from ui.context import PageContext
from ui.long_job import LongJob
from ui.widgets.progress_bar import JobProgress

XLSX, PDF = "Buku kerja Excel (*.xlsx)", "Berkas PDF (*.pdf)"
SUFFIXES = {XLSX: "xlsx", PDF: "pdf"}


class LongOutputs(QWidget):
    """Shows how far the work is; one piece of work at a time.

    Signals:
        busy(bool): work has begun, or ended.
    """

    busy = Signal(bool)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self.progress = JobProgress()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.progress)

    def ask_file(self, title: str, name: str, kind: str, then: Callable[[Path], object]) -> None:
        """Ask where a file shall lie; the proposed name tells nothing of anybody."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = str(Path(folder) / f"{name}-{self.day()}.{SUFFIXES[kind]}")
        dialog = QFileDialog(self, title, proposed, kind)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIXES[kind])
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def follow(self, job: LongJob, text: str) -> None:
        """Show how far a job is until it has ended."""
        self.busy.emit(True)
        self.progress.follow(job, text)
        job.ended.connect(self._on_ended)

    def _on_ended(self) -> None:
        self.busy.emit(False)

    def day(self) -> str:
        """Return today as it stands in names of files."""
        return self.context.today().isoformat()
